"""The agreements document: everything that holds for a region or coalition as one page that prints on A4, and what changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.agreements import queries
from sluitend.care.agreements.queries import Chapter
from sluitend.care.network.queries import Card, called_on, to_call
from sluitend.core import difference, flow_chart
from sluitend.core.access import Actor
from sluitend.core.agreement import LEVELS, Level
from sluitend.core.content import LABELS, Programme, Standing
from sluitend.core.difference import Contact
from sluitend.core.flow_chart import FlowChart, Named
from sluitend.core.region_words import RECORDS, TERMS, TOLD, term_words
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.differing import shown
from sluitend.doors.workspace.agreements.grid import Grid, grid
from sluitend.doors.workspace.agreements.views import KINDS, ONE, number
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say


@dataclass(frozen=True)
class ShownChapter:
    """A chapter with its place in the list of contents, and its table, drawing or facts."""

    number: str
    chapter: Chapter
    standing: Text
    grid: Grid | None = None
    chart: FlowChart | None = None
    facts: tuple[tuple[Text, object], ...] = ()


@professionals_only
def document(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """`?coalitie=<id>&op=2026-11-01`: as it holds for one coalition, as it held on a day."""
    now = request.now  # type: ignore[attr-defined]
    found = queries.document(number(request.GET.get("coalitie", "")), _day(request.GET.get("op", "")), by=by, now=now)
    named = queries.named(by=by, now=now)
    groups = [
        (f"{place}", label, [_chapter(f"{place}.{n}", one, named) for n, one in enumerate(found.of_kind(kind), 1)])
        for place, (kind, label) in enumerate(KINDS.items(), 1)
    ]
    parts = {
        "document": found,
        "groups": groups,
        "after": len(groups),
        "terms": [
            (TERMS[name], term_words(getattr(found.region.terms, name)), getattr(found.region.terms, name).basis)
            for name in TERMS
        ],
        "rungs": [(TOLD[rung.tell], term_words(rung.after)) for rung in found.region.escalation],
        "retention": [(RECORDS.get(one.record, one.record), one) for one in found.region.retention],
        "levels": [LEVELS[Level(level)] for level in found.region.assent],
        "standing": LABELS[found.region.standing],
        "to_call": to_call(found.coalition_id, found.on, by=by, now=now),
        "earlier": found.editions[-2] if len(found.editions) > 1 else None,
    }
    return render(request, "agreements/document.html", parts)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _chapter(number: str, chapter: Chapter, named: Named) -> ShownChapter:
    standing = LABELS[Standing(chapter.row.standing)]
    if chapter.row.kind == "table":
        return ShownChapter(number, chapter, standing, grid=grid(chapter.value, named=named.also(chapter.english)))
    if chapter.row.kind == "pathway":
        return ShownChapter(number, chapter, standing, chart=flow_chart.draw(chapter.value, named, say))
    return ShownChapter(number, chapter, standing, facts=_programme(chapter.value, named))


def _programme(value: Programme, named: Named) -> tuple[tuple[Text, object], ...]:
    """What a reader wants to know of a programme; what is not known is left out."""
    staffing = value.staffing
    found: list[tuple[Text, object]] = [
        (text("Voor wie"), value.audience),
        (text("Zo bieden wij het aan"), value.offered_as),
        (text("Wie erin past, zegt"), [named.tables.get(one, one) for one in value.eligibility]),
        (text("Fasen"), [one.names for one in value.phases]),
        (text("Stappen"), [one.names for one in value.steps]),
        (text("Contacten"), _contacts(value)),
        (text("Uitgevoerd door"), [LABELS[role] for role in staffing.roles] if staffing else []),
        (text("Toestemming"), value.consent),
        (text("Niet in dit programma"), value.limits),
        (text("Het eindigt met"), [one.names for one in value.endings]),
        (text("Daarna kan"), [one.names for one in value.follows]),
    ]
    return tuple((label, one) for label, one in found if one)


def _contacts(value: Programme) -> Text | str:
    if value.expected is None:
        return ""
    low, high = value.expected.at_least, value.expected.at_most
    return text("%(low)s tot %(high)s", low=low, high=high) if low != high else str(low)


@professionals_only
def changes(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """`?van=2026-01-01&tot=2026-11-01&coalitie=<id>`: what changed between two days."""
    now = request.now  # type: ignore[attr-defined]
    given = request.GET
    days = _day(given.get("van", "")), _day(given.get("tot", ""))
    found = queries.changes(*days, number(given.get("coalitie", "")), by=by, now=now)
    named = queries.named(by=by, now=now)
    called = called_on(found.coalition_id, (found.before, found.after), by=by, now=now)
    place = {"coalitie": found.coalition_id} if found.coalition_id else None
    parts = {
        "changes": found,
        "back": reverse("agreements-document", query=place),
        "changed": [(one, ONE.get(one.kind, ""), shown(one, named)) for one in found.changed],
        "called": difference.contacts(*(map(_contact, people) for people in called)),
        "terms": difference.region_told(*found.regions, named.tables) if found.regions else (),
    }
    return render(request, "agreements/changes.html", parts)


def _contact(one: Card) -> Contact:
    facts = (text("Waarvoor"), one.call_me_for), (text("Wanneer"), one.reachable), (text("Telefoon"), one.phone)
    return Contact(one.id, f"{one.name}, {one.organisation}", facts)
