"""Working off what-ifs that are longer than one step. A killed process loses the step it was at; the next one goes on from there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sluitend.care.decisions.actions import go_on
from sluitend.care.decisions.queries import running_what_ifs
from sluitend.care.network.queries import region_ids, system_actor
from sluitend.core.access import Actor

log = logging.getLogger(__name__)


def step_each(clock: Callable[[], datetime], failed: set[int]) -> int:
    """One step of each that runs, so that a long one does not keep a short one waiting; how many were taken.

    One whose step fails stops nobody else: it is added to `failed` and left alone, and its page says that it stands still.
    """
    taken = 0
    for region_id in region_ids():
        by = system_actor(region_id)
        for pk in running_what_ifs(region_id):
            if pk not in failed:
                taken += _step(pk, by, clock, failed)
    return taken


def _step(pk: int, by: Actor, clock: Callable[[], datetime], failed: set[int]) -> int:
    try:
        go_on(pk, by=by, now=clock())
    except Exception:
        failed.add(pk)
        log.exception("what-if %s", pk)
        return 0
    return 1
