"""Who brought a family: signalled, referred, or follows it as its midwife."""

from __future__ import annotations

from typing import NamedTuple

from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal


class Referrer(NamedTuple):
    professional_id: int
    name: str


def referrers(family_id: int) -> tuple[Referrer, ...]:
    """Everybody who is owed an answer about this family, each once, by name. One statement."""
    signals = Signal.objects.filter(family_id=family_id).exclude(status=Signal.Status.WITHDRAWN)
    sent = Referral.objects.filter(family_id=family_id).values_list("sender_id", "sender__name")
    found = sent.union(
        signals.filter(signaller__isnull=False).values_list("signaller_id", "signaller__name"),
        signals.filter(midwife__isnull=False).values_list("midwife_id", "midwife__name"),
    )
    return tuple(sorted((Referrer(*pair) for pair in found), key=lambda one: one.name))
