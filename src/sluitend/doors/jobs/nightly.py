"""The night: planned absences begin, every open family is thought about again, what is kept for days goes, the closing rules are proved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.coordination.actions import absence_begins, drop_old_caseload_drafts
from sluitend.care.coordination.queries import absences_that_begin
from sluitend.care.monitoring import actions as monitoring
from sluitend.care.monitoring.queries import open_families
from sluitend.care.network.queries import region_ids, system_actor
from sluitend.care.parents.actions import forget_council_callers
from sluitend.core.access import Actor

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Night:
    """What one night did in one region."""

    region_id: int
    proof_id: int
    looked_at: int
    failed: int


def run(clock: Callable[[], datetime]) -> list[Night]:
    return [_region(region_id, clock) for region_id in region_ids()]


def _region(region_id: int, clock: Callable[[], datetime]) -> Night:
    by = system_actor(region_id)
    _, failed = _each(absences_that_begin(region_id, day(clock())), absence_begins, by, clock)
    looked_at, also_failed = _each(open_families(region_id), monitoring.rethink, by, clock)
    drop_old_caseload_drafts(region_id, by=by, now=clock())
    forget_council_callers(region_id, by=by, now=clock())
    proof_id = monitoring.prove(region_id, by=by, now=clock(), clock=clock)
    return Night(region_id, proof_id, looked_at, failed + also_failed)


def _each(ids: Iterable[int], verb: Callable[..., int], by: Actor, clock: Callable[[], datetime]) -> tuple[int, int]:
    """(tried, failed): one transaction each, so that one bad record never stops the others; the proof names what is wrong."""
    tried = failed = 0
    for pk in ids:
        tried += 1
        try:
            verb(pk, by=by, now=clock())
        except Exception:
            failed += 1
            log.exception("nightly: %s %s", verb.__name__, pk)
    return tried, failed
