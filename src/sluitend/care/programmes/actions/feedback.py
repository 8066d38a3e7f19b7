"""What who referred is told: what came of it, with her consent, and no more than that (source text 000)."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.followup.actions import tell
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries.known import programme_of
from sluitend.care.programmes.queries.referrers import referrers
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.programme import Feedback
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def give_feedback(row: Enrolment, *, by: Actor, now: datetime, what: str, agreed: bool) -> Enrolment:
    """Tell who signalled or referred, and the midwife, what came of it. Without her consent nothing goes."""
    if what not in set(Feedback):
        raise NotNow(text("Kies wat u terugkoppelt."), field="what")
    if not agreed:
        raise NotNow(text("Zonder haar toestemming gaat er niets terug."), field="agreed")
    to = {one.professional_id for one in referrers(row.family_id)} - {by.professional_id}
    if not to:
        raise NotNow(text("Niemand heeft dit gezin gemeld of verwezen; er is niemand om terug te koppelen."))
    said = Feedback(what).sentence(programme_of(row.version).names.nl)
    tell(to, kind="programme", message=said, now=now, family_id=row.family_id, thing=row)
    row.feedback, row.feedback_on = what, day(now)
    row.save(update_fields=["feedback", "feedback_on"])
    return row
