"""The one entrance of the workspace: who comes in, at what moment, and how a refusal is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from sluitend.care import wall
from sluitend.care.action import day
from sluitend.care.query import one_page
from sluitend.core.access import STRONGER, Actor, NotAllowed, NotNow, may
from sluitend.core.permissions import Permission
from sluitend.core.roles import ROLES
from sluitend.doors.workspace.menu import menu
from sluitend.doors.workspace.sign_in.session import stronger, too_weak_for, works_as

TRACE = re.compile(r"[0-9a-f]{32}")


class DoorMiddleware:
    """Reads the clock once (`request.now`, `request.today`), sees behind the proxy whose address it is (`REMOTE_ADDR`: by it guessing is
    slowed down, for one address and not for everybody), begins in no region (`care.wall`) and turns the two refusals into pages that
    say why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.today = day(request.now)  # type: ignore[attr-defined]
        request.META["REMOTE_ADDR"] = came_from(request)
        with wall.nowhere():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            if exception.reason == STRONGER:
                return render(request, "workspace/too_weak.html", stronger(request), status=403)
            return render(request, "workspace/refused.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, NotNow):
            return render(request, "workspace/not_now.html", {"reason": exception.reason}, status=409)
        return None


def came_from(request: HttpRequest) -> str:
    """The network address that the trail keeps: behind our own proxy the last one that it added, else the peer's."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:64]


def trace(request: HttpRequest) -> str:
    """One word for everything that this request does: the caller's W3C trace id, else a new one."""
    parts = request.headers.get("traceparent", "").split("-")
    return parts[1] if len(parts) == 4 and TRACE.fullmatch(parts[1]) else uuid4().hex


def actor(request: HttpRequest) -> Actor | None:
    """Who works under this session today; read once per request."""
    if not hasattr(request, "_actor"):
        known = request.user.is_authenticated and request.user.is_active
        found = works_as(request) if known else None
        weak = too_weak_for(request) if found else frozenset()
        request._actor = found and replace(  # type: ignore[attr-defined]
            found, access_point=request.META["REMOTE_ADDR"], trace=trace(request), too_weak_for=weak
        )
    return request._actor  # type: ignore[attr-defined, no-any-return]


def professionals_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for signed-in professionals; the view receives `by`, and everybody else is asked to sign in. What is only read leaves one
    look at each thing, however many questions the page asks."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by = actor(request)
        if by is None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        with wall.within(by.region_id), one_page() if request.method == "GET" else nullcontext():
            return view(request, *args, by=by, **kwargs)

    return entered


def must(by: Actor, needs: Permission) -> None:
    """Refuses the empty form already of what would be refused when it is sent, for a page that asks no question that does."""
    answer = may(by, needs)
    if answer.reason:
        raise NotAllowed(answer.reason)


def context(request: HttpRequest) -> dict[str, Any]:
    """For the frame around every page: who is signed in and what this person's roles give access to. Asked by the page that shows it: the
    parents' pages have a frame of their own."""
    by: Any = SimpleLazyObject(
        lambda: actor(request) if hasattr(request, "user") and hasattr(request, "today") else None
    )
    return {
        "by": by,
        "may": SimpleLazyObject(lambda: {permission.value: True for permission in (by.permissions if by else ())}),
        "menu": SimpleLazyObject(lambda: menu(actor(request) if by else None, request.path)),
        "roles": SimpleLazyObject(lambda: [ROLES[role].name for role in sorted(by.roles)] if by else []),
        "today": getattr(request, "today", None),
        "demonstration": settings.DEMONSTRATION,
    }
