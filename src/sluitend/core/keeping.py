"""How long a kind of record is kept, when a request must be answered, and whether something may be erased today.

The terms themselves are content (content/regions, domain.md 11); here is only how they are counted. A request is answered within one month,
which may be lengthened by two more with a reason (GDPR, article 12, third paragraph: general knowledge, to be confirmed by a lawyer).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sluitend.core.text import Text, text

ANSWER_MONTHS, LENGTHENED_MONTHS = 1, 3


class RequestKind(StrEnum):
    INSPECTION = "inspection"
    CORRECTION = "correction"
    OBJECTION = "objection"
    DELETION = "deletion"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    RequestKind.INSPECTION: text("Inzage"),
    RequestKind.CORRECTION: text("Verbetering"),
    RequestKind.OBJECTION: text("Bezwaar"),
    RequestKind.DELETION: text("Verwijdering"),
}


def answer_by(asked_on: date, lengthened: bool = False) -> date:
    return months_later(asked_on, LENGTHENED_MONTHS if lengthened else ANSWER_MONTHS)


def months_later(day: date, months: int) -> date:
    """The same day of the month; the last day where a month is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def kept_until(ended_on: date, years: int) -> date:
    """The last day on which a record of which the term began on this day is kept."""
    return months_later(ended_on, years * 12)


@dataclass(frozen=True)
class File:
    """What decides whether the file of a family may be erased."""

    open_case: bool
    held: bool
    deletion_granted: bool
    kept_until: date | None = None
    """The end of the longest term; None while no term has begun."""


def may_erase(file: File, today: date) -> Text | None:
    """None when it may; else why not. A hold stops everything, an open file too; then a granted request or a term that passed."""
    if file.held:
        return text("Er staat een bewaarplicht op dit dossier. Hef die eerst op.")
    if file.open_case:
        return text("Het dossier is nog open. Sluit het eerst.")
    if file.deletion_granted or (file.kept_until is not None and file.kept_until < today):
        return None
    if file.kept_until is None:
        return text("De bewaartermijn is nog niet begonnen, en niemand heeft om verwijdering gevraagd.")
    return text("De bewaartermijn loopt tot en met %(date)s.", date=file.kept_until)
