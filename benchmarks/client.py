"""Asking: one request at a time to count what it costs, and eight connections at once with wrk to measure the rate.

wrk's own cost on this load (a constant page) is under a tenth of a core; it runs on the same machine and is part of every figure alike.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import uuid4

import psycopg

CONNECTIONS = 8
COUNTED = 10
"""Requests over which statements and pages are counted."""
LUA = Path(__file__).with_name("client.lua")
CONTROL = r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW|DEALLOCATE|SELECT (sum|pg_stat)|SELECT 1 FROM ONLY)"
"""Not counted as statements: transaction control, ourselves, and what PostgreSQL does itself to check a foreign key at commit."""


@dataclass(frozen=True)
class Ask:
    """A request. `@once@` and `@serial@` in the body are new each time."""

    name: str
    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    answer: int = 200
    holds: str = ""
    """A text that the answer holds (in its Location when it sends elsewhere): a refusal is not measured by mistake."""

    def filled(self) -> str:
        return self.body.replace("@once@", str(uuid4())).replace("@serial@", uuid4().hex)

    def check(self, status: int, told: str) -> None:
        """`told` is where the answer sends, and what it says. Another answer than expected stops the run."""
        if status != self.answer or self.holds not in told:
            raise SystemExit(
                f"{self.name}: {status} instead of {self.answer}, or without {self.holds!r}:\n{told[:3000]}"
            )


@dataclass(frozen=True)
class Rate:
    """Per second, and milliseconds."""

    per_second: float
    p50: float
    p95: float


@dataclass(frozen=True)
class Cost:
    """Of one request, without others at the same time."""

    statements: float
    pages: float
    bytes: int


def ask(what: Ask, connection: http.client.HTTPConnection) -> int:
    """Asks once and returns the length of the answer."""
    body = what.filled() or None
    connection.request("POST" if body else "GET", what.path, body=body, headers=dict(what.headers))
    answer = connection.getresponse()
    content = answer.read()
    what.check(answer.status, f"{answer.headers.get('Location', '')} {content.decode()}")
    return len(content)


def cost(what: Ask, database: str) -> Cost:
    """Statements (transaction control left out) and database pages of one request, from pg_stat_statements."""
    connection = http.client.HTTPConnection("127.0.0.1", what.port)
    _warm(what)
    with psycopg.connect(database, autocommit=True) as counting:
        counting.execute(
            "SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)"
        )
        size = max(ask(what, connection) for _ in range(COUNTED))
        found = counting.execute(
            "SELECT sum(calls) FILTER (WHERE query !~* %s), sum(shared_blks_hit + shared_blks_read) FROM pg_stat_statements "
            "WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query !~ 'pg_stat'",
            [CONTROL],
        ).fetchone()
    assert found is not None
    connection.close()
    return Cost(float(found[0] or 0) / COUNTED, float(found[1] or 0) / COUNTED, size)


def _warm(what: Ask) -> None:
    """Both workers have met this page: a connection stays with one of them, so several are tried."""
    for _ in range(COUNTED):
        connection = http.client.HTTPConnection("127.0.0.1", what.port)
        ask(what, connection)
        connection.close()


def rate(what: Ask, seconds: float, serial: int) -> Rate:
    env = {
        **os.environ,
        "WRK_METHOD": "POST" if what.body else "GET",
        "WRK_HEADERS": "\n".join(f"{name}: {value}" for name, value in what.headers.items()),
        "WRK_BODY": what.body,
        "WRK_RUN": str(serial),
    }
    command = [
        "wrk",
        "-t2",
        f"-c{CONNECTIONS}",
        f"-d{seconds:g}s",
        "-s",
        str(LUA),
        f"http://127.0.0.1:{what.port}{what.path}",
    ]
    out = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout  # noqa: S603 wrk, on loopback
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    assert found is not None, out
    requests, duration, failed, p50, p95 = map(int, found.groups())
    if failed:
        raise SystemExit(f"{what.name}: {failed} of {requests} requests failed\n{out}")
    return Rate(requests / duration * 1e6, p50 / 1e3, p95 / 1e3)


def middle(rates: list[Rate]) -> Rate:
    """Of several rounds the median of each figure."""
    return Rate(*(median(getattr(one, name) for one in rates) for name in ("per_second", "p50", "p95")))
