"""What the tables of a programme say of a family before it begins and after the first visit; and what they said then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.agreements.queries import InForce, in_force
from sluitend.care.decisions.models import Eligibility
from sluitend.care.decisions.queries.facts import situation
from sluitend.care.decisions.queries.proposals import (
    Advice,
    Used,
    advice_of,
    advice_of_row,
    answers,
    used_of,
    visible_codes,
)
from sluitend.care.people.models import Family
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries import programme_of
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import FactorKind, Programme
from sluitend.core.decide import Proposal
from sluitend.core.eligibility import Says, Stage, asks, says, tables_at, with_seen
from sluitend.core.facts import Fact, FactValue
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class TableSays:
    """One table with the facts that it asked for, as this reader may see them."""

    advice: Advice
    used: tuple[Used, ...]


@dataclass(frozen=True)
class Fit:
    """What the tables say now; the one that decides stands first."""

    says: Says
    tables: tuple[TableSays, ...]
    asks: tuple[Fact, ...] = ()
    """What nobody knows yet and can be asked here."""


@dataclass(frozen=True)
class FitRow:
    """What the tables said when it began, and why it began if they did not say that it fits."""

    stage: Stage
    says: Says
    advice: Advice | None
    reason: str
    on: date
    by: str


def said_by(
    programme: Programme, stage: Stage, facts: Mapping[str, FactValue], agreed: InForce, today: date
) -> tuple[Says, tuple[Proposal, ...]]:
    """The answers of the tables of this stage, in force where the family lives."""
    wanted = tables_at(programme, stage)
    found = [one for one in answers(facts, agreed, today) if one.table in wanted]
    return says(programme, found)


@query(needs=Permission.DELIVER_PROGRAMME, about="people.Family", look=True)
def fit(
    family: Family, *, by: Actor, now: datetime, programme_id: str, told: Mapping[str, FactValue] | None = None
) -> Fit:
    """Before somebody is enrolled, with what was `told` just now as if it was noted already."""
    today = day(now)
    agreed = in_force(family.region_id, today, family.municipality_id)
    programme = next((one for one in agreed.programmes if one.id == programme_id), None)
    if programme is None:
        return Fit(Says.NO_TABLE, ())
    facts = {**situation(family, today), **(told or {})}
    return _fit(family, by, today, programme, Stage.OFFER, agreed, facts)


GONE_THROUGH = (FactorKind.URGENT, FactorKind.RISK)
"""Of which kinds nothing more plays a part, once the list was gone through with her."""


@query(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment", look=True)
def fit_after_visit(
    row: Enrolment,
    *,
    by: Actor,
    now: datetime,
    seen: Collection[str] = (),
    gone_through: bool = False,
) -> Fit:
    """After the first visit, with what was seen there as if it was noted already."""
    today, family = day(now), row.family
    agreed = in_force(family.region_id, today, family.municipality_id)
    facts = with_seen(situation(family, today), agreed.factors, seen, GONE_THROUGH if gone_through else ())
    return _fit(family, by, today, programme_of(row.version), Stage.VISIT, agreed, facts, seen)


def _fit(
    family: Family,
    by: Actor,
    today: date,
    programme: Programme,
    stage: Stage,
    agreed: InForce,
    facts: Mapping[str, FactValue],
    seen: Iterable[str] = (),
) -> Fit:
    said, found = said_by(programme, stage, facts, agreed, today)
    visible = visible_codes(family, by, today) | set(seen) if found else frozenset[str]()
    rows = (TableSays(advice_of(one, agreed), used_of(one.table, facts, agreed, visible)) for one in found)
    return Fit(said, tuple(rows), asks(found))


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def fits(family: Family, *, by: Actor, now: datetime) -> Mapping[int, tuple[FitRow, ...]]:
    """What the tables said, per enrolment of this family. One statement beside what is in force."""
    agreed = in_force(family.region_id, day(now), family.municipality_id)
    found: dict[int, tuple[FitRow, ...]] = {}
    rows = Eligibility.objects.filter(enrolment__family=family).select_related("version", "by").order_by("pk")
    for row in rows:
        said = advice_of_row(row, agreed) if row.version else None
        one = FitRow(Stage(row.stage), Says(row.says), said, row.reason, day(row.at), row.by.name if row.by else "")
        found[row.enrolment_id] = (*found.get(row.enrolment_id, ()), one)
    return found
