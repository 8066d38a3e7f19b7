"""How facts of people are checked and written; the actions around it decide whose."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from sluitend.care.compiled import insert
from sluitend.care.people.models import Family, FamilyMember, Involvement, Person
from sluitend.core.access import Actor, NotNow
from sluitend.core.matching import folded, keys
from sluitend.core.person import PersonFacts, Wrong, tidy, wrong_person
from sluitend.core.roles import Role
from sluitend.core.text import text

LONGEST_NAME = 150


def refuse(wrong: Wrong | None, prefix: str = "") -> None:
    """Stop with the sentence beside its field, if there is one."""
    if wrong is not None:
        raise NotNow(wrong[1], field=prefix + wrong[0])


def check_period(starts_on: date, ends_on: date | None, field: str = "last_day") -> None:
    if ends_on is not None and ends_on < starts_on:
        raise NotNow(
            text("De laatste dag ligt vóór de eerste dag (%(date)s).", date=starts_on.strftime("%d-%m-%Y")), field=field
        )


def not_in_future(on: date, today: date, field: str) -> None:
    if on > today:
        raise NotNow(text("De datum %(date)s ligt in de toekomst.", date=on.strftime("%d-%m-%Y")), field=field)


def write_person(person: Person, facts: PersonFacts, today: date, *, child: bool = False) -> Person:
    """Check the facts and save them, with what is needed to find this person again."""
    facts = tidy(facts)
    refuse(wrong_person(facts, today, child=child))
    for field, value in vars(facts).items():
        setattr(person, field, value)
    person.search_name = folded(person.name)
    found = keys(
        given_name=person.given_name,
        family_name=person.family_name,
        born=person.birth_date,
        phone=person.phone,
        secret=settings.MATCHING_KEY,
    )
    person.key_name_birth, person.key_phone, person.key_family_birth = found.name_birth, found.phone, found.family_birth
    if person.pk is None:
        return insert(person)
    person.save()
    return person


def new_person(region_id: int, facts: PersonFacts, today: date, *, child: bool = False) -> Person:
    return write_person(Person(region_id=region_id), facts, today, child=child)


def member_of(family: Family, person_id: int, field: str = "person") -> Person:
    """Somebody of this household, of now or before. A foreign id in a form is refused like somebody unknown."""
    found = Person.objects.filter(pk=person_id, memberships__family=family, merged_into=None).first()
    if found is None:
        raise NotNow(text("Kies iemand uit dit gezin."), field=field)
    return found


def person_known_to(by: Actor, person_id: int, today: date, field: str = "person") -> Person:
    """Somebody of a family with which the actor is involved; otherwise an id in a form would open any record."""
    found = Person.objects.filter(pk=person_id, region_id=by.region_id, merged_into=None)
    if Role.SYSTEM not in by.roles:
        own = Involvement.objects.on(today).filter(professional_id__in=by.acts_for)
        found = found.filter(memberships__family__involvements__in=own)
    person = found.distinct().first()
    if person is None:
        raise NotNow(
            text("U bent niet betrokken bij een gezin van deze persoon. Vraag daar eerst toegang."), field=field
        )
    return person


def check_part(part: str) -> None:
    if part not in FamilyMember.Part.values:
        raise NotNow(text("Kies wie dit is in het gezin."), field="part")


def join(family: Family, person: Person, part: str, since: date) -> FamilyMember:
    """Make somebody a member of a household from a day on, once."""
    check_part(part)
    found = family.members.filter(person=person, ends_on=None).first()
    return found or FamilyMember.objects.create(family=family, person=person, part=part, starts_on=since)


def end(row: Any, last_day: date) -> None:
    """Let a dated row end after a last day."""
    check_period(row.starts_on, last_day)
    row.ends_on = last_day
    row.save(update_fields=["ends_on"])
