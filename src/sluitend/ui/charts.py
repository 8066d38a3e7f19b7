"""Charts as values: everything is worked out here, the templates only write it down as SVG with a table beside it.

The timeline runs from 40 weeks before the due date or birth to 24 months after it: planned above the line, happened
below it, and gaps longer than agreed drawn as gaps (peers.md 5.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sluitend.core.text import Text
from sluitend.ui import wording

WIDTH, MARGIN = 1000, 24  # units of the drawing
LANE, STEM = 24, 26  # height of one row of labels; distance of the first row from the line
LETTER = 7.2  # width of an average letter at 13 units
WEEKS_BEFORE, MONTHS_AFTER = 40, 24
DAYS_BEFORE = WEEKS_BEFORE * 7
DAYS_AFTER = 731  # 24 months, one of them with a leap day
LONGEST_LABEL = 26  # letters; the table has the whole text


@dataclass(frozen=True)
class Happening:
    """Something planned or done on a day. `planned` goes above the line; `late` is planned, past and not done."""

    on: date
    words: str | Text
    planned: bool = False
    late: bool = False


@dataclass(frozen=True)
class Gap:
    """Days without contact, longer than agreed."""

    start: date
    end: date


@dataclass(frozen=True)
class Mark:
    """A happening in its place: `x` on the line, the label in its lane, growing to the left where the page ends."""

    x: int
    y: int
    label: str
    label_y: int
    anchor: str
    state: str
    full: str


@dataclass(frozen=True)
class Span:
    x: int
    width: int
    middle: int
    words: str

    @property
    def fits(self) -> bool:
        """Whether its words can stand inside it; they are in the table in any case."""
        return len(self.words) * LETTER < self.width


@dataclass(frozen=True)
class Tick:
    x: int
    label: str

    @property
    def anchor(self) -> str:
        """To which side the label grows: never off the drawing."""
        if self.x < 2 * MARGIN:
            return "start"
        return "end" if self.x > WIDTH - 2 * MARGIN else "middle"


@dataclass(frozen=True)
class Timeline:
    title: str
    description: str
    height: int
    axis_y: int
    pregnancy: Span
    childhood: Span
    marks: Sequence[Mark]
    gaps: Sequence[Span]
    ticks: Sequence[Tick]
    today: Tick | None
    rows: Sequence[tuple[date, str, str]]


def x_of(day: date, anchor: date) -> int:
    """Where a day is on the line; days off either end are drawn at that end (the table has the real date)."""
    offset = min(max((day - anchor).days, -DAYS_BEFORE), DAYS_AFTER)
    return MARGIN + round((offset + DAYS_BEFORE) * (WIDTH - 2 * MARGIN) / (DAYS_BEFORE + DAYS_AFTER))


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1].rstrip() + "…"


def extent(x: int, label: str) -> tuple[float, float, str]:
    """From where to where a label runs, and to which side of its mark it is written."""
    width = len(label) * LETTER + 12
    return (x, x + width, "start") if x + width < WIDTH else (x - width, x, "end")


def lanes(happenings: Sequence[Happening], anchor: date) -> list[tuple[Happening, int]]:
    """Each happening with the first row of labels, counted from the line, that is free at its place."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for happening in sorted(happenings, key=lambda one: one.on):
        left, right, _side = extent(x_of(happening.on, anchor), shortened(wording.say(happening.words)))
        lane = next((n for n, spans in enumerate(taken) if all(right < a or left > b for a, b in spans)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        placed.append((happening, lane))
    return placed


def state_of(happening: Happening) -> tuple[str, str]:
    """The style of a happening and its words for the table."""
    if happening.late:
        return "late", _("te laat")
    return ("planned", _("afgesproken")) if happening.planned else ("done", _("gebeurd"))


def mark(happening: Happening, lane: int, anchor: date, axis_y: int) -> Mark:
    away = STEM + lane * LANE
    x, full = x_of(happening.on, anchor), wording.say(happening.words)
    y = axis_y - away if happening.planned or happening.late else axis_y + away
    state, state_words = state_of(happening)
    side = extent(x, shortened(full))[2]
    return Mark(x, y, shortened(full), y + 5, side, state, f"{wording.say(happening.on)}: {full} ({state_words})")


def span(start: date, end: date, anchor: date, words: str = "") -> Span:
    left, right = x_of(start, anchor), x_of(end, anchor)
    return Span(left, right - left, (left + right) // 2, words)


def gap_words(gap: Gap) -> str:
    weeks = (gap.end - gap.start).days // 7
    return ngettext("%(weeks)d week stil", "%(weeks)d weken stil", weeks) % {"weeks": weeks}


def ticks(anchor: date, born: bool) -> list[Tick]:
    weeks = [Tick(x_of(anchor - timedelta(weeks=n), anchor), _("−%(weeks)d weken") % {"weeks": n}) for n in (40, 20)]
    months = [
        Tick(x_of(anchor + timedelta(days=DAYS_AFTER * n // 24), anchor), _("%(months)d maanden") % {"months": n})
        for n in (6, 12, 18, 24)
    ]
    return [*weeks, Tick(x_of(anchor, anchor), _("geboorte") if born else _("uitgerekend")), *months]


def table_rows(happenings: Iterable[Happening], gaps: Iterable[Gap]) -> list[tuple[date, str, str]]:
    rows = [(one.on, wording.say(one.words), state_of(one)[1]) for one in happenings]
    rows += [(gap.start, gap_words(gap), _("geen contact")) for gap in gaps]
    return sorted(rows)


def timeline(
    anchor: date, today: date, happenings: Iterable[Happening], gaps: Iterable[Gap] = (), *, born: bool = False
) -> Timeline:
    """Work out the drawing. `anchor` is the date of birth if the child is `born`, otherwise the due date."""
    everything, silences = list(happenings), list(gaps)
    above = lanes([one for one in everything if one.planned or one.late], anchor)
    below = lanes([one for one in everything if not (one.planned or one.late)], anchor)
    axis_y = 44 + STEM + max((lane for _one, lane in above), default=0) * LANE
    height = axis_y + STEM + max((lane for _one, lane in below), default=0) * LANE + 52
    counts = {"planned": len(above), "done": len(below), "gaps": len(silences)}
    start, end = anchor - timedelta(days=DAYS_BEFORE), anchor + timedelta(days=DAYS_AFTER)
    return Timeline(
        title=_("Tijdlijn van 40 weken voor de geboorte tot 24 maanden erna"),
        description=_("%(planned)d keer afgesproken, %(done)d keer gebeurd, %(gaps)d keer te lang stil.") % counts,
        height=height,
        axis_y=axis_y,
        pregnancy=span(start, anchor, anchor),
        childhood=span(anchor, end, anchor),
        marks=[mark(one, lane, anchor, axis_y) for one, lane in [*above, *below]],
        gaps=[span(gap.start, gap.end, anchor, gap_words(gap)) for gap in silences],
        ticks=ticks(anchor, born),
        today=Tick(x_of(today, anchor), _("vandaag")) if start <= today <= end else None,
        rows=table_rows(everything, silences),
    )
