"""Whom a coalition calls: the teams that answer its signals, and the people of its organisations who say what one can call them for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.network.models import CoalitionMember, Professional, Team
from sluitend.care.network.queries.cards import Card, card_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission

MOST = 100


@dataclass(frozen=True)
class SignalTeam:
    """A team that answers signals, and from where."""

    name: str
    organisation: str
    phone: str
    towns: tuple[str, ...]


@dataclass(frozen=True)
class ToCall:
    teams: tuple[SignalTeam, ...]
    people: tuple[Card, ...]


@query(needs=Permission.SEE_NETWORK)
def to_call(coalition_id: int | None = None, *, by: Actor, now: datetime) -> ToCall:
    """For one coalition, or (teams only) for the whole region. At most four statements."""
    teams = Team.objects.filter(organisation__region_id=by.region_id, answers_signals=True)
    if coalition_id is not None:
        teams = teams.filter(municipalities__coalitions=coalition_id).distinct()
    found = teams.select_related("organisation").prefetch_related("municipalities").order_by("name", "pk")
    return ToCall(
        teams=tuple(_team(team) for team in found[:MOST]),
        people=() if coalition_id is None else _people(coalition_id, by.region_id, now),
    )


def _team(team: Team) -> SignalTeam:
    towns = tuple(sorted(town.name for town in team.municipalities.all()))
    return SignalTeam(team.name, team.organisation.name, team.phone or team.organisation.phone, towns)


def _people(coalition_id: int, region_id: int, now: datetime) -> tuple[Card, ...]:
    members = CoalitionMember.objects.on(day(now)).filter(coalition_id=coalition_id).values("organisation_id")
    found = Professional.objects.on(day(now)).filter(region_id=region_id, organisation__in=members)
    found = found.exclude(call_me_for="").select_related("organisation")
    return tuple(map(card_of, found.order_by("organisation__name", "name", "pk")[:MOST]))
