"""What must hold, as ratios of one run (issue 2, "How it is judged"; performance.md), and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.client import Cost, Rate

WORK_LIST_SHARE = 0.15
P95_GROWTH = 1.2
PAGES_GROWTH = 1.3
SIGNAL_SHARE = 0.13
STATEMENTS = 15
PROOF_SECONDS = 10
PROOF_FAMILIES = 100_000
LINEAR = 1.3
"""Ours: seconds per family may differ this much between sizes and still count as linear; fixed costs weigh on the small ones."""
WORK_LISTS = ("today", "overdue")


@dataclass
class Measured:
    """All figures of one size."""

    rates: dict[str, Rate] = field(default_factory=dict)
    costs: dict[str, Cost] = field(default_factory=dict)
    load_seconds: float = 0
    load_memory: int = 0
    proof_seconds: float = 0
    proof_memory: int = 0
    server_memory: int = 0
    signals: float = 0
    """Accepted and committed, per second; counted in the database."""
    pgbench: float = 0


@dataclass(frozen=True)
class Verdict:
    what: str
    measured: float
    aim: float
    at_most: bool = True

    @property
    def held(self) -> bool:
        return self.measured <= self.aim if self.at_most else self.measured >= self.aim


def verdicts(found: Mapping[int, Measured]) -> Iterator[Verdict]:
    first, last = found[min(found)], found[max(found)]
    bare = last.rates["bare page"].per_second
    for page in WORK_LISTS:
        yield Verdict(
            f"{page}: share of the bare page's rate", last.rates[page].per_second / bare, WORK_LIST_SHARE, False
        )
        yield Verdict(f"{page}: growth of p95", last.rates[page].p95 / first.rates[page].p95, P95_GROWTH)
        yield Verdict(
            f"{page}: growth of pages touched", last.costs[page].pages / first.costs[page].pages, PAGES_GROWTH
        )
    insert = last.rates["bare view, 1 insert(s) + commit"].per_second
    yield Verdict("signals: share of the bare insert-and-commit view", last.signals / insert, SIGNAL_SHARE, False)
    for page, cost in last.costs.items():
        if page != "signal" and not page.startswith("bare"):
            yield Verdict(f"{page}: statements", cost.statements, STATEMENTS)
    yield from _proof(found)


def _proof(found: Mapping[int, Measured]) -> Iterator[Verdict]:
    if PROOF_FAMILIES in found:
        yield Verdict("proof of 100,000 families, seconds", found[PROOF_FAMILIES].proof_seconds, PROOF_SECONDS)
    for small, large in pairwise(sorted(found)):
        growth = found[large].proof_seconds / found[small].proof_seconds / (large / small)
        yield Verdict(f"proof: seconds per family, {large:,} against {small:,}", growth, LINEAR)


def table(found: Mapping[int, Measured]) -> Iterator[str]:
    """Everything that was measured, as Markdown."""
    for size, one in sorted(found.items()):
        bare = one.rates["bare page"].per_second
        yield f"\n### {size:,} open families\n"
        yield f"Loaded in {one.load_seconds:.1f} s ({one.load_memory} MB at most). Proof {one.proof_seconds:.2f} s ({one.proof_memory} MB)."
        yield f"Server with two workers {one.server_memory} MB at most.\n"
        yield "| page | req/s | p50 ms | p95 ms | of bare | statements | pages touched | bytes |\n|---|---|---|---|---|---|---|---|"
        for name, cost in one.costs.items():
            if name in one.rates and name != "signal":
                rate = one.rates[name]
                yield (
                    f"| {name} | {rate.per_second:.0f} | {rate.p50:.1f} | {rate.p95:.1f} | {rate.per_second / bare:.0%} "
                    f"| {cost.statements:.1f} | {cost.pages:.0f} | {cost.bytes} |"
                )
        yield from _writing(one)


def _writing(one: Measured) -> Iterator[str]:
    yield "\n| writing, durable, 8 clients | per second | p50 ms | p95 ms | statements | database pages |\n|---|---|---|---|---|---|"
    rate, cost = one.rates["signal"], one.costs["signal"]
    yield f"| signals accepted | {one.signals:.0f} | {rate.p50:.1f} | {rate.p95:.1f} | {cost.statements:.1f} | {cost.pages:.0f} |"
    for name, bare in one.rates.items():
        if name.startswith("bare view"):
            yield f"| {name} | {bare.per_second:.0f} | {bare.p50:.1f} | {bare.p95:.1f} | | |"
    yield f"| pgbench simple-update | {one.pgbench:.0f} | | | | |"


def judgement(found: Mapping[int, Measured]) -> Iterator[str]:
    yield "\n### Held\n\n| what | measured | aim | |\n|---|---|---|---|"
    for one in verdicts(found):
        sign = "at most" if one.at_most else "at least"
        yield f"| {one.what} | {one.measured:.2f} | {sign} {one.aim:g} | {'held' if one.held else '**not held**'} |"
