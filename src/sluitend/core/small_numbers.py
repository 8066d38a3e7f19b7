"""Counts that may be shown to people who are not involved: a small count says something about somebody who can be recognised.

Source: the region's own agreement says from which count on one may be shown, never less than ten (content/regions); hiding a second
cell where the first follows from the total is the usual secondary suppression of statistical offices.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

Key = TypeVar("Key")


def is_small(count: int, below: int) -> bool:
    """Nobody is not small: a count of 0 is about nobody."""
    return 0 < count < below


def hidden(counts: Mapping[Key, int], below: int, also: Collection[Key] = ()) -> frozenset[Key]:
    """The keys of counts that stay hidden beside their shown total: the small ones, those in `also`, and so many more that what is
    left over of the total is not small and not one single cell."""
    found = {key for key, count in counts.items() if is_small(count, below) or key in also}
    rest = sorted((key for key in counts if key not in found), key=lambda key: (counts[key] == 0, counts[key]))
    while found and rest and (len(found) < 2 or is_small(sum(counts[key] for key in found), below)):
        found.add(rest.pop(0))
    return frozenset(found)
