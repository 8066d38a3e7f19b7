"""The way in and the start of the work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from sluitend.care.accounts.queries import demonstration_user
from sluitend.care.accounts.second_step import has_second_step
from sluitend.care.network.queries import demonstration_people
from sluitend.care.referrals.actions import demonstration_link
from sluitend.core.roles import ROLES, Role
from sluitend.core.sign_in import Level, Serves
from sluitend.doors.workspace.door import actor
from sluitend.doors.workspace.menu import menu
from sluitend.doors.workspace.sign_in.forms import SignInForm
from sluitend.doors.workspace.sign_in.people import by_role
from sluitend.doors.workspace.sign_in.second_step import wait_for_code
from sluitend.doors.workspace.sign_in.session import come_in, next_page, remember_region
from sluitend.ui import openid
from sluitend.ui.passkey import ask_to_come_in


def start(request: HttpRequest) -> HttpResponse:
    """`/`: the first screen of somebody's menu, or the way in."""
    screens = menu(actor(request))
    return redirect(screens[0].url if screens else "sign-in")


@never_cache
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    return _with_one_click(request) if settings.DEMONSTRATION else _with_password(request)


def _with_one_click(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        people = demonstration_people(request.today)  # type: ignore[attr-defined]
        link = demonstration_link(now=request.now)  # type: ignore[attr-defined]
        shown = {**by_role(people), "link": link, "guest": ROLES[Role.GUEST], "parent": ROLES[Role.PARENT]}
        return render(request, "sign_in/demonstration.html", {**shown, "next": request.GET.get("next", "")})
    number = request.POST.get("person", "")
    user = demonstration_user(int(number)) if number.isdecimal() else None
    if user is None:
        raise Http404
    login(request, user)
    remember_region(request)
    return redirect(next_page(request, request.POST.get("next", "")))


def _with_password(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        assert form.user is not None
        if has_second_step(form.user.pk):
            return wait_for_code(request, form.user.pk)
        come_in(request, form.user, Level.LOW)
        return redirect(next_page(request, request.POST.get("next", "")))
    wanted = request.GET.get("next", request.POST.get("next", ""))
    shown: dict[str, Any] = {
        "form": form,
        "next": wanted,
        "providers": _providers(wanted),
        "options": ask_to_come_in(request),
    }
    return render(request, "sign_in/password.html", shown)


def _providers(wanted: str) -> list[dict[str, str]]:
    """The ways in by one's own organisation, each with its address."""
    after = f"?{urlencode({'next': wanted})}" if wanted else ""
    return [
        {"name": provider.name, "url": reverse("provider-there", args=[key]) + after}
        for key, provider in openid.providers(Serves.PROFESSIONALS).items()
    ]
