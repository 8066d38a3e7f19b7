"""The next step that each verb of a referral leaves behind (design.md 5, rules 2 and 4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sluitend.care.action import day
from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import FURTHEST_AHEAD, keep, promise, withdraw
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Family
from sluitend.care.referrals.actions.turns import lead_of
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.kept_words import Spoken
from sluitend.core.text import text

CHECK_ANSWER = text("Kijk of er antwoord is op de verwijzing")
DECIDE = text("Beslis wie nu kan helpen: de verwijzing leverde geen hulp op")
FIRST_CONTACT = text("Eerste contact met het gezin")
SEE_CONTACT = text("Kijk of het eerste contact er is geweest")
SEE_HOW_IT_GOES = text("Kijk met het gezin hoe de hulp gaat")

CHASE_DAYS = 7
"""Calendar days after which the sender asks again (domain.md 6.5, S5)."""
DECIDE_WORKING_DAYS = 2
"""Working days for the sender to look further after a refusal: as long as a first contact may take (domain.md 6.5, S2)."""
SEE_HOW_IT_GOES_DAYS = 42
"""Calendar days to the first look back when the owner names no other step. Ours; the quiet of design.md 5 is longer."""


def promised(
    referral: Referral, *, by: Actor, now: datetime, owner_id: int, what: Spoken, due_on: date, kind: str = "step"
) -> None:
    """A promise that becomes the referral's next step."""
    referral.promise_id = promise(
        referral.family_id, by=by, now=now, owner_id=owner_id, what=what, due_on=due_on, kind=kind
    )


def promised_in_file(
    referral: Referral, *, by: Actor, now: datetime, owner_id: int, lead_id: int, what: Spoken, due_on: date, kind: str
) -> None:
    """The same, where the family must have an open file: it is opened (or reopened) with this lead when there is none.

    The family is locked first: of two referrals accepted at once, the second finds the file that the first opened.
    """
    family = Family.objects.select_for_update().get(pk=referral.family_id)
    if lead_of(family.pk) is not None:
        promised(referral, by=by, now=now, owner_id=owner_id, what=what, due_on=due_on, kind=kind)
    elif lead_id == owner_id:
        open_case(family.pk, by=by, now=now, lead_id=lead_id, first_what=what, first_due_on=due_on)
        referral.promise = Promise.objects.filter(family=family, owner_id=lead_id).latest("pk")
    else:
        look = add_working_days(due_on, 1)
        open_case(family.pk, by=by, now=now, lead_id=lead_id, first_what=SEE_CONTACT, first_due_on=look)
        promised(referral, by=by, now=now, owner_id=owner_id, what=what, due_on=due_on, kind=kind)


def end_promise(referral: Referral, *, by: Actor, now: datetime, result: str = "", gone_because: str = "") -> None:
    """Keep the referral's promise as part of the turn that it waited for, or withdraw it when the turn made it idle."""
    if not Promise.objects.filter(pk=referral.promise_id, status=Promise.Status.OPEN).exists():
        return
    if gone_because:
        withdraw(referral.promise_id, by=by, now=now, reason=gone_because[:300])
    else:
        keep(referral.promise_id, by=by, now=now, result=result)


def named_next(
    referral: Referral, *, by: Actor, now: datetime, owner_id: int, next_what: str, next_due_on: date | None
) -> bool:
    """Promise the next step that was filled in; False when nothing was. The errors name the fields of the form."""
    today = day(now)
    if not next_what.strip() and next_due_on is None:
        return False
    if not next_what.strip():
        raise NotNow(text("Schrijf wat de volgende stap is."), field="next_what")
    if next_due_on is None or not today <= next_due_on <= today + FURTHEST_AHEAD:
        raise NotNow(
            text("Kies een datum voor de volgende stap: vandaag of later, hoogstens twee jaar vooruit."),
            field="next_due_on",
        )
    promised(referral, by=by, now=now, owner_id=owner_id, what=next_what.strip()[:300], due_on=next_due_on)
    return True


def must_have_next(referral: Referral) -> None:
    """An open file keeps an open promise; say so at the field where one can be filled in."""
    is_open = Case.objects.filter(family_id=referral.family_id, status=Case.Status.OPEN).exists()
    if is_open and not Promise.objects.filter(family_id=referral.family_id, status=Promise.Status.OPEN).exists():
        raise NotNow(
            text("Dit was de laatste afspraak voor dit gezin. Schrijf wat de volgende stap is, en wanneer."),
            field="next_what",
        )


def decide(referral: Referral, *, by: Actor, now: datetime) -> None:
    """Back with the sender: who looks further, by when. When the sender left, the lead does, or who sends it back."""
    works = Professional.objects.on(day(now)).filter(pk=referral.sender_id).exists()
    owner_id = (
        referral.sender_id if works else (lead_of(referral.family_id) or by.professional_id or referral.sender_id)
    )
    due_on = day(now) if referral.urgent else add_working_days(day(now), DECIDE_WORKING_DAYS)
    promised(referral, by=by, now=now, owner_id=owner_id, what=DECIDE, due_on=due_on, kind=Promise.Kind.CHECK)


def chase_on(referral: Referral, today: date) -> date:
    """When the sender looks whether there is an answer: an urgent one the same day, else after a week."""
    return referral.answer_by if referral.urgent else max(referral.answer_by, today + timedelta(days=CHASE_DAYS))
