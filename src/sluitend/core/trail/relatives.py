"""Whether somebody who looked may be a relative of the family: by name, by telephone or e-mail, or as one of the family's own people.

Only what is stored anyway is compared, and every likeness says what it is: a reason to ask, never a conclusion (docs/decisions/0033).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.matching import PARTICLES, folded, phone_digits, unaccented

SHORTEST = 3
"""Letters of a part of a name that says something by itself: "Lo" of "Lo-A-Njoe" does not."""
_DASH = re.compile(r"\s*[-–/]\s*")


class Likeness(StrEnum):
    NAME = "name"
    SURNAME = "surname"
    PHONE = "phone"
    EMAIL = "email"
    OWN_PEOPLE = "own_people"


@dataclass(frozen=True)
class Looker:
    """Who looked: the name of the card, and by which numbers and addresses this person is reached here."""

    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True)
class Somebody:
    """Somebody of the household, or one of the family's `own_people`, whose name is written as one."""

    given_name: str
    family_name: str = ""
    phone: str = ""
    email: str = ""
    own_people: bool = False


def likenesses(looker: Looker, household: Iterable[Somebody]) -> frozenset[Likeness]:
    """In what somebody who looked is like somebody of the family."""
    return frozenset(one for somebody in household for one in _alike(looker, somebody))


def _alike(looker: Looker, other: Somebody) -> Iterable[Likeness]:
    full = folded(f"{other.given_name} {other.family_name}")
    if full and full == folded(looker.name) and " " in full:
        yield Likeness.OWN_PEOPLE if other.own_people else Likeness.NAME
    elif not other.own_people and surnames(looker.name) & _parts(other.family_name):
        yield Likeness.SURNAME
    if (digits := phone_digits(other.phone)) and digits in map(phone_digits, looker.phones):
        yield Likeness.PHONE
    if (address := other.email.strip().casefold()) and address in (one.strip().casefold() for one in looker.emails):
        yield Likeness.EMAIL


def surnames(name: str) -> frozenset[str]:
    """The surnames in a whole name: what follows the first particle ("Anne van den Berg-Smit"), else the last word, each of a double
    name apart (a partner's name and the own)."""
    words = _DASH.sub("-", name).split()
    particle = next((at for at, word in enumerate(words) if at and unaccented(word) in PARTICLES), None)
    return _parts(" ".join(words[particle:] if particle else words[1:][-1:]))


def _parts(family_name: str) -> frozenset[str]:
    """A family name as one, and each of its words that says something, without particles."""
    whole = folded(family_name)
    words = (word for word in whole.split() if len(word) >= SHORTEST)
    return frozenset({whole, *words} - {"", *PARTICLES})
