"""Keeping the closing rules: refused in the transaction, proved every night."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import day
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.queries import closing_facts
from sluitend.core.access import Actor, NotNow
from sluitend.core.promise import QUIET_WEEKS_AT_MOST, breaches
from sluitend.core.text import text


def keep_closing_rules(family_id: int, *, by: Actor, now: datetime) -> None:
    """Refuse the transaction when this family would break a closing rule; else note its next step on the file.

    The file's row is locked first: of two transactions that each end one of two last promises, the second sees what the first did.
    """
    case = Case.objects.select_for_update().filter(family_id=family_id).order_by("-pk").first()
    if case is None:
        return
    for facts in closing_facts([family_id], quiet_weeks=QUIET_WEEKS_AT_MOST):
        for breach in breaches(facts, day(now)):
            raise NotNow(text("Dit kan zo niet: %(why)s", why=breach.why))
    _note_next_step(case)


def _note_next_step(case: Case) -> None:
    first = (
        Promise.objects.filter(family_id=case.family_id, status=Promise.Status.OPEN).order_by("due_on", "pk").first()
    )
    seen = (case.next_due_on, case.next_what, case.next_owner_id, case.next_is_quiet)
    if first is None or case.status == Case.Status.CLOSED:
        next_step = (None, "", None, False)
    else:
        next_step = (first.due_on, first.what, first.owner_id, first.kind == Promise.Kind.QUIET)
    if seen != next_step:
        case.next_due_on, case.next_what, case.next_owner_id, case.next_is_quiet = next_step
        case.save(update_fields=["next_due_on", "next_what", "next_owner", "next_is_quiet"])
