"""What every door does with passkeys: the questions to the browser, which the session remembers once, and its answers."""

from __future__ import annotations

import json

from django import forms
from django.http import HttpRequest

from sluitend.care.accounts import passkeys
from sluitend.care.accounts.models import User
from sluitend.care.accounts.passkeys import Site
from sluitend.core.access import NotNow
from sluitend.ui.guessing import TOO_OFTEN, note_failure, too_often

ASKED, MAKING = "passkey_asked", "passkey_making"


def answer_field() -> forms.CharField:
    """Where passkey.js puts what the browser answered; empty in a browser that makes none."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


def site(request: HttpRequest) -> Site:
    return Site.at(request.get_host(), str(request.scheme))


def ask_to_come_in(request: HttpRequest) -> str:
    """What the browser is asked on the page to come in."""
    options, request.session[ASKED] = passkeys.ask_to_come_in(site(request))
    return json.dumps(dict(options))


def who_came(request: HttpRequest) -> User:
    """Whose passkey the browser answered with. Raises NotNow when it is nobody's, or after too many tries at one account."""
    state, answer = request.session.pop(ASKED, None), request.POST.get("answer", "")
    owner = passkeys.owner_of(answer)
    whose = f"passkey:{owner}" if owner else ""
    if too_often(request, whose):
        raise NotNow(TOO_OFTEN)
    user = passkeys.whose(state, answer, site(request), request.now)  # type: ignore[attr-defined]
    if user is None:
        note_failure(request, whose)
        raise NotNow(passkeys.WRONG)
    return user


def ask_to_make(request: HttpRequest, user_id: int, shown_as: str) -> str:
    """What the browser is asked on the page to make one; `shown_as` is what its owner sees on the own device."""
    options, request.session[MAKING] = passkeys.ask_to_make(user_id, shown_as, site(request))
    return json.dumps(dict(options))


def keep(request: HttpRequest, user_id: int, *, answer: str, name: str) -> None:
    """Raises NotNow when the answer is not to what was asked, or the list is full."""
    state = request.session.pop(MAKING, None)
    passkeys.keep(user_id, state, answer, name, site(request), request.now)  # type: ignore[attr-defined]
