"""Whether the rules of a table exclude one another, whatever the case: then the first that matches is the only one."""

from __future__ import annotations

from sluitend.core.tables import operators, tree
from sluitend.core.tables.constants import constant
from sluitend.core.tables.generate import BINARY
from sluitend.core.tables.regions import constants_of, pieces
from sluitend.core.tables.run import NO_DAY, Run
from sluitend.core.tables.tree import TableNode
from sluitend.core.tables.types import Type
from sluitend.core.tables.values import Value

MAX_RULES = 400
"""Pairs are compared: more rules would take too long to be worth it."""


def matches(tests: tree.Tests, value: Value) -> bool:
    """Whether a value passes a cell of constants (`constants_of` is not None)."""
    if not tests.tests:
        return True
    found = [_passes(test, value) for test in tests.tests]
    return all(one is False for one in found) if tests.negated else True in found


def _passes(test: tree.Test, value: Value) -> Value:
    rt = Run((), NO_DAY)
    if isinstance(test, tree.CompareTest):
        return getattr(operators, BINARY[test.operator])(rt, 0, value, _fixed(test.operand))
    if isinstance(test, tree.RangeTest):
        range_ = test.range
        ends = [_fixed(range_.start), _fixed(range_.end)]
        open_ends = (range_.start is None or ends[0] is None, range_.end is None or ends[1] is None)
        within = operators.make_range(rt, 0, ends[0], range_.start_included, ends[1], range_.end_included, open_ends)
        return operators.in_range_test(rt, 0, value, within)
    assert isinstance(test, tree.ValueTest)
    return operators.value_test(rt, 0, value, _fixed(test.value), True)


def _fixed(node: tree.Node | None) -> Value:
    found = constant(node)
    return None if found is None else found[0]


def exclude_one_another(node: TableNode, types: tuple[Type, ...]) -> bool:
    """Proved by a column per pair in which no value, nor its absence, passes both cells."""
    count = len(node.rules)
    if count > MAX_RULES:
        return False
    masks = [_masks(node, column, types[column]) for column in range(len(node.inputs))]
    together = [mask for mask in masks if mask is not None]
    return all(
        any(not mask[one] & mask[two] for mask in together) for one in range(count) for two in range(one + 1, count)
    )


def _masks(node: TableNode, column: int, type_: Type) -> list[int] | None:
    """Per rule the pieces of a column that its cell accepts, as bits; None where they cannot be told."""
    cells = [rule.tests[column] for rule in node.rules]
    if any(cell.tests and constants_of(cell) is None for cell in cells):
        return None
    found = pieces(cells, type_, ())
    if found is None:
        return None
    return [sum(matches(cell, value) << at for at, value in enumerate([*found, None])) for cell in cells]
