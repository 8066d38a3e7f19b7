"""What a check found, where, and with which smallest example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sluitend.core.tables.errors import Place
from sluitend.core.text import Text

KINDS = {
    "syntax": "error",
    "unknown-name": "error",
    "unknown-type": "error",
    "wrong-type": "error",
    "not-allowed": "error",
    "overlap": "error",
    "gap": "warning",
    "never": "warning",
    "no-answer": "warning",
    "not-checked": "note",
}
"""Each kind and how much it weighs: an error must be mended before a table can be put in force."""


@dataclass(frozen=True)
class Finding:
    """What a screen shows beside a cell.

    `rule` counts from 1; `column` is what people call it and `column_id` its id in the file (empty where that has none, or where
    the finding is about whole rows); `position` is the offset in the cell's text. `rules` are all rules it is about; `example`
    is a case by column, where there is one: the smallest that shows it. `severity` is "error" (must be mended before a table
    can be put in force), "warning" or "note".
    """

    kind: str
    decision: str
    sentence: Text
    rule: int | None = None
    column: str | None = None
    position: int | None = None
    rules: tuple[int, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    column_id: str = ""

    @property
    def severity(self) -> str:
        return KINDS[self.kind]


def at(kind: str, place: Place, sentence: Text) -> Finding:
    rules = () if place.rule is None else (place.rule,)
    return Finding(
        kind, place.decision, sentence, place.rule, place.column, place.position, rules, column_id=place.column_id
    )
