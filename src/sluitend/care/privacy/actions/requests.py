"""Taking and answering what a person asks about the own data; and the hold that stops erasing."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.followup.actions import promise
from sluitend.care.people.models import Family, Involvement
from sluitend.care.privacy.models import Hold, Request
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset, Unit
from sluitend.core.keeping import RequestKind, answer_by
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

TO_DO: dict[str, Text] = {
    RequestKind.CORRECTION: text("Verbeteren wat een ouder vroeg (zie: vraag over eigen gegevens)"),
    RequestKind.OBJECTION: text("Uitvoeren van een bezwaar (zie: vraag over eigen gegevens)"),
}
WITHIN = Offset(5, Unit.WORKING_DAYS)
"""For what was granted to be done; a choice of this project."""


@action(needs=Permission.TAKE_REQUEST, about="people.Family")
def take_request(family: Family, *, by: Actor, now: datetime, person_id: int, kind: str, words: str) -> Request:
    """Write down what a member of the family asks about the own data; the privacy officer answers within the term."""
    if not family.members.filter(person_id=person_id).exists():
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person_id")
    return _asked(family, person_id, RequestKind(kind), words, by, now)


@action(needs=Permission.ASK_COORDINATOR, about="people.Family")
def ask_about_own_data(family: Family, *, by: Actor, now: datetime, kind: str, words: str) -> Request:
    """A parent asks it on the own pages: the same request, the same term, nobody in between."""
    if by.person_id is None:
        raise NotNow(text("Hier vraagt een ouder iets. Leg de vraag vast bij het gezin."))
    return _asked(family, by.person_id, RequestKind(kind), words, by, now)


def _asked(family: Family, person_id: int, kind: RequestKind, words: str, by: Actor, now: datetime) -> Request:
    today = day(now)
    return Request.objects.create(
        family=family,
        person_id=person_id,
        kind=kind,
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
    """Grant or refuse, with words for the person. What was granted is then done by people: erasing by the officer, a correction or an
    objection by who leads the family, who gets a task for it."""
    if request.answered_on is not None:
        raise NotNow(text("Deze vraag is al beantwoord."))
    request.answer, request.granted = _said(answer, "answer"), granted
    request.answered_on, request.answered_by_id = day(now), by.professional_id
    request.save(update_fields=["answer", "granted", "answered_on", "answered_by"])
    if granted and request.kind in TO_DO:
        _ask_the_lead(request, by, now)
    return request


def _ask_the_lead(request: Request, by: Actor, now: datetime) -> None:
    lead = Involvement.objects.on(day(now)).filter(family=request.family_id, role=Involvement.Role.LEAD).first()
    if lead is not None:
        due_on = WITHIN.from_date(day(now))
        what = str(TO_DO[request.kind])
        promise(request.family_id, by=by, now=now, owner_id=lead.professional_id, what=what, due_on=due_on)


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
