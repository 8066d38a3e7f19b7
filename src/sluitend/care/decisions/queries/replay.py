"""Stored facts through versions of a table, a batch at a time: what what-if rests on (issue 3, part 6).

Where SQL can express all versions exactly they are asked in DuckDB, else in Python; `Replay.way` says which, and the answers are the
same (tests/core/tables/test_bulk.py). Nothing is kept between batches, so memory does not grow with what is asked.

    with Replay(Bulk(in_force, "grade"), Bulk(draft, "grade")) as replay:
        replay.numbers(cases_of(batch, replay.facts))      # [(old, new)] per case: numbers in the answers of each version
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self

from sluitend.core.facts import FactValue
from sluitend.core.tables.bulk import Bulk, Unfit, written
from sluitend.core.tables.sql import TODAY, Column

READ_CASES = """CREATE OR REPLACE TABLE cases AS SELECT * FROM read_csv($file, columns=$kinds, header=false, auto_detect=false,
    delim=',', quote='"', escape='"', nullstr='', allow_quoted_nulls=false, null_padding=false, parallel=false)"""


@dataclass(frozen=True)
class Cases:
    """Stored facts as columns by name, and the day on which each case was asked."""

    facts: Mapping[str, Sequence[FactValue]]
    days: Sequence[date]


def cases_of(rows: Iterable[tuple[Mapping[str, FactValue], date]], names: Iterable[str]) -> Cases:
    """Facts and day per case, as they come from a database, in columns of the facts that are needed."""
    facts, days = zip(*rows, strict=True)
    return Cases({name: [one.get(name) for one in facts] for name in names if name != TODAY}, days)


class Replay:
    """Versions of a table beside one another."""

    def __init__(self, *versions: Bulk) -> None:
        import duckdb  # takes a quarter of a second, and only what-if needs it

        self.versions = versions
        self.facts = tuple(dict.fromkeys(name for one in versions for name in one.facts))
        self.unfit = 0
        """Batches that SQL could say, but of which a fact did not fit in a column: asked in Python."""
        self._columns = _agreed(versions)
        self._database = duckdb.connect(":memory:", config={"threads": 2})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    @property
    def way(self) -> str:
        """How all are asked: "sql" or "python"."""
        return "python" if self._columns is None else "sql"

    def numbers(self, cases: Cases) -> list[tuple[int, ...]]:
        """Of each case, in their order: the number in the answers of each version."""
        if self._columns is not None:
            try:
                with self._loaded(self._columns, cases):
                    return self._asked()
            except Unfit:
                self.unfit += 1
        return list(zip(*(one.rows(cases.facts, cases.days) for one in self.versions), strict=True))

    def _asked(self) -> list[tuple[int, ...]]:
        source, names = "cases", [f"answer_{place}" for place in range(len(self.versions))]
        for one, name in zip(self.versions, names, strict=True):
            source = f"({one.select(source, ['*'], name)})"
        rows = self._database.execute(f"SELECT {', '.join(names)} FROM {source} ORDER BY place").fetchall()  # noqa: S608
        known = {row: tuple(map(Bulk.number, self.versions, row)) for row in set(rows)}
        return [known[row] for row in rows]

    @contextmanager
    def _loaded(self, columns: Sequence[Column], cases: Cases) -> Iterator[None]:
        """The cases as a table, with the place of each. Through memory: no fact reaches a disk. Raises Unfit."""
        size = len(cases.days)
        cells, kinds = [list(map(str, range(size)))], {"place": "BIGINT"}
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


def _agreed(versions: Sequence[Bulk]) -> tuple[Column, ...] | None:
    """The columns of all, where all are SQL and agree on what every fact is."""
    if any(one.way == "python" for one in versions):
        return None
    columns: dict[str, Column] = {}
    for column in (column for one in versions for column in one.columns):
        if columns.setdefault(column.fact, column).type != column.type:
            return None
    return tuple(columns.values())
