"""Which version of what was agreed is in force where."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sluitend.care.network.models import Region


class Version(models.Model):
    """One content file, exactly as it was put in force. `content_id` is the id inside the file; a region has one region file."""

    class Kind(models.TextChoices):
        FACTOR = "factor"
        INSTRUMENT = "instrument"
        TABLE = "table"
        EXAMPLES = "examples"
        """What a table is called in both languages, its standing, and cases with the answer that was agreed."""
        PATHWAY = "pathway"
        PROGRAMME = "programme"
        REGION = "region"
        WEIGHING = "weighing"
        """How a profession weighs in its reporting code."""

    region = models.ForeignKey(Region, models.PROTECT)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    content_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    body = models.TextField()
    in_force_from = models.DateField()
    replaced_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="agreements_version_number", fields=["region", "kind", "content_id", "number"]
            ),
            models.UniqueConstraint(
                name="agreements_in_force",
                fields=["region", "kind", "content_id"],
                condition=Q(replaced_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.content_id} v{self.number}"
