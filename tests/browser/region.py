"""The demonstration region as a newcomer meets it: `manage.py demo` in its own process, and people who sign in with one click.

The region is loaded once a day and copied for each run, so that every run begins with the same families.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def _environment(database: Path) -> dict[str, str]:
    """That of `make demo`, and nothing of the tests."""
    mine = {name: value for name, value in os.environ.items() if name not in ("PYTEST_VERSION", "DATABASE_URL")}
    wanted = {"DEBUG": "1", "SLUITEND_DEMONSTRATION": "1", "DATABASE_URL": f"sqlite:///{database}"}
    return mine | wanted | {"PYTHONPATH": str(ROOT / "src")}


def _loaded() -> Path:
    """The region as it was loaded today; `demo` loads it again when its files changed."""
    database = Path(settings.VAR) / "browser" / "region.sqlite3"
    database.parent.mkdir(parents=True, exist_ok=True)
    today = database.exists() and date.fromtimestamp(database.stat().st_mtime) == date.today()
    command = [sys.executable, "manage.py", "demo", "--no-serve", *([] if today else ["--fresh"])]
    subprocess.run(command, cwd=ROOT, env=_environment(database), check=True, stdout=subprocess.DEVNULL)
    return database


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    assert server.poll() is None, "the server stopped"
    try:
        with urlopen(address + "/aanmelden/", timeout=10) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration region that runs until the last test is done."""
    copy = tmp_path_factory.mktemp("region") / "demo.sqlite3"
    with sqlite3.connect(_loaded()) as loaded, sqlite3.connect(copy) as target:
        loaded.backup(target)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    command = [sys.executable, *granian, "--port", str(port), "sluitend.config.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=_environment(copy), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + START_SECONDS
        while not _answers(address, server):
            assert time.monotonic() < until, f"no answer within {START_SECONDS} seconds"
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def open_region(browser: Any, region: str) -> Iterator[Callable[..., BrowserContext]]:
    """`open_region(**PHONE)`: a window of its own on the region, closed afterwards."""
    opened: list[BrowserContext] = []

    def open_one(**wanted: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=region, **{"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **wanted}
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_one
    for number, context in enumerate(opened):
        _last_look(context, number)
        context.close()


def _last_look(context: BrowserContext, number: int) -> None:
    """Where everybody stood at the end, for who looks for the cause of a failure: LOOK=/tmp/somewhere."""
    if folder := os.environ.get("LOOK"):
        for page in context.pages:
            page.screenshot(path=f"{folder}/last-{number}.png", full_page=True)
