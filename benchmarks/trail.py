"""`python -m benchmarks.trail`: sealing and proving a trail of 100,000 entries, and that one changed, removed or swapped entry is found.

In a test database of DATABASE_URL (SQLite without it), which is thrown away. For PostgreSQL:
`tools/test-machine.sh sh -c 'DATABASE_URL=$SLUITEND_TEST_POSTGRES .venv/bin/python -m benchmarks.trail'`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

ENTRIES, SECONDS = 100_000, 10
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
HARMS = {
    "changed": "UPDATE trail_entry SET family_id = family_id + 1 WHERE id = {pk}",
    "removed": "DELETE FROM trail_entry WHERE id = {pk}",
    "swapped": "UPDATE trail_entry SET at = (SELECT at FROM trail_entry WHERE id = {pk} + 1), professional_id = 7 WHERE id = {pk}",
    "seal removed": "DELETE FROM trail_seal WHERE entry_id = {pk}",
}


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def fill(number: int) -> None:
    from sluitend.care.trail.models import Entry

    facts = {
        "kind": "look",
        "action": "people.family_people",
        "region_id": 1,
        "user_id": 3,
        "roles": "midwife",
        "code": "R",
    }
    more = {
        "purpose": "TREAT",
        "controls": "TTFF",
        "access_point": "10.0.0.9",
        "trace": "4bf92f3577b34da6a3ce929d0e0e4736",
    }
    rows = (
        Entry(at=NOW + timedelta(seconds=one), professional_id=one % 90, family_id=one % 4_000, **facts, **more)
        for one in range(number)
    )
    Entry.objects.bulk_create(rows, batch_size=2_000)


def harm(statement: str) -> int:
    """How many things are wrong after it; everything is put back."""
    from django.db import connection, transaction

    from sluitend.care.trail.models import Entry
    from sluitend.care.trail.queries import broken

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER USER; ALTER TABLE trail_seal DISABLE TRIGGER USER")
        else:
            for name in ("trail_no_UPDATE", "trail_no_DELETE", "trail_seal_no_UPDATE", "trail_seal_no_DELETE"):
                cursor.execute(f"DROP TRIGGER {name}")
        middle = Entry.objects.order_by("pk")[ENTRIES // 2].pk
        cursor.execute(statement.format(pk=middle))
        found = len(list(broken(1, {})))
        transaction.set_rollback(True)
    return found


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()
    from django.db import connection

    from sluitend.care.trail.actions import seal
    from sluitend.care.trail.queries import broken

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        fill(ENTRIES)
        sealing, head = seconds(lambda: seal(1, now=NOW, everything=True))
        proving, wrong = seconds(lambda: list(broken(1, {head.number: head.hash})))
        print(
            f"{connection.vendor}: {ENTRIES:,} entries sealed in {sealing:.1f} s, proved in {proving:.1f} s, {len(wrong)} wrong"
        )
        seen = {what: harm(statement) for what, statement in HARMS.items()}
        print("found after one entry was", ", ".join(f"{what}: {number}" for what, number in seen.items()))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0 if not wrong and all(seen.values()) and proving < SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
