"""The way in and the two ways out of the own pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sluitend.care.accounts.queries import demonstration_user
from sluitend.care.parents.actions import open_invitation
from sluitend.care.parents.queries import demonstration_parents
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import IN_SESSION, let_in, page, spoken_by, unkept
from sluitend.doors.portal.enter.forms import WithAccount, WithCode
from sluitend.doors.portal.enter.provider import for_parents
from sluitend.doors.portal.forms import OwnForm
from sluitend.ui.guessing import by_invitation, by_name, note_failure, too_often
from sluitend.ui.languages import languages
from sluitend.ui.passkey import ask_to_come_in

WRONG = {"code": "enter.wrong_code", "username": "enter.username_taken"}


def enter(request: HttpRequest) -> HttpResponse:
    """Two ways in; in the demonstration one click as an invented parent."""
    if request.method == "POST":
        return _with_one_click(request)
    parents = demonstration_parents() if settings.DEMONSTRATION else []
    return page(request, "own_enter/enter.html", None, parents=parents, providers=for_parents())


def _with_one_click(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("parent", "")
    user = demonstration_user(int(number)) if settings.DEMONSTRATION and number.isdecimal() else None
    if user is None:
        raise Http404
    return let_in(request, user)


@sensitive_post_parameters()
def with_code(request: HttpRequest) -> HttpResponse:
    """Use the code that a professional gave, and choose how to sign in from now on."""
    spoken = spoken_by(request)
    form = WithCode(spoken, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _slow_enough(request, form, by_invitation(request)):
        try:
            open_invitation(now=request.now, language=spoken.id, **form.answers)  # type: ignore[attr-defined]
        except NotNow as refused:
            note_failure(request, by_invitation(request))
            form.wrong(refused.field, WRONG.get(refused.field or "", "enter.wrong_code"))
        else:
            return _sign_in(request, form)
    return page(request, "own_enter/with_code.html", None, status=422 if form.errors else 200, form=form)


@sensitive_post_parameters()
def with_account(request: HttpRequest) -> HttpResponse:
    """Sign in with the name and phrase that the parent chose. The same words for a wrong name and a wrong phrase."""
    form = WithAccount(spoken_by(request), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _slow_enough(request, form, by_name(form.answers["username"])):
        return _sign_in(request, form)
    return _with_account_page(request, form)


def _sign_in(request: HttpRequest, form: OwnForm) -> HttpResponse:
    name, phrase = form.answers["username"], form.answers["password"]
    user = authenticate(request, username=name, password=phrase)
    if user is not None:
        return let_in(request, user)
    note_failure(request, by_name(name))
    form.wrong(None, "enter.wrong_account")
    return _with_account_page(request, form)


def _with_account_page(request: HttpRequest, form: OwnForm) -> HttpResponse:
    shown = {"form": form, "options": ask_to_come_in(request)}
    return page(request, "own_enter/with_account.html", None, status=422 if form.errors else 200, **shown)


def _slow_enough(request: HttpRequest, form: OwnForm, tried: str) -> bool:
    """Whether another try is allowed; guessing is slowed down per name, and per address where a code names nobody."""
    if too_often(request, tried):
        form.wrong(None, "enter.too_often")
        return False
    return True


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Read the way in in another language."""
    if request.POST.get("language") in languages():
        request.session[IN_SESSION] = request.POST["language"]
    return unkept(redirect("portal-enter"))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Away at once: signed out, what the browser kept of us wiped, and on to an ordinary page."""
    logout(request)
    answer = unkept(redirect(settings.SAFE_EXIT_URL))
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
