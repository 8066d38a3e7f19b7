"""Workers that are killed (kill -9) while they send: nothing is lost, and no mailbox shows anything twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.care.test_killed import ROOT, database  # noqa: F401
from tests.doors.messages.mail_server import mail_server

COUNT = 12


@pytest.fixture
def start(database, tmp_path):  # noqa: F811
    """`start(port, "send")`: a worker that sends to this mail server."""
    running = []

    def one(port, *what):
        mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0"}
        here = {"DATABASE_URL": database, "SLUITEND_VAR": str(tmp_path), "PYTHONPATH": "src"}
        command = [sys.executable, "-m", "tests.doors.messages.worker", *what]
        running.append(
            subprocess.Popen(command, cwd=ROOT, env={**os.environ, **mail, **here}, stdout=subprocess.PIPE, text=True)
        )
        return running[-1]

    yield one
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.slow
def test_workers_that_die_lose_nothing_and_what_is_sent_twice_is_the_same_letter(start):
    with mail_server() as box:
        assert start(box.port, "prepare", str(COUNT)).wait() == 0
        workers = [start(box.port, "send"), start(box.port, "send")]

        def kill(taken: int) -> None:
            """After the fourth letter was taken and before that is said: the moment that no protocol closes."""
            if taken == 4:
                for worker in workers:
                    worker.kill()

        box.taken = kill
        for worker in workers:
            worker.wait()
        box.taken = lambda _: None
        before = len(box.letters)
        assert 4 <= before < COUNT
        survivors = [start(box.port, "later"), start(box.port, "later")]
        assert [one.wait() for one in survivors] == [0, 0]
        looked, _ = start(box.port, "look").communicate()
        assert looked.strip() == str({"sent": COUNT})
        numbers = {to: {letter["Message-ID"] for _, letter in box.letters if _ == to} for to, _ in box.letters}
        assert len(numbers) == COUNT, "somebody got nothing"
        assert all(len(found) == 1 for found in numbers.values()), "the same message under two numbers"
        shown = Counter(letter["Message-ID"] for _, letter in box.letters)
        assert sum(times - 1 for times in shown.values()) <= len(workers), "more than was in the hands of the dead"
