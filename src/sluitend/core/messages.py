"""When somebody is sent a message, and which; over plain values.

A message says that something waits and never what: no name, no family, no subject (docs/decisions, messages). Once a day, bundled; at once
only for what cannot wait until tomorrow. The hours and the terms between tries are our own settings, no source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from sluitend.core.text import Text, text

RETRY_MINUTES = (1, 5, 15, 60, 240, 480)
"""How long after each failed try the next one comes; after the last one somebody has to look."""
TOLD_FOR = timedelta(days=7)
"""What is older was in a message of a day before, or its receiver takes none."""
AT_ONCE_FOR = timedelta(hours=24)
"""What could not wait and is older than a day is in the message of the day."""


class Way(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    NONE = "none"


class Kind(StrEnum):
    DAILY = "daily"
    AT_ONCE = "at_once"


class Outcome(StrEnum):
    """What the other side said of one message."""

    SENT = "sent"
    LATER = "later"
    """Not now: no answer, busy, or something of ours that has to be set right."""
    NEVER = "never"
    """Refused for good: this address takes no messages."""


WAY_WORDS: dict[Way, Text] = {
    Way.EMAIL: text("Per e-mail"),
    Way.SMS: text("Per sms"),
    Way.NONE: text("Geen berichten"),
}


@dataclass(frozen=True)
class Hours:
    """Between which whole hours of the day a message may come: from `first` until (not including) `until`."""

    first: int = 7
    until: int = 20

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.until <= 24:
            raise ValueError("hours begin before they end, on one day")

    def hold(self, local: datetime) -> bool:
        return self.first <= local.hour < self.until

    def next(self, local: datetime) -> datetime:
        """This moment when it is within the hours, else the next one at which they begin."""
        if self.hold(local):
            return local
        begin = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=self.first)
        return begin if local.time() < time(self.first) else _tomorrow(begin)


def _tomorrow(moment: datetime) -> datetime:
    """The same time by the clock on the wall, also in the night that the clock is changed."""
    return datetime.combine(moment.date() + timedelta(days=1), moment.time(), moment.tzinfo)


@dataclass(frozen=True)
class Waiting:
    """What waits for one person: how much is new since the last message, how much has a term of today or before, and the newest
    thing that cannot wait (its number; None when there is none that was not told yet)."""

    new: int = 0
    today: int = 0
    at_once: int | None = None
    safety: Told | None = None
    """The newest of a safety matter that was not told yet; it is told at once and counted nowhere."""


@dataclass(frozen=True)
class Told:
    """Something that somebody was told on screen and has not read yet."""

    number: int
    at: datetime
    at_once: bool
    acute: bool = True
    """Told whatever the hour; else at once within the hours in which messages may come."""


def waiting_for(told: Iterable[Told], terms: int, *, daily: datetime, at_once: datetime, now: datetime) -> Waiting:
    """Of a professional with `terms` tasks and answers of today or before; `daily` and `at_once` are when the last of each was made."""
    found, urgent = list(told), max(at_once, now - AT_ONCE_FOR)
    cannot_wait = (one.number for one in found if one.at_once and one.at > urgent)
    return Waiting(sum(one.at > daily for one in found), terms, max(cannot_wait, default=None))


def with_safety(waiting: Waiting, told: Iterable[Told], *, at_once: datetime, now: datetime) -> Waiting:
    """What waits in the circle of a safety matter beside the rest; what is acute goes before what is newer."""
    urgent = max(at_once, now - AT_ONCE_FOR)
    found = max((one for one in told if one.at > urgent), key=lambda one: (one.acute, one.at), default=None)
    return replace(waiting, safety=found)


def told_after(day: date, tz: tzinfo | None) -> datetime:
    """When something counts as answered of which only the day is known: as that day ends, so that it is told once, the day after."""
    return datetime.combine(day + timedelta(days=1), time(), tz)


def waiting_for_parent(
    answers: Iterable[datetime], agreed_tomorrow: int, *, daily: datetime, wish: datetime
) -> Waiting:
    """Of a parent, who is never told at once: what was answered since the last message and since the parent asked for messages, and
    what was agreed for tomorrow."""
    since = max(daily, wish)
    return Waiting(new=sum(at > since for at in answers) + agreed_tomorrow)


@dataclass(frozen=True)
class Due:
    """One message to be sent. `cause` makes it the same message however often it is thought of."""

    kind: Kind
    cause: str
    keeps_hours: bool = True
    """Handed over only within the hours of its receiver, also when it is tried again or a worker comes late."""


def due(waiting: Waiting, hours: Hours, local: datetime, *, had_today: bool) -> list[Due]:
    """The messages that somebody is sent now: at once whatever the hour, the others together once a day within the hours.

    What waits in a safety matter comes at once too, within the hours unless there is danger now, as the same message: who reads along
    cannot tell it from a term, and two at the same time are one."""
    found, safety = [], waiting.safety
    if waiting.at_once is not None:
        found.append(Due(Kind.AT_ONCE, f"at_once:{waiting.at_once}", keeps_hours=False))
    elif safety is not None and (safety.acute or hours.hold(local)):
        cause = f"at_once:{int(safety.at.timestamp() * 1_000_000)}"
        found.append(Due(Kind.AT_ONCE, cause, keeps_hours=not safety.acute))
    if not had_today and hours.hold(local) and (waiting.new or waiting.today):
        found.append(Due(Kind.DAILY, f"daily:{local.date():%Y-%m-%d}"))
    return found


def next_try(tried: int, local: datetime, hours: Hours, kind: Kind) -> datetime | None:
    """When to try again after `tried` tries; None when that was the last. What is not urgent keeps to the hours."""
    if tried > len(RETRY_MINUTES):
        return None
    again = local + timedelta(minutes=RETRY_MINUTES[tried - 1])
    return again if kind is Kind.AT_ONCE else hours.next(again)


@dataclass(frozen=True)
class Letter:
    subject: Text
    body: tuple[Text, ...]


def letter(kind: Kind, new: int, today: int) -> Letter:
    """To a professional. What cannot wait has the same words for every reason, so that safety cannot be told from a term."""
    if kind is Kind.AT_ONCE:
        return Letter(
            text("Er is iets dat vandaag aandacht vraagt"),
            (
                text(
                    "Er staat iets voor u klaar dat niet tot morgen kan wachten. Meld u aan en kijk wat er op u wacht."
                ),
            ),
        )
    lines = []
    if today:
        lines.append(text("Taken en antwoorden met een termijn van vandaag of eerder: %(count)s.", count=today))
    if new:
        lines.append(text("Nieuwe meldingen: %(count)s.", count=new))
    lines.append(text("Meld u aan om te zien wat het is."))
    return Letter(text("Er staat werk voor u klaar"), tuple(lines))
