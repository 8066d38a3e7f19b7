"""The family's own score from 1 to 5, as a face with words: never by colour or by the face alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sluitend.core.text import Text, text

WORDS: dict[int, Text] = {
    1: text("Heel slecht"),
    2: text("Slecht"),
    3: text("Gaat wel"),
    4: text("Goed"),
    5: text("Heel goed"),
}
MOUTHS = {
    1: "M8 17q4-4 8 0",
    2: "M8 16.500q4-2 8 0",
    3: "M8 16h8",
    4: "M8 15q4 2.500 8 0",
    5: "M7.500 14.500q4.500 5 9 0",
}
"""The mouth of the face on a grid of 24 by 24."""

WIDTH, HEIGHT, MARGIN = 320, 120, 18


@dataclass(frozen=True)
class Smile:
    value: int
    on: date

    @property
    def words(self) -> Text:
        return WORDS[self.value]

    @property
    def mouth(self) -> str:
        return MOUTHS[self.value]


@dataclass(frozen=True)
class Chart:
    """The scores in their order as a line; the table beside it says the same."""

    points: tuple[tuple[int, int, Smile], ...]
    line: str
    levels: tuple[tuple[int, int], ...]


def last(scores: Sequence[tuple[int, date]]) -> Smile | None:
    return Smile(*scores[-1]) if scores else None


def chart(scores: Sequence[tuple[int, date]]) -> Chart | None:
    """The scores one after another, each as far from the next; None for fewer than two, because one point is no course."""
    if len(scores) < 2:
        return None
    step = (WIDTH - 3 * MARGIN) / (len(scores) - 1)
    points = tuple(
        (2 * MARGIN + round(place * step), _y(value), Smile(value, on)) for place, (value, on) in enumerate(scores)
    )
    return Chart(points, " ".join(f"{x},{y}" for x, y, _ in points), tuple((value, _y(value)) for value in (5, 3, 1)))


def _y(value: int) -> int:
    return HEIGHT - MARGIN - round((value - 1) * (HEIGHT - 2 * MARGIN) / 4)
