"""Safety matters: one's own list, one matter with its steps, the weighing, the register, the plan on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sluitend.care.coordination.queries import heading
from sluitend.care.query import one_page
from sluitend.care.safety import actions, queries
from sluitend.care.safety.actions.starting import Beginning
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.safety import Ground
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.safety import forms
from sluitend.doors.workspace.safety.about import about_matter
from sluitend.doors.workspace.safety.verbs import NEEDS_ONE, VERBS
from sluitend.ui.wording import say


@never_cache
@professionals_only
def mine(request: HttpRequest, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    new = queries.new_matters(by=by, now=now)
    return render(request, "safety/mine.html", {"matters": queries.my_matters(by=by, now=now), "new": new})


@never_cache
@professionals_only
def register(request: HttpRequest, *, by: Actor) -> HttpResponse:
    rows = queries.reports(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "safety/register.html", {"rows": [(row, queries.REPORT_ABOUT[row.about]) for row in rows]})


@never_cache
@professionals_only
def matter(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    with one_page():
        found = queries.matter(matter_id, by=by, now=request.now)  # type: ignore[attr-defined]
        return render(request, "safety/matter.html", {"matter": found})


@never_cache
@professionals_only
def plan(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    """The safety plan on one sheet: no name of the family, no reason; what is agreed and whom to call."""
    with one_page():
        about = about_matter(request, matter_id, by)
        return render(request, "safety/plan.html", {"matter_id": matter_id, "plan": about.plan})


@never_cache
@professionals_only
def weigh(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    """The questions of one's profession. "Look where this leads" follows the branches without noting anything."""
    with one_page():
        about = about_matter(request, matter_id, by)
        found = queries.weighing(matter_id, by=by, now=request.now)  # type: ignore[attr-defined]
        form = forms.WeighingForm(request.POST if request.method == "POST" else None, about=about, weighing=found)
        led = form.follow() if form.is_bound else found.follow(found.before)
        looks = request.POST.get("do") == "look"
        if request.method == "POST" and not looks and form.is_valid():
            try:
                actions.weigh(matter_id, by=by, now=request.now, once=str(form.once_key), **form.facts())  # type: ignore[attr-defined]
            except NotNow as refused:
                form.refuse(refused.field, say(refused.reason))
            else:
                messages.success(request, say(text("De weging is vastgelegd.")))
                return redirect("safety-matter", matter_id)
        shown = {"form": form, "weighing": found, "led": led, "matter_id": matter_id}
        status = 422 if form.is_bound and not looks and form.errors else 200
        return render(request, "safety/weigh.html", shown, status=status)


@never_cache
@professionals_only
def do(request: HttpRequest, matter_id: int, verb: str, pk: int | None = None, *, by: Actor) -> HttpResponse:
    """One verb: its form, and what it does. Who may not know of the matter is refused before anything else is said."""
    with one_page():
        about = about_matter(request, matter_id, by)
        if verb not in VERBS or (verb in NEEDS_ONE) != (pk is not None):
            raise Http404
        return VERBS[verb].answer(request, about, pk)


@never_cache
@professionals_only
def take_up(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    """For attention officers: a matter in whose circle nobody is at hand."""
    must(by, Permission.KEEP_SAFETY)
    form = forms.TakeUp(request.POST if request.method == "POST" else None)
    words = Words(
        text("Een zaak zonder mens oppakken"),
        text("Ik houd deze zaak vast"),
        text("U houdt de zaak nu vast."),
        text("Iedereen uit de kring werkt hier niet meer of is afwezig."),
    )

    def act() -> int:
        return actions.take_up(
            matter_id,
            by=by,
            now=request.now,  # type: ignore[attr-defined]
            once=str(form.once_key),
            reason=form.answers["reason"],
        )

    to = reverse("safety-matter", args=[matter_id])
    return form_page(request, form, words, act=act, to=to, back=reverse("safety"))


@never_cache
@professionals_only
def of_family(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """Where a matter begins. For everybody outside a circle this page is the same, with and without a matter."""
    now = request.now  # type: ignore[attr-defined]
    with one_page():
        name = heading(family_id, by=by, now=now).family_name  # the trail says no more than at any page of the family
        mine = queries.of_family(family_id, by=by, now=now)
        officers = queries.attention_officers(by=by, now=now)
    first = {"ground": Ground.REFUSAL} if "weigering" in request.GET else {}
    form = forms.Begin(request.POST if request.method == "POST" else None, officers=officers, initial=first)
    words = Words(text("Zorgen over veiligheid"), text("Begin de meldcode"), text("De meldcode is begonnen."))
    back = reverse("family", args=[family_id])
    shown: dict[str, Any] = {"name": name, "mine": mine}

    def act() -> int:
        filled = form.answers
        officer = filled.pop("officer")
        beginning = Beginning(about=filled.pop("whose"), **filled)
        facts = {"family_id": family_id, "beginning": beginning, "officer_id": int(officer) if officer else None}
        return actions.start(by=by, now=now, once=str(form.once_key), **facts)

    def to(made: int) -> str:
        return reverse("safety-matter", args=[made])

    return form_page(request, form, words, act=act, to=to, back=back, template="safety/begin.html", **shown)
