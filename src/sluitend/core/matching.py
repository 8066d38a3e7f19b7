"""Is this the same person? Keys that can be compared across organisations without showing who it is.

Names are folded (accents, case, Dutch particles, order of the parts), phones shortened to their last nine digits, and
the result goes through HMAC with the region's own key: without that key nobody can try names against the stored values.
A match shows that a family is known and who coordinates; never content (issue 2, part 3).
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sluitend.core.text import Text, text

PARTICLES = frozenset({"van", "de", "den", "der", "het", "t", "s", "ter", "ten", "te", "op", "in", "aan", "bij"})
PHONE_DIGITS = 9
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)  # letters that Unicode does not take apart into a base and an accent


def unaccented(words: str) -> str:
    """Lower case without accents; signs, spaces and particles stay."""
    if words.isascii():
        return words.casefold()
    lower = unicodedata.normalize("NFKC", words).casefold().translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))


def folded(name: str) -> str:
    """Lower case without accents, signs and particles, words in the order given; for searching and sorting too."""
    words = re.findall(r"[^\W_]+", unaccented(name))
    return " ".join([word for word in words if word not in PARTICLES] or words)


def phone_digits(phone: str) -> str:
    """The last nine digits, which 06, 0031 6 and +31 6 have in common; empty when there are fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


@dataclass(frozen=True)
class Keys:
    """Hex digests to compare; empty where the data for it are not known, and an empty key equals nothing."""

    name_birth: str = ""
    phone: str = ""
    family_birth: str = ""


def keys(*, given_name: str, family_name: str, born: date | None, phone: str, secret: bytes) -> Keys:
    """The keys of one person. ValueError when the secret is too short to protect names (32 bytes)."""
    if len(secret) < 32:
        raise ValueError("de sleutel voor herkenning moet minstens 32 bytes zijn")
    name = " ".join(sorted(folded(f"{given_name} {family_name}").split()))
    family = " ".join(sorted(folded(family_name).split()))
    return Keys(
        name_birth=_digest(secret, "name_birth", name, born.isoformat() if born else ""),
        phone=_digest(secret, "phone", phone_digits(phone)),
        family_birth=_digest(secret, "family_birth", family, born.isoformat() if born else ""),
    )


def _digest(secret: bytes, purpose: str, *parts: str) -> str:
    if not all(parts):
        return ""
    return hmac.new(secret, "\x1f".join((purpose, *parts)).encode(), sha256).hexdigest()


class Verdict(StrEnum):
    SAME = "same"
    POSSIBLE = "possible"
    OTHER = "other"


@dataclass(frozen=True)
class Match:
    """How alike two records are; the score ranks, the reasons explain, a person decides."""

    score: int
    reasons: tuple[Text, ...]

    @property
    def verdict(self) -> Verdict:
        if self.score >= 90:
            return Verdict.SAME
        return Verdict.POSSIBLE if self.score else Verdict.OTHER


def explain(a: Keys, b: Keys) -> Match:
    """Name with birth date carries the score; a family name, birth date or phone alone can be a twin or a housemate."""
    name = _equal(a.name_birth, b.name_birth)
    phone = _equal(a.phone, b.phone)
    family = _equal(a.family_birth, b.family_birth)
    reasons = [text("naam en geboortedatum zijn gelijk")] if name else []
    if family and not name:
        reasons.append(text("achternaam en geboortedatum zijn gelijk; het kan een tweeling zijn"))
    if phone:
        reasons.append(text("het telefoonnummer is gelijk"))
    if name:
        return Match(100 if phone else 90, tuple(reasons))
    return Match((30 if family else 0) + (40 if phone else 0), tuple(reasons))


def _equal(a: str, b: str) -> bool:
    return bool(a) and hmac.compare_digest(a, b)
