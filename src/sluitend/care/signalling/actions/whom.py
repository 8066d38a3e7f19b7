"""About whom a signal is, who answers it, and who follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from sluitend.care.action import load, made
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.models import RoleAssignment
from sluitend.care.network.queries import place
from sluitend.care.people.actions import register_family
from sluitend.care.people.models import Family, FamilyMember, Involvement, Pregnancy
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
    """A family with the one that a signal is about, and her pregnancy if there is one now."""

    family: Family
    person_id: int
    pregnancy_id: int | None


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
        family = load("people.Family", pk)
        (parent,) = made(FamilyMember, pk)
        return Household(family, parent.person_id, next((row.pk for row in made(Pregnancy, pk)), None))
    family = Family.objects.filter(pk=concern.family_id, region_id=by.region_id).first()
    if family is None:
        raise NotNow(text("Dit gezin bestaat niet, of het hoort bij een andere regio."), field="family")
    return members(family)


def members(family: Family) -> Household:
    """The family with the one it is about: the mother, else the first member."""
    first = sorted(_present()(family=family.pk), key=lambda row: row[0] != FamilyMember.Part.MOTHER)
    if not first:
        raise NotNow(text("Bij dit gezin staat nog niemand. Voeg eerst de moeder toe."), field="family")
    return Household(family, *first[0][1:])


@compiled
def _present(given: Given) -> QuerySet[Any, Any]:
    """(part, person, her pregnancy now) of who lives in a family."""
    ongoing = Pregnancy.objects.filter(mother_id=OuterRef("person_id"), outcome=Pregnancy.Outcome.ONGOING)
    found = FamilyMember.objects.filter(family_id=given.family, ends_on=None).order_by("pk")
    return found.annotate(pregnancy=Subquery(ongoing.values("pk")[:1])).values_list("part", "person_id", "pregnancy")


class AnsweringTeam(NamedTuple):
    """The team that answers, and its organisation."""

    team_id: int
    organisation_id: int


def answering_team(municipality_id: int, region_id: int) -> AnsweringTeam:
    """The team that answers signals in this municipality."""
    found = place(municipality_id)
    if found is None or found.region_id != region_id:
        raise NotNow(text("Kies een gemeente uit de lijst van deze regio."), field="municipality")
    if found.team_id is None or found.organisation_id is None:
        reason = text("In %(place)s is nog geen team dat signalen beantwoordt. Bel de projectleider.", place=found.name)
        raise NotNow(reason, field="municipality")
    return AnsweringTeam(found.team_id, found.organisation_id)


def midwife_of(family: Family, by: Actor, today: date) -> int | None:
    """The midwife who is involved, when that is not the one who signals (domain.md 6.1, rule 8)."""
    found = _midwives()(family=family.pk, today=today)
    return next((pk for (pk,) in found if pk != by.professional_id), None)


@compiled
def _midwives(given: Given) -> QuerySet[Any, Any]:
    midwives = RoleAssignment.objects.on(given.today).filter(role=Role.MIDWIFE.value).values("professional_id")
    involved = Involvement.objects.on(given.today).filter(family_id=given.family, professional_id__in=midwives)
    return involved.order_by("pk").values_list("professional_id")
