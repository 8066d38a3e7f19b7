"""Seconds to plan every contact of ten thousand seeded pregnancies, beside the same number of days added by hand.

    .venv/bin/python -m benchmarks.bench_plans

Aim (issue 4): under two seconds for the shipped programme with the longest plan. The yardstick adds a week to a date as often as there
are contacts: what any planning in Python costs at least. Each is the best of five runs, taken in turns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from sluitend.core.content import Programme
from sluitend.core.programme import Known, planned
from tests.core.test_programme_plans import FILES, PREGNANCIES, pregnancy, programme

SECONDS = 2
RUNS = 5
WEEK = timedelta(weeks=1)


def contacts(one: Programme, families: list[Known]) -> int:
    return sum(len(planned(one, known)) for known in families)


def by_hand(number: int, families: list[Known]) -> int:
    each = number // len(families)
    for known in families:
        day = known.enrolled_on
        for _ in range(each):
            day += WEEK
    return each * len(families)


def seconds(call: Callable[[], int]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def main() -> int:
    random = Random(20261126)
    families = [pregnancy(random).known for _ in range(PREGNANCIES)]
    counts = {one.id: (contacts(one, families), one) for one in map(programme, FILES)}
    number, longest = max(counts.values(), key=lambda pair: pair[0])
    runs = [
        (seconds(lambda: contacts(longest, families)), seconds(lambda: by_hand(number, families))) for _ in range(RUNS)
    ]
    ours, bare = (min(run[at] for run in runs) for at in (0, 1))
    held = ours < SECONDS
    print(
        f"{PREGNANCIES:,} plans of {longest.id}, {number:,} contacts: {ours:.2f} s, {ours / bare:.1f} times days by hand"
    )
    print(f"{'held' if held else 'NOT HELD'}: under {SECONDS} seconds")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
