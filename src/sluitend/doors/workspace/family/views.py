"""The pages of one family: the overview, tasks and contact, facts and grounds, the pathway; and every verb's form."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.query import one_page
from sluitend.core.access import Actor
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.family import head, overview, story
from sluitend.doors.workspace.family.about import AboutFamily, in_language
from sluitend.doors.workspace.family.verbs import NEEDS_ONE, VERBS


@professionals_only
def family(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """The head and four cards (peers.md 5.1); everything else is one link away."""
    with one_page():
        about = about_family(request, family_id, by)
        shown = {
            "head": head.whole(about),
            "heading": about.heading,
            "people": about.people,
            "plan": overview.plan(about.plan_lines),
            "open": about.still_open,
            "more": overview.more(about.events, about.today),
            "timeline": story.timeline(about),
        }
    return render(request, "family/page.html", shown)


@professionals_only
def tasks(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """Who does what by when, and every attempt to reach the family."""
    with one_page():
        about = about_family(request, family_id, by)
        shown = {"head": head.short(about), "heading": about.heading, "follow_up": about.follow_up}
    return render(request, "family/tasks.html", shown)


@professionals_only
def facts(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """What is seen and wanted, as far as the reader may see it, and on which grounds it may be shared."""
    with one_page():
        about = about_family(request, family_id, by)
        shown = {
            "head": head.short(about),
            "heading": about.heading,
            "picture": about.picture,
            "groups": overview.fact_groups(about.picture),
            "grades": overview.grades(about.picture),
            "grounds": overview.grounds(about.grounds),
        }
    return render(request, "family/facts.html", shown)


@professionals_only
def pathway(request: HttpRequest, family_id: int, *, by: Actor) -> HttpResponse:
    """The dated steps of every agreed pathway that the family is on or was on."""
    with one_page():
        about = about_family(request, family_id, by)
        shown: dict[str, Any] = {
            "head": head.short(about),
            "heading": about.heading,
            "courses": [(course, in_language(course.titles), overview.steps(course)) for course in about.courses],
        }
    return render(request, "family/pathway.html", shown)


@professionals_only
def do(request: HttpRequest, family_id: int, verb: str, pk: int | None = None, *, by: Actor) -> HttpResponse:
    """One verb: its form, and what it does."""
    if verb not in VERBS or (verb in NEEDS_ONE) != (pk is not None):
        raise Http404
    with one_page():
        return VERBS[verb].answer(request, about_family(request, family_id, by), pk)


def about_family(request: HttpRequest, family_id: int, by: Actor) -> AboutFamily:
    """The family, when the reader may see it: the first question of every page here."""
    about = AboutFamily(family_id, by, request.now)  # type: ignore[attr-defined]
    _ = about.heading
    return about
