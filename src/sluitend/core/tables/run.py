"""One evaluation: its date, its budget, and what it noted on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sluitend.core.tables.errors import NOWHERE, Place, TablesError
from sluitend.core.text import Text, text

MAX_STEPS = 250_000
"""Turns of loops and calls per evaluation: refused within two seconds (issue 3, hostile authors)."""
MAX_LIST = 100_000
MAX_STRING = 1_000_000
MAX_DEPTH = 150
"""Calls of user functions inside one another."""
MAX_REASONS = 200
NO_DAY = dt.date(1970, 1, 1)
"""For checks of values, which have no day."""


@dataclass(frozen=True)
class Reason:
    """Why something became null."""

    decision: str
    rule: int | None
    cell: str | None
    position: int | None
    cause: Text


@dataclass(frozen=True)
class Fired:
    """The rules of one decision that made its answer, in the order in which they count."""

    decision: str
    rule_ids: tuple[str, ...]
    rule_numbers: tuple[int, ...]
    annotations: tuple[tuple[str, ...], ...]


class Run:
    """What a generated function needs besides values. Not shared between evaluations."""

    steps = 0
    depth = 0
    now_given: dt.datetime | None = None
    fired: tuple[tuple[Any, Sequence[int]], ...] = ()
    """The plans of the tables that answered, and the numbers of their rules, from 0."""
    _memo: dict[object, Any] | None = None
    _notes: list[tuple[int, Text]] | None = None

    def __init__(self, sites: Sequence[Place], today: dt.date, now: dt.datetime | None = None) -> None:
        self.sites = sites
        self.today = today
        if now is not None:
            self.now_given = now

    @property
    def memo(self) -> dict[object, Any]:
        """What was found before in this evaluation; made when first needed, because most tables need none."""
        if self._memo is None:
            self._memo = {}
        return self._memo

    def note(self, site: int, cause: Text) -> None:
        """Remember why the value at `site` is null; a flood of reasons helps nobody, so it is capped."""
        if self._notes is None:
            self._notes = []
        if len(self._notes) < MAX_REASONS:
            self._notes.append((site, cause))

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > MAX_STEPS:
            raise TablesError(text("Deze berekening kost te veel stappen (meer dan %(most)s).", most=MAX_STEPS))

    def enter(self) -> None:
        self.step()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TablesError(text("Functies roepen elkaar te diep aan (meer dan %(most)s keer).", most=MAX_DEPTH))

    def leave(self) -> None:
        self.depth -= 1

    def room(self, length: int) -> None:
        """Refuse a list that is too long before it is made."""
        self.step(length)
        if length > MAX_LIST:
            raise TablesError(text("Deze lijst wordt te lang (meer dan %(most)s).", most=MAX_LIST))

    def reasons(self) -> tuple[Reason, ...]:
        """In the order in which they arose; the same cause in the same column once, whatever the number of rows."""
        found: dict[tuple[str, str | None, str], Reason] = {}
        for site, cause in self._notes or ():
            reason = self._reason(site, cause)
            found.setdefault((reason.decision, reason.cell, str(cause)), reason)
        return tuple(found.values())

    def _reason(self, site: int, cause: Text) -> Reason:
        place = self.sites[site] if 0 <= site < len(self.sites) else NOWHERE
        return Reason(place.decision, place.rule, place.column, place.position, cause)
