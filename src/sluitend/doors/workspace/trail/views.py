"""The trail on screen: for the privacy officer of the region, and of one family for who works with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sluitend.care.privacy import actions, queries
from sluitend.core.access import Actor
from sluitend.core.sections import RULES
from sluitend.core.text import Text, text
from sluitend.core.trail import Kind, Likeness, Unusual
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.trail.forms import SearchForm, UnrelatedForm
from sluitend.ui.wording import say

KINDS: dict[Kind, Text] = {
    Kind.OUTSIDE: text("Veel gezinnen waar deze persoon niet bij betrokken is"),
    Kind.RELATIVE: text("Misschien eigen familie"),
    Kind.NIGHT: text("Midden in de nacht"),
}

LIKE: dict[Likeness, Text] = {
    Likeness.NAME: text("heet net zo als iemand in het gezin"),
    Likeness.SURNAME: text("deelt een achternaam, of een deel daarvan"),
    Likeness.PHONE: text("heeft hetzelfde telefoonnummer"),
    Likeness.EMAIL: text("heeft hetzelfde e-mailadres"),
    Likeness.OWN_PEOPLE: text("heet net zo als iemand van de eigen mensen van het gezin"),
}


@professionals_only
def page(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Searching is a POST that changes nothing, so that no number of a family stays in an address."""
    now = request.now  # type: ignore[attr-defined]
    form = SearchForm(request.POST or None)
    asked = form.answers if form.is_valid() else {}
    rows = queries.lines(by=by, now=now, **asked)
    shown = {"form": form, "rows": rows, "state": queries.state(by=by, now=now), "asked": asked}
    return render(request, "trail/page.html", shown, status=422 if form.errors else 200)


@professionals_only
def unusual(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    found = queries.unusual_looks(by=by, now=now)
    rows = [(row, who, place, _in_words(row)) for row, who, place in found]
    groups = [(label, [one for one in rows if one[0].kind is kind]) for kind, label in KINDS.items()]
    return render(request, "trail/unusual.html", {"groups": groups, "cleared": queries.cleared(by=by, now=now)})


def _in_words(row: Unusual) -> list[tuple[int, list[Text]]]:
    return [(family, [LIKE[one] for one in likenesses]) for family, likenesses in row.why.items()]


@professionals_only
@require_POST
def unrelated(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """By a POST, so that no number of a family stays in an address."""
    form = UnrelatedForm(request.POST)
    if form.is_valid():
        who = form.answers["professional_id"]
        actions.say_unrelated(form.answers["family_id"], by=by, now=request.now, professional_id=who)  # type: ignore[attr-defined]
        messages.success(request, say(text("Dit valt niet meer op, tenzij er iets anders hetzelfde blijkt.")))
    return redirect("trail-unusual")


@professionals_only
@require_POST
def related_after_all(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    actions.take_back_unrelated(pk, by=by, now=request.now)  # type: ignore[attr-defined]
    return redirect("trail-unusual")


@professionals_only
def who_looked(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    before = request.GET.get("na", "")
    rows = queries.who_looked(
        family_id,
        by=by,
        now=request.now,  # type: ignore[attr-defined]
        before=int(before[:18]) if before.isdecimal() else None,
    )
    return render(request, "trail/who_looked.html", {"rows": rows, "family_id": family_id, "rules": RULES.values()})
