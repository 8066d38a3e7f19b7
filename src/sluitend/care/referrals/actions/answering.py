"""The receiver's answer: accepting by name and with a date of first contact, or not, with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Involvement
from sluitend.care.referrals.actions import steps
from sluitend.care.referrals.actions.turns import turn
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import REFERRAL_ACCEPTED, REFERRAL_NOT_ACCEPTED
from sluitend.core.text import text

FIRST_CONTACT_AT_MOST = timedelta(days=183)
"""A first contact more than half a year ahead is a waiting list or a typing error, not an acceptance. Ours."""


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.Referral")
def accept(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    owner_id: int | None,
    first_contact_on: date | None,
    by_link: bool = False,
) -> Referral:
    """Take it over: who takes it up, and when the family hears from that person.

    A family without an open file gets one. The owner leads it; with `by_link` the owner has no account and the sender leads.
    """
    _not_taken(referral)
    if not referral.ground.holds(day(now)):
        raise NotNow(text("Er is geen toestemming meer. De afzender bespreekt met het gezin hoe het verder gaat."))
    turn(referral, "accepted", by=by, now=now, owner=owner_id, first_contact_on=first_contact_on)
    assert owner_id is not None
    assert first_contact_on is not None
    owner = _owner(referral, owner_id, day(now))
    referral.owner, referral.first_contact_on, referral.answered_at = owner, _near(first_contact_on, day(now)), now
    referral.by_link = by_link
    _involve(referral, owner, day(now))
    steps.end_promise(referral, by=by, now=now, result=REFERRAL_ACCEPTED.message)
    steps.promised_in_file(
        referral,
        by=by,
        now=now,
        owner_id=owner.pk,
        lead_id=referral.sender_id if by_link else owner.pk,
        what=steps.FIRST_CONTACT,
        due_on=first_contact_on,
        kind="first_contact",
    )
    referral.save()
    return referral


def _not_taken(referral: Referral) -> None:
    if referral.status == "accepted" and referral.owner is not None:
        raise NotNow(
            text(
                "Deze verwijzing is net al aangenomen. %(name)s pakt het op; het eerste contact is op %(on)s.",
                name=referral.owner.name,
                on=referral.first_contact_on,
            )
        )


def _owner(referral: Referral, owner_id: int, today: date) -> Professional:
    found = Professional.objects.on(today).filter(pk=owner_id, organisation_id=referral.receiver_id).first()
    if found is None:
        raise NotNow(text("Kies iemand die nu bij de ontvangende organisatie werkt."), field="owner")
    return found


def _near(first_contact_on: date, today: date) -> date:
    if first_contact_on < today:
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="first_contact_on")
    if first_contact_on > today + FIRST_CONTACT_AT_MOST:
        raise NotNow(
            text("Het eerste contact ligt meer dan een half jaar vooruit. Klopt de datum?"), "first_contact_on"
        )
    return first_contact_on


def _involve(referral: Referral, owner: Professional, today: date) -> None:
    """Give the owner access to the family; remember that it came from here, so that it can end with the referral."""
    facts = {"family_id": referral.family_id, "professional": owner, "role": Involvement.Role.CARE_GIVER}
    if not Involvement.objects.filter(**facts, ends_on__isnull=True).exists():
        referral.involvement = Involvement.objects.create(**facts, starts_on=today)


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.Referral")
def reject(referral: Referral, *, by: Actor, now: datetime, reason: str, who_could: str = "") -> Referral:
    """Say that it cannot be done here, why, and who could. It goes back to the sender; the family's need does not end."""
    reason = reason.strip()
    turn(referral, "rejected", by=by, now=now, note=reason, reason=reason)
    referral.reason, referral.who_could = reason[:400], who_could.strip()[:300]
    referral.answered_at = referral.ended_at = now
    steps.end_promise(referral, by=by, now=now, result=REFERRAL_NOT_ACCEPTED.message)
    steps.decide(referral, by=by, now=now)
    referral.save()
    return referral
