"""Giving a family to a worker: a missing training or a full caseload is said first, and a reason goes on."""

from __future__ import annotations

from datetime import date

from sluitend.care.followup.actions import working
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries.known import programme_of
from sluitend.care.programmes.queries.workers import worker_of
from sluitend.core.access import NotNow
from sluitend.core.staffing import warnings
from sluitend.core.text import text


def allocate(row: Enrolment, worker_id: int, reason: str, today: date) -> None:
    """Make this the fixed worker. Part of the action that decided so; it saves."""
    worker = working(worker_id, row.family.region_id, today, field="worker_id")
    said = tuple(warnings(programme_of(row.version), worker_of(worker, row.programme_id, today, but=row.pk)))
    if said and not reason.strip():
        why = text("%(warnings)s Schrijf waarom deze medewerker het toch doet.", warnings=said)
        raise NotNow(why, field="worker_reason")
    row.worker, row.worker_reason = worker, reason.strip()[:300] if said else ""
