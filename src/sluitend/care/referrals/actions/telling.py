"""What is said about a referral without moving it: questions, what the family notices and says, a hand-over in person."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.consent.queries import own_persons
from sluitend.care.referrals.actions.turns import record, said, tell_all
from sluitend.care.referrals.models import Question, Referral, WarmHandover
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.states import REFERRAL
from sluitend.core.text import text


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def ask(referral: Referral, *, by: Actor, now: datetime, question: str) -> Question:
    """Ask the other party something. The answer-by date stays what it is."""
    if referral.status not in REFERRAL.open():
        raise NotNow(text("Deze verwijzing is al afgesloten. Bel de ander als u nog een vraag heeft."))
    words = said(question, "question", text("Schrijf uw vraag."))
    found = Question.objects.create(
        referral=referral,
        asked_by_id=by.professional_id,
        asked_by_name=by.name[:120],
        asked_at=now,
        question=words[:600],
    )
    tell_all(referral, text("Er is een vraag over een verwijzing. De antwoordtermijn loopt door."), by=by, now=now)
    return found


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Question")
def answer_question(question: Question, *, by: Actor, now: datetime, answer: str) -> Question:
    """Answer a question once; a second thought is a new question."""
    if question.answered_at is not None:
        raise NotNow(text("Deze vraag is al beantwoord. Ververs de pagina om het antwoord te zien."))
    question.answer = said(answer, "answer", text("Schrijf uw antwoord."))[:600]
    question.answered_by_id, question.answered_at = by.professional_id, now
    question.save()
    tell_all(question.referral, text("Er is antwoord op een vraag over een verwijzing."), by=by, now=now)
    return question


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def set_business(referral: Referral, *, by: Actor, now: datetime, status: str) -> Referral:
    """Say what the family notices now: an appointment, a waiting list, not having come."""
    if status not in Referral.Business.values:
        raise NotNow(text("Kies een van de mogelijkheden."), field="status")
    if referral.status not in REFERRAL.open():
        raise NotNow(text("Deze verwijzing is al afgesloten."))
    referral.business = status
    referral.save(update_fields=["business"])
    record(referral, by=by, now=now, before=referral.status, status=status)
    tell_all(referral, text("Er is nieuws over een verwijzing."), by=by, now=now)
    return referral


@action(needs=Permission.SAY_IF_IT_HELPED, about="referrals.Referral")
def family_says(referral: Referral, *, by: Actor, now: datetime, helped: bool | None, words: str = "") -> Referral:
    """Record whether the family says that it helped. This is the family's word, apart from the outcome."""
    if referral.owner_id is None or referral.status == "entered_in_error":
        raise NotNow(text("Er is nog geen hulp geweest waar het gezin iets over kan zeggen."))
    if by.person_id is not None and referral.person_id not in own_persons(referral.family, by.person_id, day(now)):
        raise NotNow(text("Deze hulp was voor iemand anders."))
    if helped is None:
        raise NotNow(text("Kies wat het gezin zegt."), field="helped")
    referral.family_says_helped, referral.family_said_on, referral.family_said = helped, day(now), words.strip()[:300]
    referral.save(update_fields=["family_says_helped", "family_said_on", "family_said"])
    tell_all(referral, text("Het gezin heeft gezegd of de hulp hielp."), by=by, now=now)
    return referral


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def warm_handover(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    on: date | None,
    where: str,
    who: str,
    family_present: bool = True,
) -> WarmHandover:
    """Record a hand-over in person: who was there, where, when."""
    if on is None or on > day(now):
        raise NotNow(text("Vul in op welke dag het gesprek was: vandaag of eerder."), field="on")
    found = WarmHandover.objects.create(
        referral=referral,
        on=on,
        where=said(where, "where", text("Schrijf waar het gesprek was."))[:150],
        who=said(who, "who", text("Schrijf wie erbij waren."))[:300],
        family_present=family_present,
        noted_by_id=by.professional_id,
    )
    tell_all(referral, text("Er was een warme overdracht bij een verwijzing."), by=by, now=now)
    return found
