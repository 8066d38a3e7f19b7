"""A parent asks, the coordinator answers. The answer is promised by a date, so that no question stays lying."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.followup.actions import keep_and_go_on, promise
from sluitend.care.followup.models import Promise
from sluitend.care.parents.models import Question
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import ANSWERED_PARENT
from sluitend.core.text import text

ANSWER = text("Een vraag van een ouder beantwoorden")


@action(needs=Permission.ASK_COORDINATOR, about="people.Family")
def ask(family: Family, *, by: Actor, now: datetime, question: str, about_look: str = "") -> Question:
    """Ask the coordinator something; who leads now gets a task to answer, by the term for a first contact in this region."""
    if by.person_id is None:
        raise NotNow(text("Hier vraagt een ouder iets. Stuur uw collega een bericht op een andere manier."))
    if not question.strip():
        raise NotNow(text("Schrijf uw vraag op."), field="question")
    lead_id = _lead(family, day(now))
    promised = promise(
        family.pk,
        by=by,
        now=now,
        owner_id=lead_id,
        what=ANSWER,
        due_on=_answer_by(family.region_id, day(now)),
        kind=Promise.Kind.STEP,
    )
    return Question.objects.create(
        family=family,
        person_id=by.person_id,
        question=question.strip(),
        about_look=about_look.strip()[:200],
        asked_at=now,
        promise_id=promised,
    )


def _lead(family: Family, today: date) -> int:
    found = Involvement.objects.on(today).filter(family=family, role=Involvement.Role.LEAD)
    lead_id = found.values_list("professional_id", flat=True).first()
    if lead_id is None:
        raise NotNow(text("Er is nu niemand die uw gezin begeleidt. Bel een van de mensen bij “Wie helpt mij”."))
    return lead_id


def _answer_by(region_id: int, today: date) -> date:
    term = agreements.terms(region_id, today).first_contact
    return Offset(term.amount, term.unit).from_date(today)


@action(needs=Permission.ANSWER_PARENT, about="parents.Question")
def answer(
    question: Question,
    *,
    by: Actor,
    now: datetime,
    words: str,
    next_what: str = "",
    next_due_on: date | None = None,
) -> Question:
    """Answer a parent; the task to do so is done, and a next step is agreed if this was the last one."""
    if question.answered_at is not None:
        raise NotNow(text("Deze vraag is al beantwoord."))
    if by.professional_id is None or not words.strip():
        raise NotNow(text("Schrijf uw antwoord op."), field="words")
    question.answer, question.answered_by_id, question.answered_at = words.strip(), by.professional_id, now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    if question.promise.status == Promise.Status.OPEN:
        keep_and_go_on(
            question.promise_id, by=by, now=now, result=ANSWERED_PARENT.message, what=next_what, due_on=next_due_on
        )
    return question
