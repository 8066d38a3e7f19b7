"""Attempts to reach the family."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action
from sluitend.care.followup.actions.promises import keep, promise
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.people.models import Family
from sluitend.core.access import Actor, NotNow
from sluitend.core.kept_words import Spoken
from sluitend.core.permissions import Permission
from sluitend.core.text import text

NEXT_TRY = {
    ContactAttempt.Result.NOT_REACHED.value: text("Opnieuw proberen"),
    ContactAttempt.Result.APPOINTMENT.value: text("Afspraak met het gezin"),
}


@action(needs=Permission.MAKE_PROMISE, about="people.Family")
def attempt(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    way: str,
    result: str,
    at: datetime | None = None,
    note: str = "",
    keeps_id: int | None = None,
    next_what: Spoken = "",
    next_due_on: date | None = None,
) -> ContactAttempt:
    """Note an attempt to reach the family, what it did for which task, and the next one.

    Not reached needs a date for the next try, an appointment its date: an attempt never ends in nothing.
    """
    if by.professional_id is None:
        raise NotNow(text("Een contactpoging heeft een naam nodig van wie haar deed."))
    made = ContactAttempt(
        family=family, by_id=by.professional_id, way=way, at=at or now, result=result, note=note.strip()
    )
    what = (next_what.strip() if isinstance(next_what, str) else next_what) or NEXT_TRY.get(result, "")
    _check_attempt(made, now, what, next_due_on)
    if next_due_on is not None:
        made.next_try_id = promise(
            family.pk, by=by, now=now, owner_id=by.professional_id, what=what, due_on=next_due_on
        )
    made.save()
    if keeps_id is not None:
        if not family.promises.filter(pk=keeps_id, owner_id__in=by.acts_for).exists():
            raise NotNow(text("Dit is niet uw taak bij dit gezin."), field="keeps")
        keep(keeps_id, by=by, now=now, result=note)
    return made


def _check_attempt(made: ContactAttempt, now: datetime, what: Spoken, next_due_on: date | None) -> None:
    for field, value, known in (
        ("way", made.way, ContactAttempt.Way.values),
        ("result", made.result, ContactAttempt.Result.values),
    ):
        if value not in known:
            raise NotNow(text("Kies een van de mogelijkheden."), field=field)
    if made.at > now:
        raise NotNow(text("Een contactpoging ligt niet in de toekomst."), field="at")
    if next_due_on is not None and not what:
        raise NotNow(text("Schrijf wat er dan gebeurt."), field="next_what")
    if made.result in NEXT_TRY and next_due_on is None:
        raise NotNow(text("Vul de datum van de volgende poging of de afspraak in."), field="next_due_on")
