"""On which ground something may be shared: her consent, or another ground by name."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.network.models import Organisation, Professional
from sluitend.care.people.models import Family, Person
from sluitend.core.access import About


class Ground(models.Model):
    """A recorded ground for sharing these kinds of data of this person with this receiver for this purpose."""

    class Kind(models.TextChoices):
        CONSENT = "consent"
        LEGAL = "legal"
        REPORTING_CODE = "reporting_code"

    family = models.ForeignKey(Family, models.PROTECT, related_name="grounds")
    person = models.ForeignKey(Person, models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    legal_name = models.CharField(max_length=200, blank=True)
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="grounds_received")
    data_kinds = models.JSONField(default=list)
    purpose = models.CharField(max_length=300)
    explained = models.CharField(max_length=300, blank=True)
    heard_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    refused = models.BooleanField(default=False)
    by_herself = models.BooleanField(default=True)
    by_parents = models.PositiveSmallIntegerField(default=0)
    """How many parents with authority agreed, for a child and for a mother under sixteen (core.sharing.who_consents)."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="consent_legal_named", condition=~Q(kind="legal") | ~Q(legal_name="")),
            models.CheckConstraint(
                name="consent_until", condition=Q(until__isnull=True) | Q(until__gte=models.F("given_on"))
            ),
        )

    def holds(self, today: date) -> bool:
        """Whether something may still rest on it: not refused, not withdrawn, begun and not ended."""
        in_time = self.given_on <= today and (self.until is None or self.until >= today)
        return in_time and not self.refused and self.withdrawn_on is None

    def access(self, today: date) -> About:
        return self.family.access(today)
