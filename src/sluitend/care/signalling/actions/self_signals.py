"""Parents who ask for help themselves. Somebody calls first; only then it becomes a signal, with a family."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F

from sluitend.care.action import action, day, load
from sluitend.care.agreements import queries as agreements
from sluitend.care.signalling.actions.sending import Concern, send_signal
from sluitend.care.signalling.actions.whom import answering_team
from sluitend.care.signalling.models import FormUse, SelfSignal, Signal
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset
from sluitend.core.facts import ConsentAnswer
from sluitend.core.permissions import Permission
from sluitend.core.text import text

MOST_PER_HOUR = 3
"""Uses of the public form per sender and hour: enough for a family that mistypes, too few for a machine. Ours."""
NAME, PHONE, WHEN, MESSAGE = 120, 30, 200, 2000


@dataclass(frozen=True)
class Request:
    """What a parent filled in. No more than is needed to call back."""

    municipality_id: int
    name: str
    phone: str
    call_when: str = ""
    message: str = ""
    language: str = ""


@action(needs=Permission.SEND_SIGNAL)
def ask_help(*, by: Actor, now: datetime, request: Request, sender: str) -> SelfSignal:
    """A parent asks for help. `sender` is a keyed digest of where the form came from, never an address."""
    _within_rate(sender, now)
    _check(request)
    term = agreements.terms(by.region_id, day(now)).first_contact
    return SelfSignal.objects.create(
        region_id=by.region_id,
        municipality_id=request.municipality_id,
        receiver_id=answering_team(request.municipality_id, by.region_id).team_id,
        name=request.name.strip(),
        phone=request.phone.strip(),
        call_when=request.call_when.strip(),
        message=request.message.strip(),
        language=request.language.strip()[:60],
        received_at=now,
        call_by=Offset(term.amount, term.unit).from_date(day(now)),
    )


def _within_rate(sender: str, now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    FormUse.objects.filter(hour__lt=hour - timedelta(hours=24)).delete()
    use, new = FormUse.objects.get_or_create(sender=sender, hour=hour, defaults={"count": 1})
    if new:
        return
    if use.count >= MOST_PER_HOUR:
        raise NotNow(text("U heeft dit formulier net al gebruikt. Wacht een uur, of bel ons."))
    FormUse.objects.filter(pk=use.pk).update(count=F("count") + 1)


def _check(request: Request) -> None:
    if not request.name.strip():
        raise NotNow(text("Hoe mogen wij u noemen?"), field="name")
    digits = sum(character.isdigit() for character in request.phone)
    if not 8 <= digits <= 15:
        raise NotNow(text("Vul een telefoonnummer in waarop wij u kunnen bellen."), field="phone")
    for field, most in (("name", NAME), ("phone", PHONE), ("call_when", WHEN), ("message", MESSAGE)):
        if len(getattr(request, field)) > most:
            raise NotNow(text("Gebruik niet meer dan %(most)s tekens.", most=most), field=field)


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.SelfSignal")
def confirm_call(request: SelfSignal, *, by: Actor, now: datetime, concern: Concern, note: str = "") -> SelfSignal:
    """Spoke with the parent, who wants this. It becomes a signal that nobody but the parent sent."""
    status = states.move(states.SELF_SIGNAL, request.status, to="confirmed")
    if concern.anonymous:
        raise NotNow(text("Vul in wie u sprak, of kies een gezin dat bekend is."), field="given_name")
    concern = replace(concern, municipality_id=request.municipality_id, knows=True, agrees=ConsentAnswer.YES)
    signal: Signal = load("signalling.Signal", send_signal(by=by, now=now, concern=concern))
    signal.signaller, signal.receiver_id = None, request.receiver_id
    signal.save(update_fields=["signaller", "receiver"])
    request.signal = signal
    return _called(request, status, by=by, now=now, note=note)


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.SelfSignal")
def not_reached(request: SelfSignal, *, by: Actor, now: datetime, reason: str) -> SelfSignal:
    """Called and nobody answered. It stays on the list."""
    status = states.move(states.SELF_SIGNAL, request.status, to="not_reached", reason=reason.strip())
    return _called(request, status, by=by, now=now, note=reason)


@action(needs=Permission.ANSWER_SIGNAL, about="signalling.SelfSignal")
def refuse(request: SelfSignal, *, by: Actor, now: datetime, reason: str) -> SelfSignal:
    """It was not real, or the parent does not want it any more. What was filled in is wiped; the reason stays."""
    status = states.move(states.SELF_SIGNAL, request.status, to="refused", reason=reason.strip())
    request.name, request.phone, request.call_when, request.message, request.language = "–", "–", "", "", ""
    return _called(request, status, by=by, now=now, note=reason)


def _called(request: SelfSignal, status: str, *, by: Actor, now: datetime, note: str) -> SelfSignal:
    request.status, request.called_at, request.called_by_id = status, now, by.professional_id
    request.call_note = note.strip()[:300]
    request.save()
    return request
