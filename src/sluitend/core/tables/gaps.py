"""Where a table is silent, speaks twice, or has a rule that is never heard (issue 3, part 2)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sluitend.core.tables.values import Value, equal

MAX_STEPS = 60_000
MAX_FOUND = 12
MAX_GATHERED = 300
MANY = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")
Cells = Sequence[Callable[[Value], bool] | None]
"""Per column whether a value passes; None for a cell that cannot be told beforehand."""
Case = tuple[Value, ...]


class TooLarge(Exception):
    """A table with more combinations than can be gone through."""


@dataclass(frozen=True)
class Grid:
    """A table as pieces per column and, per rule, the pieces its cells accept (as bits)."""

    pieces: tuple[tuple[Value, ...], ...]
    """Per column; the last piece is null: not filled in."""
    rules: tuple[tuple[int, ...], ...]
    open: tuple[frozenset[int], ...]
    """Per rule the columns with a cell that cannot be told beforehand."""

    @staticmethod
    def of(pieces: Sequence[Sequence[Value]], rules: Sequence[Cells]) -> Grid:
        full = tuple((*column, None) for column in pieces)
        bits = tuple(tuple(_bits(cell, column) for cell, column in zip(rule, full, strict=True)) for rule in rules)
        unknown = tuple(frozenset(at for at, cell in enumerate(rule) if cell is None) for rule in rules)
        return Grid(full, bits, unknown)

    @functools.cached_property
    def filled(self) -> tuple[int, ...]:
        """Every piece but null, per column."""
        return tuple((1 << (len(column) - 1)) - 1 for column in self.pieces)

    def example(self, box: Sequence[int]) -> Case:
        """The first case in a box, preferring what is filled in."""
        return tuple(column[(bits & -bits).bit_length() - 1] for column, bits in zip(self.pieces, box, strict=True))

    # --- gaps ---

    def gaps(self, within: Sequence[int], rules: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Boxes in which none of the rules speaks. Raises TooLarge."""
        search = _Search(self, within)
        yield from search.run(0, tuple(rules), ())

    def answered(self, box: Sequence[int], column: int) -> bool:
        """Whether the example of a box would have an answer if only that column were filled in."""
        point = [bits & -bits for bits in box]
        filled = self.filled[column]
        return any(
            rule[column] & filled and all(rule[at] & bit for at, bit in enumerate(point) if at != column)
            for rule in self.rules
        )

    # --- overlaps ---

    def common(self, first: int, second: int) -> tuple[int, ...] | None:
        """The box that two rules share, of values that are filled in where they can be; None if there is none."""
        box: list[int] = []
        for one, two, filled in zip(self.rules[first], self.rules[second], self.filled, strict=True):
            if not one & two:
                return None
            box.append(one & two & filled or one & two)
        return tuple(box)

    def impossible(self, rule: int) -> int | None:
        """The column in which a rule accepts nothing."""
        return next((at for at, bits in enumerate(self.rules[rule]) if not bits), None)


def _bits(cell: Callable[[Value], bool] | None, column: Sequence[Value]) -> int:
    if cell is None:
        return (1 << len(column)) - 1
    return sum(1 << at for at, value in enumerate(column) if cell(value))


class _Search:
    """Goes through the columns one by one, keeping the rules that may still match; equal situations are seen once."""

    def __init__(self, grid: Grid, within: Sequence[int]) -> None:
        self.grid = grid
        self.within = within
        self.steps = 0
        self.covered: set[tuple[int, tuple[int, ...]]] = set()

    def run(self, column: int, active: tuple[int, ...], box: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        self.steps += 1 + (len(active) * len(self.grid.pieces[column]) // 200 if column < len(self.grid.pieces) else 0)
        if self.steps > MAX_STEPS:
            raise TooLarge
        if not active:
            yield (*box, *self.within[column:])
            return
        if column == len(self.grid.pieces) or (column, active) in self.covered:
            return
        found = False
        for left, bits in self._split(column, active).items():
            for gap in self.run(column + 1, left, (*box, bits)):
                found = True
                yield gap
        if not found:
            self.covered.add((column, active))

    def _split(self, column: int, active: tuple[int, ...]) -> dict[tuple[int, ...], int]:
        """The pieces of a column by the rules that accept them."""
        groups: dict[tuple[int, ...], int] = {}
        for at in range(len(self.grid.pieces[column])):
            bit = 1 << at
            if self.within[column] & bit:
                left = tuple(rule for rule in active if self.grid.rules[rule][column] & bit)
                groups[left] = groups.get(left, 0) | bit
        return groups


def first_gap(grid: Grid, within: Sequence[int], rules: Sequence[int]) -> tuple[int, ...] | None:
    return next(grid.gaps(within, rules), None)


def some_gaps(grid: Grid, within: Sequence[int], rules: Sequence[int]) -> list[tuple[int, ...]]:
    """The first gaps, those that differ in one column only taken together."""
    found: list[tuple[int, ...]] = []
    for gap in itertools.islice(grid.gaps(within, rules), MAX_GATHERED):
        _gather(found, gap)
    return found[:MAX_FOUND]


def _gather(found: list[tuple[int, ...]], gap: tuple[int, ...]) -> None:
    """Adds a gap, joined with those it continues."""
    joining = True
    while joining:
        joining = False
        for at, other in enumerate(found):
            different = [column for column, (one, two) in enumerate(zip(gap, other, strict=True)) if one != two]
            if len(different) <= 1:
                gap = tuple(one | two for one, two in zip(gap, other, strict=True))
                del found[at]
                joining = True
                break
    found.append(gap)


def same_answer(first: Sequence[Value | None], second: Sequence[Value | None]) -> bool:
    return all(equal(one, two) is True for one, two in zip(first, second, strict=True))
