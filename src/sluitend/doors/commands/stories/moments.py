"""Moments relative to today, as they stand in the files: `-12w`, `-12w+3d`, `+2d`, `-24y`; at night: `-4d@02:40`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sluitend.care.action import AMSTERDAM, day

DAYS = {"d": 1, "w": 7, "y": 365}
_WHOLE = re.compile(r"([+-]?\d+[dwy])+")
_PART = re.compile(r"([+-]?\d+)([dwy])")
_OFFICE_OPENS = time(9, 0)


@dataclass(frozen=True)
class Clock:
    """Turns what stands in a file into a date or a moment, seen from `now`."""

    now: datetime

    def date(self, words: str) -> date:
        """Never in a weekend: the past moves back to Friday and the future on to Monday, which keeps the order of steps."""
        if not _WHOLE.fullmatch(words):
            raise ValueError(f"verwacht iets als -12w, -12w+3d of +2d, niet {words!r}")
        days = sum(int(number) * DAYS[unit] for number, unit in _PART.findall(words))
        found = day(self.now) + timedelta(days=days)
        weekend = found.weekday() - 4
        if weekend <= 0 or days == 0:
            return found
        return found - timedelta(days=weekend) if days < 0 else found + timedelta(days=3 - weekend)

    def moment(self, words: str, minutes: int = 0) -> datetime:
        """In office hours of that day unless another time is said, `minutes` after nine or after that; never later than now."""
        on, _, hour = words.partition("@")
        begins = time.fromisoformat(hour) if hour else _OFFICE_OPENS
        begin = datetime.combine(self.date(on), begins, tzinfo=AMSTERDAM)
        return min(begin + timedelta(minutes=minutes), self.now)

    def stated(self, words: str) -> datetime:
        """A moment in a fact, such as a meeting: unlike that of a step, it may be still to come."""
        on = self.date(words)
        return self.moment(words) if on <= day(self.now) else datetime.combine(on, _OFFICE_OPENS, tzinfo=AMSTERDAM)
