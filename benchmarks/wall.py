"""`tools/test-machine.sh .venv/bin/python -m benchmarks.wall [FAMILIES]`: what the wall between regions costs, as ratios of one run.

Four pages and a signal in one process, asked in turn with the wall off and on, so that a busy machine weighs on both; beside it the
database pages that the reads of each touch, and the tables behind the wall that a read goes through whole.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
FAMILIES, ROUNDS, WARMING, KEPT = 10_000, 4, 8, 12
Read = tuple[str, Any, str]


def requests(filled: dict[str, Any]) -> dict[str, Callable[[], Any]]:
    from uuid import uuid4

    from django.test import Client

    from benchmarks.machine import Served
    from benchmarks.pages import pages, signal

    served = Served(filled["families"], "", 0, 0, 0, filled, ())
    asked = {name: ask for name, ask in pages(served).items() if name != "inbox"} | {"signal": signal(served)}
    serial = iter(range(1_000_000))

    def of(ask: Any) -> Callable[[], Any]:
        cookies = dict(part.split("=", 1) for part in ask.headers["Cookie"].split("; "))
        client = Client()
        for name, value in cookies.items():
            client.cookies[name] = value

        def once() -> Any:
            if not ask.body:
                return client.get(ask.path)
            body = ask.body.replace("@once@", str(uuid4())).replace("@serial@", str(next(serial)))
            return client.post(ask.path, body, content_type="application/x-www-form-urlencoded")

        answer = once()
        assert answer.status_code == ask.answer, (ask.path, answer.status_code)
        return once

    return {name: of(ask) for name, ask in asked.items()}


def switch(turn: str) -> None:
    from django.db import connection

    from sluitend.doors.commands.management.commands.rights import wall

    with connection.cursor() as cursor:
        cursor.execute("\n".join(wall(turn)))


def seconds(request: Callable[[], Any]) -> list[float]:
    times = []
    for _ in range(WARMING + KEPT):
        began = time.perf_counter()
        request()
        times.append(time.perf_counter() - began)
    return times[WARMING:]


@contextmanager
def noted() -> Iterator[list[Read]]:
    """Each read with the regions in which it was asked."""
    from django.db import connection

    from sluitend.care import wall

    found: list[Read] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("(").startswith("SELECT") and "FOR UPDATE" not in sql:
            found.append((sql, params, wall.regions()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def touched(reads: list[Read]) -> tuple[int, set[str]]:
    """(database pages, tables that were read whole)"""
    from django.db import connection

    from sluitend.care.wall import Working

    pages, whole = 0, set[str]()
    for sql, params, where in reads:
        with Working(where), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            (plan,) = cursor.fetchone()
        plan = plan if isinstance(plan, str) else json.dumps(plan)
        top = json.loads(plan)[0]["Plan"]
        pages += top["Shared Hit Blocks"] + top["Shared Read Blocks"]
        whole |= set(re.findall(r'"Node Type": "Seq Scan",.*?"Relation Name": "(\w+)"', plan, re.S))
    return pages, whole


def cost(request: Callable[[], Any], turn: str) -> tuple[int, set[str]]:
    switch(turn)
    with noted() as reads:
        request()
    return touched(reads)


def main(families: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    os.environ["PYTEST_VERSION"] = "measured as in the tests: no redirect to https"
    os.environ.setdefault("DATABASE_URL", os.environ.get("SLUITEND_TEST_POSTGRES", ""))
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.region import fill
    from sluitend.care import wall
    from sluitend.care.people.models import Family

    call_command("migrate", verbosity=0)
    with wall.everywhere():
        assert not Family.objects.exists(), "an empty database, please"
        filled = {**fill(families, timezone.now()), "families": families}
    print(f"{families} families", flush=True)
    asked = requests(filled)
    times: dict[tuple[str, str], list[float]] = {(name, turn): [] for name in asked for turn in ("off", "on")}
    for _ in range(ROUNDS):
        for turn in ("off", "on"):
            switch(turn)
            for name, request in asked.items():
                times[name, turn] += seconds(request)
    for name, request in asked.items():
        off, on = (statistics.median(times[name, turn]) * 1000 for turn in ("off", "on"))
        pages_off, whole_off = cost(request, "off")
        pages_on, whole_on = cost(request, "on")
        print(
            f"{name}: {off:.1f} ms off, {on:.1f} ms on, ratio {on / off:.2f}; {pages_off} and {pages_on} pages touched",
            flush=True,
        )
        print(
            f"  read whole with the wall only: {sorted(whole_on - whole_off)}, without it only: {sorted(whole_off - whole_on)}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FAMILIES)
