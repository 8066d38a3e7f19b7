"""For all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import settings

from sluitend.care import wall
from sluitend.doors.commands.management.commands import rights

# No test depends on how fast the machine is.
settings.register_profile("any-speed", deadline=None)
settings.load_profile("any-speed")

TRAIL_ON_SQLITE = (
    ("trail_entry", "trail_no_DELETE"),
    ("trail_seal", "trail_seal_no_DELETE"),
    ("trail_secretentry", "trail_secret_no_DELETE"),
    ("trail_secretseal", "trail_secret_seal_no_DELETE"),
)
# Tests sign somebody in without any proof. What a weak sign-in cannot do is asked for by the tests of signing in.
django_settings.SIGN_IN_LEVELS = {}
# What makes a stolen table of passwords slow to guess makes each test of signing in slow too.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """What is loaded by now stays, as in a server (config/wsgi.py): looking for garbage in it took a sixth of the time of tests of care."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _tests_see_every_region() -> Iterator[None]:
    """What a test arranges and looks up itself; an action, a query and a page that it asks keep to the region of who asks."""
    with wall.everywhere():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """On PostgreSQL everything runs with the wall between regions on; it holds every role but a superuser (tools/test-machine.sh)."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("\n".join(rights.wall("on")))


@pytest.fixture(autouse=True)
def _empty_the_trail(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that really commit empty the tables afterwards. On SQLite that is DELETE, which the trail refuses: take that off first."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    )
    if not commits:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table, trigger in TRAIL_ON_SQLITE:
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger])
                (put_back,) = cursor.fetchone()
                cursor.execute(f"DROP TRIGGER {trigger}")
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(put_back)
