"""`python -m benchmarks.refusals`: whether time tells what is there. Requests that must look alike (benchmarks/refused.py), taken in turn;
their medians may differ 50 ms at most, and beside each difference stands that of the same page against itself. In a test database of
DATABASE_URL, or of the server of `tools/test-machine.sh`, or in SQLite; it is thrown away.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

ROUNDS, WARM, MOST = 40, 3, 0.050
SLOW = 0.2
"""Seconds; of what is slower on purpose (a wrong password) fewer rounds say enough."""


class Medians(NamedTuple):
    """Seconds at the median: of what is there, of what is not, and of what is not once more."""

    there: float
    nothing: float
    again: float

    @property
    def difference(self) -> float:
        return abs(self.there - self.nothing)

    @property
    def noise(self) -> float:
        return abs(self.nothing - self.again)


def medians(requests: Sequence[Callable[[int], Any]]) -> Medians:
    """The requests in turn, each round beginning with another, so that a busy machine and what was just read weigh on all alike."""
    times: list[list[float]] = [[] for _ in requests]
    for number in range(ROUNDS + WARM):
        answers = set()
        for place in (*range(number % 3, 3), *range(number % 3)):
            began = time.perf_counter()
            answer = requests[place](number)
            times[place].append(time.perf_counter() - began)
            answers.add(answer.status_code)
        if len(answers) > 1:
            raise SystemExit(f"the answers differ: {sorted(answers)}")
        if number >= WARM + ROUNDS // 4 and min(times[1]) > SLOW:
            break
    return Medians(*(statistics.median(found[WARM:]) for found in times))


def measured(what: str, found: Medians) -> float:
    there, nothing, difference, noise = (
        1000 * one for one in (found.there, found.nothing, found.difference, found.noise)
    )
    print(f"{what:45} {there:8.1f} {nothing:8.1f} {difference:8.1f} {noise:8.1f}", flush=True)
    return found.difference


def measure_all() -> float:
    """The largest difference of medians, in seconds."""
    from benchmarks.refused import near_a_matter, refusals, setting
    from tests.care.conftest import make_world

    found = setting(make_world())
    worst = 0.0
    for title, requests in (
        ("milliseconds at the median: of a family", near_a_matter(found)),
        ("milliseconds at the median: what is refused", refusals(found)),
    ):
        heads = ("with", "without") if "family" in title else ("there", "not")
        print(f"\n{title:45} {heads[0]:>8} {heads[1]:>8} {'differ':>8} {'noise':>8}")
        worst = max(worst, *(measured(what, medians(triple)) for what, triple in requests.items()))
    return worst


def main() -> int:
    if server := os.environ.get("SLUITEND_TEST_POSTGRES"):
        os.environ.setdefault("DATABASE_URL", server)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    os.environ["PYTEST_VERSION"] = "measured as in the tests: no redirect to https"
    django.setup()
    from django.conf import settings
    from django.db import connection

    logging.disable(logging.WARNING)
    # As in the tests: with a password alone every page would be one and the same refusal, and nothing would be measured.
    settings.SIGN_IN_LEVELS = {}
    from sluitend.care import wall
    from sluitend.doors.commands.management.commands import rights

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with wall.everywhere():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("\n".join(rights.wall("on")))
            worst = measure_all()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(
        f"\n{'held' if worst <= MOST else 'NOT HELD'}: medians differ {worst * 1000:.1f} ms at most, {MOST * 1000:.0f} may be"
    )
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
