"""Whom a coalition calls: the teams that answer its signals, and the people of its organisations who say what one can call them for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q

from sluitend.care.action import day
from sluitend.care.network.models import CoalitionMember, FormerCard, Professional, Team
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
def to_call(coalition_id: int | None = None, on: date | None = None, *, by: Actor, now: datetime) -> ToCall:
    """For one coalition, or (teams only) for the whole region; people as they were on a day. At most five statements."""
    teams = Team.objects.filter(organisation__region_id=by.region_id, answers_signals=True)
    if coalition_id is not None:
        teams = teams.filter(municipalities__coalitions=coalition_id).distinct()
    found = teams.select_related("organisation").prefetch_related("municipalities").order_by("name", "pk")
    return ToCall(
        teams=tuple(_team(team) for team in found[:MOST]),
        people=() if coalition_id is None else _people(coalition_id, by.region_id, on or day(now))[0],
    )


def _team(team: Team) -> SignalTeam:
    towns = tuple(sorted(town.name for town in team.municipalities.all()))
    return SignalTeam(team.name, team.organisation.name, team.phone or team.organisation.phone, towns)


@query(needs=Permission.SEE_NETWORK)
def called_on(
    coalition_id: int | None, days: tuple[date, date], *, by: Actor, now: datetime
) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The people whom a coalition called on each of two days. At most three statements; nobody for a whole region."""
    if coalition_id is None:
        return (), ()
    people = _people(coalition_id, by.region_id, *days)
    return people[0], people[1]


def _people(coalition_id: int, region_id: int, *days: date) -> list[tuple[Card, ...]]:
    """Per day who worked at an organisation that took part, and said for what one can call."""
    first, last = min(days), max(days)
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    members = list(CoalitionMember.objects.filter(held, coalition_id=coalition_id, starts_on__lte=last))
    found = Professional.objects.filter(
        held, region_id=region_id, starts_on__lte=last, organisation__in={one.organisation_id for one in members}
    )
    cards = FormerCard.objects.filter(until__gt=first).order_by("until")
    found = found.filter(~Q(call_me_for="") | Exists(cards.filter(professional=OuterRef("pk"))))
    found = found.select_related("organisation").prefetch_related(Prefetch("former_cards", cards, to_attr="since"))
    people = list(found.order_by("organisation__name", "name", "pk"))
    return [_on(people, members, on) for on in days]


def _on(people: list[Professional], members: list[CoalitionMember], on: date) -> tuple[Card, ...]:
    here = {one.organisation_id for one in members if one.holds_on(on)}
    cards = [_as_it_was(one, on) for one in people if one.organisation_id in here and one.holds_on(on)]
    return tuple(card for card in cards if card.call_me_for)[:MOST]


def _as_it_was(professional: Professional, on: date) -> Card:
    """The first change after the day says what stood on the card then."""
    card = card_of(professional)
    former = next((one for one in professional.since if one.until > on), None)  # type: ignore[attr-defined]
    if former is None:
        return card
    phone = former.phone or professional.organisation.phone
    return replace(
        card, phone=phone, own_phone=former.phone, reachable=former.reachable, call_me_for=former.call_me_for
    )
