"""Who brought a family: signalled, referred, or follows it as its midwife."""

from __future__ import annotations

from typing import NamedTuple

from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal


class Referrer(NamedTuple):
    professional_id: int
    name: str


def referrers(family_id: int) -> tuple[Referrer, ...]:
    """Everybody who is owed an answer about this family, each once, by name. Two statements."""
    columns = ("signaller_id", "signaller__name", "midwife_id", "midwife__name")
    signals = Signal.objects.filter(family_id=family_id).exclude(status=Signal.Status.WITHDRAWN).values_list(*columns)
    sent = Referral.objects.filter(family_id=family_id).values_list("sender_id", "sender__name")
    pairs = {(pk, name) for row in signals for pk, name in (row[:2], row[2:]) if pk} | set(sent)
    return tuple(sorted((Referrer(*pair) for pair in pairs), key=lambda one: one.name))
