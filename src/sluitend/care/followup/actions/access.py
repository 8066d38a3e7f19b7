"""Asking for access to a family, and seeing it in an emergency; the lead is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.followup.actions.notices import tell
from sluitend.care.people.actions import involve
from sluitend.care.people.models import AccessRequest, Family, Involvement
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.person import wrong_words
from sluitend.core.text import text

GLASS_AT_MOST = timedelta(days=1)
"""How far ahead emergency access may end: the calendar day after today."""


@action(needs=Permission.BREAK_GLASS, about="people.Family")
def break_glass(family: Family, *, by: Actor, now: datetime, reason: str, until: date) -> Involvement:
    """See a family one is not involved with, in an emergency: with a reason, an end, and notice to who is involved."""
    today, reason = day(now), _reason(reason)
    if by.professional_id is None or not today <= until <= today + GLASS_AT_MOST:
        raise NotNow(text("Kies vandaag of morgen als laatste dag."), field="until")
    found = family.involvements.filter(professional_id=by.professional_id, role=Involvement.Role.EMERGENCY)
    glass = found.filter(ends_on__gte=today).first() or Involvement(
        family=family, professional_id=by.professional_id, role=Involvement.Role.EMERGENCY, starts_on=today
    )
    glass.reason, glass.ends_on = reason, until
    glass.save()
    tell(
        _who_answers_for(family, today),
        kind="glass",
        message=text("%(who)s opende een dossier met noodtoegang. De reden staat bij het gezin.", who=by.name),
        now=now,
        family_id=family.pk,
        thing=glass,
        but=by.professional_id,
    )
    return glass


@action(needs=Permission.ASK_ACCESS, about="people.Family")
def ask_access(family: Family, *, by: Actor, now: datetime, why: str) -> AccessRequest:
    """Ask who leads the family for access, and say what for."""
    why = _reason(why, "why")
    if by.professional_id in family.access(day(now)).involved:
        raise NotNow(text("U bent al betrokken bij dit gezin."))
    found = AccessRequest.objects.filter(family=family, by_id=by.professional_id, answered_at=None).first()
    if found is not None:
        raise NotNow(text("U heeft al toegang gevraagd. Er is nog niet geantwoord."))
    request = AccessRequest.objects.create(family=family, by_id=by.professional_id, why=why, asked_at=now)
    tell(
        _who_answers_for(family, day(now)),
        kind="access",
        message=text("%(who)s vraagt toegang tot een gezin.", who=by.name),
        now=now,
        family_id=family.pk,
        thing=request,
    )
    return request


@action(needs=Permission.GRANT_ACCESS, about="people.AccessRequest")
def answer_access(
    request: AccessRequest, *, by: Actor, now: datetime, granted: bool, answer: str = ""
) -> AccessRequest:
    """Give or refuse access, and tell who asked. A refusal says why."""
    if request.answered_at is not None:
        raise NotNow(text("Deze vraag is al beantwoord."))
    request.answer = answer.strip() if granted else _reason(answer, "answer")
    request.granted, request.answered_at = granted, now
    request.save(update_fields=["granted", "answer", "answered_at"])
    if granted:
        involve(request.family_id, by=by, now=now, professional_id=request.by_id, reason=request.why)
    given, refused = (
        text("U heeft toegang tot een gezin gekregen."),
        text("U heeft geen toegang tot een gezin gekregen."),
    )
    tell(
        {request.by_id},
        kind="access",
        message=given if granted else refused,
        now=now,
        family_id=request.family_id,
        thing=request,
    )
    return request


def _reason(words: str, field: str = "reason") -> str:
    words = words.strip()
    if not words:
        raise NotNow(text("Geef een reden."), field=field)
    if wrong := wrong_words(words, field, 300):
        raise NotNow(wrong[1], field=field)
    return words


def _who_answers_for(family: Family, today: date) -> set[int | None]:
    """The lead; where there is no lead yet, everybody who is involved."""
    rows = list(Involvement.objects.on(today).filter(family=family).exclude(role=Involvement.Role.EMERGENCY))
    leads: set[int | None] = {row.professional_id for row in rows if row.role == Involvement.Role.LEAD}
    return leads or {row.professional_id for row in rows}
