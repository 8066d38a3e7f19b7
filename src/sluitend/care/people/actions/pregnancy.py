"""Pregnancy, birth and loss. What is known before birth belongs to the mother; a child's record starts at birth (domain.md 11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sluitend.care.action import action, day, fresh
from sluitend.care.people.actions.writing import join, member_of, new_person, not_in_future, refuse
from sluitend.care.people.models import Birth, DueDate, Family, FamilyMember, Person, Pregnancy
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import gestational_age
from sluitend.core.permissions import Permission
from sluitend.core.person import (
    MOST_CHILDREN,
    ChildFacts,
    PersonFacts,
    wrong_birth,
    wrong_child,
    wrong_loss,
    wrong_mother,
    wrong_pregnancy,
)
from sluitend.core.text import text


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def start_pregnancy(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    mother_id: int,
    due_date: date,
    dated_by: str = "unknown",
    expected_children: int = 1,
) -> Pregnancy:
    """Record that somebody of the household is pregnant."""
    mother = member_of(family, mother_id, "mother")
    return begin_pregnancy(family, mother, due_date, dated_by, expected_children, by, now)


def begin_pregnancy(
    family: Family, mother: Person, due_date: date, dated_by: str, expected_children: int, by: Actor, now: datetime
) -> Pregnancy:
    today = day(now)
    if mother.died_on is not None or mother.pregnancies.filter(outcome=Pregnancy.Outcome.ONGOING).exists():
        raise NotNow(text("Er loopt al een zwangerschap, of deze persoon leeft niet meer."), field="mother")
    if why := wrong_mother(mother.birth_date, today):
        raise NotNow(why, field="mother")
    refuse(wrong_pregnancy(due_date, expected_children, today))
    pregnancy = fresh(
        Pregnancy(
            mother=mother,
            family=family,
            due_date=due_date,
            dated_by=_way(dated_by),
            expected_children=expected_children,
        )
    )
    _believe(pregnancy, by, now)
    return pregnancy


def _way(dated_by: str) -> str:
    if dated_by not in Pregnancy.DatedBy.values:
        raise NotNow(text("Kies hoe de datum is bepaald."), field="dated_by")
    return dated_by


def _believe(pregnancy: Pregnancy, by: Actor, now: datetime) -> None:
    DueDate.objects.create(
        pregnancy=pregnancy,
        due_date=pregnancy.due_date,
        dated_by=pregnancy.dated_by,
        noted_at=now,
        noted_by_id=by.professional_id,
    )


def _still_going(pregnancy: Pregnancy) -> None:
    if pregnancy.outcome != Pregnancy.Outcome.ONGOING:
        raise NotNow(text("Deze zwangerschap is al afgelopen. Ververs de pagina om te zien wat er is vastgelegd."))


@action(needs=Permission.EDIT_PEOPLE, about="people.Pregnancy")
def set_due_date(
    pregnancy: Pregnancy,
    *,
    by: Actor,
    now: datetime,
    due_date: date,
    dated_by: str,
    expected_children: int | None = None,
) -> Pregnancy:
    """Date a pregnancy anew, and say how; what was believed before stays in its history."""
    _still_going(pregnancy)
    children = expected_children or pregnancy.expected_children
    refuse(wrong_pregnancy(due_date, children, day(now)))
    pregnancy.due_date, pregnancy.dated_by, pregnancy.expected_children = due_date, _way(dated_by), children
    pregnancy.save(update_fields=["due_date", "dated_by", "expected_children"])
    _believe(pregnancy, by, now)
    return pregnancy


@action(needs=Permission.EDIT_PEOPLE, about="people.Pregnancy")
def record_birth(pregnancy: Pregnancy, *, by: Actor, now: datetime, children: Sequence[ChildFacts]) -> Pregnancy:
    """One or more children are born: their records start here, as members of the mother's household."""
    _still_going(pregnancy)
    if not 1 <= len(children) <= MOST_CHILDREN:
        raise NotNow(text("Vul minstens één kind in."), field="children")
    mother = Person.objects.get(pk=pregnancy.mother_id)
    for number, child in enumerate(children, start=1):
        refuse(wrong_birth(child, pregnancy.due_date, day(now)), f"child_{number}_")
        new_child(pregnancy.family, child, day(now), family_name=mother.family_name, pregnancy=pregnancy)
    pregnancy.outcome, pregnancy.ended_on = Pregnancy.Outcome.BORN, max(child.born_on for child in children)
    pregnancy.save(update_fields=["outcome", "ended_on"])
    return pregnancy


def new_child(
    family: Family, child: ChildFacts, today: date, *, family_name: str, pregnancy: Pregnancy | None = None
) -> Person:
    """The record of a child, in its household from the day it was born (or since the household exists)."""
    refuse(wrong_child(child, today))
    facts = PersonFacts(
        given_name=child.given_name, family_name=child.family_name or family_name, birth_date=child.born_on
    )
    person = new_person(family.region_id, facts, today, child=True)
    Birth.objects.create(
        child=person,
        pregnancy=pregnancy,
        born_on=child.born_on,
        gestational_days=None if pregnancy is None else _days_along(pregnancy, child.born_on),
        weight_grams=child.weight_grams,
    )
    join(family, person, FamilyMember.Part.CHILD, child.born_on)
    return person


BORN_ALIVE_DAYS = range(140, 311)
"""From 20 weeks to 30 days past the due date (the database keeps the same limits); outside it a date is wrong."""


def _days_along(pregnancy: Pregnancy, born_on: date) -> int:
    days = gestational_age(pregnancy.due_date, born_on).total_days
    if days not in BORN_ALIVE_DAYS:
        raise NotNow(
            text(
                "Deze geboortedatum past niet bij de uitgerekende datum %(due)s. Klopt die datum nog?",
                due=pregnancy.due_date,
            ),
            field="born_on",
        )
    return days


LOSSES = (Pregnancy.Outcome.MISCARRIAGE, Pregnancy.Outcome.STILLBIRTH, Pregnancy.Outcome.TERMINATION)


@action(needs=Permission.EDIT_PEOPLE, about="people.Pregnancy")
def record_loss(pregnancy: Pregnancy, *, by: Actor, now: datetime, outcome: str, on: date) -> Pregnancy:
    """The pregnancy ended without a living child. The file stays open: support after a loss is care too."""
    _still_going(pregnancy)
    if outcome not in LOSSES:
        raise NotNow(text("Kies hoe de zwangerschap is afgelopen."), field="outcome")
    refuse(wrong_loss(on, pregnancy.due_date, day(now)))
    pregnancy.outcome, pregnancy.ended_on = outcome, on
    pregnancy.save(update_fields=["outcome", "ended_on"])
    return pregnancy


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def record_death(family: Family, *, by: Actor, now: datetime, person_id: int, on: date) -> int:
    """Somebody of the household died. The person stays in the family's history; authority that was held ends."""
    person = member_of(family, person_id)
    not_in_future(on, day(now), "on")
    if person.birth_date and on < person.birth_date:
        raise NotNow(text("De datum ligt vóór de geboortedatum."), field="on")
    if person.pregnancies.filter(outcome=Pregnancy.Outcome.ONGOING).exists():
        raise NotNow(text("Leg eerst vast hoe de zwangerschap is afgelopen."), field="person")
    person.died_on = on
    person.save(update_fields=["died_on"])
    person.authority_held.filter(ends_on=None, starts_on__lte=on).update(ends_on=on)
    return person.pk
