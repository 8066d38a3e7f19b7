"""Microseconds per decision for a table of 25 rows and 6 inputs, beside the same rules written by hand and zen-engine.

    .venv/bin/python -m benchmarks.bench_tables

Aims (issue 3): at most four times the hand-written function, and ahead of zen-engine. All get the same facts and their
answers are compared first; ours and the function calculate in Decimal, zen-engine gets plain numbers. Each column is the
best of fifteen runs, taken in turns so that all meet the same machine.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import zen

from benchmarks.rules import TODAY, Case, Row, by_hand, cases, disjoint_rows, for_zen, model, overlapping_rows

POLICIES = ("FIRST", "UNIQUE", "COLLECT", "RULE ORDER")
TIMES_BY_HAND = 4
RUNS = 15


def seconds(ask: Callable[[Case], Any], facts: Sequence[Case]) -> float:
    begun = time.process_time()
    for case in facts:
        ask(case)
    return time.process_time() - begun


def zen_asks(policy: str, rows: Sequence[Row]) -> Callable[[Case], Any]:
    """Its quickest road: content that was compiled beforehand."""
    content = zen.ZenDecisionContent(for_zen(policy, rows))
    engine = zen.ZenEngine({"loader": lambda key: content})
    return lambda case: engine.evaluate("table", case)["result"]


def plain(case: Case) -> Case:
    return {name: int(value) if isinstance(value, Decimal) else value for name, value in case.items()}


def measured(policy: str, rows: Sequence[Row], facts: Sequence[Case]) -> tuple[float, float, float]:
    """Microseconds by hand, ours, and zen-engine's."""
    decide, hand, theirs = model(policy, rows).decide, by_hand(policy, rows), zen_asks(policy, rows)
    for case in facts[:500]:
        answer = hand(case)
        assert decide("D", case, today=TODAY).value == answer, (policy, case)
        assert theirs(plain(case)) == (answer or theirs(plain(case))), (policy, case)
    ours = partial(decide, "D", today=TODAY)
    numbers = [plain(case) for case in facts]
    runs = [(seconds(hand, facts), seconds(ours, facts), seconds(theirs, numbers)) for _ in range(RUNS)]
    by_hand_, ours_, zen_ = (min(run[at] for run in runs) / len(facts) * 1e6 for at in range(3))
    return by_hand_, ours_, zen_


def main() -> int:
    dice = random.Random(3)
    facts, overlapping = cases(dice, 3000), overlapping_rows(dice)
    print("\nMicroseconds per decision, 25 rows, 6 inputs, numbers as Decimal\n")
    print(f"{'':12}{'by hand':>10}{'ours':>10}{'zen-engine':>12}{'times by hand':>15}")
    held = True
    for policy in POLICIES:
        rows = disjoint_rows() if policy == "UNIQUE" else overlapping
        hand, ours, theirs = measured(policy, rows, facts)
        good = ours <= TIMES_BY_HAND * hand and ours < theirs
        held &= good
        print(
            f"{policy:12}{hand:10.2f}{ours:10.2f}{theirs:12.1f}{ours / hand:15.1f}   {'held' if good else 'NOT HELD'}"
        )
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
