"""Slowing down who guesses at a way in, the same at every door: per account, and loosely per network address, which a whole practice
may share. What is tried has its kind before it ("name:", "code:"), so that nobody locks one way in by guessing at another; it is empty
where nobody's way in was tried."""

from __future__ import annotations

from django.http import HttpRequest

from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.queries import too_many_failures
from sluitend.core.text import text

TOO_OFTEN = text("Dit is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.")


def by_name(username: str) -> str:
    return f"name:{username.strip().casefold()}"


def by_invitation(request: HttpRequest) -> str:
    """A code names nobody: an address gets as few tries at codes as at one account."""
    return f"invitation:{_address(request)}"


def too_often(request: HttpRequest, tried: str) -> bool:
    return too_many_failures(tried, _address(request), request.now)  # type: ignore[attr-defined]


def note_failure(request: HttpRequest, tried: str) -> None:
    note_failed_sign_in(tried, _address(request), request.now)  # type: ignore[attr-defined]


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
