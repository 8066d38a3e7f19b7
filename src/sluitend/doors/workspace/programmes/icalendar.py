"""A calendar file (RFC 5545): what every phone reads. Written here, because days, times and initials need twenty lines of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sluitend.care.action import AMSTERDAM
from sluitend.care.programmes.queries import Event

LASTS = timedelta(hours=1)
"""A contact takes an hour to an hour and a half (domain.md 1.2); the calendar shows the first hour."""
LONGEST_LINE = 75
"""Octets, without the line end (RFC 5545, 3.1)."""


def written(events: Iterable[Event], *, name: str, now: datetime) -> bytes:
    """The file. Times are written in UTC, so that no rules of summer time have to travel along."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sluitend//programmes//NL", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{event.key}@sluitend", f"DTSTAMP:{stamp}", *_when(event.on, event.at)]
        lines += [f"SUMMARY:{escaped(event.who)}", "CLASS:PRIVATE", "END:VEVENT"]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _when(on: date, at: time | None) -> list[str]:
    if at is None:
        return [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", "TRANSP:TRANSPARENT"]
    begins = datetime.combine(on, at, AMSTERDAM).astimezone(UTC)
    return [f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", f"DTEND:{begins + LASTS:%Y%m%dT%H%M%SZ}"]


def escaped(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def folded(line: str) -> str:
    """No line longer than 75 octets; never in the middle of a letter."""
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > LONGEST_LINE - (1 if parts else 0):
            parts.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*parts, current])
