"""How much Python a page is: steps of the interpreter per request, which no busy machine changes.

    SLUITEND_DURABLE=1 tools/test-machine.sh .venv/bin/python -m benchmarks.steps

One process, 1,000 families. Work in C (the database's driver, the system) is not in it; two versions of the program can be compared to
the percent where times differ by half from one minute to the next.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks import machine, pages
from benchmarks.client import Ask

FAMILIES, WARM, COUNTED = 1_000, 20, 5
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def steps(application: Application, what: Ask) -> float:
    for _ in range(WARM):
        answered(application, what)
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return step

    sys.settrace(step)
    try:
        for _ in range(COUNTED):
            answered(application, what)
    finally:
        sys.settrace(None)
    return count / COUNTED


def answered(application: Application, what: Ask) -> None:
    """Asks once, as the server does."""
    from django.test import RequestFactory

    body, kind = what.filled(), what.headers["Content-Type"]
    asked = RequestFactory().generic("POST" if body else "GET", what.path, body, kind, headers=dict(what.headers))
    said: list[tuple[str, dict[str, str]]] = []
    answer = application(asked.environ, lambda status, headers: said.append((status, dict(headers))))
    content = b"".join(answer).decode()
    answer.close()
    [(status, headers)] = said
    what.check(int(status.split()[0]), f"{headers.get('Location', '')} {content}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sluitend-bench.") as var:
        machine.make_database("bench_steps")
        env = machine.environment("bench_steps", Path(var))
        machine.python(env, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        machine.python(env, "manage.py", "migrate", "--verbosity", "0")
        served = machine.Served(FAMILIES, "", 1, 1, 1, machine.step(env, "load", FAMILIES), ())
        os.environ |= env
        sys.path.insert(0, str(machine.ROOT / "src"))
        from sluitend.config.wsgi import application

        for name, what in (pages.pages(served) | {"signal": pages.signal(served)}).items():
            print(f"{name:10}{steps(application, what):>12,.0f}", flush=True)


if __name__ == "__main__":
    main()
