"""What the parties of a referral hear when the consent under it is withdrawn. What the receiver saw is gone by then (queries/cards.py)."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.followup.actions import tell
from sluitend.care.referrals.actions.turns import lead_of, record
from sluitend.care.referrals.models import Referral, ReferralMove
from sluitend.core.access import Actor
from sluitend.core.text import text

CONSENT_GONE = "consent_gone"
MESSAGE = text("Een ouder heeft toestemming ingetrokken. Bespreek hoe de hulp verder gaat.")


def tell_withdrawn(referral: Referral, *, by: Actor, now: datetime) -> None:
    """Tell sender, owner and lead, once, and leave a line in its history, which also says that they were told. The state stays what it
    is: consent to share is not the help itself, and ending that is for people."""
    if ReferralMove.objects.filter(referral=referral, status=CONSENT_GONE).exists():
        return
    record(referral, by=by, now=now, before=referral.status, status=CONSENT_GONE)
    told = {referral.sender_id, referral.owner_id, lead_of(referral.family_id)}
    about = {"family_id": referral.family_id, "thing": referral}
    tell(told, kind="referral", message=MESSAGE, now=now, but=by.professional_id, **about)
