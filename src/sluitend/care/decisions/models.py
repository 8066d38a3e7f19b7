"""What the tables in force said, from which facts, by which rule; and what a professional decided."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.agreements.models import Draft, Version
from sluitend.care.network.models import Municipality, Professional
from sluitend.care.people.models import Family
from sluitend.care.programmes.models import Enrolment, EnrolmentPart
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.access import About
from sluitend.core.eligibility import Says, Stage


class Decision(models.Model):
    """One run of the facts through the tables in force. Kept, so that an old advice can be explained years later."""

    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="decisions", db_index=False)
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="decisions")
    made_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    facts_digest = models.CharField(max_length=64)
    """Of the facts and of the tables in force: the same digest gives the same proposals."""
    answers = models.JSONField(default=list)
    """What every table answered, also when there is nothing to decide: what to ask, what is not offered and why."""

    class Meta:
        indexes = (models.Index(fields=["family", "-made_at"], name="decisions_family"),)


class Proposal(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        OVERRIDDEN = "overridden"
        LAPSED = "lapsed"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="proposals")
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="proposals")
    version = models.ForeignKey(Version, models.PROTECT, related_name="proposals")
    code = models.CharField(max_length=80)
    rule_numbers = models.JSONField(default=list)
    rule_ids = models.JSONField(default=list)
    source = models.TextField(blank=True)
    why = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    instead = models.CharField(max_length=80, blank=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="proposals")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="decisions_reason", condition=~Q(status__in=["overridden", "lapsed"]) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="decisions_decided",
                condition=Q(status="open", decided_at__isnull=True) | (~Q(status="open") & Q(decided_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="decisions_open_once", fields=["family", "code"], condition=Q(status="open", family__isnull=False)
            ),
        )

    def access(self, today: date) -> About:
        assert self.family is not None
        return self.family.access(today)


def _values(members: type[Says] | type[Stage]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in members]


class Eligibility(EnrolmentPart):
    """What the tables of a programme said when somebody was enrolled, and again after the first visit; and why it began all the same."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="eligibility", db_index=False)
    stage = models.CharField(max_length=5, choices=_values(Stage))
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="eligibility")
    """The facts and tables it rests on; None where no table is in force here."""
    says = models.CharField(max_length=11, choices=_values(Says))
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="eligibility")
    """Of the table that decided."""
    code = models.CharField(max_length=80, blank=True)
    rule_numbers = models.JSONField(default=list)
    rule_ids = models.JSONField(default=list)
    source = models.TextField(blank=True)
    why = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="decisions_eligibility_reason", condition=~Q(says__in=["not_known", "not_fitting"]) | ~Q(reason="")
            ),
            models.UniqueConstraint(name="decisions_eligibility_once", fields=["enrolment", "stage"]),
        )


class WhatIf(models.Model):
    """The stored facts of a period through a draft and through the version that it would replace, worked off in steps."""

    class Status(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="what_ifs")
    draft_number = models.PositiveIntegerField()
    """The save of the draft that was asked; a later one asks for a new run."""
    since = models.DateField()
    until = models.DateField()
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    """None is the whole area of the draft."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RUNNING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reached = models.JSONField(default=list)
    """Where the next step begins: the last family, and the last consultation without one."""
    result = models.JSONField(default=dict)
    """A core.what_if.Tally; holds ids of families, no facts of them."""
    way = models.CharField(max_length=6, blank=True)
    asked_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    """When the last step was taken: one that runs and was not heard of for a while was stopped from outside."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="decisions_what_if_period", condition=Q(since__lte=models.F("until"))),
            models.CheckConstraint(
                name="decisions_what_if_ended",
                condition=Q(status="running", ended_at__isnull=True)
                | (~Q(status="running") & Q(ended_at__isnull=False)),
            ),
        )

    def access(self, today: date) -> About:
        return self.draft.access(today)
