"""The facts that decision tables may ask for: one list of names, with words for the screens, and how they are made.

None means that nobody knows, which is not the same as no. A table author sees exactly these names; the factors of the
region come on top as `has_<factor id>`. Grades and answers are the ones of domain.md 5.1 and 6.1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.content import FactorKind, Words
from sluitend.core.text import Text, text

FactValue = bool | int | str | None


class Grade(StrEnum):
    """The four-grade judgement made with her (domain.md 5.1); the last one asks for help at once."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def label(self) -> Text:
        return _GRADES[self]


_GRADES = {
    Grade.A: text("Zelfredzaam"),
    Grade.B: text("Mogelijk in een kwetsbare situatie"),
    Grade.C: text("In een kwetsbare situatie"),
    Grade.D: text("In een zeer kwetsbare situatie"),
}


class Wish(StrEnum):
    """What she herself wants."""

    WANTS = "wants"
    UNSURE = "unsure"
    REFUSES = "refuses"


class ConsentAnswer(StrEnum):
    """What she answered when asked whether data may be shared; unknown means: not asked yet."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


SPOKEN: Mapping[str, Text] = {
    Wish.WANTS: text("zij wil hulp"),
    Wish.UNSURE: text("zij weet het nog niet"),
    Wish.REFUSES: text("zij wil geen hulp"),
    ConsentAnswer.YES: text("ja"),
    ConsentAnswer.NO: text("nee"),
    ConsentAnswer.UNKNOWN: text("nog niet gevraagd"),
}
"""The answers that tables know by a code, in words."""
NO_INTAKE = "none"


@dataclass(frozen=True)
class Situation:
    """What is known of a mother and her family as plain values; the field names are the names of the facts."""

    age: int | None = None
    pregnant: bool | None = None
    gestational_weeks: int | None = None
    earlier_live_births: int | None = None
    child_born: bool | None = None
    child_age_months: int | None = None
    low_or_unfinished_education: bool | None = None
    speaks_some_dutch: bool | None = None
    protective_enough: bool | None = None
    unease: bool | None = None
    grade: Grade | None = None
    wish: Wish | None = None
    consent: ConsentAnswer | None = None
    danger: bool | None = None
    several_lasting_problems: bool | None = None
    no_workable_contact: bool | None = None
    chain_partner_signal: bool | None = None
    intake_for: str | None = NO_INTAKE


@dataclass(frozen=True)
class Fact:
    """A name that tables may use; `kind` is the FEEL type, `values` the closed list for strings."""

    name: str
    kind: str
    labels: Words
    values: tuple[str, ...] = ()
    noted: bool = False
    """Somebody asks and notes it; what is not noted follows from dates, births, signals or another judgement."""


def _fact(name: str, kind: str, nl: str, en: str, values: type[StrEnum] | None = None, *, noted: bool = False) -> Fact:
    return Fact(name, kind, Words(nl=nl, en=en), tuple(values) if values else (), noted)


FACTS: tuple[Fact, ...] = (
    _fact("age", "number", "Leeftijd van de vrouw in jaren", "The woman's age in years"),
    _fact("pregnant", "boolean", "Zwanger", "Pregnant"),
    _fact("gestational_weeks", "number", "Voltooide weken zwangerschap", "Completed weeks of pregnancy"),
    _fact("earlier_live_births", "number", "Eerder levend geboren kinderen", "Earlier live-born children", noted=True),
    _fact("child_born", "boolean", "Er is een kind geboren", "A child has been born"),
    _fact("child_age_months", "number", "Leeftijd van het jongste kind in maanden", "Youngest child's age in months"),
    _fact(
        "low_or_unfinished_education",
        "boolean",
        "Opleiding hoogstens vmbo, of niet afgemaakt",
        "Education at most VMBO level, or not finished",
        noted=True,
    ),
    _fact("speaks_some_dutch", "boolean", "Spreekt enig Nederlands", "Speaks some Dutch", noted=True),
    _fact("urgent_count", "number", "Aantal dringende factoren", "Number of urgent factors"),
    _fact("risk_count", "number", "Aantal risicofactoren", "Number of risk factors"),
    _fact(
        "protective_enough",
        "boolean",
        "Genoeg beschermende factoren en zelfredzaam",
        "Enough protective factors and self-reliant",
        noted=True,
    ),
    _fact("unease", "boolean", "Niet-pluisgevoel van de professional", "The professional's feeling of concern"),
    _fact("grade", "string", "Graad, samen met haar bepaald", "Grade, agreed with her", Grade),
    _fact("wish", "string", "Wat zij zelf wil", "What she herself wants", Wish),
    _fact("consent", "string", "Toestemming om te delen", "Consent to share", ConsentAnswer),
    _fact("danger", "boolean", "Gevaar voor gezondheid of veiligheid", "Danger to health or safety", noted=True),
    _fact(
        "several_lasting_problems",
        "boolean",
        "Langdurig meerdere problemen tegelijk",
        "Several lasting problems at once",
        noted=True,
    ),
    _fact("no_workable_contact", "boolean", "Gewoon contact lukt niet", "Regular contact does not work", noted=True),
    _fact("chain_partner_signal", "boolean", "Signaal van een ketenpartner", "Signal of a chain partner"),
    _fact("intake_for", "string", "Intakebezoek voor dit programma", "Intake visit for this programme"),
)


def factor_fact(factor: str) -> str:
    """The name under which tables ask for a factor."""
    return f"has_{factor}"


def facts_of(
    situation: Situation,
    factors: Mapping[str, FactorKind],
    seen: Collection[str],
    absent: Collection[str] = (),
    asked: Collection[FactorKind] = (),
) -> dict[str, FactValue]:
    """All facts of FACTS and one per factor of the region (`factors`: id to kind).

    `seen` and `absent` are factor ids that somebody recorded as there and as not there; `asked` are the kinds that were
    gone through completely, so that what was not seen is absent and not unknown.
    """
    known = {name: _presence(name, kind, seen, absent, asked) for name, kind in factors.items()}
    counts = {
        "urgent_count": _count(FactorKind.URGENT, factors, known),
        "risk_count": _count(FactorKind.RISK, factors, known),
    }
    plain = {name: str(value) if isinstance(value, StrEnum) else value for name, value in vars(situation).items()}
    return plain | counts | {factor_fact(name): value for name, value in known.items()}


def _presence(
    name: str, kind: FactorKind, seen: Collection[str], absent: Collection[str], asked: Collection[FactorKind]
) -> bool | None:
    if name in seen:
        return True
    return False if name in absent or kind in asked else None


def _count(kind: FactorKind, factors: Mapping[str, FactorKind], known: Mapping[str, bool | None]) -> int | None:
    """How many of this kind are there; None when none was seen and some were not asked about."""
    answers = [known[name] for name, of_kind in factors.items() if of_kind is kind]
    if True in answers:
        return answers.count(True)
    return None if None in answers else 0
