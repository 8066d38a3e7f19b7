"""Stored cases through two versions of a table, a million at a time: what what-if rests on (issue 3, part 6).

Where SQL can express both versions exactly they are asked in DuckDB, else in Python; `Bulk.way` says which, and the
answers are the same (tests/care/decisions/test_replay.py). Nothing is kept between chunks, so memory does not grow.

    with Replay(Bulk(in_force, "grade"), Bulk(draft, "grade")) as replay:
        for cases in chunks(stored(region_id, first, last), replay.facts):
            found = replay.compare(cases)
            found.counts                           # [Count(group, old, new, cases)], old and new are an Answer each
            found.moved                            # [Moved(key, group, old, new)], the cases whose answer differs
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import TracebackType
from typing import NamedTuple, Self

from sluitend.care.action import day
from sluitend.care.decisions.models import Decision
from sluitend.core.facts import FactValue
from sluitend.core.tables.bulk import Answer, Bulk, Unfit, frozen, written
from sluitend.core.tables.sql import TODAY, Column

CHUNK = 50_000
Group = int | str | None
"""What counts are kept apart by: the id of a municipality, for instance."""
Row = tuple[int, Mapping[str, FactValue], date, Group]
READ_CASES = """CREATE OR REPLACE TABLE cases AS SELECT * FROM read_csv($file, columns=$kinds, header=false, auto_detect=false,
    delim=',', quote='"', escape='"', nullstr='', allow_quoted_nulls=false, null_padding=false, parallel=false)"""


@dataclass(frozen=True)
class Cases:
    """Stored cases as columns: their keys, their facts by name, the day on which each was asked, and their groups."""

    keys: Sequence[int]
    facts: Mapping[str, Sequence[FactValue]]
    days: Sequence[date]
    groups: Sequence[Group]


class Count(NamedTuple):
    group: Group
    old: Answer
    new: Answer
    cases: int


class Moved(NamedTuple):
    key: int
    group: Group
    old: Answer
    new: Answer


@dataclass
class Compared:
    """What one chunk gave."""

    counts: list[Count] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)


def stored(region_id: int, first: date, last: date, municipality_ids: Collection[int] | None = None) -> Iterator[Row]:
    """The facts of every decision made in a period about a family here, by decision; the group is the municipality.

    Read with a cursor, oldest first: a million decisions are never in memory at once.
    """
    rows = Decision.objects.filter(family__region_id=region_id, made_at__date__range=(first, last))
    if municipality_ids is not None:
        rows = rows.filter(family__municipality_id__in=municipality_ids)
    found = rows.order_by("pk").values_list("pk", "facts", "made_at", "family__municipality_id")
    for pk, facts, made_at, municipality_id in found.iterator(chunk_size=CHUNK // 10):
        yield pk, facts, day(made_at), municipality_id


def chunks(rows: Iterable[Row], names: Iterable[str], size: int = CHUNK) -> Iterator[Cases]:
    """Rows as they come from a database, in columns of the facts that are needed."""
    wanted = [name for name in names if name != TODAY]
    waiting = iter(rows)
    while part := list(islice(waiting, size)):
        keys, facts, days, groups = zip(*part, strict=True)
        yield Cases(keys, {name: [one.get(name) for one in facts] for name in wanted}, days, groups)


class Replay:
    """Two versions of a table beside one another."""

    def __init__(self, old: Bulk, new: Bulk) -> None:
        import duckdb  # takes a quarter of a second, and only what-if needs it

        self.old, self.new = old, new
        self.facts = tuple(dict.fromkeys((*old.facts, *new.facts)))
        self.unfit = 0
        """Chunks that SQL could say, but of which a fact did not fit in a column: asked in Python."""
        self._columns = _agreed(old, new)
        self._database = duckdb.connect(":memory:", config={"threads": 2})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    @property
    def way(self) -> str:
        """How both are asked together: "sql" or "python"."""
        return "python" if self._columns is None else "sql"

    def compare(self, cases: Cases) -> Compared:
        if self._columns is not None:
            try:
                with self._loaded(self._columns, cases):
                    return self._compared(cases)
            except Unfit:
                pass
        pairs = list(zip(self.numbers(self.old, cases), self.numbers(self.new, cases), strict=True))
        counts = Counter(zip(cases.groups, pairs, strict=True))
        differing = self._differing(pair for _, pair in counts)
        return Compared(
            [Count(group, *self._answers(pair), count) for (group, pair), count in counts.items()],
            [
                Moved(key, group, *self._answers(pair))
                for key, group, pair in zip(cases.keys, cases.groups, pairs, strict=True)
                if pair in differing
            ],
        )

    def numbers(self, bulk: Bulk, cases: Cases) -> list[int]:
        """Of one of the two: the number in `bulk.answers` of each case, in their order."""
        if bulk.way == "sql":
            try:
                with self._loaded(bulk.columns, cases):
                    rows = self._database.execute(bulk.select("cases") + " ORDER BY place").fetchall()
                return [bulk.number(answer) for (answer,) in rows]
            except Unfit:
                self.unfit += 1
        return bulk.rows(cases.facts, cases.days)

    # --- in the database ---

    @contextmanager
    def _loaded(self, columns: Sequence[Column], cases: Cases) -> Iterator[None]:
        """The cases as a table, with the place and the group of each. Through memory: no fact reaches a disk. Raises Unfit."""
        size = len(cases.keys)
        places = {group: str(at) for at, group in enumerate(dict.fromkeys(cases.groups))}
        cells = [list(map(str, range(size))), [places[group] for group in cases.groups]]
        kinds = {"place": "BIGINT", "in_group": "BIGINT"}
        for column in columns:
            values = cases.days if column.fact == TODAY else cases.facts.get(column.fact)
            cells.append([""] * size if values is None else written(column, values))
            kinds[column.fact] = column.sql
        file = os.memfd_create("cases")
        try:
            with open(file, "w", encoding="utf-8", newline="", closefd=False) as text:
                text.writelines(f"{','.join(line)}\n" for line in zip(*cells, strict=True))
            self._database.execute(READ_CASES, {"file": f"/proc/self/fd/{file}", "kinds": kinds})
            yield
        finally:
            os.close(file)

    def _compared(self, cases: Cases) -> Compared:
        both = self.new.select(f"({self.old.select('cases', ['*'], 'was')})", ["place", "in_group", "was"], "becomes")
        self._database.execute(f"CREATE OR REPLACE TABLE answered AS {both}")
        count = "SELECT in_group, was, becomes, count(*) FROM answered GROUP BY ALL ORDER BY ALL"
        found, groups, raw = Compared(), list(dict.fromkeys(cases.groups)), {}
        for group, was, becomes, cases_ in self._database.execute(count).fetchall():
            pair = self.old.number(was), self.new.number(becomes)
            raw[was, becomes] = pair
            found.counts.append(Count(groups[group], *self._answers(pair), cases_))
        differing = self._differing(raw.values())
        for place, was, becomes in self._moved([key for key, pair in raw.items() if pair in differing]):
            answers = self._answers(raw[was, becomes])
            found.moved.append(Moved(cases.keys[place], cases.groups[place], *answers))
        return found

    def _moved(self, differing: Sequence[tuple[object, object]]) -> list[tuple[int, object, object]]:
        if not differing:
            return []
        self._database.execute("CREATE OR REPLACE TABLE differing AS SELECT was, becomes FROM answered LIMIT 0")
        self._database.executemany("INSERT INTO differing VALUES (?, ?)", differing)
        return self._database.execute(
            "SELECT place, was, becomes FROM answered SEMI JOIN differing"
            " ON answered.was IS NOT DISTINCT FROM differing.was"
            " AND answered.becomes IS NOT DISTINCT FROM differing.becomes ORDER BY place"
        ).fetchall()

    # --- answers ---

    def _answers(self, pair: tuple[int, int]) -> tuple[Answer, Answer]:
        return self.old.answers[pair[0]], self.new.answers[pair[1]]

    def _differing(self, pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """The pairs of which the values differ; the same value by another row is no move."""
        answers = {pair: self._answers(pair) for pair in pairs}
        return frozenset(pair for pair, (old, new) in answers.items() if frozen(old.value) != frozen(new.value))


def _agreed(old: Bulk, new: Bulk) -> tuple[Column, ...] | None:
    """The columns of both, where both are SQL and agree on what every fact is."""
    if "python" in (old.way, new.way):
        return None
    columns = {column.fact: column for column in old.columns}
    for column in new.columns:
        if columns.setdefault(column.fact, column).type != column.type:
            return None
    return tuple(columns.values())
