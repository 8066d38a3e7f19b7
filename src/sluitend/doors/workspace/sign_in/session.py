"""What a session remembers of how somebody signed in, and what that is too weak for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from sluitend.core.permissions import Permission
from sluitend.core.sign_in import Level

BACKEND = "django.contrib.auth.backends.ModelBackend"
IN_SESSION = "sign_in"


def stated(request: HttpRequest) -> dict[str, Any]:
    """`provider` (its key), `level`, and `token` to sign out with; empty for a password."""
    found: dict[str, Any] = request.session.get(IN_SESSION, {})
    return found


def too_weak_for(request: HttpRequest) -> frozenset[Permission]:
    """In the demonstration nobody is real, so nothing is."""
    if settings.DEMONSTRATION:
        return frozenset()
    level = Level(stated(request).get("level", Level.LOW))
    return frozenset(permission for permission, needed in settings.SIGN_IN_LEVELS.items() if level < needed)


def next_page(request: HttpRequest, wanted: str) -> str:
    """Where one wanted to go, if that is here; never an address elsewhere."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
