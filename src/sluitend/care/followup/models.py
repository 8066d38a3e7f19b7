"""Promises (who does what by when), attempts to reach the family, and the notices by which people are told."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from sluitend.care.network.models import Professional
from sluitend.care.people.models import AboutFamily, Family
from sluitend.core.access import About


class Promise(AboutFamily):
    """Who does what by when. Late is never stored: it follows from `due_on`."""

    class Kind(models.TextChoices):
        STEP = "step"
        FIRST_CONTACT = "first_contact"
        QUIET = "quiet"
        PATHWAY = "pathway"
        PLAN = "plan"
        MEETING = "meeting"
        CHECK = "check"

    class Status(models.TextChoices):
        OPEN = "open"
        KEPT = "kept"
        WITHDRAWN = "withdrawn"

    family = models.ForeignKey(Family, models.PROTECT, related_name="promises", db_index=False)
    owner = models.ForeignKey(Professional, models.PROTECT, related_name="promises", db_index=False)
    what = models.CharField(max_length=300)
    words = models.JSONField(default=dict, db_default={})
    """What the program itself wrote, as core.kept_words keeps it; empty for what a person wrote."""
    told = models.JSONField(default=dict, db_default={})
    """What both parents read of a step of a pathway, per language; empty: only that there is something."""
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.STEP)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    made_on = models.DateField()
    made_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it is quiet, or why it was withdrawn."""

    class Meta:
        indexes = (
            models.Index(fields=["owner", "status", "due_on", "id"], name="followup_promise_list"),
            models.Index(fields=["family", "status", "due_on"], name="followup_promise_family"),
        )
        constraints = (
            models.CheckConstraint(
                name="followup_promise_done",
                condition=(Q(status="open") & Q(done_on__isnull=True)) | (~Q(status="open") & Q(done_on__isnull=False)),
            ),
            models.CheckConstraint(name="followup_promise_reason", condition=~Q(status="withdrawn") | ~Q(reason="")),
            models.CheckConstraint(name="followup_quiet_reason", condition=~Q(kind="quiet") | ~Q(reason="")),
        )

    def access(self, today: date) -> About:
        about = self.family.access(today)
        return About(
            about.region_id,
            about.involved,
            about.glass_broken_by,
            frozenset({self.owner_id}),
            lead_name=about.lead_name,
        )


class ContactAttempt(AboutFamily):
    class Way(models.TextChoices):
        PHONE = "phone"
        VISIT = "visit"
        MESSAGE = "message"
        LETTER = "letter"
        VIA_OTHER = "via_other"

    class Result(models.TextChoices):
        REACHED = "reached"
        NOT_REACHED = "not_reached"
        APPOINTMENT = "appointment"
        REFUSED = "refused"

    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.DateTimeField()
    result = models.CharField(max_length=12, choices=Result.choices)
    note = models.TextField(blank=True)
    next_try = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="+")


class Notice(models.Model):
    """Something that a professional is told: at each turn of what they signalled, referred or hold."""

    to = models.ForeignKey(Professional, models.CASCADE, related_name="notices")
    family = models.ForeignKey(Family, models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(max_length=30)
    message = models.CharField(max_length=400)
    values = models.JSONField(default=dict)
    """`message` is a Dutch source text (core.text); `values` fills its gaps."""
    thing = models.CharField(max_length=40, blank=True)
    thing_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    at_once = models.BooleanField(default=False, db_default=False)
    """Cannot wait until tomorrow: a term that passes today, or safety. Who takes messages is told outside the program at once."""

    class Meta:
        indexes = (models.Index(F("to"), F("at").desc(), name="followup_notice_list"),)

    def access(self, today: date) -> About:
        return About(region_id=self.to.region_id, owners=frozenset({self.to_id}))
