"""Asking another party. A referral stays with its sender until the other accepts; what came of it is told back."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.consent.models import Ground
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Offer, Organisation, Professional, Region
from sluitend.care.people.models import AboutFamily, Involvement, Person
from sluitend.care.signalling.models import Signal
from sluitend.core.access import About, Actor
from sluitend.core.roles import Role
from sluitend.core.states import REFERRAL, Party

_OPEN = Q(status__in=sorted(REFERRAL.open()))


class Referral(AboutFamily):
    class Business(models.TextChoices):
        """What the family notices (after BSeR's business status; standards.md 0.4)."""

        NONE = "none"
        APPOINTMENT_MADE = "appointment_made"
        DID_NOT_APPEAR = "did_not_appear"
        HELP_STARTED = "help_started"
        WAITING_LIST = "waiting_list"
        CANCELLATION_ASKED = "cancellation_asked"

    class Outcome(models.TextChoices):
        HELP_GIVEN = "help_given"
        HELP_ELSEWHERE = "help_elsewhere"
        FAMILY_DECLINED = "family_declined"
        NOT_REACHED = "not_reached"
        NOT_NEEDED = "not_needed"

    region = models.ForeignKey(Region, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="referrals")
    sender = models.ForeignKey(Professional, models.PROTECT, related_name="referrals_sent", db_index=False)
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals_received", db_index=False)
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="referrals")
    what = models.CharField(max_length=200)
    status = models.CharField(max_length=16, default="requested")
    urgent = models.BooleanField(default=False)
    reason_shared = models.TextField(blank=True)
    """Empty by default: a referral carries contact data and no reason (domain.md 6.1, rule 3), unless her consent names it."""
    data_kinds = models.JSONField(default=list)
    ground = models.ForeignKey(Ground, models.PROTECT, related_name="referrals")
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="referrals_owned", db_index=False)
    first_contact_on = models.DateField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    who_could = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    business = models.CharField(max_length=20, choices=Business.choices, default=Business.NONE)
    family_says_helped = models.BooleanField(null=True)
    family_said_on = models.DateField(null=True)
    family_said = models.CharField(max_length=300, blank=True)
    by_link = models.BooleanField(default=False)
    """Accepted through a one-time link: the receiver has no account, so the sender notes what happens next for both."""
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    """The refused or failed referral that this one tries again elsewhere."""
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="referral")
    """The sender's promise while it waits, the owner's next step once accepted, the sender's decision after a refusal."""
    involvement = models.OneToOneField(Involvement, models.SET_NULL, null=True, related_name="referral")
    """The access that acceptance gave to the owner; it ends with the referral."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="referrals_status", condition=Q(status__in=sorted(REFERRAL.moves))),
            models.CheckConstraint(
                name="referrals_sender_keeps",
                condition=~Q(status="requested") | Q(owner__isnull=True, answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="referrals_accepted_by_name",
                condition=~Q(status__in=["accepted", "in_progress", "on_hold", "completed"])
                | Q(owner__isnull=False, first_contact_on__isnull=False),
            ),
            models.CheckConstraint(
                name="referrals_reason",
                condition=~Q(status__in=["rejected", "cancelled", "failed", "on_hold", "entered_in_error"])
                | ~Q(reason=""),
            ),
            models.CheckConstraint(name="referrals_outcome", condition=~Q(status="completed") | ~Q(outcome="")),
            models.CheckConstraint(
                name="referrals_family_said",
                condition=Q(family_says_helped__isnull=True) | Q(family_said_on__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["receiver", "status", "answer_by", "id"], name="referrals_for_us"),
            models.Index(fields=["sender", "status", "answer_by", "id"], name="referrals_from_us"),
            models.Index(fields=["owner", "status", "id"], name="referrals_owned"),
            models.Index(fields=["receiver", "answer_by", "id"], name="referrals_for_us_open", condition=_OPEN),
            models.Index(fields=["sender", "answer_by", "id"], name="referrals_from_us_open", condition=_OPEN),
        )

    def access(self, today: date) -> About:
        about = self.family.access(today)
        return About(
            about.region_id,
            about.involved,
            about.glass_broken_by,
            frozenset(pk for pk in (self.sender_id, self.owner_id) if pk),
            receiving_organisation_id=self.receiver_id,
            on_ground=True,
            family_id=self.family_id,
            lead_name=about.lead_name,
        )

    def parties(self, by: Actor) -> frozenset[Party]:
        """What this person is in this referral: sender, receiver, or both when one organisation asks itself."""
        is_sender = self.sender_id in by.acts_for
        is_receiver = self.receiver_id == by.organisation_id or self.owner_id in by.acts_for
        is_receiver = is_receiver or (self.by_link and is_sender)
        everything = Role.SYSTEM in by.roles
        found = {Party.SENDER: is_sender or everything, Party.RECEIVER: is_receiver or everything}
        return frozenset(party for party, holds in found.items() if holds)


class ReferralPart(models.Model):
    """A row that belongs to a referral: access to it is access to the referral."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def family_id(self) -> int:
        return self.referral.family_id

    def access(self, today: date) -> About:
        return self.referral.access(today)


class ReferralMove(ReferralPart):
    """Each step that a referral took: history that the work needs (the trail is for auditors)."""

    at = models.DateTimeField()
    by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    before = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=20)
    note = models.CharField(max_length=400, blank=True)


class Question(ReferralPart):
    """A question about a referral. It does not stop the clock."""

    asked_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    question = models.CharField(max_length=600)
    answer = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class WarmHandover(ReferralPart):
    """A hand-over in person: who was there, where, when."""

    on = models.DateField()
    where = models.CharField(max_length=150)
    who = models.CharField(max_length=300)
    family_present = models.BooleanField(default=True)
    noted_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")


class OneTimeLink(ReferralPart):
    """For a receiver without an account: one referral, a signed link, and a PIN told by phone. Only digests are kept."""

    token_digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=128)
    for_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
