"""About whom a signal is, who answers it, and who follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sluitend.care.network.models import Municipality, RoleAssignment, Team
from sluitend.care.people.actions import register_family
from sluitend.care.people.models import Family, FamilyMember, Involvement, Person, Pregnancy
from sluitend.core.access import Actor, NotNow
from sluitend.core.person import PersonFacts
from sluitend.core.roles import Role
from sluitend.core.text import text

if TYPE_CHECKING:
    from sluitend.care.signalling.actions.sending import Concern


@dataclass(frozen=True)
class NewFamily:
    """Somebody who is not known here yet."""

    parent: PersonFacts
    due_date: date | None = None


@dataclass(frozen=True)
class Household:
    family: Family
    person: Person
    pregnancy: Pregnancy | None


def household(concern: Concern, *, by: Actor, now: datetime) -> Household:
    """The family that the signal is about; a new one is registered, with who signals involved."""
    if concern.new is not None:
        pk = register_family(
            by=by,
            now=now,
            municipality_id=concern.municipality_id,
            parent=concern.new.parent,
            due_date=concern.new.due_date,
            involved_as=Involvement.Role.SIGNALLER,
        )
        return members(Family.objects.get(pk=pk))
    family = Family.objects.filter(pk=concern.family_id, region_id=by.region_id).first()
    if family is None:
        raise NotNow(text("Dit gezin bestaat niet, of het hoort bij een andere regio."), field="family")
    return members(family)


def members(family: Family) -> Household:
    """The family with the one it is about: the mother, else the first member."""
    present = family.members.filter(ends_on=None).select_related("person").order_by("pk")
    first = sorted(present, key=lambda member: member.part != FamilyMember.Part.MOTHER)
    if not first:
        raise NotNow(text("Bij dit gezin staat nog niemand. Voeg eerst de moeder toe."), field="family")
    person = first[0].person
    return Household(family, person, person.pregnancies.filter(outcome=Pregnancy.Outcome.ONGOING).first())


def answering_team(municipality_id: int, region_id: int) -> Team:
    """The team that answers signals in this municipality."""
    here = {"municipalities": municipality_id, "municipalities__region": region_id}
    found = Team.objects.filter(**here, answers_signals=True).select_related("organisation")
    team = found.order_by("pk").first()
    if team is None:
        place = Municipality.objects.filter(pk=municipality_id, region_id=region_id).first()
        if place is None:
            raise NotNow(text("Kies een gemeente uit de lijst van deze regio."), field="municipality")
        reason = text("In %(place)s is nog geen team dat signalen beantwoordt. Bel de projectleider.", place=place.name)
        raise NotNow(reason, field="municipality")
    return team


def midwife_of(family: Family, by: Actor, today: date) -> int | None:
    """The midwife who is involved, when that is not the one who signals (domain.md 6.1, rule 8)."""
    involved = Involvement.objects.on(today).filter(family=family).exclude(professional_id=by.professional_id)
    midwives = RoleAssignment.objects.on(today).filter(role=Role.MIDWIFE).values("professional_id")
    return (
        involved.filter(professional_id__in=midwives).order_by("pk").values_list("professional_id", flat=True).first()
    )
