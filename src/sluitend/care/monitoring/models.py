"""The proof that the closing rules hold, and what it found."""

from __future__ import annotations

from django.db import models

from sluitend.care.network.models import Region
from sluitend.care.people.models import Family


class Proof(models.Model):
    """One run of the closing rules over all families of a region. Complete only with `finished_at`."""

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    families = models.PositiveIntegerField(default=0)
    breaches = models.PositiveIntegerField(default=0)
    unbalanced = models.PositiveIntegerField(default=0)
    """Municipalities whose month does not add up (rule 7)."""
    unreadable = models.PositiveIntegerField(default=0)
    """Families whose facts could not be read; they did not stop the others."""

    class Meta:
        indexes = (models.Index(fields=["region", "-finished_at"], name="monitoring_proof_last"),)


class FoundBreach(models.Model):
    proof = models.ForeignKey(Proof, models.CASCADE, related_name="found")
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=20)
    why = models.CharField(max_length=300)
