"""The one entrance of the parents' own pages: whose pages they are, in which language, and for how long they stay open.

Nothing here is kept by the browser, and nothing names the programme: somebody may look over a parent's shoulder.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluitend.care import wall
from sluitend.care.parents.queries import OwnPages, own_pages
from sluitend.care.query import one_page
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.content import Language
from sluitend.ui.languages import language, languages

IN_SESSION = "portal_language"
REGION = "region"
SEEN = "portal_seen"
IDLE = timedelta(minutes=30)
IDLE_HIDDEN = timedelta(minutes=5)
MENU = ("help", "plan", "questions", "consents", "looks", "settings")


def parents_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for a signed-in parent; the view receives `own`. Everybody else is brought to the way in."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = request.user.is_authenticated and request.user.is_active
        own = pages_of(request, request.user.pk) if known else None  # type: ignore[union-attr]
        if own is None:
            return unkept(redirect("portal-enter"))
        _stay_open(request, own)
        try:
            with wall.within(own.by.region_id), one_page() if request.method == "GET" else nullcontext():
                return view(request, *args, own=own, **kwargs)
        except NotAllowed:
            return page(request, "portal/refused.html", own, status=403, why="refused.words")
        except NotNow:
            return page(request, "portal/refused.html", own, status=409, why="refused.not_now")

    return entered


def _stay_open(request: HttpRequest, own: OwnPages) -> None:
    """Open for as long again. Told to the session once a minute: each time is a statement."""
    seconds = int((IDLE_HIDDEN if own.hidden else IDLE).total_seconds())
    told = [int(request.now.timestamp()) // 60, seconds]  # type: ignore[attr-defined]
    if request.session.get(SEEN) != told:
        request.session[SEEN] = told
        request.session.set_expiry(seconds)


def pages_of(request: HttpRequest, user_id: int) -> OwnPages | None:
    """The own pages behind an account; the session knows since the sign-in in which region they were."""
    today = request.today  # type: ignore[attr-defined]
    return wall.found_in(request.session.get(REGION), lambda: own_pages(user_id, today))


def let_in(request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
    """Signed in, and on to the first page."""
    login(request, user)
    if (own := pages_of(request, user.pk)) is not None:
        request.session[REGION] = own.by.region_id
    return unkept(redirect("portal-help"))


def page(
    request: HttpRequest, template: str, own: OwnPages | None, *, status: int = 200, **shown: object
) -> HttpResponse:
    """A page of the portal in the language of the parent."""
    spoken = language(own.language) if own else spoken_by(request)
    frame = {
        "spoken": spoken,
        "languages": languages().values(),
        "own": own,
        "menu": [(f"portal-{name}", f"menu.{name}") for name in MENU] if own else [],
        "here": request.resolver_match.url_name if request.resolver_match else "",
        "exit_url": settings.SAFE_EXIT_URL,
    }
    return unkept(render(request, template, {**frame, **shown}, status=status))


def spoken_by(request: HttpRequest) -> Language:
    """The language at the way in, before it is known who reads."""
    return language(request.session.get(IN_SESSION, settings.LANGUAGE_CODE))


def unkept(answer: HttpResponse) -> HttpResponse:
    """The browser keeps nothing of it. That it tells the next site nothing is a setting (SECURE_REFERRER_POLICY)."""
    answer["Cache-Control"] = "no-store"
    return answer
