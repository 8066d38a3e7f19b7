"""Messages out of the door: made per region, then handed over one by one. Any number of workers may do this at the same time."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from sluitend.care.network.queries import region_ids
from sluitend.care.outbox.actions import Parcel, note, plan, take
from sluitend.core.messages import Outcome, Way
from sluitend.outside.mail import send_mail
from sluitend.outside.sms import send_sms
from sluitend.ui.letters import to_parent, to_professional

log = logging.getLogger(__name__)


def plan_all(clock: Callable[[], datetime]) -> int:
    """Make what is due in every region; one region that fails does not stop the others."""
    made = 0
    for region_id in region_ids():
        try:
            made += plan(region_id, now=clock())
        except Exception:
            log.exception("messages: region %s", region_id)
    return made


def deliver(clock: Callable[[], datetime]) -> Counter[Outcome]:
    """Hand over all that is ready."""
    found: Counter[Outcome] = Counter()
    while (parcel := take(clock())) is not None:
        outcome, trouble = _sent(parcel)
        note(parcel, outcome, now=clock(), trouble=trouble)
        found[outcome] += 1
    return found


def _sent(parcel: Parcel) -> tuple[Outcome, str]:
    wanted = parcel.wanted
    if wanted.way is Way.NONE:
        return Outcome.NEVER, "not_wanted"
    if settings.DEMONSTRATION:
        return Outcome.SENT, ""  # nothing leaves: the pages show what would have been sent
    subject, words = _words(parcel)
    key = f"m-{parcel.id}"
    if wanted.way is Way.SMS:
        return send_sms(wanted.mobile, words, key)
    return send_mail(wanted.email, subject, words, key)


def _words(parcel: Parcel) -> tuple[str, str]:
    if parcel.to_parent:
        return to_parent(parcel.wanted.language)
    return to_professional(parcel.kind, parcel.new, parcel.today, parcel.wanted.language)
