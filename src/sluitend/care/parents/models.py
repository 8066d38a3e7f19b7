"""Parents at the table: the way to their own pages, and what they ask their coordinator."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.accounts.models import User
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Coalition, Professional, Region, RoleAssignment
from sluitend.care.people.models import AboutFamily, Family, Person
from sluitend.core.access import About
from sluitend.core.permissions import Permission
from sluitend.core.roles import ROLES


class Invitation(AboutFamily):
    """The way of one parent to the own pages of one family: a code handed over face to face, and the account that was made with it.

    Works for the unborn and for newcomers: no BSN and no DigiD. Both parents have their own.
    """

    class Checked(models.TextChoices):
        """How the professional knew, face to face, that this is the person."""

        KNOWN = "known"
        DOCUMENT = "document"

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="invitations")
    code_digest = models.CharField(max_length=64, unique=True)
    checked = models.CharField(max_length=8, choices=Checked.choices)
    invited_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, default="nl")
    hidden = models.BooleanField(default=False)
    """Somebody looks over this parent's shoulder: short sessions, and never a message."""
    no_council = models.BooleanField(default=False, db_default=False)
    """This parent said not to be asked for the advisory council any more."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="parents_one_invitation", fields=["family", "person"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="parents_opened_by_account",
                condition=Q(opened_at__isnull=True, user__isnull=True) | Q(opened_at__isnull=False, user__isnull=False),
            ),
        )


class Question(AboutFamily):
    """What a parent asks, and what the coordinator answers. Waiting for it is a promise with a date."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="questions", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="questions")
    question = models.CharField(max_length=1000)
    about_look = models.CharField(max_length=200, blank=True)
    """Who looked and when, if the question is about that."""
    asked_at = models.DateTimeField()
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="parent_question")
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["family", "person", "asked_at"], name="parents_question_list"),)
        constraints = (
            models.CheckConstraint(
                name="parents_answered",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        )


class Gathering(AboutFamily):
    """An invitation to sit at the table: a case meeting about the own family. Parents read it."""

    class Kind(models.TextChoices):
        MEETING = "meeting"
        COUNCIL = "council"
        """Of before the council had meetings of its own (`CouncilMeeting`); none are made any more."""

    kind = models.CharField(max_length=7, choices=Kind.choices)
    at = models.DateTimeField()
    place = models.CharField(max_length=150)
    who = models.CharField(max_length=300)
    """Who comes, for the parents to read."""
    topic = models.CharField(max_length=600)
    """What it is about, in plain words."""
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)


class Guest(AboutFamily):
    """One parent who is invited, and what this parent answered. The other parent does not see it."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        OTHER_TIME = "other_time"

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    other_time = models.CharField(max_length=200, blank=True)
    """When the parent can come, in own words."""
    brings = models.CharField(max_length=120, blank=True)
    """Somebody of the parent's own."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="parents_guest_once", fields=["gathering", "person"]),
            models.CheckConstraint(
                name="parents_guest_answered",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        )


class CouncilMeeting(models.Model):
    """A meeting of the parents' advisory council, for every parent with own pages in a region or in one coalition of it.

    It is about no family and names none: who is asked is worked out when a parent reads (docs/decisions/0031).
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    place = models.CharField(max_length=150)
    who = models.CharField(max_length=300)
    topic = models.JSONField(default=dict)
    """What it is about, in plain words, by language of the own pages; Dutch is always there."""
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["region", "at"], name="parents_council_list"),)

    def access(self, today: date) -> About:
        """Of who organises it; when that person works here no more, of who organises the council here today."""
        owners = {self.by_id} if self.by.holds_on(today) else set(_organisers(self.region_id, today))
        return About(region_id=self.region_id, owners=frozenset(owners))


def _organisers(region_id: int, today: date) -> models.QuerySet[RoleAssignment, int]:
    roles = [role for role, told in ROLES.items() if Permission.ORGANISE_COUNCIL in told.permissions]
    found = RoleAssignment.objects.on(today).filter(role__in=roles, professional__region=region_id)
    return found.values_list("professional_id", flat=True)


class CouncilAnswer(AboutFamily):
    """What one parent answered. Name and number are what this parent wrote for who organises it, and are there only with a yes."""

    class Answer(models.TextChoices):
        YES = "yes"
        MAYBE = "maybe"
        NO = "no"

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="answers", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer.choices)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="parents_council_once", fields=["meeting", "person"]),
            models.CheckConstraint(
                name="parents_council_caller",
                condition=Q(name="", phone="") | (Q(answer="yes") & ~Q(name="") & ~Q(phone="")),
            ),
        )
