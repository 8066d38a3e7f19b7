"""What in the trail asks for a second look: many families outside one's own work, one's own relatives, at night.

The figures are a working model of this project, not a norm: NEN 7513 asks that the log is looked through, not how (standards.md 5.2).
A row on this list is a reason to ask, never a conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sluitend.core.trail.relatives import Likeness


class Kind(StrEnum):
    OUTSIDE = "outside"
    RELATIVE = "relative"
    NIGHT = "night"


@dataclass(frozen=True)
class Limits:
    families_outside: int = 4
    """More different families than this on one day, without being involved, stand out."""
    night_from: int = 23
    night_until: int = 6


@dataclass(frozen=True)
class Look:
    """One look or refused attempt by a person; `at` in local time, `outside` when that person was not involved."""

    professional_id: int
    family_id: int
    at: datetime
    outside: bool
    like: frozenset[Likeness] = frozenset()
    """In what this person is like somebody of the family."""


@dataclass(frozen=True)
class Unusual:
    kind: Kind
    professional_id: int
    on: date
    families: tuple[int, ...]
    why: Mapping[int, tuple[Likeness, ...]] = field(default_factory=dict)
    """Per family in what, for own relatives."""


def at_night(at: datetime, limits: Limits) -> bool:
    return at.hour >= limits.night_from or at.hour < limits.night_until


def unusual(looks: Iterable[Look], limits: Limits) -> list[Unusual]:
    """One row per kind, person and day, newest first."""
    found: dict[tuple[Kind, int, date], dict[int, frozenset[Likeness]]] = {}
    for look in looks:
        for kind in _kinds(look, limits):
            found.setdefault((kind, look.professional_id, look.at.date()), {})[look.family_id] = look.like
    rows = [
        Unusual(kind, professional_id, on, tuple(sorted(families)), _why(families) if kind is Kind.RELATIVE else {})
        for (kind, professional_id, on), families in found.items()
        if kind is not Kind.OUTSIDE or len(families) > limits.families_outside
    ]
    return sorted(rows, key=lambda row: (-row.on.toordinal(), row.professional_id, row.kind))


def _why(families: Mapping[int, frozenset[Likeness]]) -> dict[int, tuple[Likeness, ...]]:
    order = list(Likeness)
    return {family: tuple(sorted(families[family], key=order.index)) for family in sorted(families)}


def _kinds(look: Look, limits: Limits) -> list[Kind]:
    holds = {
        Kind.OUTSIDE: look.outside,
        Kind.RELATIVE: bool(look.like),
        Kind.NIGHT: at_night(look.at, limits),
    }
    return [kind for kind, yes in holds.items() if yes]
