"""One family for one reader: what its pages and forms ask, each thing once and only when it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.utils.translation import get_language

from sluitend.care.action import day
from sluitend.care.consent import queries as consent
from sluitend.care.coordination import queries as coordination
from sluitend.care.coordination.queries.plan import GoalRow
from sluitend.care.followup import queries as followup
from sluitend.care.monitoring import queries as monitoring
from sluitend.care.network import queries as network
from sluitend.care.observations import queries as observations
from sluitend.care.pathways import queries as pathways
from sluitend.care.people import queries as people
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.content import Words
from sluitend.core.text import text
from sluitend.doors.workspace.family.waiting import Waiting, open_handovers
from sluitend.ui.wording import say

NOT_OF_THIS_FAMILY = text("Dit hoort niet bij dit gezin.")
T = TypeVar("T")
Choices = list[tuple[object, str]]


def in_language(words: Words | None, otherwise: str = "") -> str:
    """Words of the content in the reader's language."""
    return words.in_language(get_language() or "nl") if words else otherwise


class AboutFamily:
    def __init__(self, family_id: int, by: Actor, now: datetime) -> None:
        self.family_id, self.by, self.now = family_id, by, now

    @property
    def today(self) -> date:
        return day(self.now)

    @cached_property
    def heading(self) -> coordination.Heading:
        return coordination.heading(self.family_id, by=self.by, now=self.now)

    @cached_property
    def people(self) -> people.FamilyPeople:
        return people.family_people(self.family_id, by=self.by, now=self.now)

    @cached_property
    def plan_lines(self) -> coordination.PlanLines:
        return coordination.plan_lines(self.family_id, by=self.by, now=self.now)

    @cached_property
    def plan(self) -> coordination.Plan:
        return coordination.family_plan(self.family_id, by=self.by, now=self.now)

    @cached_property
    def events(self) -> list[monitoring.Event]:
        return monitoring.events(self.family_id, by=self.by, now=self.now)

    @cached_property
    def follow_up(self) -> followup.FollowUp:
        return followup.follow_up(self.family_id, by=self.by, now=self.now)

    @cached_property
    def courses(self) -> list[pathways.Course]:
        return pathways.courses(self.family_id, by=self.by, now=self.now)

    @cached_property
    def picture(self) -> observations.Picture:
        return observations.picture(self.family_id, by=self.by, now=self.now)

    @cached_property
    def grounds(self) -> tuple[consent.GroundRow, ...]:
        return consent.grounds(self.family_id, by=self.by, now=self.now)

    @cached_property
    def colleagues(self) -> Choices:
        """Who works in the region, the own organisation first."""
        found = network.colleagues(by=self.by, now=self.now)
        return [(one.id, f"{one.name} ({one.organisation})") for one in found]

    @property
    def organisations(self) -> Choices:
        return [(one.id, one.name) for one in network.organisations(by=self.by, now=self.now)]

    @property
    def agreed_pathways(self) -> Sequence[pathways.Agreed]:
        return pathways.pathways_to_start(by=self.by, now=self.now)

    @property
    def members(self) -> Choices:
        return [(one.person_id, f"{say(one.name)} ({say(one.part_label)})") for one in self.people.members]

    @property
    def still_open(self) -> list[Waiting]:
        """What waits for an answer or an end."""
        return open_handovers(self.events, self.today)

    @property
    def stops_closing(self) -> list[Waiting]:
        return [one for one in self.still_open if one.stops_closing]

    def event(self, kind: str, pk: int) -> monitoring.Event:
        """The event of this kind and id, if it is of this family."""
        return own(one for one in self.events if one.kind == kind and one.id == pk)

    def promise(self, pk: int) -> followup.PromiseRow:
        return own(one for one in self.follow_up.promises if one.promise_id == pk)

    def goal(self, pk: int) -> GoalRow:
        return own(one for one in self.plan.goals if one.id == pk)

    def step(self, pk: int) -> pathways.StepRow:
        return own(step for course in self.courses for step in course.steps if step.step_id == pk)

    def noted(self, pk: int) -> observations.Noted:
        seen = self.picture
        wish = (seen.wish,) if seen.wish else ()
        rows = (seen.urgent, seen.risk, seen.protective, seen.grades, wish, seen.unease, seen.scores, seen.facts)
        return own(one for row in rows for one in row if one.id == pk)

    def ground(self, pk: int) -> consent.GroundRow:
        return own(one for one in self.grounds if one.id == pk)


def own(found: Iterable[T]) -> T:
    """The one row that was meant; a refusal when it is not of this family."""
    for one in found:
        return one
    raise NotAllowed(NOT_OF_THIS_FAMILY)
