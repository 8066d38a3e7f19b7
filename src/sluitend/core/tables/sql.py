"""A decision to SQL (DuckDB): one projection over a row of facts, with those of the decisions it requires before it.

SQL only finds which rules match. What a policy makes of them is left to the same Python as for one case
(`hit_policy`), so that the two ways cannot differ there. Pure: SQL text is made here and run elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.constants import constant, has_fixed_outputs
from sluitend.core.tables.disjoint import exclude_one_another
from sluitend.core.tables.hit_policy import rules_by_rank
from sluitend.core.tables.sql_expression import (
    NULL,
    SCALE,
    SQL_TYPES,
    WHOLE,
    Meaning,
    NoSql,
    Sql,
    SqlWriter,
    refuse,
    same_kind,
    written,
)
from sluitend.core.tables.tree import Node, TableNode
from sluitend.core.tables.types import ANY, BASIC, NoFit, Type, coerce
from sluitend.core.tables.units import DecisionUnit, Input
from sluitend.core.tables.values import Value
from sluitend.core.text import text

TODAY = "today()"
"""The fact that holds the day of a case, for tables that ask for it."""
MAX_RULES = 120
"""Matching rules are the bits of one number."""
MAX_DEPTH = 30
RULE, RULES, VALUE = "rule", "rules", "value"


@dataclass(frozen=True)
class Column:
    """A fact as a column; `type` is what a value must be, `sql` how DuckDB keeps it."""

    fact: str
    type: Type

    @property
    def sql(self) -> str:
        return SQL_TYPES[self.type.kind]


@dataclass(frozen=True)
class SqlPlan:
    """`answer` is the number of the rule from 0 or -1 (`how` is RULE), rules as bits (RULES), or a value (VALUE)."""

    how: str
    columns: tuple[Column, ...]
    steps: tuple[tuple[str, str], ...]
    """Names and expressions of the decisions it requires, in order."""
    answer: str

    def select(self, source: str, keep: Sequence[str] = (), name: str = "answer") -> str:
        """A SELECT of `keep` and the answer over a table or bracketed query that has a column for each fact.

        `"*"` in `keep` is every column of the source.
        """
        for step, expression in self.steps:
            source = f"(SELECT *, {expression} AS {step} FROM {source})"  # noqa: S608 - our own text; values are quoted
        all_ = f"* EXCLUDE ({', '.join(step for step, _ in self.steps)})" if self.steps else "*"
        kept = [all_ if one == "*" else one for one in keep]
        return f"SELECT {', '.join([*kept, f'{self.answer} AS {name}'])} FROM {source}"  # noqa: S608


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def sql_plan(unit: DecisionUnit) -> SqlPlan:
    """Raises NoSql for what SQL cannot say exactly."""
    compiler = _Compiler()
    how, answer = compiler.answer(unit)
    columns = tuple(Column(fact, type_) for fact, type_ in compiler.facts.items())
    return SqlPlan(how, columns, tuple(compiler.steps), answer)


class _Compiler:
    def __init__(self) -> None:
        self.facts: dict[str, Type] = {}
        self.steps: list[tuple[str, str]] = []
        self.done: dict[int, Sql | Mapping[str, Sql]] = {}
        self.depth = 0

    # --- facts ---

    def fact(self, unit: Input, wanted: Type = ANY) -> Sql:
        type_ = wanted if unit.type is ANY else unit.type
        if wanted is not ANY and wanted != type_ and (wanted.kind != type_.kind or wanted.allowed is not None):
            raise refuse(f"{unit.name}: {type_.kind} / {wanted.kind}")
        return self.column(unit.name, type_)

    def column(self, name: str, type_: Type) -> Sql:
        if type_.kind not in SQL_TYPES:
            raise _no_type(name)
        if self.facts.setdefault(name, type_) != type_:
            raise refuse(name)
        return _of_kind(quoted(name), type_.kind)

    def _writer(self, unit: DecisionUnit) -> SqlWriter:
        names: dict[str, Meaning] = {}
        for path, needed in unit.needs:
            if len(path) > 1 or not isinstance(needed, Input | DecisionUnit):
                raise refuse(".".join(path))
            if isinstance(needed, DecisionUnit):
                names[path[0]] = self.decision(needed)
            else:
                names[path[0]] = self.fact(needed) if needed.type.kind in SQL_TYPES else _no_type(needed.name)
        return SqlWriter(names, lambda: self.column(TODAY, BASIC["date"]))

    # --- decisions ---

    def answer(self, unit: DecisionUnit) -> tuple[str, str]:
        logic = tree.bare(unit.logic)
        if not isinstance(logic, TableNode):
            made = self._fitted(self._writer(unit).code(logic), unit.type)
            return VALUE, made.text
        self._check_outputs(logic, unit)
        conditions = self._conditions(logic, unit)
        if logic.hit_policy == "FIRST" or (
            logic.hit_policy == "UNIQUE" and exclude_one_another(logic, self._types(logic, unit))
        ):
            return RULE, _first(conditions, range(len(conditions)))
        if logic.hit_policy == "PRIORITY":
            return RULE, _first(conditions, rules_by_rank(logic))
        if len(conditions) > MAX_RULES:
            raise refuse(f"{len(conditions)} > {MAX_RULES}")
        size = "BIGINT" if len(conditions) < 63 else "HUGEINT"
        bits = [f"CASE WHEN {one} THEN {1 << at}::{size} ELSE 0 END" for at, one in enumerate(conditions)]
        return RULES, " + ".join(bits) or "0"

    def decision(self, unit: DecisionUnit) -> Sql | Mapping[str, Sql]:
        """The value of a required decision, by name of output where it has several."""
        if id(unit) not in self.done:
            self.depth += 1
            if self.depth > MAX_DEPTH or unit.problems:
                raise refuse(unit.name)
            self.done[id(unit)] = self._required(unit)
            self.depth -= 1
        return self.done[id(unit)]

    def _required(self, unit: DecisionUnit) -> Sql | Mapping[str, Sql]:
        logic = tree.bare(unit.logic)
        if not isinstance(logic, TableNode):
            return self._step(self._fitted(self._writer(unit).code(logic), unit.type))
        how, answer = self.answer(unit)
        if how != RULE:
            raise refuse(f"{unit.name}: {logic.hit_policy}")
        rule = self._step(Sql(answer, "number", WHOLE, SCALE)).text
        columns = {
            name: _chosen(rule, [row[at] for row in _rows(logic)], _default(logic, at))
            for at, name in enumerate(logic.output_names)
        }
        return columns if len(columns) > 1 else next(iter(columns.values()))

    def _step(self, made: Sql) -> Sql:
        """Keeps an expression as a column, so that it is calculated once."""
        name = f"step{len(self.steps)}"
        self.steps.append((name, made.text))
        return Sql(name, made.kind, made.whole, made.scale)

    @staticmethod
    def _fitted(made: Sql, type_: Type) -> Sql:
        if type_ is not ANY and (made.kind != type_.kind or type_.allowed is not None):
            raise refuse(f"{made.kind} / {type_.kind}")
        return made

    # --- tables ---

    @staticmethod
    def _check_outputs(node: TableNode, unit: DecisionUnit) -> None:
        """Outputs must be constants that already are what the decision declares."""
        defaults = [one for one in node.defaults if one is not None]
        if not has_fixed_outputs(node) or any(constant(one) is None for one in defaults):
            raise NoSql(text("Een antwoord in deze tabel wordt berekend."))
        if unit.type is ANY:
            return
        for row in _rows(node):
            value = row[0] if len(row) == 1 else dict(zip(node.output_names, row, strict=True))
            try:
                same = coerce(value, unit.type) == value
            except NoFit:
                same = False
            if not same:
                raise refuse(unit.type.kind)

    def _types(self, node: TableNode, unit: DecisionUnit) -> tuple[Type, ...]:
        inputs = {path[0]: needed.type for path, needed in unit.needs}
        found = []
        for input_, declared in zip(node.inputs, node.input_types, strict=True):
            bare = tree.bare(input_)
            known = inputs.get(bare.name, ANY) if isinstance(bare, tree.Name) else ANY
            found.append(declared if declared is not ANY else known)
        return tuple(found)

    def _conditions(self, node: TableNode, unit: DecisionUnit) -> list[str]:
        writer = self._writer(unit)
        units = {path[0]: needed for path, needed in unit.needs}
        columns = [
            self._input(writer, units, input_, declared)
            for input_, declared in zip(node.inputs, node.input_types, strict=True)
        ]
        made = []
        for rule in node.rules:
            cells = [writer.passes(tests, columns[at]()) for at, tests in enumerate(rule.tests) if tests.tests]
            made.append(" AND ".join(cell for cell in cells if cell) or "TRUE")
        return made

    def _input(self, writer: SqlWriter, units: Mapping[str, Any], input_: Node, declared: Type) -> Any:
        """The value of a column, made when a cell asks for it."""
        bare = tree.bare(input_)
        unit = units.get(bare.name) if isinstance(bare, tree.Name) else None
        if isinstance(unit, Input):
            return lambda: self.fact(unit, declared)
        return lambda: self._fitted(writer.code(bare), declared)


def _no_type(name: str) -> NoSql:
    return NoSql(text("«%(name)s» heeft geen type dat SQL kent.", name=name))


def _of_kind(written_as: str, kind: str) -> Sql:
    return Sql(written_as, kind, WHOLE, SCALE) if kind == "number" else Sql(written_as, kind)


def _rows(node: TableNode) -> list[list[Value]]:
    return [[value[0] for output in rule.outputs if (value := constant(output))] for rule in node.rules]


def _default(node: TableNode, at: int) -> Value:
    found = constant(node.defaults[at]) if at < len(node.defaults) else None
    return None if found is None else found[0]


def _first(conditions: list[str], order: Iterable[int]) -> str:
    """The number of the first rule that matches; -1 for none."""
    cases = " ".join(f"WHEN {conditions[at]} THEN {at}" for at in order)
    return f"CASE {cases} ELSE -1 END" if cases else "-1"


def _chosen(rule: str, values: list[Value], default: Value) -> Sql:
    """The output of the rule that matched."""
    cells = [written(value) for value in [*values, default]]
    filled = [cell for cell in cells if cell.kind != "null"] or [NULL]
    for cell in filled[1:]:
        same_kind(filled[0], cell)
    cases = " ".join(f"WHEN {at} THEN {cell.text}" for at, cell in enumerate(cells[:-1]))
    whole, scale = max(cell.whole for cell in filled), max(cell.scale for cell in filled)
    made = f"(CASE {rule} {cases} ELSE {cells[-1].text} END)" if cases else cells[-1].text
    return Sql(made, filled[0].kind, whole, scale)
