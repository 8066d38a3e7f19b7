"""Taking and answering what a person asks about the own data; and the hold that stops erasing."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.people.models import Family
from sluitend.care.privacy.models import Hold, Request
from sluitend.core.access import Actor, NotNow
from sluitend.core.keeping import RequestKind, answer_by
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.TAKE_REQUEST, about="people.Family")
def take_request(family: Family, *, by: Actor, now: datetime, person_id: int, kind: str, words: str) -> Request:
    """Write down what a member of the family asks about the own data; the privacy officer answers within the term."""
    if not family.members.filter(person_id=person_id).exists():
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person_id")
    today = day(now)
    return Request.objects.create(
        family=family,
        person_id=person_id,
        kind=RequestKind(kind),
        words=_said(words, "words"),
        asked_on=today,
        taken_by_id=by.professional_id,
        answer_by=answer_by(today),
    )


@action(needs=Permission.ANSWER_REQUEST, about="privacy.Request")
def lengthen_request(request: Request, *, by: Actor, now: datetime, reason: str) -> Request:
    """Take two more months, once, with a reason that the person hears."""
    if request.answered_on is not None or request.lengthened_because:
        raise NotNow(text("Deze termijn kan niet (nog eens) langer."))
    request.lengthened_because = _said(reason, "reason")
    request.answer_by = answer_by(request.asked_on, lengthened=True)
    request.save(update_fields=["lengthened_because", "answer_by"])
    return request


@action(needs=Permission.ANSWER_REQUEST, about="privacy.Request")
def answer_request(request: Request, *, by: Actor, now: datetime, granted: bool, answer: str) -> Request:
    """Grant or refuse, with words for the person. What was granted is then done by a deed of its own."""
    if request.answered_on is not None:
        raise NotNow(text("Deze vraag is al beantwoord."))
    request.answer, request.granted = _said(answer, "answer"), granted
    request.answered_on, request.answered_by_id = day(now), by.professional_id
    request.save(update_fields=["answer", "granted", "answered_on", "answered_by"])
    return request


@action(needs=Permission.ERASE, about="people.Family")
def hold(family: Family, *, by: Actor, now: datetime, reason: str) -> Hold:
    """Nothing of this family is erased from now on, until the hold is released."""
    if Hold.objects.filter(family=family, ended_on=None).exists():
        raise NotNow(text("Er staat al een bewaarplicht op dit dossier."))
    return Hold.objects.create(family=family, reason=_said(reason, "reason"), began_on=day(now))


@action(needs=Permission.ERASE, about="privacy.Hold")
def release(found: Hold, *, by: Actor, now: datetime) -> Hold:
    """The hold ends; what the terms say counts again."""
    if found.ended_on is not None:
        raise NotNow(text("Deze bewaarplicht is al opgeheven."))
    found.ended_on = day(now)
    found.save(update_fields=["ended_on"])
    return found


def _said(words: str, field: str) -> str:
    words = words.strip()
    if not words:
        raise NotNow(text("Schrijf dit op."), field=field)
    return words
