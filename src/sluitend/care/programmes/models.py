"""Who is in which programme, its contacts, how far it is, and what was measured.

The plan itself is not stored: it follows from the version, key dates and the contacts that were held (core.programme). Only
the next contact is a row, with the promise that keeps it in everybody's lists.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.agreements.models import Version
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Dated, Professional
from sluitend.care.people.models import AboutFamily, Person, Pregnancy
from sluitend.core.access import About
from sluitend.core.programme import Feedback


class Enrolment(AboutFamily):
    """A parent in a programme, from the waiting list to an ending that a person chose."""

    class Status(models.TextChoices):
        INTAKE = "intake"
        WAITING = "waiting"
        ACTIVE = "active"
        ENDED = "ended"

    version = models.ForeignKey(Version, models.PROTECT, related_name="enrolments")
    programme_id = models.CharField(max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, null=True, related_name="enrolments")
    worker = models.ForeignKey(Professional, models.PROTECT, related_name="enrolments")
    """The one fixed worker; on the waiting list, who answers for it."""
    worker_reason = models.CharField(max_length=300, blank=True, db_default="")
    """Why this worker, without the training or with a full caseload."""
    status = models.CharField(max_length=8, choices=Status.choices)
    asked_on = models.DateField()
    enrolled_on = models.DateField(null=True)
    arrival = models.CharField(max_length=8, blank=True)
    """Whether it began within the entry window (core.programme.Arrival)."""
    arrival_reason = models.CharField(max_length=300, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    ground_note = models.CharField(max_length=500, blank=True)
    social_contact = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    no_social_contact = models.CharField(max_length=300, blank=True)
    """Why there is no named contact in the social domain."""
    step = models.CharField(max_length=60, blank=True)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="enrolment")
    """What comes next while no contact is planned."""
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=60, blank=True)
    ended_as = models.CharField(max_length=14, blank=True)
    """What the ending counts as (core.content.programmes.Outlook)."""
    ended_why = models.CharField(max_length=500, blank=True)
    handed_to = models.CharField(max_length=300, blank=True, db_default="")
    """Who took over elsewhere, and confirmed it."""
    follow_promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    """The task to talk about what can come after."""
    follow_due_on = models.DateField(null=True)
    """The day that task was made for: only another birth moves it."""
    feedback = models.CharField(
        max_length=20, blank=True, db_default="", choices=[(one.value, one.value) for one in Feedback]
    )
    """What was told to who referred; empty while nothing was."""
    feedback_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["worker", "status", "id"], name="programmes_caseload"),)
        constraints = (
            models.UniqueConstraint(
                name="programmes_once", fields=["family", "programme_id", "person"], condition=~Q(status="ended")
            ),
            models.CheckConstraint(
                name="programmes_enrolled", condition=~Q(status="active") | Q(enrolled_on__isnull=False)
            ),
            models.CheckConstraint(
                name="programmes_ended_by_somebody",
                condition=(~Q(status="ended") & Q(ended_on__isnull=True, ending=""))
                | (Q(status="ended", ended_on__isnull=False, ended_by__isnull=False) & ~Q(ending="")),
            ),
        )


class EnrolmentPart(models.Model):
    """A row of an enrolment: access to it is access to the family."""

    enrolment: models.ForeignKey[Enrolment, Enrolment]

    class Meta:
        abstract = True

    @property
    def family_id(self) -> int:
        return self.enrolment.family_id

    def access(self, today: date) -> About:
        return self.enrolment.access(today)


class ProgrammeGroup(Dated):
    """Families who meet for one programme, with the worker who holds the meetings. A group can also go on without being named."""

    worker = models.ForeignKey(Professional, models.PROTECT, related_name="programme_groups")
    programme_id = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=150, blank=True)

    class Meta(Dated.Meta):
        indexes = (models.Index(fields=["worker", "programme_id", "id"], name="programmes_groups"),)

    def access(self, today: date) -> About:
        return About(region_id=self.worker.region_id, involved=frozenset({self.worker_id}))


class GroupMember(EnrolmentPart, Dated):
    """An enrolment in a group, from a day until a day."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="memberships")
    group = models.ForeignKey(ProgrammeGroup, models.PROTECT, related_name="members")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="programmes_one_group", fields=["enrolment"], condition=Q(ends_on__isnull=True)
            ),
        )


class Contact(EnrolmentPart):
    """A contact of the programme. At the door: was it held, and when is the next; the rest can be filled in later."""

    class Status(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        NOT_HELD = "not_held"
        DROPPED = "dropped"

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="contacts")
    worker = models.ForeignKey(Professional, models.PROTECT, related_name="programme_contacts")
    group = models.ForeignKey(ProgrammeGroup, models.PROTECT, null=True, related_name="contacts")
    """Of which group this is a meeting; what was held stays of the group in which it was."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    due_on = models.DateField()
    at = models.TimeField(null=True)
    agreed = models.BooleanField(default=False)
    """The day was agreed with the family: re-dating leaves it."""
    key_dates = models.JSONField(default=dict)
    """The key dates its day counts from: only when these change is it dated again, so that late stays late."""
    in_plan = models.BooleanField(default=True)
    """False for a contact between the planned ones."""
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="programme_contact")
    held_on = models.DateField(null=True)
    way = models.CharField(max_length=10, default="visit")
    reason = models.CharField(max_length=300, blank=True)
    """Why it was not held or was dropped."""
    group_reason = models.CharField(max_length=300, blank=True, db_default="")
    """Why a meeting goes on with fewer or more families than the programme means."""
    next_time = models.CharField(max_length=500, blank=True)
    """What was agreed for the next time."""
    place = models.CharField(max_length=10, blank=True)
    present = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(null=True)
    shares = models.JSONField(default=dict)
    """Percent of the time per content domain."""
    topics = models.TextField(blank=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["worker", "status", "due_on"], name="programmes_day"),
            models.Index(fields=["enrolment", "status", "held_on"], name="programmes_held"),
        )
        constraints = (
            models.UniqueConstraint(name="programmes_one_next", fields=["enrolment"], condition=Q(status="planned")),
            models.CheckConstraint(
                name="programmes_contact_held",
                condition=Q(status="held", held_on__isnull=False) | (~Q(status="held") & Q(held_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="programmes_contact_why", condition=~Q(status__in=["not_held", "dropped"]) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="programmes_minutes", condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=720)
            ),
        )


class Mark(EnrolmentPart):
    """A sub-goal that was reached or a milestone, with the words of the parents where it asks for them."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="marks")
    code = models.CharField(max_length=60)
    """The id of a sub-goal or milestone in the programme."""
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="programmes_mark_once", fields=["enrolment", "code"]),)


class Measured(EnrolmentPart):
    """A value at a moment. A later row for the same moment corrects the earlier one, which stays."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="measured")
    measurement = models.CharField(max_length=60)
    moment = models.CharField(max_length=60)
    """In the words of the programme: "birth + 2 months"."""
    value = models.CharField(max_length=60)
    on = models.DateField()
    by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["enrolment", "measurement", "id"], name="programmes_measured_value"),)


class CalendarFeed(models.Model):
    """The address under which the phone of a worker reads the calendar. Signed with the key of the installation; empty when stopped."""

    professional = models.OneToOneField(Professional, models.CASCADE, related_name="calendar_feed")
    nonce = models.CharField(max_length=64)
    made_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="programmes_calendar_nonce", fields=["nonce"], condition=~Q(nonce="")),
        )
