"""What people type in a cell, read as a date, a phone with its remarks, a yes or no, or a plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sluitend.core.facts import ConsentAnswer
from sluitend.core.matching import folded
from sluitend.core.text import Text, text

Cell = str | int | float | date | None

LONGEST_TEXT = 2000  # characters that fit the note of a signal comfortably; longer is a pasted document
SERIALS = range(20000, 60000)  # spreadsheet day numbers from 1954 to 2064
SERIAL_START = date(1899, 12, 30)  # day 0 of the 1900 date system as spreadsheets count it
UNKNOWN = frozenset({"", "?", "-", "n.v.t.", "nvt", "onbekend", "nb", "n.b.", "geen"})

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?!\d)")
_DUTCH = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.]'?(?P<year>\d{4}|\d{2})(?!\d)")
_WORDS = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[a-zA-Z]{3,9})\.?[ -]'?(?P<year>\d{4}|\d{2})(?!\d)")
_NEVER = re.compile(r"\b(?:niet|nooit) bellen\b", re.IGNORECASE)
_SERIAL = re.compile(r"(?P<serial>\d{5})(?:\.0+)?(?!\d)")


class CellError(ValueError):
    """A cell that cannot be taken; `reason` says what was expected."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Dated:
    """A date and the words behind it ("geboren", "geb.")."""

    day: date
    remark: str = ""


def plain(cell: Cell) -> str:
    """The cell as one line of text; empty for what people type when they do not know."""
    words = " ".join(str(cell).split()) if cell is not None else ""
    if len(words) > LONGEST_TEXT:
        raise CellError(text("deze tekst is te lang (hoogstens %(most)s tekens)", most=LONGEST_TEXT))
    return "" if words.casefold() in UNKNOWN else words


def day_in(cell: Cell, today: date, *, in_the_past: bool = False) -> Dated | None:
    """The date in a cell, or None when it is empty. Two-digit years lie in the past for birthdays of adults."""
    if isinstance(cell, datetime):
        return Dated(cell.date())
    if isinstance(cell, date):
        return Dated(cell)
    words = plain(cell)
    if not words:
        return None
    for pattern in (_ISO, _DUTCH, _WORDS, _SERIAL):
        found = pattern.match(words)
        if found:
            return Dated(_day(found, today, in_the_past), words[found.end() :].strip(" ().,"))
    raise CellError(text("dit is geen datum; verwacht iets als 31-12-2026"))


def _day(found: re.Match[str], today: date, in_the_past: bool) -> date:
    parts = found.groupdict()
    if "serial" in parts:
        return _from_serial(int(parts["serial"]))
    month = int(parts["month"]) if parts["month"].isdigit() else MONTHS.get(parts["month"].casefold(), 0)
    try:
        return date(_year(parts["year"], today, in_the_past), month, int(parts["day"]))
    except ValueError:
        raise CellError(text("deze dag bestaat niet")) from None


def _from_serial(serial: int) -> date:
    if serial not in SERIALS:
        raise CellError(text("dit getal is geen datum; verwacht iets als 31-12-2026"))
    return SERIAL_START + timedelta(days=serial)


def _year(digits: str, today: date, in_the_past: bool) -> int:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year - 100 if in_the_past and year > today.year else year


@dataclass(frozen=True)
class Phone:
    """A number as +31..., and what was written beside it about when she may be reached."""

    number: str = ""
    never: bool = False
    remark: str = ""


def phone_in(cell: Cell) -> Phone:
    """Read "06 12345678 (alleen overdag)" or "niet bellen!!"; a number with a digit too few is refused."""
    words = plain(f"{cell:.0f}" if isinstance(cell, float) else cell)
    never = bool(_NEVER.search(words))
    remark = " ".join(re.sub(r"[\d+()!]", " ", _NEVER.sub(" ", words)).split()).strip(" -.,;:")
    digits = re.sub(r"\D", "", words.replace("(0)", ""))
    if not digits:
        if words and not never:
            raise CellError(text("dit is geen telefoonnummer; verwacht iets als 06-12345678"))
        return Phone(never=never, remark=remark)
    return Phone(_international(digits), never, remark)


def _international(digits: str) -> str:
    national = re.sub(r"^(?:0031|31(?=\d{9}$)|0)", "", digits)
    if len(national) == 9:
        return f"+31{national}"
    raise CellError(text("dit telefoonnummer klopt niet; verwacht tien cijfers, zoals 06-12345678"))


_CONSENT = {
    "ja": ConsentAnswer.YES,
    "j": ConsentAnswer.YES,
    "yes": ConsentAnswer.YES,
    "y": ConsentAnswer.YES,
    "x": ConsentAnswer.YES,
    "akkoord": ConsentAnswer.YES,
    "mondeling": ConsentAnswer.YES,
    "schriftelijk": ConsentAnswer.YES,
    "nee": ConsentAnswer.NO,
    "n": ConsentAnswer.NO,
    "no": ConsentAnswer.NO,
    "geweigerd": ConsentAnswer.NO,
}


def consent_in(cell: Cell) -> tuple[ConsentAnswer, str]:
    """The answer, and how it was given when that is what the cell says ("mondeling")."""
    words = plain(cell)
    if not words:
        return ConsentAnswer.UNKNOWN, ""
    answer = _CONSENT.get(folded(words))
    if answer is None:
        raise CellError(text("verwacht ja, nee of een leeg vak"))
    return answer, words if folded(words) in ("mondeling", "schriftelijk") else ""
