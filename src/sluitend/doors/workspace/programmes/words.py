"""The words on the screen for what programmes record."""

from __future__ import annotations

from sluitend.core.calendar import Unit, moment
from sluitend.core.programme import Feedback
from sluitend.core.text import Text, text

FEEDBACK: tuple[tuple[str, Text], ...] = (
    (Feedback.STARTED, text("Het programma is begonnen")),
    (Feedback.WAITING, text("Zij staat op de wachtlijst")),
    (Feedback.NOT_FITTING, text("Het past niet, er is iets anders besproken")),
    (Feedback.NOT_WANTED, text("Zij wil dit niet")),
    (Feedback.NOT_REACHED, text("Er is nog geen contact gelukt")),
    (Feedback.ENDED, text("Het programma is geëindigd")),
)
PLACES: tuple[tuple[str, Text], ...] = (
    ("home", text("Thuis")),
    ("elsewhere", text("Op een plek die zij koos")),
    ("clinic", text("Op het consultatiebureau of in de praktijk")),
    ("video", text("Beeldbellen")),
    ("phone", text("Telefoon")),
)
PRESENT: tuple[tuple[str, Text], ...] = (
    ("mother", text("Moeder")),
    ("partner", text("Partner")),
    ("child", text("Kind")),
    ("grandparent", text("Oma of opa")),
    ("other", text("Iemand anders")),
)
WAYS: tuple[tuple[str, Text], ...] = (
    ("phone", text("Gebeld")),
    ("message", text("Bericht gestuurd")),
    ("visit", text("Langs geweest")),
    ("via_other", text("Via iemand anders")),
)
YES_NO = (("yes", text("Ja")), ("no", text("Nee")))
VALUES: dict[str, Text] = {**dict(YES_NO), "noted": text("Genoteerd, telt alleen mee")}
_FROM: dict[str, tuple[Text, Text, Text]] = {
    "enrolment": (
        text("bij het begin"),
        text("%(count)s %(unit)s na het begin"),
        text("%(count)s %(unit)s voor het begin"),
    ),
    "birth": (
        text("bij de geboorte"),
        text("kind van %(count)s %(unit)s"),
        text("%(count)s %(unit)s voor de geboorte"),
    ),
    "due_date": (
        text("rond de uitgerekende datum"),
        text("%(count)s %(unit)s na de uitgerekende datum"),
        text("%(count)s %(unit)s voor de uitgerekende datum"),
    ),
    "pregnancy": (
        text("bij het begin van de zwangerschap"),
        text("na %(count)s %(unit)s zwangerschap"),
        text("%(count)s %(unit)s voor de zwangerschap"),
    ),
}
_UNITS: dict[Unit, Text] = {
    Unit.DAYS: text("dagen"),
    Unit.WEEKS: text("weken"),
    Unit.MONTHS: text("maanden"),
    Unit.WORKING_DAYS: text("werkdagen"),
}


def moment_words(words: str) -> Text:
    """ "birth + 2 months" as people say it."""
    found = moment(words)
    at, after, before = _FROM[found.anchor]
    amount = found.offset.amount
    if not amount:
        return at
    chosen = after if amount > 0 else before
    return Text(chosen.message, {"count": abs(amount), "unit": _UNITS[found.offset.unit]})
