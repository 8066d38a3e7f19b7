"""Days and times in the words of the own pages."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_time, get_datetime_format


def written(day: date, code: str) -> str:
    """`3 december 2026` as people write it in this language."""
    return format_date(day, "d MMMM y", locale=code)


def written_moment(at: datetime, code: str) -> str:
    """`donderdag 3 december 2026 14:30` as this language puts them together, in the time that `at` itself is in."""
    day = format_date(at.date(), "EEEE d MMMM y", locale=code)
    together: str = get_datetime_format("medium", locale=code)
    return together.format(format_time(at.timetz(), "HH:mm", locale=code), day)
