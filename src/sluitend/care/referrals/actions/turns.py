"""What every move of a referral shares: the state, the history, and telling everybody whom it concerns."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import tell
from sluitend.care.referrals.models import Referral, ReferralMove
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.states import REFERRAL, Party
from sluitend.core.text import Text, text

_SENTENCES: dict[str, Text] = {
    "requested": text("Er is een verwijzing verstuurd voor een gezin dat u kent."),
    "accepted": text("Een verwijzing is aangenomen."),
    "rejected": text("Een verwijzing is niet aangenomen. Beslis wie nu kan helpen."),
    "cancelled": text("Een verwijzing is ingetrokken."),
    "in_progress": text("De hulp na een verwijzing loopt."),
    "on_hold": text("De hulp na een verwijzing staat op pauze."),
    "failed": text("De hulp na een verwijzing is niet gelukt. Beslis wie nu kan helpen."),
    "completed": text("De hulp na een verwijzing is afgerond."),
    "entered_in_error": text("Een verwijzing was per vergissing verstuurd."),
}
_NOT_YOURS: dict[Party, Text] = {
    Party.SENDER: text("Dit kan alleen de afzender doen."),
    Party.RECEIVER: text("Dit kan alleen de ontvanger doen."),
}


def turn(referral: Referral, to: str, *, by: Actor, now: datetime, note: str = "", **facts: object) -> None:
    """Move the referral, with its history, and tell the others. The caller saves the referral (see `saved`)."""
    before = referral.status
    referral.status = states.move(REFERRAL, before, to=to, party=_party(referral, to, by), **facts)
    record(referral, by=by, now=now, before=before, status=to, note=note)
    tell_all(referral, _SENTENCES[to], by=by, now=now)


def _party(referral: Referral, to: str, by: Actor) -> Party | None:
    makers = next((move.by for move in REFERRAL.allowed(referral.status) if move.to == to), frozenset())
    mine = referral.parties(by)
    if makers and mine and not makers & mine:
        raise NotNow(_NOT_YOURS[next(iter(makers))])
    return next(iter(makers & mine), None)


def record(referral: Referral, *, by: Actor, now: datetime, before: str, status: str, note: str = "") -> None:
    ReferralMove.objects.create(
        referral=referral,
        at=now,
        by_id=by.professional_id,
        by_name=by.name[:120],
        before=before,
        status=status,
        note=note[:400],
    )


def tell_all(referral: Referral, message: Text, *, by: Actor, now: datetime) -> None:
    """The sender, the owner, the lead of the family and the midwife of the signal (domain.md 6.1, rule 8)."""
    midwife = referral.signal.midwife_id if referral.signal is not None else None
    tell(
        {referral.sender_id, referral.owner_id, lead_of(referral.family_id), midwife},
        kind="referral",
        message=message,
        now=now,
        family_id=referral.family_id,
        thing=referral,
        but=by.professional_id,
    )


def lead_of(family_id: int) -> int | None:
    """Who leads the open file of this family, if there is one."""
    return Case.objects.filter(family_id=family_id, status=Case.Status.OPEN).values_list("lead_id", flat=True).first()


def said(words: str, field: str, sentence: Text) -> str:
    """What was filled in, without spaces around it; NotNow at this field when nothing was."""
    words = words.strip()
    if not words:
        raise NotNow(sentence, field=field)
    return words
