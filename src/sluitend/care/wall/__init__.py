"""The second wall, under the policy of `core/access.py`: the database itself returns nothing of a region that one does not work in.

Here is said in which regions one works at this moment; who says nothing works nowhere and sees nothing. An action and a query work in
the region of who asks, a page in that of who is signed in. What must find out who that is, and what serves all regions, says so itself
with `everywhere()`. On PostgreSQL `config/postgresql` tells it to the connection; SQLite has one wall (docs/decisions/0027).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ContextDecorator
from contextvars import ContextVar, Token
from typing import Self, TypeVar

T = TypeVar("T")
ALL, NONE, OUTSIDE = "*", "", "-"
_regions: ContextVar[str] = ContextVar("regions", default=NONE)


def regions() -> str:
    """As the policies read it: numbers with commas, `*` for all, nothing for none; or `OUTSIDE`, which is said to nobody."""
    return _regions.get()


class Working(ContextDecorator):
    """Where one works as long as this lasts; also above a function."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._before: Token[str] | None = None

    def _recreate_cm(self) -> Self:
        return type(self)(self._where)

    def __enter__(self) -> None:
        self._before = _regions.set(self._where)

    def __exit__(self, *_: object) -> None:
        assert self._before is not None
        _regions.reset(self._before)


def within(*region_ids: int) -> Working:
    return Working(",".join(str(int(pk)) for pk in sorted(set(region_ids))))


def everywhere() -> Working:
    """For what serves all regions, or has to find out in which one somebody works."""
    return Working(ALL)


def nowhere() -> Working:
    return Working(NONE)


def outside() -> Working:
    """For a read of what stands outside the wall (sessions, accounts): it is the same wherever one works, so the connection is told
    nothing. Every request begins with these, and what was said before is right again for the next."""
    return Working(OUTSIDE)


def found_in(region_id: int | None, read: Callable[[], T | None]) -> T | None:
    """What `read` finds in the region where it was found before, which the connection was probably told last; else wherever it is."""
    if region_id is not None:
        with within(region_id):
            if (found := read()) is not None:
                return found
    with everywhere():
        return read()
