"""Coming in on the own pages with a passkey, and keeping one's own. After the code of the invitation; nobody gets an account by it."""

from __future__ import annotations

import json

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.accounts import passkeys
from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.passkeys import Site
from sluitend.care.accounts.queries import too_many_failures
from sluitend.care.parents.queries import OwnPages, own_pages
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only, unkept
from sluitend.doors.portal.forms import OwnForm, line
from sluitend.ui.languages import language

BACKEND = "django.contrib.auth.backends.ModelBackend"
ASKED, MAKING = "own_passkey_asked", "own_passkey_making"


class NameForm(OwnForm):
    keys = {"name": "passkey.name"}  # noqa: RUF012
    name = line(most=60)
    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


def asked_of_browser(request: HttpRequest) -> str:
    """What the browser is asked on the page to come in; the session remembers the question."""
    options, request.session[ASKED] = passkeys.ask_to_come_in(_site(request))
    return json.dumps(dict(options))


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Whoever has own pages under this passkey; with another passkey, or too many tries, back to the way in."""
    state, now = request.session.pop(ASKED, None), request.now  # type: ignore[attr-defined]
    address = request.META.get("REMOTE_ADDR", "")
    if not too_many_failures(f"passkey:{address}", address, now):
        user = passkeys.whose(state, request.POST.get("answer", ""), _site(request), now)
        if user is not None and own_pages(user.pk, request.today) is not None:  # type: ignore[attr-defined]
            login(request, user, BACKEND)
            return unkept(redirect("portal-help"))
        note_failed_sign_in(f"passkey:{address}", address, now)
    return page(request, "own_enter/wrong_passkey.html", None, status=422)


@parents_only
def make(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """A passkey in the parent's own phone. Not while the pages are hidden: the phone shows that it has one."""
    if own.hidden:
        return redirect("portal-settings")
    form = NameForm(language(own.language), request.POST or None)
    if form.is_bound and form.is_valid():
        state, said = request.session.pop(MAKING, None), form.answers
        try:
            passkeys.keep(own.by.user_id, state, said["answer"], said["name"], _site(request), request.now)  # type: ignore[attr-defined]
        except NotNow:
            form.wrong(None, "passkey.wrong")
        else:
            return redirect("portal-settings")
    site = _site(request)
    options, request.session[MAKING] = passkeys.ask_to_make(own.by.user_id, site.host, site)
    shown = {"form": form, "options": json.dumps(dict(options))}
    return page(request, "own_enter/make_passkey.html", own, status=422 if form.errors else 200, **shown)


@parents_only
@require_POST
def forget(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    passkeys.forget(own.by.user_id, pk)
    return redirect("portal-settings")


def _site(request: HttpRequest) -> Site:
    return Site.at(request.get_host(), str(request.scheme))
