"""One referral as its parties see it: what was shared, what happened, what was asked, and what one can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Subquery

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Involvement, Person, Pregnancy
from sluitend.care.query import query
from sluitend.care.referrals.actions.withdrawn import CONSENT_GONE
from sluitend.care.referrals.models import OneTimeLink, Question, Referral
from sluitend.care.referrals.queries.cards import BUSINESS, OUTCOMES, Card, card, ladder_of, whole
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.sharing import GROUND_GONE, DataKind
from sluitend.core.states import REFERRAL, Party
from sluitend.core.text import Text, text

SAFE: tuple[tuple[str, Text], ...] = (
    ("never_phone", text("Nooit bellen")),
    ("never_write", text("Nooit schrijven")),
    ("never_visit", text("Nooit langsgaan")),
)


@dataclass(frozen=True)
class Shared:
    """What the ground lets the receiver know, and nothing else."""

    name: str | Text
    phone: str
    email: str
    address: str
    language: str
    interpreter: bool
    safe: tuple[Text, ...]
    safe_words: str
    due_date: date | None
    reason: str


@dataclass(frozen=True)
class Step:
    at: datetime
    by: str
    label: Text
    note: str | Text


@dataclass(frozen=True)
class Asked:
    id: int
    by: str
    at: datetime
    question: str
    answer: str
    answered_at: datetime | None
    may_answer: bool


@dataclass(frozen=True)
class Talk:
    on: date
    where: str
    who: str
    family_present: bool


@dataclass(frozen=True)
class Link:
    for_name: str
    expires_at: datetime
    tries: int
    opened_at: datetime | None
    used_at: datetime | None
    holds: bool


@dataclass(frozen=True)
class Detail:
    card: Card
    shared: Shared
    sender_phone: str
    sender_reachable: str
    receiver_phone: str
    ground: Text
    ground_until: date | None
    is_sender: bool
    is_receiver: bool
    may_follow: bool
    sees_family: bool
    first_contact_on: date | None
    outcome: Text | None
    declined: bool
    """The family did not want it."""
    outcome_note: str
    business: str
    family_says_helped: bool | None
    family_said: str
    family_said_on: date | None
    history: tuple[Step, ...]
    questions: tuple[Asked, ...]
    talks: tuple[Talk, ...]
    links: tuple[Link, ...]
    colleagues: tuple[tuple[int, str], ...]
    """Who can be named as the one who takes it up."""
    after_id: int | None


_GROUNDS: dict[str, Text] = {
    "consent": text("Zij gaf toestemming"),
    "legal": text("Een wettelijke grond"),
    "reporting_code": text("De meldcode"),
}


@query(needs=Permission.SEE_REFERRAL, about="referrals.Referral", look=True)
def referral(thing: Referral, *, by: Actor, now: datetime) -> Detail:
    """One referral for its sender, its receiver, and who is involved with the family."""
    return _detail(thing.pk, by, now)


@query(needs=Permission.SEE_REFERRAL, about="referrals.OneTimeLink", look=True)
def by_link(link: OneTimeLink, *, by: Actor, now: datetime) -> Detail:
    """The one referral behind a one-time link."""
    return _detail(link.referral_id, by, now)


def _detail(pk: int, by: Actor, now: datetime) -> Detail:
    today = day(now)
    row = _row(pk, by, today)
    shown = card(row, by, ladder_of(row.region_id, today), today)
    mine = row.parties(by)
    is_sender = Party.SENDER in mine
    return Detail(
        card=shown,
        shared=_nothing(row) if shown.closed else _shared(row),
        sender_phone=row.sender.phone or row.sender.organisation.phone,
        sender_reachable=row.sender.reachable,
        receiver_phone=row.receiver.phone,
        ground=_GROUNDS[row.ground.kind],
        ground_until=row.ground.until,
        is_sender=is_sender,
        is_receiver=Party.RECEIVER in mine,
        may_follow=bool(mine) and Permission.FOLLOW_REFERRAL in by.permissions,
        sees_family=row.sees_family,  # type: ignore[attr-defined]
        first_contact_on=row.first_contact_on,
        outcome=OUTCOMES[row.outcome] if row.outcome else None,
        declined=row.outcome == Referral.Outcome.FAMILY_DECLINED,
        outcome_note=row.outcome_note,
        business=row.business,
        family_says_helped=row.family_says_helped,
        family_said=row.family_said,
        family_said_on=row.family_said_on,
        history=_history(row, shown.closed),
        questions=() if shown.closed else _questions(row, by),
        talks=() if shown.closed else _talks(row),
        links=_links(row, now) if is_sender else (),
        colleagues=_colleagues(row, today) if Party.RECEIVER in mine and by.professional_id else (),
        after_id=row.after_id,
    )


def _row(pk: int, by: Actor, today: date) -> Referral:
    """The referral with everything that has one value, in one statement."""
    involved = Involvement.objects.on(today).filter(family=OuterRef("family"), professional_id__in=by.acts_for)
    ongoing = Pregnancy.objects.filter(mother=OuterRef("person"), outcome=Pregnancy.Outcome.ONGOING)
    rows = whole(Referral.objects.select_related("ground"))
    return rows.annotate(sees_family=Exists(involved), due_date=Subquery(ongoing.values("due_date")[:1])).get(pk=pk)


def _shared(row: Referral) -> Shared:
    person, kinds = row.person, set(row.data_kinds)
    contact = DataKind.CONTACT in kinds
    address = " ".join(filter(None, (person.street, person.postcode, person.town)))
    return Shared(
        name=person.name,
        phone=person.phone if contact and not person.never_phone else "",
        email=person.email if contact and not person.never_write else "",
        address=address if contact and not person.address_hidden and not person.never_visit else "",
        language=person.language,
        interpreter=person.interpreter == Person.Interpreter.NEEDED,
        safe=tuple(label for field, label in SAFE if getattr(person, field)),
        safe_words=person.safe_contact,
        due_date=row.due_date if DataKind.MEDICAL in kinds else None,  # type: ignore[attr-defined]
        reason=row.reason_shared,
    )


def _nothing(row: Referral) -> Shared:
    """What is left for the receiver when the ground is gone; how to approach her safely stays, because somebody may still call."""
    safe = tuple(label for field, label in SAFE if getattr(row.person, field))
    return Shared(GROUND_GONE, "", "", "", "", False, safe, "", None, "")


def _talks(row: Referral) -> tuple[Talk, ...]:
    found = row.warmhandovers.order_by("on", "pk")
    return tuple(Talk(talk.on, talk.where, talk.who, talk.family_present) for talk in found)


def _history(row: Referral, closed: bool) -> tuple[Step, ...]:
    """Every move; its words only while the ground holds."""
    labels = {**BUSINESS, **REFERRAL.labels, CONSENT_GONE: text("De toestemming is ingetrokken")}
    moves = row.referralmoves.order_by("-at", "-pk")
    return tuple(
        Step(move.at, move.by_name, labels[move.status], "" if closed else in_words(move.note)) for move in moves
    )


def _questions(row: Referral, by: Actor) -> tuple[Asked, ...]:
    mine = row.parties(by) if by.professional_id and Permission.FOLLOW_REFERRAL in by.permissions else frozenset()
    return tuple(
        Asked(
            id=asked.pk,
            by=asked.asked_by_name,
            at=asked.asked_at,
            question=asked.question,
            answer=asked.answer,
            answered_at=asked.answered_at,
            may_answer=asked.answered_at is None and _answerer(row, asked) in mine,
        )
        for asked in row.questions.order_by("asked_at", "pk")
    )


def _answerer(row: Referral, asked: Question) -> Party:
    """A question of the sender is for the receiver; any other is for the sender."""
    return Party.RECEIVER if asked.asked_by_id == row.sender_id else Party.SENDER


def _links(row: Referral, now: datetime) -> tuple[Link, ...]:
    return tuple(
        Link(link.for_name, link.expires_at, link.tries, link.opened_at, link.used_at, link.expires_at > now)
        for link in row.onetimelinks.order_by("-made_at")
    )


def _colleagues(row: Referral, today: date) -> tuple[tuple[int, str], ...]:
    found = Professional.objects.on(today).filter(organisation_id=row.receiver_id).order_by("name")
    return tuple(found.values_list("pk", "name")[:200])
