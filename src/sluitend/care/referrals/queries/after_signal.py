"""What came of signals: the referrals that followed from them, told back to who signalled (domain.md 6.1, rule 8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sluitend.care.referrals.models import Referral
from sluitend.core.states import REFERRAL
from sluitend.core.text import Text


@dataclass(frozen=True)
class Followed:
    """One referral after a signal: what was asked of whom, and how it stands. No content."""

    what: str
    receiver: str
    label: Text
    first_contact_on: date | None


def after_signals(signal_ids: Collection[int]) -> dict[int, tuple[Followed, ...]]:
    """Per signal what followed; for who sent or follows those signals. One statement."""
    found: dict[int, tuple[Followed, ...]] = {}
    rows = Referral.objects.filter(signal_id__in=signal_ids).exclude(status="entered_in_error")
    for row in rows.select_related("receiver").order_by("pk"):
        followed = Followed(row.what, row.receiver.name, REFERRAL.labels[row.status], row.first_contact_on)
        found[row.signal_id or 0] = (*found.get(row.signal_id or 0, ()), followed)
    return found
