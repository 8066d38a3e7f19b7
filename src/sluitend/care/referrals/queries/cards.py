"""One referral on a card: who, what, whose turn, and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sluitend.care.agreements import queries as agreements
from sluitend.care.referrals.models import Question, Referral
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.promise import Ladder, Rung
from sluitend.core.sharing import GROUND_GONE
from sluitend.core.states import REFERRAL, Party
from sluitend.core.text import Text, text

BUSINESS: dict[str, Text] = {
    Referral.Business.NONE: text("Nog niets"),
    Referral.Business.APPOINTMENT_MADE: text("Er is een afspraak"),
    Referral.Business.DID_NOT_APPEAR: text("Niet gekomen"),
    Referral.Business.HELP_STARTED: text("De hulp is begonnen"),
    Referral.Business.WAITING_LIST: text("Op de wachtlijst"),
    Referral.Business.CANCELLATION_ASKED: text("Wil stoppen"),
}
OUTCOMES: dict[str, Text] = {
    Referral.Outcome.HELP_GIVEN: text("Geholpen"),
    Referral.Outcome.HELP_ELSEWHERE: text("Elders geholpen"),
    Referral.Outcome.FAMILY_DECLINED: text("Het gezin wilde het niet"),
    Referral.Outcome.NOT_REACHED: text("Niet bereikt"),
    Referral.Outcome.NOT_NEEDED: text("Niet (meer) nodig"),
}
RUNGS: dict[Rung, Text] = {
    Rung.OWNER: text("de afzender"),
    Rung.STAND_IN: text("de vervanger"),
    Rung.TEAM_LEAD: text("de teamleider"),
    Rung.PROCESS_COORDINATOR: text("de procesregisseur"),
}
TURNS: dict[Party, Text] = {
    Party.RECEIVER: text("De ontvanger is aan zet"),
    Party.SENDER: text("De afzender is aan zet"),
    Party.OWNER: text("Wie het oppakte is aan zet"),
    Party.NOBODY: text("Afgesloten"),
}
CLOCKS: dict[str, Text] = {
    "requested": text("Antwoord"),
    "accepted": text("Eerste contact"),
    "on_hold": text("Opnieuw kijken"),
    "rejected": text("Beslissen"),
    "failed": text("Beslissen"),
}
KINDS = {
    "requested": "info",
    "accepted": "ok",
    "in_progress": "ok",
    "on_hold": "quiet",
    "rejected": "warning",
    "failed": "warning",
    "completed": "ok",
}
_VERBS = {
    "accepted": "accept",
    "rejected": "reject",
    "cancelled": "cancel",
    "in_progress": "start",
    "on_hold": "hold",
    "completed": "complete",
    "failed": "fail",
    "entered_in_error": "mark_error",
}
_ANSWERS = frozenset({"accept", "reject"})


@dataclass(frozen=True)
class Card:
    """What both parties see of a referral in a list."""

    id: int
    family_id: int
    who: str | Text
    """The name; for a receiver whose ground is gone, the sentence that says so."""
    what: str
    sender: str
    sender_organisation: str
    receiver: str
    owner: str
    status: str
    label: Text
    urgent: bool
    sent_at: datetime
    answer_by: date
    clock_label: Text | None
    clock_on: date | None
    """The date that the clock counts to; None when no date is running."""
    late: bool
    knows: tuple[Text, ...]
    """Who knows by now that the answer is late."""
    turn: Text
    ours: bool
    """Whether it is the reader's turn."""
    moves: tuple[str, ...]
    """The verbs that this person may use now, in the order of the table of states."""
    questions: int
    """Questions without an answer."""
    business: Text | None
    reason: str
    who_could: str
    decided: bool
    """A refused or failed one for which the sender has decided how to go on."""
    may_retry: bool
    """Whether it is for the reader to ask somebody else."""
    closed: bool
    """The ground under it is gone, and with it what this reader saw of the family."""

    @property
    def kind(self) -> str:
        """The weight of the status, in the words of the chips of `ui`."""
        return KINDS.get(self.status, "neutral")


def ladder_of(region_id: int, today: date) -> Ladder:
    """The agreed rungs, or the plain ones where nothing is in force yet."""
    try:
        return agreements.ladder(region_id, today)
    except NotNow:
        return Ladder()


def whole(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """With all that a card needs, in one statement."""
    waiting = Question.objects.filter(referral=OuterRef("pk"), answered_at__isnull=True).order_by()
    counted = waiting.values("referral").annotate(number=Count("pk")).values("number")
    parts = ("person", "sender__organisation", "receiver", "owner", "promise", "ground")
    return rows.select_related(*parts).annotate(open_questions=Coalesce(Subquery(counted), 0))


_SHOWN = (
    *("family_id", "what", "status", "urgent", "sent_at", "answer_by", "first_contact_on", "review_on", "business"),
    *("reason", "who_could", "by_link", "person__given_name", "person__family_name", "receiver__name", "owner__name"),
    *("sender__name", "sender__organisation__name", "promise__owner_id", "promise__status", "promise__due_on"),
    *("ground__given_on", "ground__refused", "ground__withdrawn_on", "ground__until"),
)


def lean(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """With what a card shows and no more: for lists."""
    return whole(rows).only(*_SHOWN)


def card(referral: Referral, by: Actor, ladder: Ladder, today: date) -> Card:
    clock_on = _clock(referral)
    turn = REFERRAL.turn[referral.status]
    waits = referral.status == "requested"
    decided = _decided(referral)
    closed = is_closed(referral, by, today)
    return Card(
        id=referral.pk,
        family_id=referral.family_id,
        who=GROUND_GONE if closed else referral.person.name,
        what=referral.what,
        sender=referral.sender.name,
        sender_organisation=referral.sender.organisation.name,
        receiver=referral.receiver.name,
        owner=referral.owner.name if referral.owner else "",
        status=referral.status,
        label=REFERRAL.labels[referral.status],
        urgent=referral.urgent,
        sent_at=referral.sent_at,
        answer_by=referral.answer_by,
        clock_label=CLOCKS.get(referral.status) if clock_on else None,
        clock_on=clock_on,
        late=clock_on is not None and clock_on < today,
        knows=tuple(RUNGS[rung] for rung in ladder.knows(referral.answer_by, today)) if waits else (),
        turn=TURNS[Party.NOBODY] if decided else TURNS[turn],
        ours=not decided and _is_turn_of(referral, turn, by),
        moves=verbs(referral, by, today),
        questions=referral.open_questions,  # type: ignore[attr-defined]
        business=BUSINESS[referral.business] if referral.business != Referral.Business.NONE else None,
        reason=referral.reason,
        who_could=referral.who_could,
        decided=decided,
        may_retry=_may_retry(referral, by) and not decided,
        closed=closed,
    )


def is_closed(referral: Referral, by: Actor, today: date) -> bool:
    """Whether this reader sees it only because it was sent, on a ground that holds no more: withdrawn, refused since, or ended."""
    return not referral.ground.holds(today) and referral.parties(by) == {Party.RECEIVER}


def _may_retry(referral: Referral, by: Actor) -> bool:
    holds = referral.promise is not None and referral.promise.owner_id in by.acts_for
    returned = referral.status in {"rejected", "failed"}
    return returned and (holds or referral.sender_id in by.acts_for) and Permission.SEND_REFERRAL in by.permissions


def _clock(referral: Referral) -> date | None:
    if referral.status in {"rejected", "failed"}:
        return None if _decided(referral) or referral.promise is None else referral.promise.due_on
    dates = {"requested": referral.answer_by, "accepted": referral.first_contact_on, "on_hold": referral.review_on}
    return dates.get(referral.status)


def _decided(referral: Referral) -> bool:
    returned = referral.status in {"rejected", "failed"}
    return returned and (referral.promise is None or referral.promise.status != "open")


def _is_turn_of(referral: Referral, turn: Party, by: Actor) -> bool:
    if turn is Party.OWNER:
        return referral.owner_id in by.acts_for or (referral.by_link and referral.sender_id in by.acts_for)
    return turn in referral.parties(by)


def verbs(referral: Referral, by: Actor, today: date) -> tuple[str, ...]:
    """The moves of the table that this person may make now; without a ground nobody takes it up."""
    mine = referral.parties(by)
    found = []
    for move in REFERRAL.allowed(referral.status):
        verb = "resume" if (referral.status, move.to) == ("on_hold", "in_progress") else _VERBS[move.to]
        needs = Permission.ANSWER_REFERRAL if verb in _ANSWERS else Permission.FOLLOW_REFERRAL
        stopped = verb == "accept" and not referral.ground.holds(today)
        if move.by & mine and needs in by.permissions and not stopped:
            found.append(verb)
    return tuple(found)
