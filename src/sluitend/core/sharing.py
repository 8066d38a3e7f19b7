"""May this kind of data of this person go to this receiver for this purpose today, on which ground, and if not, what
would make it possible.

Deny by default: nothing is shared without a recorded ground, and a ground covers only the data, the receiver and the
purpose that it names (domain.md 11; national position on referral, S3). Nothing here leans on the Wams bill or the
Verwijsindex.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sluitend.core.text import Text, text

GROUND_GONE = text("Geen toestemming meer")
"""What stands in the place of a name, for who saw it only on a ground that holds no more."""


class DataKind(StrEnum):
    """What a ground can name; the grain in which data are shared."""

    CONTACT = "contact"
    REASON = "reason"
    FACTORS = "factors"
    PLAN = "plan"
    MEDICAL = "medical"
    OBSERVATIONS = "observations"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    DataKind.CONTACT: text("contactgegevens"),
    DataKind.REASON: text("de reden van de aanmelding"),
    DataKind.FACTORS: text("wat er speelt en wat steunt"),
    DataKind.PLAN: text("het gezinsplan"),
    DataKind.MEDICAL: text("medische gegevens"),
    DataKind.OBSERVATIONS: text("aantekeningen over het gezin"),
}

DEFAULT_REFERRAL = frozenset({DataKind.CONTACT})
"""What a referral carries unless she agreed to more: contact data and no reason (domain.md 6.1, rule 3, S2)."""


class GroundKind(StrEnum):
    CONSENT = "consent"
    LEGAL = "legal"
    REPORTING_CODE = "reporting_code"


@dataclass(frozen=True)
class Subject:
    """Whose data it is. An age that is not known counts as adult only for a parent: give the age of a child."""

    age: int | None
    pregnant: bool = False
    parents_with_authority: int = 0


@dataclass(frozen=True)
class Receiver:
    id: int
    name: str


@dataclass(frozen=True)
class Ground:
    """A recorded ground; a refusal that names no data is a no to all of them.

    `by_herself` and `by_parents` say who gave consent; they mean nothing for other grounds.
    """

    kind: GroundKind
    receiver_id: int
    data_kinds: frozenset[DataKind]
    purpose: str
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None
    refused: bool = False
    legal_name: str = ""
    by_herself: bool = True
    by_parents: int = 0


@dataclass(frozen=True)
class Answer:
    """Yes with the ground, or no with why and what would make it possible."""

    allowed: bool
    why: Text
    ground: Ground | None = None
    instead: tuple[Text, ...] = ()


def may_share(
    kind: DataKind, subject: Subject, receiver: Receiver, purpose: str, grounds: Sequence[Ground], today: date
) -> Answer:
    """The first ground that holds, else no with the obstacle of the latest one.

    `grounds` stand in the order in which they were recorded: a later refusal or withdrawal overrules earlier consent.
    """
    about = [ground for ground in grounds if ground.receiver_id == receiver.id and _same(ground.purpose, purpose)]
    naming = [ground for ground in about if kind in ground.data_kinds or (ground.refused and not ground.data_kinds)]
    obstacle = _nothing_names_it(kind, receiver, about)
    for number, ground in enumerate(naming):
        found = _obstacle(ground, subject, today) or _overruled(ground, naming[number + 1 :], today)
        if found is None:
            return Answer(True, _ground_sentence(ground), ground)
        obstacle = found
    return Answer(False, obstacle, None, _ask(kind, subject, receiver))


def _overruled(ground: Ground, later: Sequence[Ground], today: date) -> Text | None:
    """A no that came after this consent, said about the same data, receiver and purpose."""
    if ground.kind is not GroundKind.CONSENT:
        return None
    for other in (one for one in later if one.kind is GroundKind.CONSENT):
        withdrawn = other.withdrawn_on is not None and other.withdrawn_on <= today
        if other.refused or withdrawn:
            said = other.given_on if other.refused else other.withdrawn_on
            return text("daarna is nee gezegd, op %(date)s", date=said)
    return None


def shareable(
    kinds: Collection[DataKind],
    subject: Subject,
    receiver: Receiver,
    purpose: str,
    grounds: Sequence[Ground],
    today: date,
) -> frozenset[DataKind]:
    """Which of these kinds may go along."""
    return frozenset(kind for kind in kinds if may_share(kind, subject, receiver, purpose, grounds, today).allowed)


def who_consents(subject: Subject) -> tuple[bool, bool]:
    """Whether the person and whether the parents must consent (domain.md 11).

    Under 12 the parents; 12 to 15 both; from 16 the person alone. A pregnant woman of 16 or 17 decides herself; a
    pregnant girl of 12 to 15 needs both.
    """
    if subject.age is None or subject.age >= 16:
        return True, False
    return subject.age >= 12 or subject.pregnant, True


def parents_needed(subject: Subject) -> int:
    """How many parents with authority must agree; at least one for who is too young, also when authority was not recorded."""
    return max(1, subject.parents_with_authority) if who_consents(subject)[1] else 0


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _obstacle(ground: Ground, subject: Subject, today: date) -> Text | None:
    """Why this ground does not hold today, or None when it does."""
    if ground.refused:
        return text("er is nee gezegd op %(date)s", date=ground.given_on)
    if ground.withdrawn_on is not None and ground.withdrawn_on <= today:
        return text("de toestemming is ingetrokken op %(date)s", date=ground.withdrawn_on)
    if ground.given_on > today:
        return text("de grond geldt pas vanaf %(date)s", date=ground.given_on)
    if ground.until is not None and ground.until < today:
        return text("de grond gold tot en met %(date)s", date=ground.until)
    if ground.kind is GroundKind.LEGAL and not ground.legal_name.strip():
        return text("de wet waarop dit rust is niet genoemd")
    return _who_is_missing(ground, subject) if ground.kind is GroundKind.CONSENT else None


def _who_is_missing(ground: Ground, subject: Subject) -> Text | None:
    if who_consents(subject)[0] and not ground.by_herself:
        return text("de toestemming van de persoon zelf ontbreekt")
    needed = parents_needed(subject)
    if ground.by_parents < needed:
        return text(
            "de toestemming van ouders met gezag ontbreekt (%(given)s van %(needed)s)",
            given=ground.by_parents,
            needed=needed,
        )
    return None


def _nothing_names_it(kind: DataKind, receiver: Receiver, about: Sequence[Ground]) -> Text:
    if about:
        return text(
            "wat is afgesproken met %(receiver)s gaat niet over %(kind)s", receiver=receiver.name, kind=kind.label
        )
    return text("er is geen grond om iets te delen met %(receiver)s", receiver=receiver.name)


def _ask(kind: DataKind, subject: Subject, receiver: Receiver) -> tuple[Text, ...]:
    """What would make it possible; a person can always tell it herself."""
    return (
        text(_ASK[who_consents(subject)].message, kind=kind.label, receiver=receiver.name),
        text("Of laat het haar zelf vertellen aan %(receiver)s, alleen of samen met u.", receiver=receiver.name),
    )


_ASK = {
    (True, False): text("Vraag haar toestemming om %(kind)s te delen met %(receiver)s."),
    (True, True): text("Vraag toestemming aan haar én aan de ouders met gezag om %(kind)s te delen met %(receiver)s."),
    (False, True): text("Vraag de ouders met gezag toestemming om %(kind)s te delen met %(receiver)s."),
}


def _ground_sentence(ground: Ground) -> Text:
    if ground.kind is GroundKind.LEGAL:
        return text("wettelijke grond: %(law)s", law=ground.legal_name)
    if ground.kind is GroundKind.REPORTING_CODE:
        return text("meldcode, vastgelegd op %(date)s", date=ground.given_on)
    return text("toestemming van %(date)s", date=ground.given_on)
