"""A safety matter and its circle (domain.md 8; the secrecy: docs/decisions).

No other table points here and nothing of the family does either: a matter knows its family without a constraint, so that erasing,
merging or closing there neither fails nor shows anything. Ids are random, so that counting them tells nothing.
"""

from __future__ import annotations

import secrets
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from sluitend.care.agreements.models import Version
from sluitend.care.network.models import Professional, Region, RoleAssignment, StandIn
from sluitend.care.people.models import Family, Person
from sluitend.core import safety
from sluitend.core.access import About, Actor
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role


def random_id() -> int:
    """Fits a JavaScript number and a PostgreSQL bigint; 2^53 makes a double as good as impossible."""
    return secrets.randbelow(2**53 - 1) + 1


def _choices(values: Any) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Secret(models.Model):
    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)

    class Meta:
        abstract = True


class MatterRows(models.QuerySet["Matter"]):
    def known_to(self, by: Actor, today: date, needs: Permission = Permission.WORK_ON_SAFETY) -> Self:
        """Matters in whose circle this person is; for attention officers also those in whose circle nobody is at hand. Who controls
        who looked knows the matter for that only.

        One condition, so that asking for what is not there and for what is not yours are the same statement.
        """
        if needs is Permission.CONTROL_SAFETY:
            asked = Control.objects.filter(matter=OuterRef("pk"), ended_at=None, professional_id=by.professional_id)
            return self.filter(Exists(asked), region_id=by.region_id)
        mine = Member.objects.filter(matter=OuterRef("pk"), ended_at=None, professional_id=by.professional_id)
        known = Q(Exists(mine))
        if Permission.KEEP_SAFETY in by.permissions:
            known |= Q(pk__in=self.model.objects.without_anybody(by, today).values("pk"))
        return self.filter(known, region_id=by.region_id)

    def without_anybody(self, by: Actor, today: date) -> Self:
        """Open matters of which everybody in the circle left or is away, for the officers of their own organisations first."""
        circle = Member.objects.filter(matter=OuterRef("pk"), ended_at=None)
        works = Q(professional__ends_on=None) | Q(professional__ends_on__gte=today)
        away = StandIn.objects.on(today).values("professional_id")
        at_hand = circle.filter(works).exclude(professional_id__in=away)
        officers = RoleAssignment.objects.on(today).filter(works, role=Role.ATTENTION_OFFICER)
        officers = officers.exclude(professional_id__in=away)
        with_officer = officers.values("professional__organisation_id")
        return self.filter(~Exists(at_hand), region_id=by.region_id, ended_on=None).filter(
            Exists(circle.filter(professional__organisation_id=by.organisation_id))
            | ~Exists(circle.filter(professional__organisation_id__in=with_officer))
        )


class Matter(Secret):
    family = models.ForeignKey(Family, models.DO_NOTHING, db_constraint=False, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12, choices=_choices(safety.Ground))
    about = models.CharField(max_length=200)
    """Whose safety it is, in words: "het kind dat komt", "moeder"."""
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=20, blank=True)
    ending_note = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)

    objects = MatterRows.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="safety_named_ending",
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ending="")
                | (
                    Q(ended_on__isnull=False, ended_by__isnull=False, ending__in=[e.value for e in safety.Ending])
                    & ~Q(ending_note="")
                ),
            ),
            models.CheckConstraint(
                name="safety_confirmed", condition=~Q(ending="watched_by_others") | ~Q(confirmed_by="")
            ),
        )

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def access(self, today: date) -> About:
        circle = frozenset(one.professional_id for one in self.all_members if one.ended_at is None)
        return About(region_id=self.region_id, owners=circle)

    @cached_property
    def all_members(self) -> list[Member]:
        """Who is or was in the circle, as it was when this was first asked of this object."""
        return list(self.members.select_related("professional__organisation").order_by("since", "pk"))


class Asked(Secret):
    """Somebody who was asked into a matter (`matter`) by name, with why, until somebody ended it; once at a time."""

    professional = models.ForeignKey(Professional, models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=300)
    since = models.DateTimeField()
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                name="safety_%(class)s_once", fields=["matter", "professional"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="safety_%(class)s_why", condition=~Q(why="")),
            models.CheckConstraint(name="safety_%(class)s_end", condition=Q(ended_at__isnull=True) | ~Q(end_reason="")),
        )


class Member(Asked):
    """Somebody in the circle, by name, with why; nobody is in it by role, team or standing in."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="members")
    part = models.CharField(max_length=10, choices=_choices(safety.Part))

    class Meta(Asked.Meta):
        constraints = (
            *Asked.Meta.constraints,
            models.UniqueConstraint(
                name="safety_one_holder", fields=["matter"], condition=Q(part="holder", ended_at__isnull=True)
            ),
        )
        indexes = (models.Index(fields=["professional", "ended_at"], name="safety_my_matters"),)


class StepTaken(Secret):
    """A step of the reporting code that was taken. Only added to: a correction is a step of its own."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps", db_index=False)
    kind = models.CharField(max_length=12, choices=_choices(safety.Step))
    on = models.DateField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    facts = models.TextField(blank=True)
    """What was seen, heard or said, without what one thinks of it."""
    interpretation = models.TextField(blank=True)
    whom = models.CharField(max_length=300, blank=True)
    """With whom, or who saw or said it."""
    way = models.CharField(max_length=12, blank=True)
    """Of a consultation: whether a colleague, the officer or Veilig Thuis."""
    answers = models.JSONField(default=dict)
    result = models.CharField(max_length=24, blank=True)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    """The framework that was weighed with."""

    class Meta:
        indexes = (models.Index(fields=["matter", "on"], name="safety_steps"),)
        constraints = (
            models.CheckConstraint(
                name="safety_weighed_with", condition=~Q(kind="weighing") | Q(version__isnull=False)
            ),
        )


class Report(Secret):
    """A report that somebody made at Veilig Thuis, by telephone or otherwise. This program sends none."""

    class Way(models.TextChoices):
        PHONE = "phone"
        ONLINE = "online"
        LETTER = "letter"
        IN_PERSON = "in_person"

    class About(models.TextChoices):
        CHILD = "child"
        UNBORN = "unborn"
        PARTNER = "partner"
        FAMILY = "family"

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reports")
    made_on = models.DateField()
    made_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    about = models.CharField(max_length=10, choices=About.choices)
    acute = models.BooleanField(default=False)
    reference = models.CharField(max_length=60, blank=True)
    parents_told = models.BooleanField()
    why_not_told = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField()
    assessed_on = models.DateField(null=True)
    route = models.CharField(max_length=60, blank=True)
    """One of the routes of the framework."""
    route_words = models.JSONField(default=dict)
    answer = models.TextField(blank=True)
    investigated_on = models.DateField(null=True)
    investigation = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="safety_parents_told", condition=Q(parents_told=True) | ~Q(why_not_told="")),
            models.CheckConstraint(
                name="safety_assessed", condition=Q(assessed_on__isnull=True) | Q(assessed_on__gte=F("made_on"))
            ),
        )


class SafetyPromise(Secret):
    """Who does what by when in a matter, and what may be asked after when. Late is computed, nothing ends by itself."""

    class Status(models.TextChoices):
        OPEN = "open"
        KEPT = "kept"
        WITHDRAWN = "withdrawn"

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="promises", db_index=False)
    kind = models.CharField(max_length=14, choices=_choices(safety.Kind), default=safety.Kind.STEP)
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    made_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=["matter", "status", "due_on"], name="safety_promise_list"),)
        constraints = (
            models.CheckConstraint(
                name="safety_promise_done",
                condition=Q(status="open", done_on__isnull=True) | (~Q(status="open") & Q(done_on__isnull=False)),
            ),
            models.CheckConstraint(name="safety_promise_reason", condition=~Q(status="withdrawn") | ~Q(reason="")),
        )


class PlanLine(Secret):
    """A line of the safety plan: when this happens, who does what."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="plan_lines")
    when = models.CharField(max_length=300)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    until = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="safety_plan_drop", condition=Q(dropped_at__isnull=True) | ~Q(drop_reason="")),
        )


class Control(Asked):
    """Somebody who may see who looked in this matter and when, and nothing else of it: asked by name, with a reason."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="controls")

    class Meta(Asked.Meta):
        indexes = (models.Index(fields=["professional", "ended_at"], name="safety_my_controls"),)


class Release(Secret):
    """What one parent reads of a matter on the own pages, by decision of who reports or of the attention officer, until it is taken
    back. The words are written for that parent; nothing else of the matter is shown anywhere."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="releases")
    person = models.ForeignKey(Person, models.DO_NOTHING, db_constraint=False, related_name="+")
    what = models.CharField(max_length=12, choices=_choices(safety.Told))
    words = models.CharField(max_length=1000)
    why = models.CharField(max_length=300)
    """Why it is safe and wise to show it; for the circle."""
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="safety_release_words", condition=~Q(words="") & ~Q(why="")),
            models.CheckConstraint(
                name="safety_release_back",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_why="")),
            ),
        )
        indexes = (models.Index(fields=["person"], name="safety_released", condition=Q(taken_back_at__isnull=True)),)
