"""What a person asks about the own data, what may not be erased, and the second look at emergency access."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from sluitend.care.network.models import Professional
from sluitend.care.people.models import AboutFamily, Family, Involvement, Person
from sluitend.core.access import About
from sluitend.core.keeping import RequestKind


class Request(AboutFamily):
    """Inspection, correction, objection or deletion, with the day by which it is answered."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RequestKind])
    words = models.CharField(max_length=1000)
    asked_on = models.DateField()
    taken_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    """Who wrote it down; nobody when the parent asked on the own pages."""
    answer_by = models.DateField()
    lengthened_because = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="privacy_request_answered",
                condition=Q(answered_on__isnull=True, granted__isnull=True, answered_by__isnull=True)
                | (Q(answered_on__isnull=False, granted__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(name="privacy_request_term", condition=Q(answer_by__gt=F("asked_on"))),
        )
        indexes = (models.Index(fields=["answered_on", "answer_by"], name="privacy_request_open"),)


class Hold(AboutFamily):
    """Nothing of this family is erased while this holds (a complaint, a court)."""

    reason = models.CharField(max_length=300)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="privacy_one_hold", fields=["family"], condition=Q(ended_on__isnull=True)),
            models.CheckConstraint(name="privacy_hold_reason", condition=~Q(reason="")),
        )


class GlassReview(models.Model):
    """A second person's look at one emergency access: was it right."""

    involvement = models.OneToOneField(Involvement, models.CASCADE, related_name="glass_review")
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    on = models.DateField()
    right = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="privacy_review_words", condition=Q(right=True) | ~Q(words="")),)

    def access(self, today: date) -> About:
        return self.involvement.access(today)


class NoRelation(AboutFamily):
    """The privacy officer found out that somebody who looked is no relative of this family, though it seemed so."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="norelations", db_index=False)
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="+")
    likenesses = models.CharField(max_length=60)
    """In what they were alike then (core/trail/relatives.py); another likeness is asked about again."""
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="privacy_no_relation_once", fields=["family", "professional"]),)
