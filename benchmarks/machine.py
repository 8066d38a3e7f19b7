"""The machine of one measurement: a database per size, the product and the yardstick served from it as in production."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("SLUITEND_TEST_POSTGRES", "")
GRANIAN = ("--interface", "wsgi", "--workers", "2", "--no-ws", "--host", "127.0.0.1")
THREADS = 4
"""Of each worker; with them the production command (stack.md, section 4)."""


@dataclass(frozen=True)
class Served:
    """One database, filled, with the product and the bare views on it."""

    families: int
    database: str
    port: int
    bare_port: int
    """The yardstick as performance.md has it: two workers that do one thing at a time."""
    bare_threads_port: int
    """The same views with the threads of the product, for comparison."""
    loaded: dict[str, Any]
    workers: tuple[int, ...]
    """Process ids of the product's server."""


def url_of(database: str) -> str:
    return urlsplit(SERVER)._replace(path=f"/{database}").geturl()


def environment(database: str, var: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name not in {"DEBUG", "SLUITEND_DEMONSTRATION"}},
        "DATABASE_URL": url_of(database),
        "SECRET_KEY": "a key of the measurement, of no value to anybody",
        "MATCHING_KEY": "another key of no value to anybody",
        "SLUITEND_VAR": str(var),
        "SLUITEND_BEHIND_PROXY": "1",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def run(env: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 our own commands
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def python(env: dict[str, str], *arguments: str) -> str:
    return run(env, sys.executable, *arguments)


def step(env: dict[str, str], name: str, number: int) -> dict[str, Any]:
    """A step of benchmarks.region in its own process."""
    return json.loads(python(env, "-m", "benchmarks.region", name, str(number)).splitlines()[-1])  # type: ignore[no-any-return]


def make_database(name: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    with psycopg.connect(url_of(name), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_stat_statements")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(env: dict[str, str], application: str, log: Path, threads: int = THREADS) -> Iterator[tuple[int, int]]:
    """(port, process id) of a granian that answers; it is stopped afterwards."""
    port = free_port()
    granian = (str(Path(sys.executable).parent / "granian"), *GRANIAN, "--blocking-threads", str(threads))
    command = [*granian, "--port", str(port), application]
    with log.open("w") as out:
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=out)  # noqa: S603 our own command
    try:
        _await(port, server, log)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the server did not answer:\n{log.read_text()}")


def memory(served: Served) -> int:
    """Peak resident memory of the product's server and its workers together, MB (pages that they share count twice)."""
    return sum(_peak(pid) for pid in served.workers) // 1024


def _peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def with_children(pid: int) -> tuple[int, ...]:
    """A server and its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return pid, *map(int, children)
