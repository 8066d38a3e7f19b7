"""What is written down about a person, as plain values, and when it cannot be right.

Only what is needed to reach somebody safely and to tell two people apart: no BSN (domain.md 11). The lengths are those of
the database, so that a text that is too long gets a sentence instead of a crash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from sluitend.core.calendar import (
    gestational_age,
    pregnancy_start,
    whole_years,
    wrong_adult_birth,
    wrong_child_birth,
    wrong_due_date,
    wrong_pregnancy_length,
)
from sluitend.core.text import Text, text

Wrong = tuple[str, Text]
"""The field that is wrong, and why."""


class Interpreter(StrEnum):
    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; empty is not known."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    language: str = ""
    interpreter: str = Interpreter.UNKNOWN
    address_hidden: bool = False
    never_phone: bool = False
    never_write: bool = False
    never_visit: bool = False
    safe_contact: str = ""


@dataclass(frozen=True)
class ChildFacts:
    """A child that was born. It may have no name yet."""

    born_on: date
    given_name: str = ""
    family_name: str = ""
    weight_grams: int | None = None


LENGTHS = {
    "given_name": 100,
    "family_name": 120,
    "phone": 30,
    "email": 254,
    "street": 150,
    "postcode": 7,
    "town": 100,
    "language": 60,
    "safe_contact": 200,
}
LIGHTEST, HEAVIEST = 200, 8000
"""Grams of a newborn; outside these it is a typing error, and the database refuses it too."""
MOST_CHILDREN = 6
LONGEST_PREGNANCY = timedelta(days=310)
# Control characters never belong in a name, and PostgreSQL refuses the first of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def wrong_words(words: str, field: str, most: int) -> Wrong | None:
    """Why these words cannot be stored in a field of `most` characters."""
    if len(words) > most:
        return field, text("Gebruik hoogstens %(most)s tekens. Dit zijn er %(count)s.", most=most, count=len(words))
    if _CONTROL.search(words):
        return field, text("Hier staan tekens in die niet leesbaar zijn. Typ de tekst opnieuw.")
    return None


def tidy(facts: PersonFacts) -> PersonFacts:
    """The same facts without spaces at the ends."""
    stripped = {f.name: value.strip() for f in fields(facts) if isinstance(value := getattr(facts, f.name), str)}
    return PersonFacts(**{f.name: stripped.get(f.name, getattr(facts, f.name)) for f in fields(facts)})


def wrong_person(facts: PersonFacts, today: date, *, child: bool = False) -> Wrong | None:
    """The first thing that cannot be right, or None. A child may have no name yet."""
    if not child and not facts.given_name and not facts.family_name:
        return "given_name", text("Vul een naam in. Een voornaam of een achternaam is genoeg.")
    for field, most in LENGTHS.items():
        if found := wrong_words(getattr(facts, field), field, most):
            return found
    if facts.interpreter not in set(Interpreter):
        return "interpreter", text("Kies of er een tolk nodig is.")
    if facts.birth_date is None:
        return None
    why = (wrong_child_birth if child else _wrong_birth)(facts.birth_date, today)
    return ("birth_date", why) if why else None


def _wrong_birth(born: date, today: date) -> Text | None:
    """A household also has grandparents and older brothers and sisters: only the impossible is refused."""
    if born > today:
        return text("De geboortedatum %(date)s ligt in de toekomst.", date=born.strftime("%d-%m-%Y"))
    if born.year < today.year - 120:
        return text(
            "De geboortedatum %(date)s is te lang geleden. Kijk of het jaar klopt.", date=born.strftime("%d-%m-%Y")
        )
    return None


def wrong_mother(birth_date: date | None, today: date) -> Text | None:
    """Why somebody with this birth date cannot be pregnant. A minor can: the lower limit is low."""
    return wrong_adult_birth(birth_date, today) if birth_date else None


def wrong_pregnancy(due_date: date, expected_children: int, today: date) -> Wrong | None:
    why = wrong_due_date(due_date, today)
    if why is not None:
        return "due_date", why
    if not 1 <= expected_children <= MOST_CHILDREN:
        return "expected_children", text("Kies een aantal kinderen van 1 tot en met %(most)s.", most=MOST_CHILDREN)
    return None


def wrong_birth(child: ChildFacts, due_date: date, today: date) -> Wrong | None:
    """Why this cannot be a child of the pregnancy with this due date."""
    if why := wrong_pregnancy_length(due_date, child.born_on):
        return "born_on", why
    return wrong_child(child, today)


def wrong_child(child: ChildFacts, today: date) -> Wrong | None:
    """Why this cannot be a child in its first years."""
    if why := wrong_child_birth(child.born_on, today):
        return "born_on", why
    if child.weight_grams is not None and not LIGHTEST <= child.weight_grams <= HEAVIEST:
        return "weight_grams", text(
            "Een geboortegewicht ligt tussen %(least)s en %(most)s gram.", least=LIGHTEST, most=HEAVIEST
        )
    return wrong_words(child.given_name, "given_name", LENGTHS["given_name"]) or wrong_words(
        child.family_name, "family_name", LENGTHS["family_name"]
    )


def wrong_loss(on: date, due_date: date, today: date) -> Wrong | None:
    if on > today:
        return "on", text("De datum %(date)s ligt in de toekomst.", date=on.strftime("%d-%m-%Y"))
    start = pregnancy_start(due_date)
    if not start <= on <= start + LONGEST_PREGNANCY:
        return "on", text(
            "De datum valt dan in %(label)s van de zwangerschap. Kijk of hij klopt.",
            label=gestational_age(due_date, on).label,
        )
    return None


def is_minor(birth_date: date | None, today: date) -> bool:
    """Under eighteen today; not known counts as not."""
    return birth_date is not None and whole_years(birth_date, today) < 18
