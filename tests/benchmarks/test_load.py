"""The bulk-loaded region is sound: the proof finds nothing in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from benchmarks.load import load
from sluitend.care.monitoring import actions, queries
from sluitend.care.network.queries import system_actor

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.django_db
def test_a_loaded_region_passes_the_proof():
    loaded = load(300, seed=1, now=NOW, content=settings.CONTENT)
    proof = actions.prove(loaded.region_id, by=system_actor(loaded.region_id), now=NOW, clock=lambda: NOW)
    assert queries.leaks(proof) == []
    [status] = queries.status()
    assert status.families == 300
