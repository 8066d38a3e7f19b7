"""Bars beside each other as values, with what is aimed at; the template writes them as a table, so that the picture is the table."""

from __future__ import annotations

from dataclasses import dataclass

from sluitend.core.content import Words
from sluitend.core.text import Text


@dataclass(frozen=True)
class Bar:
    """One row. `length` in percent of the whole width; None draws no bar (nothing to count, or hidden)."""

    label: str | Text | Words
    words: str | Text
    length: int | None
    low: int | None = None
    high: int | None = None
    """What is aimed at, in percent of the width: one line when they are the same, a band when not."""

    @property
    def band(self) -> int:
        return 0 if self.low is None or self.high is None else self.high - self.low

    @property
    def drawn(self) -> int:
        return min(100, max(0, self.length or 0))


@dataclass(frozen=True)
class Bars:
    caption: str | Text
    bars: tuple[Bar, ...]
    within: str | Text | Words = ""
    """Of what this is, for who hears the page: captions repeat where several programmes stand under each other."""
