"""What every answer tells the browser: load from here only, run nothing inline, keep no page of a signed-in person."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def policy(form_targets: list[str]) -> str:
    """No nonces: no page holds script or style of its own (tests/house/test_templates.py), so none has to be let through."""
    allowed = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *form_targets],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in allowed.items())


OWN_STYLES = "; style-src-attr 'unsafe-inline'; style-src-elem 'self' 'unsafe-inline'"
"""Added for a page that says so (`answer.own_styles`): dmn-js writes styles while it runs, among them those that place its watermark.
No script and no address more is let through (docs/decisions/0021)."""


def loosened(answer: HttpResponse) -> bool:
    return getattr(answer, "own_styles", False) is True


def origin(url: str) -> str:
    """The safe exit is a form that leads to another site: without a script the browser must be let through."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy([*settings.FORM_TARGETS, origin(settings.SAFE_EXIT_URL)])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer["Content-Security-Policy"] = self.policy + (OWN_STYLES if loosened(answer) else "")
        answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if getattr(request, "_actor", None) is not None:
            answer["Cache-Control"] = "no-store"
        return answer
