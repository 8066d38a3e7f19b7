"""A real browser: Debian's Chromium, in Dutch, kept from talking to anyone but the program itself.

Fixtures: `page` (1280 wide), `phone_page` (360 by 740), `plain_page` (no JavaScript), `english_page`;
`assert_accessible(page)` and `picture(page, name)`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.region import open_region, region  # noqa: F401

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "manual" / "pictures"
DUTCH = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
ENGLISH = {"locale": "en-GB", "timezone_id": "Europe/Amsterdam"}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what is in order axe keeps one element per rule instead of each: the findings are the same, found faster.
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

QUIET = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # Nobody else is there: a page must bring all it needs. (A route for it would take the browser's memory of files away.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

# Playwright's synchronous API keeps a loop running in this thread; Django would refuse the database because of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert chromium, "No Chromium. Run `make test`, or set CHROMIUM."
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


class Weather(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Weer</title><h1>Het weer</h1>")

    def log_message(self, *words: Any) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="session", autouse=True)
def ordinary_site() -> Iterator[None]:
    """The site to which the safe exit leads; there before the product is served, because its headers name it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.SAFE_EXIT_URL = f"http://127.0.0.1:{server.server_port}/"
        yield
        server.shutdown()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **DUTCH, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def open_context(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """`open_context(**PHONE, java_script_enabled=False)`: a browser window of its own, closed afterwards."""
    opened: list[BrowserContext] = []

    def open_one(**wanted: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **{**DUTCH, **wanted})
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def english_page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport={"width": 1280, "height": 900}, **ENGLISH).new_page()


@pytest.fixture
def phone_page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(**PHONE).new_page()


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """Without JavaScript."""
    return open_context(java_script_enabled=False).new_page()


def violations(page: Page, leaving_out: Sequence[str] = (), *, colours: bool = True) -> list[str]:
    """What axe finds once the page is complete: before its styles are there, everything is too small.

    Without `colours` it leaves out the contrast, which takes more time than all its other rules together.
    """
    page.wait_for_load_state("load")
    context = {"exclude": [[one] for one in leaving_out]} if leaving_out else None
    options = {**AXE, "rules": {"color-contrast": {"enabled": colours}}}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.fixture
def assert_accessible() -> Callable[..., None]:
    """`assert_accessible(page)`: axe finds nothing, and nothing sticks out sideways. `leaving_out` are selectors of what others made."""

    def check(page: Page, leaving_out: Sequence[str] = ()) -> None:
        found = violations(page, leaving_out)
        assert not found, f"{page.url}\n" + "\n".join(found)
        assert page.viewport_size
        too_wide = page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels wider than the screen"

    return check


@pytest.fixture
def picture() -> Callable[..., None]:
    """`picture(page, "midwife-today")`: for the manual; only with SCREENSHOTS=1 (`make screenshots`)."""

    def take(page: Page, name: str, *, full_page: bool = False) -> None:
        if os.environ.get("SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page, animations="disabled")

    return take
