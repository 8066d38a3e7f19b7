"""What in a table is always the same: constants in cells, and outputs that no case changes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sluitend.core.tables import tree
from sluitend.core.tables.temporal import parse_date, parse_date_time, parse_duration, parse_time
from sluitend.core.tables.tree import Node, TableNode
from sluitend.core.tables.types import ANY, holds
from sluitend.core.tables.values import NUMBERS, Value

_MOMENTS: dict[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "duration": parse_duration,
    "date and time": parse_date_time,
}


def constant(node: Node | None) -> tuple[Value] | None:
    """The value of an expression that is always the same, in a tuple of one; None if it is not."""
    if isinstance(node, tree.Located):
        return constant(node.value)
    if isinstance(node, tree.Literal):
        return (node.value,)
    if isinstance(node, tree.Negate) and isinstance(node.operand, tree.Literal):
        value = node.operand.value
        return (NUMBERS.minus(value),) if type(value) is Decimal else None
    return _moment(node) if isinstance(node, tree.Call) else None


def _moment(node: tree.Call) -> tuple[Value] | None:
    """The value of `date("2026-01-01")` and the like."""
    if not isinstance(node.function, tree.Name) or len(node.arguments) != 1:
        return None
    parse, written = _MOMENTS.get(node.function.name), node.arguments[0]
    if parse is None or not isinstance(written, tree.Literal) or type(written.value) is not str:
        return None
    value = parse(written.value)
    return None if value is None else (value,)


def operands(test: tree.Test) -> list[Node | None]:
    if isinstance(test, tree.CompareTest):
        return [test.operand]
    if isinstance(test, tree.RangeTest):
        return [test.range.start, test.range.end]
    assert isinstance(test, tree.ValueTest)
    return [test.value]


def has_fixed_outputs(node: TableNode) -> bool:
    """Whether every rule always gives the same, and of the declared types."""
    for rule in node.rules:
        for output, type_ in zip(rule.outputs, node.output_types, strict=True):
            value = constant(output)
            if value is None or (value[0] is not None and not holds(value[0], type_ or ANY)):
                return False
    return True


def fixed_outputs(node: TableNode) -> Callable[[int], Value] | None:
    """What the rules give, where that is always the same; a context is given anew each time."""
    if not has_fixed_outputs(node):
        return None
    rows = [[value[0] for output in rule.outputs if (value := constant(output))] for rule in node.rules]
    if len(node.output_names) == 1:
        return [row[0] for row in rows].__getitem__
    contexts = [dict(zip(node.output_names, row, strict=True)) for row in rows]
    return lambda number: contexts[number].copy()


def has_plain_outputs(node: TableNode) -> bool:
    """Whether what it gives needs no conversion on the way out."""
    plain = (Decimal, str, bool, type(None))
    found = (constant(output) for rule in node.rules for output in rule.outputs)
    return has_fixed_outputs(node) and not any(node.defaults) and all(one and type(one[0]) in plain for one in found)
