"""What the ids in agreements are called: factors, tables and what tables propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sluitend.care.action import day
from sluitend.care.agreements.models import Kind
from sluitend.care.agreements.queries.in_force import values, versions
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.decide import ASK, END_PATHWAY, LATER, NO_ANSWER, NOT_OFFERED, REPORTING_CODE
from sluitend.core.facts import FACTS
from sluitend.core.flow_chart import Named
from sluitend.core.permissions import Permission
from sluitend.core.tables import Model
from sluitend.core.text import Text, text

NAMING = (Kind.FACTOR, Kind.TABLE, Kind.EXAMPLES, Kind.PROGRAMME)
PLAIN: Mapping[str, Text] = {
    ASK: text("eerst iets vragen"),
    NOT_OFFERED: text("niet aanbieden"),
    LATER: text("later opnieuw kijken"),
    NO_ANSWER: text("geen antwoord"),
    END_PATHWAY: text("het zorgpad stopt"),
    REPORTING_CODE: text("de meldcode volgen"),
}
"""The answers of tables that the program itself knows (core/decide.py)."""


@query(needs=Permission.SEE_AGREEMENTS)
def named(*, by: Actor, now: datetime) -> Named:
    """The names in force today, in two statements when this process has read them before."""
    return names_on(by.region_id, day(now))


def names_on(region_id: int, on: date) -> Named:
    rows = versions(region_id, NAMING, on)
    read = values(rows)
    of_kind = {kind: {row.content_id: read[row.pk] for row in rows if row.kind == kind} for kind in NAMING}
    programmes, sheets = of_kind[Kind.PROGRAMME].values(), of_kind[Kind.EXAMPLES].values()
    return Named(
        factors=_fact_names(of_kind[Kind.FACTOR]),
        tables={name: Words.model_validate(sheet["titles"]) for name, sheet in of_kind[Kind.EXAMPLES].items()},
        proposals={
            **_reasons(of_kind[Kind.TABLE].values()),
            **{code: Words.model_validate(one) for sheet in sheets for code, one in sheet.get("proposals", {}).items()},
            **PLAIN,
            **{code: programme.names for programme in programmes for code in programme.proposals},
        },
        programmes={code: programme.id for programme in programmes for code in programme.proposals},
        english={nl: en for sheet in sheets for nl, en in sheet.get("english", {}).items()},
    )


def _reasons(models: Iterable[Model]) -> dict[str, Words]:
    """A proposal that is no programme is called by what its first row says to people."""
    found: dict[str, Words] = {}
    for decision in (one for model in models for one in model.decisions.values()):
        places = {column.expression: place for place, column in enumerate(decision.outputs)}
        if not {"proposal", "reason_nl", "reason_en"} <= set(places):
            continue
        for rule in decision.rules:
            code, nl, en = (_plain(rule.outputs[places[name]]) for name in ("proposal", "reason_nl", "reason_en"))
            if code and nl and en:
                found.setdefault(code, Words(nl=nl, en=en))
    return found


def _plain(cell: str) -> str:
    """The text of a cell that is one text."""
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else ""


def _fact_names(factors: Mapping[str, Any]) -> dict[str, Words]:
    """Factors by their own id and as tables ask for them (`has_…`), and the facts that the program works out."""
    found = {fact.name: fact.labels for fact in FACTS}
    for name, factor in factors.items():
        found[name] = found[f"has_{name}"] = factor.labels
    return found
