"""A decision as a page can show it: its question, columns, rows and notes, as they were written."""

from __future__ import annotations

from dataclasses import dataclass

from sluitend.core.tables import definitions as d
from sluitend.core.tables.logic import column_name, output_name


@dataclass(frozen=True)
class ColumnInfo:
    id: str
    label: str
    expression: str
    """What the column asks (inputs), or the name of the output."""
    type: str
    allowed: str
    """The allowed values as written; those of the type where the column has none."""
    default: str = ""


@dataclass(frozen=True)
class RuleInfo:
    number: int
    id: str
    description: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    annotations: tuple[str, ...]


@dataclass(frozen=True)
class DecisionInfo:
    """`kind` is "table", "literal", "none" or the name of another boxed expression."""

    id: str
    name: str
    label: str
    description: str
    question: str
    allowed_answers: str
    type: str
    kind: str
    requires: tuple[str, ...]
    """Names of required decisions, input data and knowledge models of this file."""
    hit_policy: str = ""
    aggregation: str = ""
    inputs: tuple[ColumnInfo, ...] = ()
    outputs: tuple[ColumnInfo, ...] = ()
    annotations: tuple[str, ...] = ()
    rules: tuple[RuleInfo, ...] = ()
    text: str = ""
    """Of a literal expression."""


_KINDS = {d.Table: "table", d.Literal: "literal", type(None): "none"}


def describe(decision: d.Decision, definitions: d.Definitions) -> DecisionInfo:
    names = {element.id: element.name for element in definitions.elements}
    requires = (names.get(one.href.rpartition("#")[2], "") for one in decision.requirements)
    logic = decision.logic
    table = logic if isinstance(logic, d.Table) else d.Table()
    return DecisionInfo(
        id=decision.id,
        name=decision.name,
        label=decision.label,
        description=decision.description,
        question=decision.question,
        allowed_answers=decision.answers,
        type=decision.variable.type_ref if decision.variable else "",
        kind=_KINDS.get(type(logic), type(logic).__name__.lower()),
        requires=tuple(name for name in requires if name),
        hit_policy=table.hit_policy if logic is table else "",
        aggregation=table.aggregation,
        inputs=tuple(_input(column, definitions) for column in table.inputs),
        outputs=tuple(_output(column, table, definitions) for column in table.outputs),
        annotations=table.annotations,
        rules=tuple(_rule(number, rule) for number, rule in enumerate(table.rules, 1)),
        text=logic.text if isinstance(logic, d.Literal) else "",
    )


def _allowed(reference: str, definitions: d.Definitions) -> str:
    for item in definitions.types:
        if item.name == reference and item.allowed:
            return item.allowed.text
    return ""


def _input(column: d.InputColumn, definitions: d.Definitions) -> ColumnInfo:
    type_ref = column.expression.type_ref
    written = column.values.text if column.values else _allowed(type_ref, definitions)
    return ColumnInfo(column.id, column_name(column), column.expression.text, type_ref, written)


def _output(column: d.OutputColumn, table: d.Table, definitions: d.Definitions) -> ColumnInfo:
    written = column.values.text if column.values else _allowed(column.type_ref, definitions)
    default = column.default.text if column.default else ""
    return ColumnInfo(column.id, output_name(column, table), column.name, column.type_ref, written, default)


def _rule(number: int, rule: d.Rule) -> RuleInfo:
    cells = tuple(cell.text for cell in rule.inputs)
    return RuleInfo(
        number, rule.id, rule.description, cells, tuple(cell.text for cell in rule.outputs), rule.annotations
    )
