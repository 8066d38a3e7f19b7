"""For all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection


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
            for name, table in (("trail_no_DELETE", "trail_entry"), ("trail_secret_no_DELETE", "trail_secretentry")):
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
                (trigger,) = cursor.fetchone()
                cursor.execute(f"DROP TRIGGER {name}")
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(trigger)
