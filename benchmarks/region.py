"""Steps that run in a process of their own, so that their peak memory is theirs: filling a database, and the full proof.

python -m benchmarks.region load 10000      prints one line of JSON
python -m benchmarks.region prove 1
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from datetime import datetime
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
SEED = 20261123


def sessions(region_id: int, *usernames: str) -> dict[str, str]:
    """A session per person, as signing in with a second proof would leave it; these accounts have no password."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    from sluitend.core.sign_in import Level
    from sluitend.doors.workspace.sign_in.session import IN_SESSION, REGION

    made = {}
    for name in usernames:
        user, store = get_user_model().objects.get(username=name), SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store[IN_SESSION], store[REGION] = {"level": int(Level.SUBSTANTIAL)}, region_id
        store.save()
        made[name] = str(store.session_key)
    return made


def fill(families: int, now: datetime) -> dict[str, Any]:
    from django.conf import settings

    from benchmarks.load import load

    loaded = load(families, seed=SEED, now=now, content=settings.CONTENT)
    users = loaded.coordinator_user, loaded.lead_user, loaded.midwife_user, "nurse"
    return {**asdict(loaded), "sessions": sessions(loaded.region_id, *users)}


def prove(region_id: int, now: datetime) -> dict[str, Any]:
    from sluitend.care.monitoring import actions, queries
    from sluitend.care.network.queries import system_actor

    proof = actions.prove(region_id, by=system_actor(region_id), now=now, clock=lambda: now)
    return {"breaches": len(queries.leaks(proof)), "families": queries.status()[0].families}


def main(step: str, number: int) -> None:
    django.setup()
    from django.utils import timezone

    from sluitend.care import wall

    begin = perf_counter()
    with wall.everywhere():
        found = {"load": fill, "prove": prove}[step](number, timezone.localtime())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**found, "seconds": perf_counter() - begin, "memory_mb": memory}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
