"""Changing a decision table, one step at a time: each function takes definitions and gives new ones. What is not touched stays as it is.

The first decision of a file that is a table is the one that is edited; rows count from 1, columns from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sluitend.core.tables import definitions as d

ANY = "-"
"""The cell of an input that does not matter."""
MOST_ROWS, MOST_COLUMNS = 1_000, 60
"""More is no table that people agree on; the check of gaps would not end either."""


def edited(definitions: d.Definitions) -> d.Decision | None:
    """The decision that is edited, or None when the file has no table."""
    found = (one for one in definitions.elements if isinstance(one, d.Decision) and isinstance(one.logic, d.Table))
    return next(found, None)


def _with(definitions: d.Definitions, change: Callable[[d.Table], d.Table]) -> d.Definitions:
    decision = edited(definitions)
    if decision is None or not isinstance(decision.logic, d.Table):
        return definitions
    new = replace(decision, logic=change(decision.logic))
    return replace(definitions, elements=tuple(new if one is decision else one for one in definitions.elements))


def fresh_id(definitions: d.Definitions, stem: str) -> str:
    """An id that no rule, cell or column of the table has."""
    decision = edited(definitions)
    table = decision.logic if decision else None
    used = {part.id for part in _parts(table)} if isinstance(table, d.Table) else set()
    number = 1
    while f"{stem}_{number}" in used:
        number += 1
    return f"{stem}_{number}"


def _parts(table: d.Table) -> list[d.Part]:
    cells = [cell for rule in table.rules for cell in (*rule.inputs, *rule.outputs)]
    return [*table.inputs, *table.outputs, *table.rules, *cells]


def fill(
    definitions: d.Definitions, cells: Sequence[Sequence[str]], annotations: Sequence[Sequence[str]] = ()
) -> d.Definitions:
    """The texts of all cells, row by row, inputs before outputs; a row or cell that is not given stays as it was."""

    def change(table: d.Table) -> d.Table:
        rules = list(table.rules)
        for place, texts in enumerate(cells[: len(rules)]):
            notes = annotations[place] if place < len(annotations) else rules[place].annotations
            rules[place] = _filled(rules[place], texts, tuple(notes))
        return replace(table, rules=tuple(rules))

    return _with(definitions, change)


def _filled(rule: d.Rule, texts: Sequence[str], annotations: tuple[str, ...]) -> d.Rule:
    width = len(rule.inputs)
    inputs = [text.strip() or ANY for text in texts[:width]]
    outputs = [text.strip() for text in texts[width:]]
    return replace(
        rule,
        inputs=_texts(rule.inputs, inputs),
        outputs=_texts(rule.outputs, outputs),
        annotations=annotations or rule.annotations,
    )


def _texts(cells: tuple[d.Cell, ...], texts: Sequence[str]) -> tuple[d.Cell, ...]:
    return tuple(replace(cell, text=texts[n]) if n < len(texts) else cell for n, cell in enumerate(cells))


def insert_rule(definitions: d.Definitions, after: int, copy: bool = False) -> d.Definitions:
    """A new row behind this one (0: at the top), empty or a copy of it."""
    identifier = fresh_id(definitions, "rule")

    def change(table: d.Table) -> d.Table:
        if len(table.rules) >= MOST_ROWS:
            return table
        like = table.rules[after - 1] if copy and 0 < after <= len(table.rules) else None
        new = _new_rule(table, identifier, like)
        return replace(table, rules=(*table.rules[:after], new, *table.rules[after:]))

    return _with(definitions, change)


def _new_rule(table: d.Table, identifier: str, like: d.Rule | None) -> d.Rule:
    inputs = [cell.text for cell in like.inputs] if like else [ANY] * len(table.inputs)
    outputs = [cell.text for cell in like.outputs] if like else [""] * len(table.outputs)
    return d.Rule(
        id=identifier,
        inputs=tuple(d.Cell(id=f"{identifier}_in{n}", text=text) for n, text in enumerate(inputs, 1)),
        outputs=tuple(d.Cell(id=f"{identifier}_out{n}", text=text) for n, text in enumerate(outputs, 1)),
        annotations=like.annotations if like else ("",) * len(table.annotations),
    )


def remove_rule(definitions: d.Definitions, number: int) -> d.Definitions:
    def change(table: d.Table) -> d.Table:
        return replace(table, rules=(*table.rules[: number - 1], *table.rules[number:]))

    return _with(definitions, change)


def move_rule(definitions: d.Definitions, number: int, by: int) -> d.Definitions:
    """One row up (-1) or down (1); at the edge nothing happens."""

    def change(table: d.Table) -> d.Table:
        rules, to = list(table.rules), number - 1 + by
        if not (0 < number <= len(rules) and 0 <= to < len(rules)):
            return table
        rules.insert(to, rules.pop(number - 1))
        return replace(table, rules=tuple(rules))

    return _with(definitions, change)


def set_hit_policy(definitions: d.Definitions, policy: str, aggregation: str = "") -> d.Definitions:
    return _with(definitions, lambda table: replace(table, hit_policy=policy, aggregation=aggregation))


def add_input(
    definitions: d.Definitions, expression: str, label: str, type_ref: str, allowed: str = ""
) -> d.Definitions:
    """A new column that asks this, at the right of the inputs; every row lets it not matter. The fact is declared as well."""
    identifier = fresh_id(definitions, "input")
    column = d.InputColumn(
        id=identifier,
        label=label,
        expression=d.Literal(id=f"{identifier}_expression", text=expression, type_ref=type_ref),
        values=d.Cell(id=f"{identifier}_values", text=allowed) if allowed else None,
    )

    def change(table: d.Table) -> d.Table:
        if len(table.inputs) + len(table.outputs) >= MOST_COLUMNS:
            return table
        rules = (
            replace(rule, inputs=(*rule.inputs, d.Cell(id=f"{rule.id}_{identifier}", text=ANY))) for rule in table.rules
        )
        return replace(table, inputs=(*table.inputs, column), rules=tuple(rules))

    return _declared(_with(definitions, change), expression, type_ref)


def _declared(definitions: d.Definitions, name: str, type_ref: str) -> d.Definitions:
    """The fact of a new column as input data that the decision requires, unless it is declared or is no plain name."""
    decision = edited(definitions)
    if decision is None or not name.isidentifier() or any(one.name == name for one in definitions.elements):
        return definitions
    fact = d.InputData(
        id=f"{name}_data", name=name, variable=d.Variable(id=f"{name}_variable", name=name, type_ref=type_ref)
    )
    needs = d.Requirement(id=f"{name}_needs", kind="input", href=f"#{fact.id}")
    grown = replace(decision, requirements=(*decision.requirements, needs))
    elements = tuple(grown if one is decision else one for one in definitions.elements)
    return replace(definitions, elements=(fact, *elements))


def add_output(definitions: d.Definitions, name: str, label: str, type_ref: str, allowed: str = "") -> d.Definitions:
    identifier = fresh_id(definitions, "output")
    values = d.Cell(id=f"{identifier}_values", text=allowed) if allowed else None
    column = d.OutputColumn(id=identifier, name=name, label=label, type_ref=type_ref, values=values)

    def change(table: d.Table) -> d.Table:
        if len(table.inputs) + len(table.outputs) >= MOST_COLUMNS:
            return table
        rules = (replace(rule, outputs=(*rule.outputs, d.Cell(id=f"{rule.id}_{identifier}"))) for rule in table.rules)
        return replace(table, outputs=(*table.outputs, column), rules=tuple(rules))

    return _with(definitions, change)


def remove_column(definitions: d.Definitions, column: int) -> d.Definitions:
    """Away with a column and its cells; the last output stays, because a table must answer something."""

    def change(table: d.Table) -> d.Table:
        width = len(table.inputs)
        if column < width:
            rules = tuple(replace(rule, inputs=_without(rule.inputs, column)) for rule in table.rules)
            return replace(table, inputs=_without(table.inputs, column), rules=rules)
        if len(table.outputs) < 2:
            return table
        rules = tuple(replace(rule, outputs=_without(rule.outputs, column - width)) for rule in table.rules)
        return replace(table, outputs=_without(table.outputs, column - width), rules=rules)

    return _with(definitions, change)


def move_column(definitions: d.Definitions, column: int, by: int) -> d.Definitions:
    """One column to the left (-1) or right (1), within the inputs or within the outputs."""

    def change(table: d.Table) -> d.Table:
        width = len(table.inputs)
        if column < width:
            rules = tuple(replace(rule, inputs=_moved(rule.inputs, column, by)) for rule in table.rules)
            return replace(table, inputs=_moved(table.inputs, column, by), rules=rules)
        place = column - width
        rules = tuple(replace(rule, outputs=_moved(rule.outputs, place, by)) for rule in table.rules)
        return replace(table, outputs=_moved(table.outputs, place, by), rules=rules)

    return _with(definitions, change)


T = TypeVar("T")


def _without(parts: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*parts[:place], *parts[place + 1 :])


def _moved(parts: tuple[T, ...], place: int, by: int) -> tuple[T, ...]:
    to = place + by
    if not (0 <= place < len(parts) and 0 <= to < len(parts)):
        return parts
    rest = list(parts)
    rest.insert(to, rest.pop(place))
    return tuple(rest)


def change_column(definitions: d.Definitions, column: int, *, label: str, type_ref: str, allowed: str) -> d.Definitions:
    """Another heading, type or set of allowed values of a column."""

    def values(old: d.Cell | None, identifier: str) -> d.Cell | None:
        if not allowed.strip():
            return None
        return replace(old, text=allowed.strip()) if old else d.Cell(id=f"{identifier}_values", text=allowed.strip())

    def change(table: d.Table) -> d.Table:
        width = len(table.inputs)
        if column < width:
            one = table.inputs[column]
            new = replace(
                one,
                label=label,
                expression=replace(one.expression, type_ref=type_ref),
                values=values(one.values, one.id),
            )
            return replace(table, inputs=(*table.inputs[:column], new, *table.inputs[column + 1 :]))
        place = column - width
        out = table.outputs[place]
        renewed = replace(out, label=label, type_ref=type_ref, values=values(out.values, out.id))
        return replace(table, outputs=(*table.outputs[:place], renewed, *table.outputs[place + 1 :]))

    return _with(definitions, change)


def paste(definitions: d.Definitions, block: str, row: int, column: int) -> d.Definitions:
    """A block from a spreadsheet (rows on lines, cells between tabs) over the cells from here on; rows that are missing are added."""
    lines = [line.rstrip("\r").split("\t") for line in block.split("\n")]
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    decision = edited(definitions)
    if decision is None or not isinstance(decision.logic, d.Table) or not lines:
        return definitions
    found = definitions
    for _ in range(row - 1 + len(lines) - len(decision.logic.rules)):
        found = insert_rule(found, len(_table(found).rules))
    grid = [[cell.text for cell in (*rule.inputs, *rule.outputs)] for rule in _table(found).rules]
    for down, cells in enumerate(lines[: len(grid) - row + 1]):
        for along, cell in enumerate(cells[: len(grid[0]) - column]):
            grid[row - 1 + down][column + along] = cell
    return fill(found, grid)


def _table(definitions: d.Definitions) -> d.Table:
    decision = edited(definitions)
    assert decision is not None
    assert isinstance(decision.logic, d.Table)
    return decision.logic
