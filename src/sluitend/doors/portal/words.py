"""Days in the words of the own pages."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


def written(day: date, code: str) -> str:
    """`3 december 2026` as people write it in this language."""
    return format_date(day, "d MMMM y", locale=code)
