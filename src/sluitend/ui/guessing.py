"""Slowing down who guesses at a way in, the same at every door: per account where it is known whose it is (else `whose` is empty), and
loosely per network address, which a whole practice may share."""

from __future__ import annotations

from django.http import HttpRequest

from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.queries import too_many_failures
from sluitend.core.text import text

TOO_OFTEN = text("Dit is te vaak misgegaan. Wacht een kwartier en probeer het dan opnieuw.")


def too_often(request: HttpRequest, whose: str) -> bool:
    return too_many_failures(whose, _address(request), request.now)  # type: ignore[attr-defined]


def note_failure(request: HttpRequest, whose: str) -> None:
    note_failed_sign_in(whose, _address(request), request.now)  # type: ignore[attr-defined]


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
