"""Whom to call, when, and what for; and lists to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from sluitend.care.action import day
from sluitend.care.network.models import (
    Coalition,
    CoalitionMember,
    Municipality,
    Offer,
    Professional,
    StandIn,
    Team,
)
from sluitend.care.query import query
from sluitend.core.access import Actor, Domain
from sluitend.core.permissions import Permission

PAGE = 30
MOST_COLLEAGUES = 500


@dataclass(frozen=True)
class Choice:
    """Something to choose in a form."""

    id: int
    name: str


@dataclass(frozen=True)
class Card:
    """Whom to call, when, and what for."""

    id: int
    name: str
    job: str
    organisation_id: int
    organisation: str
    domain: Domain
    phone: str
    own_phone: str
    """The person's own number, empty where only the organisation has one."""
    email: str
    reachable: str
    call_me_for: str
    towns: tuple[str, ...] = ()
    stand_in: str = ""
    stand_in_phone: str = ""
    away_until: date | None = None


@dataclass(frozen=True)
class Directory:
    rows: tuple[Card, ...]
    after: int | None
    """The id to ask the next page with, or None on the last page."""


@dataclass(frozen=True)
class Colleague:
    id: int
    name: str
    job: str
    organisation: str


@dataclass(frozen=True)
class AnsweringTeam:
    id: int
    name: str
    phone: str
    organisation_id: int
    organisation: str


@dataclass(frozen=True)
class CoalitionCard:
    id: int
    name: str
    towns: tuple[str, ...]
    members: tuple[tuple[str, date], ...]
    """Name of the organisation and since when."""


def _described(found: QuerySet[Professional], today: date) -> QuerySet[Professional]:
    away = StandIn.objects.on(today).select_related("stand_in")
    return found.select_related("organisation").prefetch_related(
        "organisation__municipalities", Prefetch("stand_ins", queryset=away, to_attr="away")
    )


def card_of(professional: Professional) -> Card:
    """The contact card of somebody; towns and stand-in only when they were fetched along."""
    away = next(iter(getattr(professional, "away", ())), None)
    organisation = professional.organisation
    fetched = getattr(organisation, "_prefetched_objects_cache", {})
    return Card(
        id=professional.pk,
        name=professional.name,
        job=professional.job,
        organisation_id=organisation.pk,
        organisation=organisation.name,
        domain=Domain(organisation.domain),
        phone=professional.phone or organisation.phone,
        own_phone=professional.phone,
        email=professional.email,
        reachable=professional.reachable,
        call_me_for=professional.call_me_for,
        towns=tuple(sorted(town.name for town in fetched.get("municipalities", ()))),
        stand_in=away.stand_in.name if away else "",
        stand_in_phone=away.stand_in.phone if away else "",
        away_until=away.ends_on if away else None,
    )


def _with_words(words: str) -> Q:
    """Every word is in the name, the job, the organisation, what one can call for, or what the organisation offers."""
    found = Q()
    for word in words.split()[:6]:
        offers = Offer.objects.filter(organisation=OuterRef("organisation"), active=True, name__icontains=word)
        found &= (
            Q(name__icontains=word)
            | Q(job__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(call_me_for__icontains=word)
            | Exists(offers)
        )
    return found


@query(needs=Permission.SEE_NETWORK)
def directory(
    *,
    by: Actor,
    now: datetime,
    words: str = "",
    municipality_id: int | None = None,
    domain: str = "",
    after: int | None = None,
) -> Directory:
    """Who works in this region today, by name. `after` is the id of the last card of the page before."""
    found = Professional.objects.on(day(now)).filter(_with_words(words), region_id=by.region_id)
    if municipality_id is not None:
        found = found.filter(organisation__municipalities=municipality_id)
    if domain:
        found = found.filter(organisation__domain=domain)
    last = Professional.objects.filter(pk=after).values_list("name", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(name__gt=last) | Q(name=last, pk__gt=after))
    rows = list(_described(found, day(now)).order_by("name", "pk")[: PAGE + 1])
    return Directory(tuple(map(card_of, rows[:PAGE])), rows[PAGE - 1].pk if len(rows) > PAGE else None)


@query(needs=Permission.SEE_NETWORK, about="network.Professional")
def contact_card(professional: Professional, *, by: Actor, now: datetime) -> Card:
    """The card of one person."""
    return card_of(_described(Professional.objects.filter(pk=professional.pk), day(now)).get())


@query(needs=Permission.SEE_NETWORK)
def municipalities(*, by: Actor, now: datetime) -> tuple[Choice, ...]:
    """The municipalities of this region, by name."""
    found = Municipality.objects.filter(region_id=by.region_id).order_by("name")
    return tuple(Choice(pk, name) for pk, name in found.values_list("pk", "name"))


@query(needs=Permission.SEE_NETWORK)
def colleagues(*, by: Actor, now: datetime, organisation_id: int | None = None) -> tuple[Colleague, ...]:
    """Who works in this region (or organisation) today, to choose somebody from; the own organisation first."""
    found = Professional.objects.on(day(now)).filter(region_id=by.region_id)
    if organisation_id is not None:
        found = found.filter(organisation_id=organisation_id)
    rows = found.values_list("pk", "name", "job", "organisation__name", "organisation_id")
    own_first = sorted(rows.order_by("name", "pk")[:MOST_COLLEAGUES], key=lambda row: row[4] != by.organisation_id)
    return tuple(Colleague(*row[:4]) for row in own_first)


@query(needs=Permission.SEE_NETWORK)
def coalitions(*, by: Actor, now: datetime) -> tuple[CoalitionCard, ...]:
    """The local coalitions and who takes part in them today."""
    today = CoalitionMember.objects.on(day(now)).select_related("organisation").order_by("organisation__name")
    found = Coalition.objects.filter(region_id=by.region_id).order_by("name")
    found = found.prefetch_related("municipalities", Prefetch("members", queryset=today, to_attr="present"))
    return tuple(
        CoalitionCard(
            id=coalition.pk,
            name=coalition.name,
            towns=tuple(sorted(town.name for town in coalition.municipalities.all())),
            members=tuple((member.organisation.name, member.starts_on) for member in coalition.present),
        )
        for coalition in found
    )


def answering_team(municipality_id: int) -> AnsweringTeam | None:
    """The team that answers signals from a municipality, or None where nobody was appointed."""
    found = Team.objects.filter(answers_signals=True, municipalities=municipality_id).select_related("organisation")
    team = found.order_by("pk").first()
    if team is None:
        return None
    phone = team.phone or team.organisation.phone
    return AnsweringTeam(team.pk, team.name, phone, team.organisation_id, team.organisation.name)
