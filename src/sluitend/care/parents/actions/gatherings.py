"""Inviting parents to the table, and what they answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sluitend.care.action import action, day, details
from sluitend.care.followup.actions import tell
from sluitend.care.parents.actions.questions import ask
from sluitend.care.parents.models import Gathering, Guest, Invitation
from sluitend.care.people.models import Family, FamilyMember
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

ANSWERED = text("Een ouder heeft geantwoord op een uitnodiging.")


@action(needs=Permission.INVITE_PARENT, about="people.Family")
def invite_to_gathering(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    at: datetime,
    place: str,
    who: str,
    topic: str,
    person_ids: Collection[int],
) -> Gathering:
    """Invite parents who have own pages to a case meeting. Each of them answers apart."""
    if by.professional_id is None:
        raise NotNow(text("Alleen een professional nodigt een ouder uit."))
    if at <= now:
        raise NotNow(text("Kies een dag en tijd die nog komen."), field="on")
    for field, words in {"place": place, "who": who, "topic": topic}.items():
        if not words.strip():
            raise NotNow(text("Schrijf dit op."), field=field)
    invited = _with_pages(family, person_ids, now)
    words = {"place": place.strip(), "who": who.strip(), "topic": topic.strip()}
    made = Gathering.objects.create(
        family=family, kind=Gathering.Kind.MEETING, at=at, by_id=by.professional_id, made_at=now, **words
    )
    Guest.objects.bulk_create(Guest(family=family, gathering=made, person_id=pk) for pk in invited)
    return made


def _with_pages(family: Family, person_ids: Collection[int], now: datetime) -> list[int]:
    lives_there = FamilyMember.objects.on(day(now)).filter(family=family).values("person")
    pages = Invitation.objects.filter(family=family, ended_at=None, opened_at__isnull=False, person__in=lives_there)
    found = set(pages.values_list("person_id", flat=True)) & set(person_ids)
    if not found or found != set(person_ids):
        raise NotNow(text("Kies een ouder met een eigen pagina."), field="persons")
    return sorted(found)


@action(needs=Permission.INVITE_PARENT, about="parents.Gathering")
def call_off(gathering: Gathering, *, by: Actor, now: datetime) -> Gathering:
    """It does not go on. The parents see that on their pages."""
    _still(gathering, now)
    gathering.called_off_at = now
    gathering.save(update_fields=["called_off_at"])
    return gathering


@action(needs=Permission.ASK_COORDINATOR, about="parents.Gathering")
def answer_gathering(
    gathering: Gathering,
    *,
    by: Actor,
    now: datetime,
    answer: str,
    other_time: str = "",
    brings: str = "",
    question: str = "",
) -> Guest:
    """Yes, no or another time; perhaps with somebody of one's own, perhaps with a question. May be changed until it begins."""
    guest = Guest.objects.select_for_update().filter(gathering=gathering, person_id=by.person_id).first()
    if guest is None:
        raise NotNow(text("Deze uitnodiging is niet voor u."))
    _still(gathering, now)
    if answer == Guest.Answer.OTHER_TIME and not other_time.strip():
        raise NotNow(text("Schrijf wanneer u wel kunt."), field="other_time")
    guest.answer, guest.answered_at = Guest.Answer(answer), now
    guest.other_time = other_time.strip() if answer == Guest.Answer.OTHER_TIME else ""
    guest.brings = "" if answer == Guest.Answer.NO else brings.strip()
    guest.save(update_fields=["answer", "answered_at", "other_time", "brings"])
    details(answer=answer)
    if question.strip():
        ask(gathering.family_id, by=by, now=now, question=question)
    told = {gathering.by_id}
    tell(told, kind="gathering", message=ANSWERED, now=now, family_id=gathering.family_id, thing=gathering)
    return guest


def _still(gathering: Gathering, now: datetime) -> None:
    if gathering.called_off_at is not None or gathering.at <= now:
        raise NotNow(text("Deze uitnodiging is voorbij of gaat niet door."))
