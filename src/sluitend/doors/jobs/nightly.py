"""The night: think again about every open family, one per transaction, then prove the closing rules."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sluitend.care.coordination.actions import drop_old_caseload_drafts
from sluitend.care.monitoring import actions as monitoring
from sluitend.care.monitoring.queries import open_families
from sluitend.care.network.queries import region_ids, system_actor

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
    looked_at = failed = 0
    for family_id in open_families(region_id):
        looked_at += 1
        try:
            monitoring.rethink(family_id, by=by, now=clock())
        except Exception:
            # One bad record never stops the others; the proof below names what is wrong with it.
            failed += 1
            log.exception("nightly: family %s", family_id)
    drop_old_caseload_drafts(region_id, by=by, now=clock())
    proof_id = monitoring.prove(region_id, by=by, now=clock(), clock=clock)
    return Night(region_id, proof_id, looked_at, failed)
