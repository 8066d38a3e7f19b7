"""Facts about a family with date and source: factors, the grade, scores, unease. Never overwritten; a new fact follows an old one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sluitend.care.network.models import Professional
from sluitend.care.people.models import AboutFamily, Family, Person
from sluitend.core.access import Domain


class Observation(AboutFamily):
    class Kind(models.TextChoices):
        FACTOR = "factor"
        GRADE = "grade"
        SCORE = "score"
        UNEASE = "unease"
        WISH = "wish"
        FACT = "fact"

    family = models.ForeignKey(Family, models.PROTECT, related_name="observations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="observations")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    code = models.CharField(max_length=80)
    """A content id (factor, instrument), a grade, or the name of a fact in core.decide."""
    value = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    domain = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Domain])
    """The domain of who noted it; another domain sees it only on a ground."""
    noted_on = models.DateField()
    noted_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    agreed_with_parent = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it ended, or why this grade although the facts point elsewhere (domain.md 5.1: an override carries a reason)."""
    entered_in_error = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["family", "kind", "noted_on"], name="observations_family"),)
        constraints = (
            models.CheckConstraint(name="observations_domain", condition=Q(domain__in=[d.value for d in Domain])),
            models.UniqueConstraint(
                name="observations_one_grade", fields=["person"], condition=Q(kind="grade", ended_on__isnull=True)
            ),
            models.UniqueConstraint(
                name="observations_once",
                fields=["person", "kind", "code"],
                condition=Q(kind__in=["factor", "fact"], ended_on__isnull=True),
            ),
        )
