"""What waits for the privacy officer, and taking down what somebody asks about the own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.privacy import actions, queries
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.family.about import in_language
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.privacy import forms
from sluitend.ui.forms import Form


@professionals_only
def duties(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    shown = {
        "requests": queries.requests(by=by, now=now),
        "glass": queries.glass_to_review(by=by, now=now),
        "to_delete": queries.to_delete(by=by, now=now),
        "agreed": [(one, in_language(one.counted_from)) for one in queries.agreed_terms(by=by, now=now)],
    }
    return render(request, "privacy/duties.html", shown)


@professionals_only
def take(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    form = forms.TakeForm(request.POST or None, people=queries.who_may_ask(family_id, by=by, now=now))

    def act() -> int:
        said = {**form.answers, "person_id": int(form.answers["person_id"])}
        return actions.take_request(family_id, by=by, now=now, once=str(form.once_key), **said)

    words = Words(
        text("Een vraag over eigen gegevens"),
        text("Leg de vraag vast"),
        text("De vraag is vastgelegd. De privacyfunctionaris antwoordt binnen een maand."),
        lead=text("Iemand mag zien wat er staat, het laten verbeteren, bezwaar maken, of vragen om verwijdering."),
    )
    back = reverse("who-looked", args=[family_id])
    shown = queries.requests_of(family_id, by=by, now=now)
    return form_page(request, form, words, act=act, to=back, back=back, template="privacy/take.html", earlier=shown)


@professionals_only
def answer(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    asked = next((row for row in queries.requests(by=by, now=now) if row.request_id == pk), None)
    if asked is None:
        raise Http404
    form = forms.AnswerForm(request.POST or None)

    def act() -> int:
        said = {"granted": form.answers["granted"] == "yes", "answer": form.answers["answer"]}
        return actions.answer_request(pk, by=by, now=now, once=str(form.once_key), **said)

    words = Words(asked.kind, text("Leg het antwoord vast"), text("Het antwoord is vastgelegd."), lead=asked.words)
    return _page(request, form, words, act)


@professionals_only
def lengthen(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    must(by, Permission.ANSWER_REQUEST)
    now, form = request.now, forms.ReasonForm(request.POST or None)  # type: ignore[attr-defined]

    def act() -> int:
        return actions.lengthen_request(pk, by=by, now=now, once=str(form.once_key), **form.answers)

    words = Words(
        text("Meer tijd nodig"),
        text("Verleng met twee maanden"),
        text("De termijn is verlengd. Laat het de persoon weten."),
    )
    return _page(request, form, words, act)


@professionals_only
def review(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    glass = next((row for row in queries.glass_to_review(by=by, now=now) if row.glass_id == pk), None)
    if glass is None:
        raise Http404
    form = forms.ReviewForm(request.POST or None)

    def act() -> int:
        said = {"right": form.answers["right"] == "yes", "words": form.answers["words"]}
        return actions.review_glass(pk, by=by, now=now, once=str(form.once_key), **said)

    words = Words(
        text("Noodtoegang beoordelen"), text("Leg vast"), text("Uw oordeel is vastgelegd."), lead=glass.reason
    )
    return _page(request, form, words, act)


@professionals_only
def hold(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    must(by, Permission.ERASE)
    now, form = request.now, forms.ReasonForm(request.POST or None)  # type: ignore[attr-defined]

    def act() -> int:
        return actions.hold(family_id, by=by, now=now, once=str(form.once_key), **form.answers)

    words = Words(
        text("Bewaarplicht"),
        text("Zet de bewaarplicht aan"),
        text("Er wordt niets van dit gezin gewist."),
        lead=text("Bijvoorbeeld omdat er een klacht of een rechtszaak loopt."),
    )
    return _page(request, form, words, act)


@professionals_only
def release(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    must(by, Permission.ERASE)
    now, form = request.now, forms.SureForm(request.POST or None)  # type: ignore[attr-defined]

    def act() -> int:
        return actions.release(pk, by=by, now=now, once=str(form.once_key))

    words = Words(
        text("Bewaarplicht opheffen"),
        text("Hef op"),
        text("De bewaarplicht is opgeheven."),
        lead=text("Daarna gelden de gewone termijnen weer."),
    )
    return _page(request, form, words, act)


@professionals_only
def erase(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """Only what waits here can be erased: a granted request, or a file of which every term passed. With what goes and what stays."""
    now, form = request.now, forms.SureForm(request.POST or None)  # type: ignore[attr-defined]

    def act() -> int:
        return actions.erase(family_id, by=by, now=now, once=str(form.once_key))

    words = Words(
        text("Wissen"),
        text("Wis dit dossier"),
        text("Het dossier is gewist. De aantallen blijven kloppen."),
        lead=text("Alle woorden, namen en geboortedagen verdwijnen. Wat geteld wordt, blijft zonder inhoud bestaan."),
        danger=True,
    )
    found = queries.preview(family_id, by=by, now=now)
    return _page(request, form, words, act, template="privacy/erase.html", preview=found, number=family_id)


def _page(request: HttpRequest, form: Form, words: Words, act: Callable[[], int], **more: Any) -> HttpResponse:
    return form_page(request, form, words, act=act, to=reverse("privacy"), back=reverse("privacy"), **more)
