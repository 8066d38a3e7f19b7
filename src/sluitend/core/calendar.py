"""Time as this field counts it: weeks of pregnancy, ages of children, working days, and offsets to a key date.

Every function takes its dates as arguments; nothing here reads a clock. A pregnancy counts 280 days from the first day
of the last period to the due date (the convention behind the weeks in domain.md 6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

from sluitend.core.text import Text, text

PREGNANCY_DAYS = 280
OVERDUE_WEEKS = 5  # how long a due date may lie in the past before we ask for the outcome instead
OLDEST_CHILD_YEARS = 5  # VoorZorg-Verder follows on after the second birthday; past five years it is a typing error
YOUNGEST_MOTHER, OLDEST_MOTHER = 10, 65


@dataclass(frozen=True, order=True)
class GestationalAge:
    """Completed weeks and days of a pregnancy; negative before the last period, past 40 weeks when overdue."""

    total_days: int

    @property
    def weeks(self) -> int:
        return self.total_days // 7

    @property
    def days(self) -> int:
        return self.total_days % 7

    @property
    def label(self) -> str:
        return f"wk {self.weeks}+{self.days}"


def due_date_from_last_period(last_period: date) -> date:
    return last_period + timedelta(days=PREGNANCY_DAYS)


def pregnancy_start(due_date: date) -> date:
    """Day 0 of the count in weeks; the first day of the last period when cycle and scan agree."""
    return due_date - timedelta(days=PREGNANCY_DAYS)


def gestational_age(due_date: date, on: date) -> GestationalAge:
    return GestationalAge((on - pregnancy_start(due_date)).days)


def whole_months(born: date, on: date) -> int:
    """Completed months; a child born on the 31st completes a shorter month on its last day plus one."""
    months = (on.year - born.year) * 12 + on.month - born.month
    return months if on.day >= born.day else months - 1


def whole_years(born: date, on: date) -> int:
    return whole_months(born, on) // 12


@dataclass(frozen=True)
class ChildAge:
    """The age of a child in the units in which parents and nurses speak of it."""

    days: int
    months: int

    @property
    def weeks(self) -> int:
        return self.days // 7

    @property
    def label(self) -> Text:
        if self.days == 1:
            return text("1 dag")
        if self.days < 14:
            return text("%(days)s dagen", days=self.days)
        if self.months < 3:
            return text("%(weeks)s weken", weeks=self.weeks)
        if self.months < 24:
            return text("%(months)s maanden", months=self.months)
        return text("%(years)s jaar", years=self.months // 12)


def child_age(born: date, on: date) -> ChildAge:
    return ChildAge(days=(on - born).days, months=whole_months(born, on))


@lru_cache(maxsize=64)
def _free_days(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year: Good Friday is one of them, 5 May only once in five years."""
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _free_days(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, count: int) -> date:
    """The `count`-th working day after `start` (before it when negative); `start` itself is not counted."""
    step = timedelta(days=1 if count > 0 else -1)
    day = start
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def end_of_term(start: date, days: int) -> date:
    """End of a term in calendar days; one that ends on a closed day ends on the next working day."""
    return next_working_day(start + timedelta(days=days))


class Anchor(StrEnum):
    """The dates that a pathway counts from. `pregnancy` is day 0 of the weeks and follows from the due date."""

    SIGNAL = "signal"
    INTAKE = "intake"
    PREGNANCY = "pregnancy"
    DUE_DATE = "due_date"
    BIRTH = "birth"
    OUTCOME = "outcome"


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"


@dataclass(frozen=True)
class Offset:
    """So many units before (negative) or after a key date."""

    amount: int
    unit: Unit = Unit.DAYS

    def from_date(self, day: date) -> date:
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(day, self.amount)
        if self.unit is Unit.MONTHS:
            return add_months(day, self.amount)
        return day + timedelta(days=self.amount * (7 if self.unit is Unit.WEEKS else 1))


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the last day of that month when it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    next_month = date(years + (month == 11), (month + 1) % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(years, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Moment:
    """A date in words of the field: an offset from a key date or from the end of another step."""

    anchor: str
    offset: Offset

    def on(self, key_dates: Mapping[str, date]) -> date | None:
        """The date, or None while the key date is not known yet."""
        anchor = key_dates.get(self.anchor)
        return None if anchor is None else self.offset.from_date(anchor)


_MOMENT = re.compile(
    r"^(?P<anchor>[a-z][a-z0-9_-]*)"
    r"(?:\s*(?P<sign>[+-])\s*(?P<amount>\d{1,4})\s+(?P<unit>working days?|days?|weeks?|months?))?$"
)


@lru_cache(maxsize=1024)
def moment(words: str) -> Moment:
    """Read "birth + 6 weeks", "due_date - 12 weeks" or "signal + 2 working days"; ValueError says what was expected."""
    found = _MOMENT.match(words.strip())
    if found is None:
        raise ValueError(f"{words!r}: verwacht iets als 'birth + 6 weeks' of 'signal + 2 working days'")
    if found["amount"] is None:
        return Moment(found["anchor"], Offset(0))
    amount = int(found["amount"]) * (-1 if found["sign"] == "-" else 1)
    return Moment(found["anchor"], Offset(amount, Unit(found["unit"].removesuffix("s") + "s")))


def with_pregnancy_start(key_dates: Mapping[str, date]) -> dict[str, date]:
    """The key dates, with `pregnancy` worked out from the due date when that is known."""
    known = dict(key_dates)
    if Anchor.DUE_DATE in known:
        known[Anchor.PREGNANCY] = pregnancy_start(known[Anchor.DUE_DATE])
    return known


def wrong_due_date(due_date: date, today: date) -> Text | None:
    """Why this cannot be a due date of a pregnancy that is open now, or None when it can be."""
    earliest = today - timedelta(weeks=OVERDUE_WEEKS)
    latest = today + timedelta(days=PREGNANCY_DAYS)
    if due_date < earliest:
        return text(
            "De uitgerekende datum %(date)s is meer dan %(weeks)s weken geleden. Hoe is de zwangerschap afgelopen?",
            date=due_date,
            weeks=OVERDUE_WEEKS,
        )
    if due_date > latest:
        return text(
            "De uitgerekende datum %(date)s ligt meer dan 40 weken vooruit. Kijk of het jaar klopt.",
            date=due_date,
        )
    return None


def wrong_child_birth(born: date, today: date) -> Text | None:
    """Why this cannot be the birth of a child in its first years, or None when it can be."""
    if born > today:
        return text("De geboortedatum %(date)s ligt in de toekomst.", date=born)
    if whole_years(born, today) >= OLDEST_CHILD_YEARS:
        return text(
            "Een kind dat geboren is op %(date)s is ouder dan %(years)s jaar. Kijk of het jaar klopt.",
            date=born,
            years=OLDEST_CHILD_YEARS,
        )
    return None


def wrong_adult_birth(born: date, today: date) -> Text | None:
    """Why this cannot be the birth date of a parent; minors can be parents, so the lower limit is low."""
    if born > today:
        return text("De geboortedatum %(date)s ligt in de toekomst.", date=born)
    age = whole_years(born, today)
    if not YOUNGEST_MOTHER <= age <= OLDEST_MOTHER:
        return text(
            "Met geboortedatum %(date)s is deze ouder %(age)s jaar. Kijk of het jaar klopt.",
            date=born,
            age=age,
        )
    return None


def wrong_pregnancy_length(due_date: date, birth: date) -> Text | None:
    """Why these two cannot belong to one pregnancy with a live birth (under 20 or over 45 weeks)."""
    age = gestational_age(due_date, birth)
    if not 20 <= age.weeks <= 45:
        return text("De geboorte zou dan in %(label)s vallen. Kijk of beide datums kloppen.", label=age.label)
    return None
