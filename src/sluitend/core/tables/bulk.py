"""One decision over many cases at once: as SQL where SQL says exactly the same, else as the generated Python.

    bulk = Bulk(model, "start")
    bulk.way, bulk.why             "sql", None; or "python" and a sentence that says what SQL cannot
    bulk.facts                     the names of the facts it needs, and TODAY where it asks for the day
    bulk.rows(columns, days)       the answers of these cases in Python: numbers, one per case
    bulk.select("source", keep)    the same as SQL: a SELECT of `keep` and `answer` over a source with `bulk.columns`
    bulk.number(answer)            the number of an answer that came out of that SELECT
    bulk.answers[number]           Answer(value, rules, trouble)

Columns are sequences of facts by name, of equal length; a name that is left out is not known in any case. Numbers stand
for distinct answers, so that a million cases cost a million small integers. Who runs the SQL brings the facts into the
database with `written` (text that DuckDB reads exactly) and runs `rows` for cases that raise Unfit.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sluitend.core.tables import hit_policy
from sluitend.core.tables.boundary import inward, outward
from sluitend.core.tables.constants import constant, fixed_outputs
from sluitend.core.tables.errors import TablesError
from sluitend.core.tables.hit_policy import POLICIES, Plan
from sluitend.core.tables.loops import fit
from sluitend.core.tables.model import Model
from sluitend.core.tables.run import NO_DAY, Run
from sluitend.core.tables.sql import RULE, TODAY, VALUE, Column, SqlPlan, sql_plan
from sluitend.core.tables.sql_expression import SCALE, WHOLE, NoSql
from sluitend.core.tables.tree import TableNode, bare
from sluitend.core.tables.units import DecisionUnit, Input, filled
from sluitend.core.tables.values import Value
from sluitend.core.text import Text, text

Columns = Mapping[str, Sequence[Any]]


class Answer(NamedTuple):
    """A value, and the numbers of the rules that made it, in the order in which they count."""

    value: Any
    rules: tuple[int, ...] = ()
    trouble: Text | None = None
    """Why this case could not be asked at all."""


class Unfit(Exception):
    """A fact that a column of the database cannot hold exactly: ask these cases in Python."""


class Bulk:
    """Raises TablesError where there is no such decision or a text in it is no FEEL."""

    def __init__(self, model: Model, decision: str) -> None:
        unit = model.assembly.by_name.get(decision)
        if type(unit) is not DecisionUnit:
            raise TablesError(text("Er is geen beslissing «%(name)s».", name=decision))
        unit.refuse_problems()
        self.decision = decision
        self.unit = unit
        self.sites = model.assembly.program.sites
        self.plan: SqlPlan | None = None
        self.why: Text | None = None
        try:
            self.plan = sql_plan(unit)
        except NoSql as refusal:
            self.why = refusal.sentence
        self.facts = tuple(dict.fromkeys(_facts(unit, set()))) + ((TODAY,) if self._asks_today() else ())
        self.answers: list[Answer] = []
        self._numbers: dict[object, int] = {}
        self._of_sql: dict[object, int] = {}

    @property
    def way(self) -> str:
        return "python" if self.plan is None else "sql"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The facts as SQL needs them."""
        return () if self.plan is None else self.plan.columns

    def _asks_today(self) -> bool:
        return self.plan is None or any(column.fact == TODAY for column in self.plan.columns)

    def _keep(self, answer: Answer) -> int:
        key = (answer.rules, str(answer.trouble or ""), frozen(answer.value))
        if key not in self._numbers:
            self._numbers[key] = len(self.answers)
            self.answers.append(answer)
        return self._numbers[key]

    # --- in Python ---

    def rows(self, columns: Columns, days: Sequence[dt.date]) -> list[int]:
        """The number of the answer of each case; `days` is the day on which each was asked."""
        names = [name for name in self.facts if name in columns]
        cases = zip(*(columns[name] for name in names), strict=True) if names else itertools.repeat(())
        return [self._row(dict(zip(names, case, strict=True)), day) for case, day in zip(cases, days, strict=False)]

    def _row(self, facts: dict[str, Any], day: dt.date) -> int:
        """A case that is refused is an answer too: it never stops the others."""
        run = Run(self.sites, day)
        try:
            value = self.unit.compute(run, facts)
        except (TablesError, RecursionError, ArithmeticError) as refusal:
            return self._keep(Answer(None, trouble=_trouble(refusal)))
        return self._keep(Answer(outward(value), self._rules(run)))

    def _rules(self, run: Run) -> tuple[int, ...]:
        return tuple(hit + 1 for plan, hits in run.fired if plan.name == self.unit.name for hit in hits)

    # --- in SQL ---

    def select(self, source: str, keep: Sequence[str] = (), name: str = "answer") -> str:
        """Only where `way` is "sql" (SqlPlan.select)."""
        assert self.plan is not None
        return self.plan.select(source, keep, name)

    def number(self, answer: Any) -> int:
        """The number of an answer that SQL gave."""
        key = (type(answer), answer)
        if key not in self._of_sql:
            self._of_sql[key] = self._keep(self._understood(answer))
        return self._of_sql[key]

    def _understood(self, answer: Any) -> Answer:
        assert self.plan is not None
        if self.plan.how == VALUE:
            return Answer(answer)
        node = bare(self.unit.logic)
        assert isinstance(node, TableNode)
        run = Run(self.sites, NO_DAY)
        value = _by_policy(node, run, _hits(self.plan.how, answer))
        return Answer(outward(fit(run, 0, value, self.unit.type)), self._rules(run))


def _hits(how: str, answer: int) -> list[int]:
    if how == RULE:
        return [] if answer < 0 else [answer]
    return [at for at in range(int(answer).bit_length()) if int(answer) >> at & 1]


def _by_policy(node: TableNode, run: Run, hits: list[int]) -> Value:
    """What the table makes of its matching rules, as its own code does."""
    if not hits and any(node.defaults):
        found = [None if one is None else constant(one) for one in node.defaults]
        values = [None if one is None else one[0] for one in found]
        return values[0] if len(values) == 1 else dict(zip(node.output_names, values, strict=True))
    outputs = fixed_outputs(node)
    assert outputs is not None
    decide = getattr(hit_policy, POLICIES[node.hit_policy])
    return decide(run, Plan.of(node, 0), hits, outputs)


def _trouble(refusal: Exception) -> Text:
    if isinstance(refusal, TablesError):
        return refusal.sentence
    return text("Dit geval kon niet worden berekend.")


def _facts(unit: DecisionUnit, seen: set[int]) -> Iterator[str]:
    """The input data that a decision rests on, through the decisions it requires."""
    seen.add(id(unit))
    for path, needed in unit.needs:
        if isinstance(needed, Input):
            yield path[0] if len(path) > 1 else needed.name
        elif isinstance(needed, DecisionUnit) and id(needed) not in seen:
            yield from _facts(needed, seen)


def frozen(value: Any) -> object:
    """A value as a key: equal only to what is the same kind of value."""
    if isinstance(value, dict):
        return ("context", *((key, frozen(item)) for key, item in sorted(value.items())))
    if isinstance(value, list):
        return ("list", *map(frozen, value))
    return (type(value).__name__, value)


# --- facts as text for a database ---

_PLAIN: dict[str, frozenset[type]] = {
    "number": frozenset({int, Decimal, type(None)}),
    "string": frozenset({str, type(None)}),
    "boolean": frozenset({bool, type(None)}),
    "date": frozenset({dt.date, type(None)}),
}


def written(column: Column, values: Sequence[Any]) -> list[str]:
    """The cells of a column as CSV: nothing for null, texts in quotes. Raises Unfit."""
    if set(map(type, values)) <= _PLAIN[column.type.kind] and column.type.allowed is None:
        cells = {value: _cell(value) for value in set(values)}
        return [cells[value] for value in values]
    return [_cell(_fitted(column, value)) for value in values]


def _fitted(column: Column, value: Any) -> Any:
    """A fact of another kind, or one that must be among allowed values, as its type wants it; null if it cannot be."""
    try:
        return outward(fit(Run((), NO_DAY), 0, filled(inward(value), column.type), column.type))
    except TablesError:
        raise Unfit from None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        if "\0" in value or (not value.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in value)):
            raise Unfit
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, int | Decimal):
        return _number_cell(value)
    if type(value) is dt.date:
        return value.isoformat()
    raise Unfit


def _number_cell(value: int | Decimal) -> str:
    plain = str(value) if isinstance(value, int) else format(value, "f")
    whole, _, part = plain.lstrip("-").partition(".")
    if len(whole) > WHOLE or len(part.rstrip("0")) > SCALE or not whole.isdigit():
        raise Unfit
    return plain
