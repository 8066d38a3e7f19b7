"""Two versions of a decision table beside each other: which rows came, went, moved or answer otherwise, cell by cell.

Rows are the same row when they say the same, else when they carry the same id: other tools number their rows again on saving, and
then a row that was put at the top would seem to change every row below it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sluitend.core.tables import definitions as d
from sluitend.core.tables.editing import ANY, edited
from sluitend.core.tables.logic import column_name, output_name


@dataclass(frozen=True)
class Column:
    """A column in one version. `expression` is what it asks, or the name of what it answers."""

    label: str
    expression: str
    type: str
    allowed: str
    is_input: bool
    default: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Cell:
    """One cell that says something else. `column` is as it is called now."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """A row that is not as it was. Numbers count from 1; None where the row is not there in that version.

    `says` is the whole row as it is now, or as it was for a row that is gone: every column with its text.
    """

    before: int | None
    after: int | None
    cells: tuple[Cell, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """Of each note that is different: as it was and as it is."""
    moved: bool = False
    says: tuple[tuple[Column, str], ...] = ()

    @property
    def added(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None


@dataclass(frozen=True)
class Same:
    """The same change of one column in one or more rows: `rows` are numbers of now."""

    cell: Cell
    rows: tuple[int, ...]


@dataclass(frozen=True)
class TableDifference:
    rows: tuple[Row, ...] = ()
    added_columns: tuple[Column, ...] = ()
    removed_columns: tuple[Column, ...] = ()
    changed_columns: tuple[tuple[Column, Column], ...] = ()
    policy: tuple[str, str] | None = None
    """What happens when more rows match, as it was and as it is; None when that is the same."""
    elsewhere: bool = False
    """Something else in the file is different: a text, a drawing, another decision."""

    @property
    def nothing(self) -> bool:
        return self == TableDifference()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Rows that changed, came, went, and only moved."""
        changed = [row for row in self.rows if not row.added and not row.removed]
        moved = sum(1 for row in changed if row.moved and not row.cells and not row.notes)
        came, went = sum(row.added for row in self.rows), sum(row.removed for row in self.rows)
        return len(changed) - moved, came, went, moved

    def together(self) -> tuple[Same, ...]:
        """Every changed cell once, those with the same change taken together."""
        found: dict[Cell, list[int]] = defaultdict(list)
        for row in self.rows:
            for cell in row.cells:
                found[cell].append(row.after or 0)
        return tuple(Same(cell, tuple(rows)) for cell, rows in found.items())


def compare(before: d.Definitions, after: d.Definitions) -> TableDifference:
    """What is different in the table of a file; without a table on either side only `elsewhere` is told."""
    old, new = _table(before), _table(after)
    if old is None or new is None:
        return TableDifference(elsewhere=before != after)
    columns = [_columns(old), _columns(new)]
    kept = _kept(*columns)
    return TableDifference(
        rows=tuple(_rows(old, new, columns[0], columns[1], kept)),
        added_columns=_left(columns[1], [now for _, now in kept]),
        removed_columns=_left(columns[0], [was for was, _ in kept]),
        changed_columns=tuple(
            (columns[0][was], columns[1][now]) for was, now in kept if columns[0][was] != columns[1][now]
        ),
        policy=_policy(old, new),
        elsewhere=_around(before) != _around(after),
    )


def _table(definitions: d.Definitions) -> d.Table | None:
    decision = edited(definitions)
    return decision.logic if decision and isinstance(decision.logic, d.Table) else None


def _around(definitions: d.Definitions) -> object:
    """What is in a file beside the rows and columns of its table, and beside the facts that follow from them."""
    decision = edited(definitions)
    rest = [one for one in definitions.elements if one is not decision and not isinstance(one, d.InputData)]
    bare = replace(decision, logic=None, requirements=()) if decision else None
    return replace(definitions, elements=()), bare, rest


def _policy(old: d.Table, new: d.Table) -> tuple[str, str] | None:
    was, now = (f"{table.hit_policy} {table.aggregation}".strip() for table in (old, new))
    return None if was == now else (was, now)


def _columns(table: d.Table) -> list[Column]:
    asked = [
        Column(
            column_name(one),
            one.expression.text,
            one.expression.type_ref,
            one.values.text if one.values else "",
            True,
            "",
            one.id,
        )
        for one in table.inputs
    ]
    answered = [
        Column(
            one.label or output_name(one, table),
            one.name,
            one.type_ref,
            one.values.text if one.values else "",
            False,
            one.default.text if one.default else "",
            one.id,
        )
        for one in table.outputs
    ]
    return [*asked, *answered]


def _left(columns: Sequence[Column], kept: Sequence[int]) -> tuple[Column, ...]:
    return tuple(column for place, column in enumerate(columns) if place not in kept)


def _kept(old: Sequence[Column], new: Sequence[Column]) -> list[tuple[int, int]]:
    """The columns of both versions, by what they ask or answer, else by id."""
    by_what = _pairs(old, new, lambda one: (one.is_input, one.expression), lambda one: (one.is_input, one.label))
    taken = {was for was, _ in by_what}, {now for _, now in by_what}
    rest = [n for n in range(len(old)) if n not in taken[0]], [n for n in range(len(new)) if n not in taken[1]]
    by_id = _pairs(
        [old[n] for n in rest[0]], [new[n] for n in rest[1]], lambda one: (one.is_input, one.id) if one.id else None
    )
    return sorted([*by_what, *((rest[0][was], rest[1][now]) for was, now in by_id)], key=lambda pair: pair[1])


T = TypeVar("T")


def _pairs(old: Sequence[T], new: Sequence[T], *keys: Callable[[T], Hashable]) -> list[tuple[int, int]]:
    """Places in both of what has the same first key, in order; with more keys, those that share all of them go first."""
    found: list[tuple[int, int]] = []
    for many in range(len(keys), 0, -1):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        taken = {was for was, _ in found}, {now for _, now in found}
        for place in range(len(old)):
            if place not in taken[0]:
                waiting[tuple(key(old[place]) for key in keys[:many])].append(place)
        for place in range(len(new)):
            key = tuple(key(new[place]) for key in keys[:many])
            if place not in taken[1] and all(key) and waiting[key]:
                found.append((waiting[key].pop(0), place))
    return found


def _rows(
    old: d.Table, new: d.Table, were: Sequence[Column], are: Sequence[Column], kept: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    before, after = [_texts(rule) for rule in old.rules], [_texts(rule) for rule in new.rules]
    pairs = _same_rows(old, new, kept)
    stays = _longest([was for was, _ in sorted(pairs, key=lambda pair: pair[1])])
    of_new = {now: was for was, now in pairs}
    for now, rule in enumerate(new.rules):
        says = tuple(zip(are, after[now], strict=True))
        was = of_new.get(now)
        if was is None:
            yield Row(None, now + 1, says=says)
            continue
        cells = tuple(
            Cell(are[there], before[was][here], after[now][there])
            for here, there in kept
            if before[was][here] != after[now][there]
        )
        notes = _notes(old.rules[was].annotations, rule.annotations)
        if cells or notes or was not in stays:
            yield Row(was + 1, now + 1, cells, notes, was not in stays, says)
    matched = {was for was, _ in pairs}
    for was in range(len(old.rules)):
        if was not in matched:
            yield Row(was + 1, None, says=tuple(zip(were, before[was], strict=True)))


def _texts(rule: d.Rule) -> tuple[str, ...]:
    """The cells as they read: an empty cell of a question is one that does not matter."""
    return (*(cell.text.strip() or ANY for cell in rule.inputs), *(cell.text.strip() for cell in rule.outputs))


def _notes(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    width = max(len(before), len(after))
    both = (tuple(notes) + ("",) * (width - len(notes)) for notes in (before, after))
    return tuple((was.strip(), now.strip()) for was, now in zip(*both, strict=True) if was.strip() != now.strip())


def _same_rows(old: d.Table, new: d.Table, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First the rows that say the same (those with the same id and notes before others), then the rows with the same id."""
    columns = tuple(was for was, _ in kept), tuple(now for _, now in kept)

    def telling(rules: Iterable[d.Rule], places: tuple[int, ...]) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        said = []
        for rule in rules:
            texts = _texts(rule)
            said.append((("row", *(texts[place] for place in places)), rule.id or "-", ("notes", *rule.annotations)))
        return said

    rows = telling(old.rules, columns[0]), telling(new.rules, columns[1])
    found = _pairs(*rows, lambda one: one[0], lambda one: one[2], lambda one: one[1])
    taken = {was for was, _ in found}, {now for _, now in found}
    rest = [n for n in range(len(rows[0])) if n not in taken[0]], [n for n in range(len(rows[1])) if n not in taken[1]]
    by_id = _pairs([old.rules[n].id for n in rest[0]], [new.rules[n].id for n in rest[1]], lambda one: one)
    return [*found, *((rest[0][was], rest[1][now]) for was, now in by_id)]


def _longest(places: Sequence[int]) -> set[int]:
    """The most rows that are still in their old order; the others moved."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        where = bisect_left(ends, place)
        before.append(at[where - 1] if where else None)
        ends[where : where + 1], at[where : where + 1] = [place], [number]
    found, step = set(), at[-1] if at else None
    while step is not None:
        found.add(places[step])
        step = before[step]
    return found
