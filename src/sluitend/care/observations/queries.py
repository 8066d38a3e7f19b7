"""The picture of a family as its facts stand: for the family page, kept to what the reader may see, and for the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.compiled import Given, compiled
from sluitend.care.consent.queries import may_see_kinds
from sluitend.care.observations.actions import ABSENT, GONE_THROUGH, just_noted
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.core.access import Actor, Domain
from sluitend.core.content import FactorKind, Words
from sluitend.core.facts import FACTS, FactValue, Grade, Wish
from sluitend.core.permissions import Permission
from sluitend.core.sections import Section, sees
from sluitend.core.sharing import DataKind


@dataclass(frozen=True)
class Noted:
    """One thing that was noted, as the reader may see it."""

    id: int
    kind: str
    code: str
    value: str
    note: str
    domain: str
    noted_on: date
    noted_by: str
    ended_on: date | None
    agreed_with_parent: bool | None
    reason: str
    label: Words | None = None
    factor_kind: FactorKind | None = None


@dataclass(frozen=True)
class Picture:
    """The facts of a family today, and how the grade went."""

    family_id: int
    urgent: tuple[Noted, ...]
    risk: tuple[Noted, ...]
    protective: tuple[Noted, ...]
    grades: tuple[Noted, ...]
    """Newest first; the first one without an end holds now."""
    wish: Noted | None
    unease: tuple[Noted, ...]
    scores: tuple[Noted, ...]
    facts: tuple[Noted, ...]
    hidden: int
    """How many notes of another domain are not shown; so that nobody takes this for everything."""

    @property
    def grade(self) -> Grade | None:
        return next((Grade(row.code) for row in self.grades if row.ended_on is None), None)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def picture(family: Family, *, by: Actor, now: datetime) -> Picture:
    """What is known and holds today, as far as this reader's domain or a ground allows."""
    today = day(now)
    rows = family.observations.filter(entered_in_error=False).select_related("noted_by").order_by("-noted_on", "-pk")
    opened = may_see_kinds(family.pk, by.organisation_id, today)
    known = {factor.id: (factor.labels, factor.kind) for factor in agreements.factors(family.region_id, today)}
    known |= {fact.name: (fact.labels, None) for fact in FACTS}
    holding = [row for row in rows if row.ended_on is None or row.kind == Observation.Kind.GRADE]
    seen = [_seen(row, known) for row in holding if may_see(row, by, opened)]
    return _picture(family.pk, seen, hidden=len(holding) - len(seen))


def may_see(row: Observation, by: Actor, opened: Iterable[str]) -> bool:
    """As the rules of the sections say (core/sections.py)."""
    return sees(Section(row.kind), by.domain, Domain(row.domain), [DataKind(kind) for kind in opened])


def _seen(row: Observation, known: dict[str, tuple[Words, FactorKind | None]]) -> Noted:
    label, kind = known.get(row.code, (None, None))
    return Noted(
        id=row.pk,
        kind=row.kind,
        code=row.code,
        value=row.value,
        note=row.note,
        domain=row.domain,
        noted_on=row.noted_on,
        noted_by=row.noted_by.name if row.noted_by else "",
        ended_on=row.ended_on,
        agreed_with_parent=row.agreed_with_parent,
        reason=row.reason,
        label=label,
        factor_kind=kind,
    )


def _picture(family_id: int, seen: list[Noted], hidden: int) -> Picture:
    def of(kind: Observation.Kind) -> tuple[Noted, ...]:
        return tuple(row for row in seen if row.kind == kind)

    present = [row for row in of(Observation.Kind.FACTOR) if row.value != ABSENT]
    kinds = {kind: tuple(row for row in present if row.factor_kind is kind) for kind in FactorKind}
    return Picture(
        family_id=family_id,
        urgent=kinds[FactorKind.URGENT],
        risk=kinds[FactorKind.RISK],
        protective=kinds[FactorKind.PROTECTIVE],
        grades=of(Observation.Kind.GRADE),
        wish=next(iter(of(Observation.Kind.WISH)), None),
        unease=of(Observation.Kind.UNEASE),
        scores=of(Observation.Kind.SCORE),
        facts=tuple(row for row in of(Observation.Kind.FACT) if not row.code.startswith(GONE_THROUGH)),
        hidden=hidden,
    )


@dataclass(frozen=True)
class Known:
    """What the tables may ask of what was noted, over all domains: the tables see it, people see it as they may."""

    seen: frozenset[str]
    absent: frozenset[str]
    gone_through: frozenset[FactorKind]
    unease: bool | None
    grade: Grade | None
    wish: Wish | None
    facts: dict[str, FactValue]


def known_facts(family_id: int) -> Known:
    """For the tables: everything that holds now, of whichever domain."""
    kinds = Observation.Kind
    rows = _holds(family_id)
    factors = {code: value for kind, code, value in rows if kind == kinds.FACTOR}
    facts = {code: value for kind, code, value in rows if kind == kinds.FACT}
    gone_through = {FactorKind(code.removeprefix(GONE_THROUGH)) for code in facts if code.startswith(GONE_THROUGH)}
    grade = next((code for kind, code, _ in reversed(rows) if kind == kinds.GRADE), None)
    wish = next((value for kind, _, value in reversed(rows) if kind == kinds.WISH and value), None)
    return Known(
        seen=frozenset(code for code, value in factors.items() if value != ABSENT),
        absent=frozenset(code for code, value in factors.items() if value == ABSENT),
        gone_through=frozenset(gone_through),
        unease=True if any(kind == kinds.UNEASE for kind, *_ in rows) else None,
        grade=Grade(grade) if grade else None,
        wish=Wish(wish) if wish else None,
        facts={code: _value(value) for code, value in facts.items() if not code.startswith(GONE_THROUGH)},
    )


def _holds(family_id: int) -> list[tuple[str, str, str]]:
    new = just_noted(family_id)
    return _holding()(family=family_id) if new is None else [(row.kind, row.code, row.value) for row in new]


@compiled
def _holding(given: Given) -> QuerySet[Any, Any]:
    rows = Observation.objects.filter(family_id=given.family, ended_on=None, entered_in_error=False)
    return rows.order_by("pk").values_list("kind", "code", "value")


def _value(stored: str) -> FactValue:
    if stored in ("true", "false"):
        return stored == "true"
    return int(stored) if stored.lstrip("-").isdigit() else stored
