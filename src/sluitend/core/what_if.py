"""What would have been proposed: answers of two versions of a table to the same stored facts, counted per place and per family.

A family counts for a proposal when that came out at least once in the period, because a later moment often asks for something
else (a programme that starts in pregnancy is not proposed after the birth).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sluitend.core.decide import ASK, LATER, NO_ANSWER, NOT_OFFERED

NO_OFFER = frozenset({ASK, LATER, NO_ANSWER, NOT_OFFERED})
MOST_NAMED = 5000
"""Families of which it is kept that they moved; the counts are always whole."""
OLD, NEW, INCLUDED, DROPPED = range(4)


def codes_of(value: object) -> frozenset[str]:
    """The proposals in an answer."""
    rows = value if isinstance(value, list) else [value]
    found = {str(row.get("proposal") or NO_ANSWER) for row in rows if isinstance(row, Mapping)}
    return frozenset(found or {NO_ANSWER})


@dataclass
class Tally:
    """What was counted so far; `of` and `kept` bring it from and to what is stored between steps."""

    cases: int = 0
    families: int = 0
    moved_cases: int = 0
    in_python: int = 0
    """Cases of steps that SQL could not take, because a fact in them fits in no column."""
    places: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """Per municipality and proposal: families in the old answers, in the new ones, newly included, dropped."""
    rows: dict[str, int] = field(default_factory=dict)
    """`old rules>new rules` and how many cases moved that way."""
    changes: list[tuple[int, str, bool]] = field(default_factory=list)
    """Family, proposal, and whether it is newly included."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Tally:
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def case(
        self, old: frozenset[str], new: frozenset[str], rules: tuple[tuple[int, ...], tuple[int, ...]], cases: int = 1
    ) -> None:
        """So many cases got these proposals, by these rules."""
        self.cases += cases
        if old != new:
            self.moved_cases += cases
            way = ">".join(" ".join(map(str, side)) for side in rules)
            self.rows[way] = self.rows.get(way, 0) + cases

    def family(self, family_id: int | None, place: int, old: Collection[str], new: Collection[str]) -> None:
        """A family with all that came out for it; without an id it is a consultation that names nobody."""
        self.families += 1
        here = self.places.setdefault(str(place), {})
        for code in {*old, *new}:
            counts = here.setdefault(code, [0, 0, 0, 0])
            was, becomes = code in old, code in new
            for place_, one in (
                (OLD, was),
                (NEW, becomes),
                (INCLUDED, becomes and not was),
                (DROPPED, was and not becomes),
            ):
                counts[place_] += one
            if was != becomes and family_id and code not in NO_OFFER and len(self.changes) < MOST_NAMED:
                self.changes.append((family_id, code, becomes))

    def total(self, code: str, places: Iterable[str] | None = None) -> list[int]:
        """Over these municipalities, or all of them."""
        chosen = self.places if places is None else [place for place in places if place in self.places]
        rows = [self.places[place][code] for place in chosen if code in self.places[place]]
        return [sum(column) for column in zip(*rows, strict=True)] if rows else [0, 0, 0, 0]

    @property
    def codes(self) -> list[str]:
        """Offers first, then by how many families the old answers had."""
        found = {code for here in self.places.values() for code in here}
        return sorted(found, key=lambda code: (code in NO_OFFER, -self.total(code)[OLD], code))


@dataclass(frozen=True)
class Load:
    """What a change asks of an offer over as many days as the period had.

    `waiting_days` is None where it cannot be said: nothing was stated, or nobody came in before, so that it is not known how fast
    places come free.
    """

    more: int
    free: int | None
    short: int | None
    waiting_days: int | None


def load(old: int, new: int, days: int, *, capacity: int | None, taken: int | None, waiting: int | None) -> Load:
    """A working model, not a fact of the field: as many places come free as families were proposed it before (`old`), free places
    are used first, and who is left over waits. Fewer families shorten the stated waiting time in the same way."""
    more = new - old
    free = None if capacity is None or taken is None else max(0, capacity - taken)
    short = None if free is None else max(0, more - free)
    left_over = more if more < 0 else short
    if waiting is None or left_over is None or old == 0:
        return Load(more, free, short, None if left_over else waiting)
    return Load(more, free, short, max(0, waiting + round(left_over * days / old)))
