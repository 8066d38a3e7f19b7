"""The answer to a signal. Who signalled and the midwife are told at each turn; a notice holds no names of a family."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sluitend.care.action import action, day
from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import promise, tell
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.actions import now_involved
from sluitend.care.people.models import Involvement
from sluitend.care.signalling.models import Signal
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.states import Party
from sluitend.core.text import Text, text


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.Signal")
def take_up(
    signal: Signal, *, by: Actor, now: datetime, owner_id: int | None, first_what: str, first_due_on: date
) -> Signal:
    """Take it up: who does, and the first dated step. The family then has an open file with a lead."""
    if signal.family_id is None:
        raise NotNow(text("Dit is een anoniem overleg. Geef advies: er is geen gezin om op te pakken."))
    if signal.ground is not None and not signal.ground.holds(day(now)):
        raise NotNow(text("Er is geen toestemming meer. Bel wie het signaal stuurde, of stop het signaal."))
    status = states.move(states.SIGNAL, signal.status, to="taken_up", party=Party.RECEIVER, owner=owner_id)
    assert owner_id is not None
    owner = _of_receiver(signal, owner_id, day(now))
    step: dict[str, Any] = {"by": by, "now": now}
    if Case.objects.filter(family_id=signal.family_id, status=Case.Status.OPEN).exists():
        assert signal.family is not None
        now_involved(signal.family, owner.pk, Involvement.Role.CARE_GIVER, day(now))
        kind = Promise.Kind.FIRST_CONTACT
        promise(signal.family_id, owner_id=owner.pk, what=first_what, due_on=first_due_on, kind=kind, **step)
    else:
        open_case(signal.family_id, lead_id=owner.pk, first_what=first_what, first_due_on=first_due_on, **step)
    signal.owner = owner
    _answered(signal, status, by=by, now=now)
    return _told(signal, text("Uw signaal is opgepakt door %(owner)s.", owner=owner.name), by=by, now=now)


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.Signal")
def advise(signal: Signal, *, by: Actor, now: datetime, answer: str) -> Signal:
    """Answer with advice; nothing is taken over, the family stays with who signalled."""
    answer = answer.strip()
    status = states.move(states.SIGNAL, signal.status, to="advised", party=Party.RECEIVER, answer=answer)
    _answered(signal, status, by=by, now=now, answer=answer)
    return _told(signal, text("U heeft advies gekregen op uw signaal."), by=by, now=now)


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.Signal")
def stop(signal: Signal, *, by: Actor, now: datetime, reason: str) -> Signal:
    """The family does not want this. It ends here, with the reason (domain.md 6.1, rule 2)."""
    reason = reason.strip()
    status = states.move(states.SIGNAL, signal.status, to="stopped", party=Party.RECEIVER, reason=reason)
    _answered(signal, status, by=by, now=now, answer=reason)
    return _told(signal, text("Uw signaal is gestopt: het gezin wil dit niet."), by=by, now=now)


@action(needs=Permission.SEE_OWN_SIGNALS, about="signalling.Signal")
def withdraw(signal: Signal, *, by: Actor, now: datetime, reason: str) -> Signal:
    """Take back what one sent, while nobody answered yet."""
    if signal.signaller_id not in by.acts_for:
        raise NotNow(text("Alleen wie het signaal stuurde, kan het terugtrekken."))
    reason = reason.strip()
    status = states.move(states.SIGNAL, signal.status, to="withdrawn", party=Party.SENDER, reason=reason)
    _answered(signal, status, by=by, now=now, answer=reason)
    return _told(signal, text("Een signaal over een cliënt van u is teruggetrokken."), by=by, now=now)


def _of_receiver(signal: Signal, owner_id: int, today: date) -> Professional:
    organisation_id = signal.receiver.organisation_id
    found = Professional.objects.on(today).filter(pk=owner_id, organisation_id=organisation_id).first()
    if found is None:
        raise NotNow(text("Kies iemand die nu bij uw organisatie werkt."), field="owner")
    return found


def _answered(signal: Signal, status: str, *, by: Actor, now: datetime, answer: str = "") -> None:
    signal.status, signal.answer = status, answer
    signal.answered_at, signal.answered_by_id = now, by.professional_id
    signal.save(update_fields=["status", "answer", "answered_at", "answered_by", "owner"])


def _told(signal: Signal, message: Text, *, by: Actor, now: datetime) -> Signal:
    tell(
        {signal.signaller_id, signal.midwife_id},
        kind="signal_answered",
        message=message,
        now=now,
        family_id=signal.family_id,
        thing=signal,
        but=by.professional_id,
    )
    return signal
