"""Parents at the table: the way to their own pages, and what they ask their coordinator."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sluitend.care.accounts.models import User
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.models import AboutFamily, Person


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
    """An invitation to sit at the table: a case meeting about the own family, or the parents' advisory council. Parents read it."""

    class Kind(models.TextChoices):
        MEETING = "meeting"
        COUNCIL = "council"

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

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests")
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
