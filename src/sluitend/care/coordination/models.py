"""The open file of a family: its lead, the one family plan, meetings, and the hand-over of the lead."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Dated, Municipality, Organisation, Professional, Region
from sluitend.care.people.models import AboutFamily, Person
from sluitend.core.access import About
from sluitend.core.states import Ending


class Case(AboutFamily):
    """Open while somebody keeps this family in view. `next_*` repeat the first open promise, so that a list is one index read."""

    class Status(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, db_index=False)
    lead = models.ForeignKey(Professional, models.PROTECT, related_name="cases_led", db_index=False)
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=20, blank=True)
    ending_note = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    """Who confirmed taking over, for the endings that need it."""
    family_told_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    next_what = models.CharField(max_length=300, blank=True)
    next_words = models.JSONField(default=dict, db_default={})
    next_owner = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    next_is_quiet = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    """When anything about this family last changed, and by whom: what the lists show as new since one's last look."""
    changed_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="coordination_one_open_case", fields=["family"], condition=Q(status="open")),
            models.CheckConstraint(
                name="coordination_named_ending",
                condition=Q(status="open", closed_on__isnull=True, ending="")
                | Q(
                    status="closed",
                    closed_on__isnull=False,
                    closed_by__isnull=False,
                    ending__in=[e.value for e in Ending],
                ),
            ),
            models.CheckConstraint(
                name="coordination_confirmed", condition=~Q(ending__in=["taken_over", "moved"]) | ~Q(confirmed_by="")
            ),
        )
        indexes = (
            models.Index(fields=["lead", "status", "next_due_on", "id"], name="coordination_own_list"),
            models.Index(fields=["region", "status", "next_due_on", "id"], name="coordination_region_list"),
            models.Index(fields=["municipality", "opened_on"], name="coordination_place"),
        )


class Turn(models.Model):
    """A family came into view in a municipality or went out of it. Only added to: rule 7 (the balance) counts these."""

    class Why(models.TextChoices):
        OPENED = "opened"
        REOPENED = "reopened"
        MOVED_IN = "moved_in"
        MOVED_OUT = "moved_out"
        CLOSED = "closed"

    case = models.ForeignKey(Case, models.PROTECT, related_name="turns")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    change = models.SmallIntegerField()
    """1: in, -1: out."""
    why = models.CharField(max_length=10, choices=Why.choices)

    class Meta:
        indexes = (models.Index(fields=["municipality", "on"], name="coordination_turn_month"),)
        constraints = (
            models.CheckConstraint(
                name="coordination_turn_change",
                condition=Q(change=1, why__in=["opened", "reopened", "moved_in"])
                | Q(change=-1, why__in=["moved_out", "closed"]),
            ),
        )


class Absence(models.Model):
    """A stand-in who really holds the work: what went over, so that exactly that can be given back on return."""

    professional = models.ForeignKey(Professional, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    cases = models.JSONField(default=list)
    promises = models.JSONField(default=list)
    handovers = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="coordination_absent_once", fields=["professional"], condition=Q(ended_at__isnull=True)
            ),
        )


class LeadHandover(AboutFamily):
    """A request to take over the lead. The lead stays where it is until the other accepts."""

    class Status(models.TextChoices):
        REQUESTED = "requested"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    case = models.ForeignKey(Case, models.CASCADE, related_name="handovers")
    sender = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Professional, models.PROTECT, related_name="handovers_received", db_index=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.REQUESTED)
    why = models.CharField(max_length=300)
    reason = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True)
    warm = models.BooleanField(default=False)
    warm_who = models.CharField(max_length=300, blank=True)
    warm_where = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="coordination_one_handover", fields=["case"], condition=Q(status="requested")),
            models.CheckConstraint(name="coordination_handover_other", condition=~Q(sender=F("receiver"))),
            models.CheckConstraint(
                name="coordination_handover_refused", condition=~Q(status="refused") | ~Q(reason="")
            ),
        )
        indexes = (models.Index(fields=["receiver", "status"], name="coordination_handover_inbox"),)

    def access(self, today: date) -> About:
        about = self.family.access(today)
        return About(
            about.region_id,
            about.involved,
            about.glass_broken_by,
            frozenset({self.receiver_id}),
            lead_name=about.lead_name,
        )


class Goal(AboutFamily):
    """A goal in the family's own words."""

    class Status(models.TextChoices):
        OPEN = "open"
        REACHED = "reached"
        STOPPED = "stopped"

    words = models.TextField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    by_parent = models.BooleanField(default=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    """Raised with each change; a form that shows an older version is not written over a newer one."""


class GoalAction(AboutFamily):
    """What is done for a goal: by a professional (then it is a promise) or by the family and its own people."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="actions")
    what = models.CharField(max_length=300)
    doer = models.CharField(max_length=120)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="goal_action")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)


class Score(AboutFamily):
    """How the family says it goes, from 1 to 5, over time."""

    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="scores")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    value = models.PositiveSmallIntegerField()
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="coordination_score", condition=Q(value__gte=1, value__lte=5)),)


class Evaluation(AboutFamily):
    on = models.DateField()
    goes_well = models.TextField(blank=True)
    not_yet = models.TextField(blank=True)
    family_present = models.BooleanField(default=True)
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")


class Meeting(AboutFamily):
    """A case meeting. The family is there, or it says why not; its decisions are promises."""

    held_at = models.DateTimeField()
    place = models.CharField(max_length=150, blank=True)
    who = models.TextField(blank=True)
    family_present = models.BooleanField()
    why_without_family = models.CharField(max_length=300, blank=True)
    agenda = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    promises = models.ManyToManyField(Promise, related_name="meetings")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coordination_meeting_family", condition=Q(family_present=True) | ~Q(why_without_family="")
            ),
        )


class CaseloadSheet(models.Model):
    """The column mapping that an organisation used last, and rows that were taken, so that a second run adds nothing."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="caseload_sheet")
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField()


class CaseloadRow(Dated):
    """A row that was taken from a spreadsheet, by its content's digest."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="caseload_rows", db_index=False)
    digest = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.CASCADE, related_name="sheet_rows")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="coordination_row_once", fields=["organisation", "digest"]),
        )


class CaseloadDraft(models.Model):
    """A spreadsheet that somebody is bringing in: kept from choosing the columns until it is done, at most a day.

    Afterwards `content` holds only the rows that were not taken, and `report` what happened to the others.
    """

    owner = models.ForeignKey(Professional, models.CASCADE, related_name="caseload_drafts")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4)
    content = models.BinaryField()
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    report = models.JSONField(null=True)
    kept_at = models.DateTimeField(db_index=True)

    def access(self, today: date) -> About:
        return self.organisation.access(today)
