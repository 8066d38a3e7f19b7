"""Sending a signal: the road that what she said allows, the ground, what was seen, who answers by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import action, day, details, fresh
from sluitend.care.agreements import queries as agreements
from sluitend.care.consent.actions import Asked, record_consent, record_legal_ground
from sluitend.care.followup.actions import tell
from sluitend.care.network.models import TeamMember
from sluitend.care.observations.actions import Seen, note
from sluitend.care.signalling.actions.drafts import throw_away
from sluitend.care.signalling.actions.whom import (
    AnsweringTeam,
    Household,
    NewFamily,
    answering_team,
    household,
    midwife_of,
)
from sluitend.care.signalling.models import Signal
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset
from sluitend.core.content import FactorKind
from sluitend.core.facts import ConsentAnswer
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import ANSWER_TO_SIGNAL
from sluitend.core.road import Road, road
from sluitend.core.sharing import DataKind
from sluitend.core.text import text


@dataclass(frozen=True)
class Concern:
    """A signal as it is written. Without family and without `new` it is a consultation that names nobody."""

    municipality_id: int
    seen: Seen
    family_id: int | None = None
    new: NewFamily | None = None
    danger: bool = False
    knows: bool = False
    agrees: ConsentAnswer = ConsentAnswer.UNKNOWN
    data_kinds: tuple[str, ...] = (DataKind.CONTACT,)
    explained: str = ""
    by_parents: int = 0
    """How many parents with authority agreed too, when she is under sixteen."""
    other_ground: str = ""
    note: str = ""

    @property
    def anonymous(self) -> bool:
        return self.family_id is None and self.new is None


@dataclass(frozen=True)
class _Answer:
    """Who answers, and by when."""

    team: AnsweringTeam
    urgent: bool
    by: date


@action(needs=Permission.SEND_SIGNAL)
def send_signal(*, by: Actor, now: datetime, concern: Concern, draft_key: str = "") -> Signal:
    """Send a concern to who answers in her municipality. A refusal without danger stops here (domain.md 6.1, rule 2)."""
    _must_be_open(concern)
    _must_say_something(concern)
    answer = _answer(concern, by, day(now))
    who = None if concern.anonymous else household(concern, by=by, now=now)
    ground = None if who is None else _ground(concern, who, answer, by=by, now=now)
    if who is not None:
        note(who.family.pk, by=by, now=now, person_id=who.person_id, seen=concern.seen)
    signal = _signal(concern, answer, who, ground, by, now)
    fresh(signal)
    _tell_who_follows(signal, by, now)
    throw_away(by, draft_key)
    details(receiver=answer.team.team_id, urgent=answer.urgent, anonymous=concern.anonymous)
    return signal


def road_of(concern: Concern) -> Road:
    """Where this concern may go; a screen shows it before anything is sent."""
    return road(
        anonymous=concern.anonymous,
        consent=concern.agrees,
        wish=concern.seen.wish,
        danger=concern.danger,
        other_ground=bool(concern.other_ground.strip()),
    )


def _must_be_open(concern: Concern) -> None:
    closed = {
        Road.STOP: text(
            "Zij wil dit niet en er is geen gevaar. Dan stopt het hier, ook als u zich zorgen maakt. "
            "Zeg dat zij altijd terug kan komen. U kunt wel anoniem om advies vragen."
        ),
        Road.ASK_FIRST: text("Vraag haar eerst of u haar gegevens mag delen. Of vraag anoniem om advies."),
        Road.REPORTING_CODE: text(
            "Zij wil dit niet en er is gevaar. Volg de meldcode van uw eigen beroep. Dit signaal gaat niet weg."
        ),
    }
    reason = closed.get(road_of(concern))
    if reason is not None:
        raise NotNow(reason, field="agrees")


def _must_say_something(concern: Concern) -> None:
    seen = concern.seen
    if not (seen.factors or seen.unease.strip() or concern.note.strip() or seen.wish_words.strip()):
        raise NotNow(text("Kies wat u ziet, of schrijf op wat u niet lekker zit."), field="unease")


def _answer(concern: Concern, by: Actor, today: date) -> _Answer:
    chosen = agreements.chosen_factors(concern.seen.factors, by.region_id, today)
    urgent = concern.danger or any(factor.kind is FactorKind.URGENT for factor in chosen)
    terms = agreements.terms(by.region_id, today)
    term = terms.acute if urgent else terms.signal_answer
    return _Answer(
        answering_team(concern.municipality_id, by.region_id), urgent, Offset(term.amount, term.unit).from_date(today)
    )


def _ground(concern: Concern, who: Household, answer: _Answer, *, by: Actor, now: datetime) -> int:
    kinds = {*concern.data_kinds, DataKind.CONTACT}
    receiver = answer.team.organisation_id
    asked = Asked(
        who.person_id, receiver, kinds, ANSWER_TO_SIGNAL.message, concern.explained, by_parents=concern.by_parents
    )
    if concern.agrees is ConsentAnswer.YES:
        return record_consent(who.family.pk, by=by, now=now, asked=asked)
    return record_legal_ground(who.family.pk, by=by, now=now, asked=asked, legal_name=concern.other_ground)


def _signal(
    concern: Concern, answer: _Answer, who: Household | None, ground_id: int | None, by: Actor, now: datetime
) -> Signal:
    seen = concern.seen
    return Signal(
        region_id=by.region_id,
        municipality_id=concern.municipality_id,
        family=who.family if who else None,
        person_id=who.person_id if who else None,
        pregnancy_id=who.pregnancy_id if who else None,
        signaller_id=by.professional_id,
        # With a family that this signal makes known nobody is involved but who sends it.
        midwife_id=midwife_of(who.family, by, day(now)) if who and concern.new is None else None,
        receiver_id=answer.team.team_id,
        anonymous=concern.anonymous,
        urgent=answer.urgent,
        unease=seen.unease.strip(),
        wish=seen.wish_words.strip(),
        wants_help=seen.wish or "",
        grade=seen.grade or "",
        knows=concern.knows,
        agrees=concern.agrees,
        ground_id=ground_id,
        factors=list(seen.factors),
        note=concern.note.strip(),
        sent_at=now,
        answer_by=answer.by,
    )


def _tell_who_follows(signal: Signal, by: Actor, now: datetime) -> None:
    """The midwife follows every signal about her client; the team is told at once of what cannot wait."""
    by_when = signal.answer_by.strftime("%d-%m-%Y")
    about = {"kind": "signal", "now": now, "family_id": signal.family_id, "thing": signal, "but": by.professional_id}
    tell(
        {signal.midwife_id},
        message=text("Er is een signaal over een cliënt van u. Antwoord uiterlijk %(by)s.", by=by_when),
        **about,
    )
    if signal.urgent:
        today = day(now)
        team = TeamMember.objects.on(today).filter(team_id=signal.receiver_id)
        tell(
            set(team.values_list("professional_id", flat=True)),
            message=text("Er is een dringend signaal. Antwoord vandaag."),
            at_once=True,
            **about,
        )
