"""What happened to the signals that I sent, and which signals wait for our answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.models import Municipality, Professional
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.care.signalling.models import Draft, SelfSignal, Signal
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.facts import Grade
from sluitend.core.permissions import Permission
from sluitend.core.promise import Ladder, Rung
from sluitend.core.sharing import GROUND_GONE, DataKind
from sluitend.core.states import SELF_SIGNAL, SIGNAL
from sluitend.core.text import Text, text

PAGE = 25

RUNGS = {
    Rung.OWNER: text("het team dat antwoordt"),
    Rung.STAND_IN: text("de vervanger"),
    Rung.TEAM_LEAD: text("de teamleider"),
    Rung.PROCESS_COORDINATOR: text("de procesregisseur"),
}


@dataclass(frozen=True)
class SignalRow:
    """One signal, for who sent it or follows it and for who must answer it."""

    id: int
    family_id: int | None
    family_name: str | Text
    """For who answers: the sentence that consent is gone, once it is."""
    municipality: str
    status: str
    label: Text
    urgent: bool
    anonymous: bool
    sent_at: datetime
    answer_by: date
    late: bool
    knows: tuple[Text, ...]
    """Who knows by now that the answer is late."""
    team: str
    organisation: str
    phone: str
    signaller: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    owner: str
    own: bool
    """Sent by the reader, who may take it back; else followed as midwife."""


@dataclass(frozen=True)
class Page:
    rows: tuple[SignalRow, ...]
    more: bool
    """Whether older signals follow after the last row."""


def _row(signal: Signal, by: Actor, ladder: Ladder, today: date) -> SignalRow:
    waits = signal.status == Signal.Status.SENT
    own = signal.signaller_id in by.acts_for
    return SignalRow(
        id=signal.pk,
        family_id=signal.family_id,
        family_name=_called(signal, own or signal.midwife_id in by.acts_for, today),
        municipality=signal.municipality.name,
        status=signal.status,
        label=SIGNAL.labels[signal.status],
        urgent=signal.urgent,
        anonymous=signal.anonymous,
        sent_at=signal.sent_at,
        answer_by=signal.answer_by,
        late=waits and today > signal.answer_by,
        knows=tuple(RUNGS[rung] for rung in ladder.knows(signal.answer_by, today)) if waits else (),
        team=signal.receiver.name,
        organisation=signal.receiver.organisation.name,
        phone=signal.receiver.phone or signal.receiver.organisation.phone,
        signaller=signal.signaller.name if signal.signaller else "",
        answered_at=signal.answered_at,
        answered_by=signal.answered_by.name if signal.answered_by else "",
        answer=signal.answer,
        owner=signal.owner.name if signal.owner else "",
        own=own,
    )


def _called(signal: Signal, mine: bool, today: date) -> str | Text:
    if not mine and _closed(signal, today):
        return GROUND_GONE
    return signal.family.name if signal.family else ""


def _closed(signal: Signal, today: date) -> bool:
    """The ground on which it was sent holds no more: who received it sees no content of it."""
    return signal.ground is not None and not signal.ground.holds(today)


WHOLE = (
    "family",
    "municipality",
    "receiver__organisation",
    "signaller__organisation",
    "answered_by",
    "owner",
    "ground",
)
"""What a row says, read with it in one statement."""


@query(needs=Permission.SEE_OWN_SIGNALS, look=True)
def my_signals(*, by: Actor, now: datetime, before: int | None = None) -> Page:
    """The signals that I sent or follow as midwife, newest first; `before` is the id of the last one seen."""
    mine = Q(signaller_id__in=by.acts_for) | Q(midwife_id__in=by.acts_for)
    rows = Signal.objects.filter(mine, region_id=by.region_id).select_related(*WHOLE)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    ladder = agreements.ladder(by.region_id, day(now))
    return Page(tuple(_row(row, by, ladder, day(now)) for row in found[:PAGE]), len(found) > PAGE)


@query(needs=Permission.ANSWER_SIGNAL, look=True)
def to_answer(*, by: Actor, now: datetime) -> tuple[SignalRow, ...]:
    """The signals that wait for an answer of my teams, the most pressing first."""
    rows = Signal.objects.filter(receiver_id__in=by.team_ids, status=Signal.Status.SENT)
    found = rows.select_related(*WHOLE).order_by("answer_by", "pk")[: PAGE * 2]
    ladder = agreements.ladder(by.region_id, day(now))
    return tuple(_row(row, by, ladder, day(now)) for row in found)


@dataclass(frozen=True)
class Answering:
    """A signal as the receiver sees it: only the kinds of data that the ground names."""

    row: SignalRow
    signaller_organisation: str
    signaller_phone: str
    person_name: str
    phone: str
    safe_contact: str
    never_phone: bool
    due_date: date | None
    lead: str
    """Who leads the family's open file already, if anybody."""
    grade: Grade | None
    wish: str
    wants_help: str
    factors: tuple[Words, ...]
    unease: str
    note: str
    knows: bool
    agrees: str
    withheld: bool
    """There is more, which she did not agree to share."""
    closed: bool
    """Consent is gone: nobody takes this up."""
    colleagues: tuple[tuple[int, str], ...]


@query(needs=Permission.ANSWER_SIGNAL, about="signalling.Signal", look=True)
def to_answer_one(signal: Signal, *, by: Actor, now: datetime) -> Answering:
    """One signal, with who could take it up."""
    today = day(now)
    signal = Signal.objects.select_related(*WHOLE, "person", "pregnancy").get(pk=signal.pk)
    kinds = _kinds(signal, today)
    reason, person = DataKind.REASON in kinds, None if _closed(signal, today) else signal.person
    labels = {factor.id: factor.labels for factor in agreements.factors(signal.region_id, today)}
    row = _row(signal, by, agreements.ladder(signal.region_id, today), today)
    return Answering(
        row=row,
        signaller_organisation=signal.signaller.organisation.name if signal.signaller else "",
        signaller_phone=signal.signaller.phone if signal.signaller else "",
        person_name=person.name if person else "",
        phone=person.phone if person and not person.never_phone else "",
        safe_contact=person.safe_contact if person else "",
        never_phone=person.never_phone if person else False,
        due_date=signal.pregnancy.due_date if signal.pregnancy and DataKind.MEDICAL in kinds else None,
        lead=_lead(signal, today),
        grade=Grade(signal.grade) if signal.grade and reason else None,
        wish=signal.wish if reason else "",
        wants_help=signal.wants_help,
        factors=tuple(labels[code] for code in signal.factors if code in labels) if DataKind.FACTORS in kinds else (),
        unease=signal.unease if reason else "",
        note=signal.note if reason else "",
        knows=signal.knows,
        agrees=signal.agrees,
        withheld=not {DataKind.REASON, DataKind.FACTORS} <= kinds,
        closed=_closed(signal, today),
        colleagues=colleagues(signal.receiver.organisation_id, today),
    )


def _kinds(signal: Signal, today: date) -> set[str]:
    if _closed(signal, today):
        return set()
    return set(signal.ground.data_kinds) if signal.ground else (set(DataKind) if signal.anonymous else set())


def _lead(signal: Signal, today: date) -> str:
    if signal.family_id is None:
        return ""
    lead = Involvement.objects.on(today).filter(family_id=signal.family_id, role=Involvement.Role.LEAD)
    return lead.values_list("professional__name", flat=True).first() or ""


def colleagues(organisation_id: int, today: date) -> tuple[tuple[int, str], ...]:
    """Who works at an organisation today, by name."""
    found = Professional.objects.on(today).filter(organisation_id=organisation_id).order_by("name")
    return tuple(found.values_list("pk", "name")[:200])


@dataclass(frozen=True)
class SelfSignalRow:
    """A parent's own request, for who calls back."""

    id: int
    municipality: str
    name: str
    phone: str
    call_when: str
    message: str
    language: str
    status: str
    label: Text
    received_at: datetime
    call_by: date
    late: bool
    call_note: str


def _self_row(request: SelfSignal, today: date) -> SelfSignalRow:
    return SelfSignalRow(
        id=request.pk,
        municipality=request.municipality.name,
        name=request.name,
        phone=request.phone,
        call_when=request.call_when,
        message=request.message,
        language=request.language,
        status=request.status,
        label=SELF_SIGNAL.labels[request.status],
        received_at=request.received_at,
        call_by=request.call_by,
        late=today > request.call_by,
        call_note=request.call_note,
    )


@query(needs=Permission.ANSWER_SIGNAL)
def to_call(*, by: Actor, now: datetime) -> tuple[SelfSignalRow, ...]:
    """Parents whom my teams must still call, the earliest first."""
    open_ones = [SelfSignal.Status.RECEIVED, SelfSignal.Status.NOT_REACHED]
    rows = SelfSignal.objects.filter(receiver_id__in=by.team_ids, status__in=open_ones)
    found = rows.select_related("municipality").order_by("call_by", "pk")[: PAGE * 2]
    return tuple(_self_row(row, day(now)) for row in found)


@query(needs=Permission.ANSWER_SIGNAL, about="signalling.SelfSignal", look=True)
def to_call_one(request: SelfSignal, *, by: Actor, now: datetime) -> SelfSignalRow:
    """One parent's request."""
    return _self_row(request, day(now))


@dataclass(frozen=True)
class DraftRow:
    key: str
    fields: dict[str, list[str]]
    saved_at: datetime


@query(needs=Permission.SEND_SIGNAL)
def drafts(*, by: Actor, now: datetime) -> tuple[DraftRow, ...]:
    """The signals that I began and did not send, newest first."""
    rows = Draft.objects.filter(by_id=by.professional_id).order_by("-saved_at")[:10]
    return tuple(DraftRow(row.key, row.fields, row.saved_at) for row in rows)


@dataclass(frozen=True)
class WhomToCall:
    """Who answers signals in a municipality; for acute concerns one calls."""

    municipality_id: int
    municipality: str
    region_id: int
    team: str
    organisation: str
    phone: str


@query(needs=Permission.SEND_SIGNAL)
def whom_to_call(*, by: Actor, now: datetime) -> tuple[WhomToCall, ...]:
    """Every municipality of the region with the team that answers there. One statement."""
    return who_answers(by.region_id)


def who_answers(*region_ids: int) -> tuple[WhomToCall, ...]:
    """For the public form too: the municipalities where a team answers; of every region here when none is named."""
    found: dict[int, WhomToCall] = {}
    for pk, name, region_id, team, organisation, phone, main in _answering(bool(region_ids))(regions=region_ids):
        found.setdefault(pk, WhomToCall(pk, name, region_id, team, organisation, phone or main))
    return tuple(found.values())


@compiled
def _answering(given: Given, some_regions: bool) -> QuerySet[Any, Any]:
    rows = Municipality.objects.filter(teams__answers_signals=True)
    rows = rows.filter(region_id__among=given.regions) if some_regions else rows
    fields = ("pk", "name", "region_id", "teams__name", "teams__organisation__name")
    phones = ("teams__phone", "teams__organisation__phone")
    return rows.order_by("name", "teams__pk").values_list(*fields, *phones)


@dataclass(frozen=True)
class KnownToMe:
    """A family with which I am involved, to signal about without typing who it is."""

    family_id: int
    name: str
    municipality_id: int


@query(needs=Permission.SEND_SIGNAL)
def my_families(*, by: Actor, now: datetime) -> tuple[KnownToMe, ...]:
    """The families with which I am involved today, by name."""
    mine = Involvement.objects.on(day(now)).filter(professional_id__in=by.acts_for).values("family")
    found = Family.objects.filter(pk__in=mine, region_id=by.region_id).order_by("name", "pk")
    return tuple(KnownToMe(*row) for row in found.values_list("pk", "name", "municipality_id")[:200])


@query(needs=Permission.SEE_OWN_SIGNALS, about="signalling.Signal", look=True)
def sent(signal: Signal, *, by: Actor, now: datetime) -> SignalRow:
    """One signal that I sent or follow: to whom it went, who answers by when, what came of it."""
    signal = Signal.objects.select_related(*WHOLE).get(pk=signal.pk)
    return _row(signal, by, agreements.ladder(signal.region_id, day(now)), day(now))
