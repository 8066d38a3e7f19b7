"""`make bench`: everything issue 2 asks to be measured, in one run on one machine. See benchmarks/README.md.

Every size gets its own database on one durable PostgreSQL; all are filled first, all servers run, and the pages are then measured in
rounds that go through the sizes in turn, so that a busy moment of the machine weighs on all of them alike.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks import aims, client, machine, pages
from benchmarks.machine import Served

SIZES = (1_000, 10_000, 100_000)
PGBENCH = "/usr/lib/postgresql/15/bin/pgbench"
ALONE = ("benchmarks.bench_tables", "benchmarks.bench_whatif", "benchmarks.bench_plans", "benchmarks.refusals")
"""What measures by itself: exit 1 when something is not held."""


def say(what: str) -> None:
    print(what, flush=True)


def options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="open families, for instance 1000,10000")
    parser.add_argument("--seconds", type=float, default=4, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="the median round counts")
    parser.add_argument("--report-only", action="store_true", help="exit 0 also when something is not held")
    return parser.parse_args(arguments)


def serve(families: int, var: Path, stack: ExitStack, one: aims.Measured) -> Served:
    """Fill a database of this size, prove it, and serve it."""
    database = f"bench_{families}"
    machine.make_database(database)
    env = machine.environment(database, var)
    machine.python(env, "manage.py", "migrate", "--verbosity", "0")
    loaded = machine.step(env, "load", families)
    one.load_seconds, one.load_memory = loaded["seconds"], loaded["memory_mb"]
    say(f"{families:,} families loaded in {one.load_seconds:.1f} s, {one.load_memory} MB at most")
    prove(env, loaded["region_id"], families, one)
    port, pid = stack.enter_context(machine.serving(env, "sluitend.config.wsgi:application", var / f"{database}.log"))
    bare, threaded = (
        stack.enter_context(
            machine.serving(env, "benchmarks.bare:application", var / f"{database}.{threads}.log", threads)
        )[0]
        for threads in (1, machine.THREADS)
    )
    return Served(families, machine.url_of(database), port, bare, threaded, loaded, machine.with_children(pid))


def prove(env: dict[str, str], region: int, families: int, one: aims.Measured) -> None:
    """The full proof, in a process of its own."""
    proof = machine.step(env, "prove", region)
    if proof["breaches"] or proof["families"] != families:
        raise SystemExit(f"the proof found {proof}")
    one.proof_seconds, one.proof_memory = proof["seconds"], proof["memory_mb"]
    say(f"proved in {one.proof_seconds:.2f} s, {one.proof_memory} MB at most")


def count(served: Served, one: aims.Measured) -> None:
    """What one request of each page costs, while nobody else asks; a page that does not answer as it should stops the run here."""
    for name, what in pages.with_yardsticks(served).items():
        one.costs[name] = client.cost(what, served.database)
        client.rate(what, 1, 0)  # warm


def read(all_served: Sequence[Served], found: dict[int, aims.Measured], seconds: float, rounds: int) -> None:
    """The rates of the pages, in rounds."""
    rates: dict[tuple[int, str], list[client.Rate]] = {}
    for turn in range(rounds):
        for name in pages.with_yardsticks(all_served[0]):
            for served in all_served:
                what = pages.with_yardsticks(served)[name]
                rates.setdefault((served.families, name), []).append(client.rate(what, seconds, turn + 1))
        say(f"round {turn + 1} of {rounds} of the pages is done")
    for (families, name), several in rates.items():
        found[families].rates[name] = client.middle(several)


def write(served: Served, one: aims.Measured, seconds: float, rounds: int) -> None:
    """Signals and their yardsticks, in turn."""
    signal, bares = pages.signal(served), pages.bare_inserts(served)
    with psycopg.connect(served.database) as connection:
        connection.execute(
            "CREATE TABLE bare_row (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), body text NOT NULL)"
        )
    one.costs["signal"] = client.cost(signal, served.database)
    several: dict[str, list[client.Rate]] = {}
    accepted = []
    for turn in range(rounds):
        for what in bares:
            several.setdefault(what.name, []).append(client.rate(what, seconds, turn + 1))
        before = signals(served)
        several.setdefault("signal", []).append(sent := client.rate(signal, seconds, 1000 + turn))
        # wrk drops the answers of its last moment: what the database holds counts, over the time that wrk measured.
        accepted.append(min(signals(served) - before, sent.per_second * seconds * 1.02) / seconds)
    one.rates |= {name: client.middle(rates) for name, rates in several.items()}
    one.signals = sorted(accepted)[len(accepted) // 2]
    one.server_memory = machine.memory(served)


def signals(served: Served) -> int:
    with psycopg.connect(served.database) as connection:
        row = connection.execute("SELECT count(*) FROM signalling_signal").fetchone()
    return int(row[0]) if row else 0


def pgbench(seconds: float) -> float:
    """Simple-update transactions per second (pgbench -N), scale 10."""
    machine.make_database("bench_pgbench")
    url = machine.url_of("bench_pgbench")
    machine.run(dict(os.environ), PGBENCH, "-i", "-q", "-s", "10", url)
    out = machine.run(dict(os.environ), PGBENCH, "-N", "-c", "8", "-j", "2", "-T", str(max(1, round(seconds))), url)
    found = re.search(r"tps = ([\d.]+)", out)
    assert found is not None, out
    return float(found[1])


def measure(given: argparse.Namespace, var: Path) -> dict[int, aims.Measured]:
    sizes = sorted(int(size) for size in given.sizes.split(","))
    found = {size: aims.Measured() for size in sizes}
    machine.python(machine.environment("postgres", var), "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    with ExitStack() as stack:
        served = []
        for size in sizes:
            served.append(serve(size, var, stack, found[size]))
            count(served[-1], found[size])
        read(served, found, given.seconds, given.rounds)
        simple_update = pgbench(given.seconds)
        for one in served:
            write(one, found[one.families], given.seconds, given.rounds)
            found[one.families].pgbench = simple_update
    return found


def main(arguments: Sequence[str]) -> int:
    given = options(arguments)
    if not machine.SERVER:
        raise SystemExit("run this with `make bench`: it needs its own PostgreSQL")
    say(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="sluitend-bench.") as var:
        found = measure(given, Path(var))
    for line in (*aims.table(found), *aims.judgement(found)):
        say(line)
    held = all(one.held for one in aims.verdicts(found))
    for module in ALONE:
        held &= subprocess.run([sys.executable, "-m", module], cwd=machine.ROOT).returncode == 0  # noqa: S603 our own
    return 0 if given.report_only or held else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
