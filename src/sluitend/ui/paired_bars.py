"""Two counts per row as bars, one above the other, for who would rather look than read; the table beside them has the figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """`width` is in percent of the longest; None is a count that is not shown."""

    count: int | None
    width: int | None


@dataclass(frozen=True)
class Pair:
    label: object
    """What `say` can say."""
    old: Bar
    new: Bar


def paired_bars(rows: Iterable[tuple[object, int | None, int | None]]) -> tuple[Pair, ...]:
    """(label, old, new) per row; nothing is drawn where no count may be shown."""
    found = list(rows)
    longest = max((count for _, *counts in found for count in counts if count is not None), default=0)
    if not longest:
        return ()
    return tuple(Pair(label, _bar(old, longest), _bar(new, longest)) for label, old, new in found)


def _bar(count: int | None, longest: int) -> Bar:
    """Never so short that it cannot be seen, unless it is nothing."""
    if count is None:
        return Bar(None, None)
    return Bar(count, max(1, round(100 * count / longest)) if count else 0)
