"""Killing the process in the middle of its work (kill -9) loses nothing that was confirmed and leaves no half step."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
TIMES = 4


@pytest.fixture
def database(request, tmp_path):
    """The address of an empty database of the kind that this run is about."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgresql"):
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    server, name = url.rsplit("/", 1)[0] + "/postgres", f"killed_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.removesuffix("postgres") + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def worker(database, tmp_path):
    environment = {**os.environ, "DATABASE_URL": database, "SLUITEND_VAR": str(tmp_path), "PYTHONPATH": "src"}

    def start(what):
        command = [sys.executable, "-m", "tests.care.worker", what]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def lines(process):
    out, _ = process.communicate()
    return [tuple(line.split()[:2]) for line in out.splitlines() if line.count(" ")]


@pytest.mark.slow
def test_a_killed_process_loses_nothing_confirmed_and_leaves_no_half_step(worker):
    prepared = worker("prepare")
    lines(prepared)
    assert prepared.returncode == 0
    confirmed = set()
    for turn in range(TIMES):
        process = worker("work")
        first = process.stdout.readline()
        time.sleep(Random(turn).uniform(0.1, 0.6))
        process.send_signal(signal.SIGKILL)
        confirmed |= {tuple(first.split()[:2]), *lines(process)[:-1]}
    looked = worker("look")
    found = lines(looked)
    assert looked.returncode == 0
    assert len(confirmed) > TIMES
    assert confirmed <= set(found)
    assert [line for line in found if line[0] == "breach"] == []
    families = sum(line[0] == "family" for line in found)
    assert dict(found)["files"] == str(families), "a family was registered without its file"
