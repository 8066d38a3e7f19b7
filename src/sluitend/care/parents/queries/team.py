"""Who helps this family: the professionals with how to reach them, and the family's own people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.people.models import Family, Involvement, Person
from sluitend.care.people.queries import Around, Helper
from sluitend.care.people.queries.family import helpers, professionals
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.person import PersonFacts


@dataclass(frozen=True)
class OwnTeam:
    lead: Around | None
    others: tuple[Around, ...]
    helpers: tuple[Helper, ...]


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_team(family: Family, *, by: Actor, now: datetime) -> OwnTeam:
    """Who is around this family today. Two statements. Emergency access is no help: it stands with who looked."""
    around = [row for row in professionals(family, day(now)) if row.role != Involvement.Role.EMERGENCY]
    lead = next((row for row in around if row.role == Involvement.Role.LEAD), None)
    once = {row.card.id: row for row in reversed(around) if lead is None or row.card.id != lead.card.id}
    return OwnTeam(lead, tuple(reversed(once.values())), helpers(family, day(now)))


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_facts(family: Family, *, by: Actor, now: datetime) -> PersonFacts:
    """What is written down about this parent, for her own copy. Nobody else's."""
    person = Person.objects.get(pk=by.person_id)
    return PersonFacts(**{field.name: getattr(person, field.name) for field in fields(PersonFacts)})
