"""What is known of one person, with the rules for reaching somebody safely."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.people.actions.writing import member_of, write_person
from sluitend.care.people.models import Family, FamilyMember
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.person import PersonFacts


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def edit_person(family: Family, *, by: Actor, now: datetime, person_id: int, facts: PersonFacts) -> int:
    """Correct or complete what is known of somebody in the household: contact data, language, safe contact."""
    person = member_of(family, person_id)
    child = family.members.filter(person=person, part=FamilyMember.Part.CHILD).exists()
    return write_person(person, facts, day(now), child=child).pk
