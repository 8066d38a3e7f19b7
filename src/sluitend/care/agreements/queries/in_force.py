"""What was agreed in a region on a day, as checked frozen values.

A version's body never changes, so what was read from it is kept in the process by digest: a page costs one small statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar, cast

import yaml
from django.db.models import Q, QuerySet

from sluitend.care.action import in_action, remembered
from sluitend.care.agreements.models import Version
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.models import Coalition
from sluitend.care.query import on_a_page, read_once
from sluitend.core import content, tables
from sluitend.core.access import NotNow
from sluitend.core.calendar import Unit
from sluitend.core.content import Factor, Instrument, Pathway, Programme, Standing, Terms, WeighingFramework, Words
from sluitend.core.content.indicators import Indicator
from sluitend.core.decide import Table
from sluitend.core.promise import Ladder
from sluitend.core.promise import Rung as Knows
from sluitend.core.text import text

REGION_KINDS = {
    Version.Kind.TABLE: "tables",
    Version.Kind.EXAMPLES: "tables",
    Version.Kind.PATHWAY: "pathways",
    Version.Kind.FACTOR: "factors",
    Version.Kind.INSTRUMENT: "instruments",
    Version.Kind.PROGRAMME: "programmes",
    Version.Kind.WEIGHING: "weighing",
    Version.Kind.INDICATOR: "indicators",
}
"""Kinds of content and the name of their list in a region file."""

_read: dict[str, Any] = {}


def holds(on: date) -> Q:
    return Q(in_force_from__lte=on) & (Q(replaced_on__isnull=True) | Q(replaced_on__gt=on))


def versions(region_id: int, kinds: Collection[Version.Kind], on: date, place: int | None = None) -> list[Version]:
    """The versions of these kinds in force on a day, without their bodies: the region's, or where the coalition of this municipality
    (`place`) deviates, the coalition's. One statement, and one more where a coalition of the region deviates."""
    rows = Version.objects.filter(holds(on), region_id=region_id, kind__in=kinds)
    return here(list(rows.order_by("kind", "content_id", "pk").defer("body")), place)


def latest(region_id: int, coalition_id: int | None, kind: str, content_id: str) -> Version | None:
    """The version that no other follows, of the region or of one coalition; it may hold from a later day."""
    own = Version.objects.filter(region_id=region_id, coalition_id=coalition_id, kind=kind, content_id=content_id)
    return own.filter(replaced_on=None).first()


def beside(found: Version) -> Version | None:
    """The examples that held last together with this version of a table: its own, else those of the region."""
    if found.kind != Version.Kind.TABLE:
        return None
    own = {"region_id": found.region_id, "coalition_id": found.coalition_id, "content_id": found.content_id}
    held = Version.objects.filter(kind=Version.Kind.EXAMPLES, in_force_from__lt=found.replaced_on or date.max)
    for scope in (own, {**own, "coalition_id": None}):
        row = held.filter(**scope).order_by("-in_force_from", "-number").first()
        if row is not None:
            return row
    return None


class Numbered(NamedTuple):
    """A version without its body, as pages and actions read it many times a day."""

    pk: int
    kind: str
    content_id: str
    number: int
    digest: str
    coalition_id: int | None


V = TypeVar("V", Version, Numbered)


def _numbered(region_id: int, kinds: Collection[Version.Kind], on: date) -> list[Numbered]:
    """The versions of these kinds in force on a day, of the region and of its coalitions. One statement."""
    return [Numbered(*row) for row in _holding()(region=region_id, kinds=kinds, on=on)]


@compiled
def _holding(given: Given) -> QuerySet[Any, Any]:
    rows = Version.objects.filter(Q(replaced_on__isnull=True) | Q(replaced_on__gt=given.on))
    rows = rows.filter(region_id=given.region, kind__among=given.kinds, in_force_from__lte=given.on)
    return rows.order_by("pk").values_list(*Numbered._fields)


def here(rows: Collection[V], place: int | None) -> list[V]:
    """Of the region and its coalitions, what holds in one municipality."""
    found = {(row.kind, row.content_id): row for row in rows if row.coalition_id is None}
    own = [row for row in rows if row.coalition_id is not None]
    if own and place is not None:
        mine = frozenset(Coalition.objects.filter(municipalities=place).values_list("pk", flat=True))
        found |= {(row.kind, row.content_id): row for row in own if row.coalition_id in mine}
    return [found[key] for key in sorted(found)]


def values(found: Collection[Version] | Collection[Numbered]) -> dict[int, Any]:
    """What stands in these versions, by their ids; what this process read before costs nothing."""
    unread = [row.pk for row in found if row.digest not in _read]
    for row in Version.objects.filter(pk__in=unread) if unread else ():
        _read[row.digest] = _understood(row)
    return {row.pk: _read[row.digest] for row in found}


def _understood(row: Version) -> Any:
    if row.kind == Version.Kind.TABLE:
        return tables.read(row.body.encode())
    if row.kind == Version.Kind.EXAMPLES:
        return yaml.safe_load(row.body)
    return content.check(row.kind, yaml.safe_load(row.body), f"{row.content_id}.yaml")


DECIDING = (Version.Kind.REGION, Version.Kind.TABLE, Version.Kind.EXAMPLES, Version.Kind.FACTOR, Version.Kind.PROGRAMME)


def _deciding_versions(region_id: int, on: date) -> list[Numbered]:
    """All that terms and decisions rest on: one statement per action or page, however often it asks."""
    key = ("agreed", region_id, on)
    read = partial(_numbered, region_id, DECIDING, on)
    return cast(list[Numbered], remembered(key, read) if in_action() else read_once(key, read))


def _deciding(region_id: int, kind: Version.Kind, on: date) -> tuple[Any, ...]:
    every = _deciding_versions(region_id, on) if in_action() or on_a_page() else _numbered(region_id, [kind], on)
    return _of_kind(tuple(every), kind)


@lru_cache(maxsize=64)
def _of_kind(found: tuple[Numbered, ...], kind: Version.Kind) -> tuple[Any, ...]:
    """What stands in the region's versions of one kind; kept in the process, as what is put together of them below."""
    return tuple(values([row for row in here(found, None) if row.kind == kind]).values())


def _values(region_id: int, kind: Version.Kind, on: date) -> list[Any]:
    return list(values(here(_numbered(region_id, [kind], on), None)).values())


def agreement(region_id: int, on: date) -> content.Region:
    """The region file in force: terms, rungs, retention, what is in use. NotNow when nothing was put in force yet."""
    found = _deciding(region_id, Version.Kind.REGION, on)
    if not found:
        raise NotNow(text("Voor deze regio zijn nog geen afspraken in werking gezet. Vraag het de projectleider."))
    return cast(content.Region, found[0])


def terms(region_id: int, on: date) -> Terms:
    """The agreed terms: answers to signals and referrals, first contact, acute, quiet at most."""
    return agreement(region_id, on).terms


def ladder(region_id: int, on: date) -> Ladder:
    """Who comes to know that an answer is late, after how many days (design.md 5, rule 3)."""
    rungs = agreement(region_id, on).escalation
    working = any(rung.after.unit is Unit.WORKING_DAYS for rung in rungs)
    return Ladder(tuple((Knows(rung.tell), rung.after.amount) for rung in rungs), working)


def factors(region_id: int, on: date) -> tuple[Factor, ...]:
    """What can be seen: urgent, risk and protective factors."""
    return _deciding(region_id, Version.Kind.FACTOR, on)


def chosen_factors(codes: Iterable[str], region_id: int, on: date) -> list[Factor]:
    """The factors with these codes, in their order; NotNow when one of them is not agreed here."""
    known = {factor.id: factor for factor in factors(region_id, on)}
    codes = list(codes)
    if strange := sorted({*codes} - known.keys()):
        raise NotNow(text("Onbekend kenmerk: %(codes)s", codes=", ".join(strange)), field="factors")
    return [known[code] for code in codes]


def instruments(region_id: int, on: date) -> tuple[Instrument, ...]:
    """The questionnaires and scales of which scores may be noted."""
    return tuple(_values(region_id, Version.Kind.INSTRUMENT, on))


def pathways_in_force(region_id: int, on: date, place: int | None = None) -> dict[int, Pathway]:
    """The pathways in force by the id of their version."""
    return values(here(_numbered(region_id, [Version.Kind.PATHWAY], on), place))


def programmes(region_id: int, on: date) -> dict[str, Programme]:
    """The programmes that are offered here, by id; for their names and how they are offered to parents."""
    return {row.id: row for row in _deciding(region_id, Version.Kind.PROGRAMME, on)}


def indicators(region_id: int, on: date) -> tuple[Indicator, ...]:
    """What is counted here of the programmes."""
    return tuple(_values(region_id, Version.Kind.INDICATOR, on))


def weighing(region_id: int, on: date) -> dict[int, WeighingFramework]:
    """The weighing frameworks in force by the id of their version."""
    return values(versions(region_id, [Version.Kind.WEIGHING], on))


def weighing_as_it_was(version_id: int) -> WeighingFramework:
    """The framework with which something was weighed, also when another is in force now."""
    return cast(WeighingFramework, values([Version.objects.defer("body").get(pk=version_id)])[version_id])


@dataclass(frozen=True)
class TableInForce:
    """A decision table as it is in force: its version, its name, and the facts that it asks for."""

    id: str
    version_id: int
    number: int
    titles: Words
    standing: Standing
    inputs: tuple[str, ...]
    model: Table
    english: Mapping[str, str]
    """Of its headings, notes and sources."""


@dataclass(frozen=True)
class InForce:
    """All that a decision rests on, read in one statement."""

    tables: tuple[TableInForce, ...]
    factors: tuple[Factor, ...]
    programmes: tuple[Programme, ...]


def in_force(region_id: int, on: date, place: int | None) -> InForce:
    """The tables in the order of the region as they hold in a municipality, with the factors and programmes that they speak of."""
    return _put_together(tuple(here(_deciding_versions(region_id, on), place)))


@lru_cache(maxsize=64)
def _put_together(found: tuple[Numbered, ...]) -> InForce:
    """Kept in the process by the versions, whose bodies never change: another version is another key."""
    read = values(found)
    of_kind = {kind: {row.content_id: row for row in found if row.kind == kind} for kind in DECIDING}
    region = next((read[row.pk] for row in of_kind[Version.Kind.REGION].values()), None)
    names = region.in_use.tables if region else ()
    kinds = of_kind[Version.Kind.TABLE], of_kind[Version.Kind.EXAMPLES]
    return InForce(
        tables=tuple(_table(kinds[0][name], read, read[kinds[1][name].pk]) for name in names if name in kinds[0]),
        factors=tuple(read[row.pk] for row in of_kind[Version.Kind.FACTOR].values()),
        programmes=tuple(read[row.pk] for row in of_kind[Version.Kind.PROGRAMME].values()),
    )


def _table(row: Numbered, read: dict[int, Any], about: dict[str, Any]) -> TableInForce:
    return TableInForce(
        id=row.content_id,
        version_id=row.pk,
        number=row.number,
        titles=Words.model_validate(about["titles"]),
        standing=Standing(about["standing"]),
        inputs=tuple(about["examples"][0]["facts"]),
        model=read[row.pk],
        english=about.get("english") or {},
    )
