"""One referral: looking, doing one thing with it, sending one, and handing out a one-time link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from sluitend.care.programmes import queries as programmes
from sluitend.care.referrals import actions, queries
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.referral import forms
from sluitend.doors.workspace.referral.verbs import VERBS, possible
from sluitend.ui.wording import say

ANSWER_SENT = text("Uw antwoord is verstuurd.")
SENT = text("De verwijzing is verstuurd. U houdt het gezin tot de ander aanneemt.")
GONE_BY = text("Dit kan nu niet: de status is “%(status)s”.")


@professionals_only
def show(request: HttpRequest, referral_id: int, *, by: Actor) -> HttpResponse:
    detail = queries.referral(referral_id, by=by, now=request.now)  # type: ignore[attr-defined]
    shown = {"detail": detail, "card": detail.card, "verbs": possible(detail)}
    if detail.declined and detail.sees_family and Permission.DELIVER_PROGRAMME in by.permissions:
        family_id = detail.card.family_id
        shown["outreach"] = programmes.outreach(family_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "referral/page.html", shown)


@professionals_only
def act(request: HttpRequest, referral_id: int, verb: str, *, by: Actor) -> HttpResponse:
    """One verb: its form, and what it does."""
    if verb not in VERBS:
        raise Http404
    chosen = VERBS[verb]
    detail = queries.referral(referral_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = chosen.form(request.POST if request.method == "POST" else None, detail=detail)
    if request.method != "POST" and (verb, chosen) not in possible(detail):
        messages.warning(request, say(Text(GONE_BY.message, {"status": detail.card.label})))
        return redirect("referral", referral_id)

    def do(**facts: Any) -> int:
        return chosen.act(referral_id, by=by, now=request.now, **facts)  # type: ignore[attr-defined]

    if forms.done(request, form, do):
        return _back(request, referral_id, chosen.done)
    return render(request, "referral/verb.html", {"detail": detail, "card": detail.card, "verb": chosen, "form": form})


@professionals_only
def answer(request: HttpRequest, referral_id: int, question_id: int, *, by: Actor) -> HttpResponse:
    detail = queries.referral(referral_id, by=by, now=request.now)  # type: ignore[attr-defined]
    asked = next((question for question in detail.questions if question.id == question_id), None)
    if asked is None:
        raise Http404
    form = forms.Answer(request.POST if request.method == "POST" else None, detail=detail)

    def do(**facts: Any) -> int:
        return actions.answer_question(question_id, by=by, now=request.now, **facts)  # type: ignore[attr-defined]

    if forms.done(request, form, do):
        return _back(request, referral_id, ANSWER_SENT)
    return render(request, "referral/answer.html", {"card": detail.card, "asked": asked, "form": form})


@professionals_only
def send(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """Refer a family. `?na=` names the referral that gave no help, `?signaal=` the signal that it follows."""
    after_id, signal_id = _number(request.GET.get("na")), _number(request.GET.get("signaal"))
    choices = queries.send_choices(family_id, by=by, now=request.now, after_id=after_id)  # type: ignore[attr-defined]
    form = forms.Send(request.POST if request.method == "POST" else None, choices=choices)
    sent: list[int] = []

    def do(**facts: Any) -> int:
        facts |= {"after_id": after_id, "signal_id": signal_id}
        sent.append(actions.send(family_id, by=by, now=request.now, **facts))  # type: ignore[attr-defined]
        return sent[0]

    if forms.done(request, form, do):
        return _back(request, sent[0], SENT)
    return render(request, "referral/send.html", {"choices": choices, "form": form})


@professionals_only
@never_cache
def make_link(request: HttpRequest, referral_id: int, *, by: Actor) -> HttpResponse:
    """A link for a receiver without an account. Its address and PIN are shown once, in the answer to the form."""
    detail = queries.referral(referral_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = forms.LinkFor(request.POST if request.method == "POST" else None, detail=detail)
    keys: list[actions.Keys] = []

    def do(for_name: str, once: str) -> int:
        keys.append(actions.new_link(referral_id, by=by, now=request.now, for_name=for_name))  # type: ignore[attr-defined]
        return referral_id

    if forms.done(request, form, do):
        shown = {"card": detail.card, "token": keys[0].token, "pin": keys[0].pin, "host": request.get_host()}
        return render(request, "referral/keys.html", {**shown, "scheme": request.scheme})
    return render(request, "referral/link.html", {"card": detail.card, "detail": detail, "form": form})


def _back(request: HttpRequest, referral_id: int, words: Text) -> HttpResponse:
    messages.success(request, say(words))
    return redirect("referral", referral_id)


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 18 else None
