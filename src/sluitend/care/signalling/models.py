"""A concern that somebody must answer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.consent.models import Ground
from sluitend.care.network.models import Municipality, Professional, Region, Team
from sluitend.care.people.models import Family, Person, Pregnancy
from sluitend.core.access import About
from sluitend.core.facts import ConsentAnswer, Grade, Wish


class Draft(models.Model):
    """A signal that is being written; kept per person until it is sent or thrown away."""

    by = models.ForeignKey(Professional, models.CASCADE, related_name="signal_drafts", db_index=False)
    key = models.CharField(max_length=36)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="signalling_draft_once", fields=["by", "key"]),)

    def access(self, today: date) -> About:
        return About(region_id=self.by.region_id, owners=frozenset({self.by_id}))


class Signal(models.Model):
    class Status(models.TextChoices):
        SENT = "sent"
        TAKEN_UP = "taken_up"
        ADVISED = "advised"
        STOPPED = "stopped"
        WITHDRAWN = "withdrawn"

    region = models.ForeignKey(Region, models.PROTECT)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="signals")
    """Empty for an anonymous consultation: no person is made."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="signals")
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, null=True, related_name="signals")
    signaller = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="signals_sent", db_index=False)
    """Empty when a parent signalled (see SelfSignal)."""
    midwife = models.ForeignKey(
        Professional, models.PROTECT, null=True, related_name="signals_followed", db_index=False
    )
    receiver = models.ForeignKey(Team, models.PROTECT, related_name="signals", db_index=False)
    anonymous = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SENT)
    urgent = models.BooleanField(default=False)
    unease = models.TextField(blank=True)
    wish = models.TextField(blank=True)
    """What she herself wants, in her own words."""
    wants_help = models.CharField(max_length=7, blank=True, choices=[(wish.value, wish.value) for wish in Wish])
    """Whether she wants help; empty when that was not asked yet."""
    grade = models.CharField(max_length=1, blank=True, choices=[(grade.value, grade.value) for grade in Grade])
    knows = models.BooleanField()
    agrees = models.CharField(
        max_length=7, choices=[(answer.value, answer.value) for answer in ConsentAnswer], default=ConsentAnswer.UNKNOWN
    )
    ground = models.ForeignKey(Ground, models.PROTECT, null=True, related_name="signals")
    factors = models.JSONField(default=list)
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    owner = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="signals_taken_up")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="signalling_answered",
                condition=Q(status="sent", answered_at__isnull=True)
                | (~Q(status="sent") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="signalling_anonymous",
                condition=Q(anonymous=True, family__isnull=True, person__isnull=True)
                | Q(anonymous=False, family__isnull=False),
            ),
            models.CheckConstraint(
                name="signalling_owner", condition=Q(status="taken_up", owner__isnull=False) | ~Q(status="taken_up")
            ),
        )
        indexes = (
            models.Index(fields=["receiver", "status", "answer_by", "id"], name="signalling_inbox"),
            models.Index(fields=["signaller", "sent_at"], name="signalling_own"),
            models.Index(fields=["midwife", "sent_at"], name="signalling_midwife"),
        )

    def access(self, today: date) -> About:
        own = {pk for pk in (self.signaller_id, self.midwife_id) if pk}
        organisation = self.receiver.organisation
        return About(
            region_id=self.region_id,
            owners=frozenset(own),
            receiving_organisation_id=organisation.pk,
            receiving_team_id=self.receiver_id,
            on_ground=True,
        )


class SelfSignal(models.Model):
    """A parent's own request through the public form. Somebody calls first; only then it becomes a signal."""

    class Status(models.TextChoices):
        RECEIVED = "received"
        NOT_REACHED = "not_reached"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    region = models.ForeignKey(Region, models.PROTECT)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    receiver = models.ForeignKey(Team, models.PROTECT, related_name="self_signals", db_index=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    call_when = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    received_at = models.DateTimeField()
    call_by = models.DateField()
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    call_note = models.CharField(max_length=300, blank=True)
    signal = models.OneToOneField(Signal, models.PROTECT, null=True, related_name="self_signal")

    class Meta:
        indexes = (models.Index(fields=["receiver", "status", "call_by", "id"], name="signalling_self_inbox"),)

    def access(self, today: date) -> About:
        return About(region_id=self.region_id, receiving_organisation_id=self.receiver.organisation_id)


class FormUse(models.Model):
    """Uses of the public form per sender and hour (a keyed digest of the address, no address), to limit its rate."""

    sender = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="signalling_form_use", fields=["sender", "hour"]),)
