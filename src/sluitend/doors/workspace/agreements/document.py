"""The agreements document: everything that holds for a region or coalition as one page that prints on A4, and what changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.agreements import queries
from sluitend.care.agreements.queries import Chapter
from sluitend.care.network.queries import to_call
from sluitend.core import flow_chart
from sluitend.core.access import Actor
from sluitend.core.agreement import LEVELS, Level
from sluitend.core.calendar import Offset
from sluitend.core.content import LABELS, Programme, Standing, Term
from sluitend.core.flow_chart import FlowChart, Named, offset_words
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.differing import shown
from sluitend.doors.workspace.agreements.grid import Grid, grid
from sluitend.doors.workspace.agreements.views import KINDS, ONE, number
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say

TERMS: Mapping[str, Text] = {
    "signal_answer": text("Antwoord op een signaal"),
    "referral_answer": text("Antwoord op een verwijzing"),
    "first_contact": text("Eerste contact met het gezin"),
    "acute": text("Als het dringend is"),
    "intake": text("Eerste gesprek"),
    "referrer_chase": text("Wie verwees, vraagt hoe het staat"),
    "feedback": text("Terugkoppeling aan wie verwees"),
    "visit_evaluation_after_birth": text("Terugblik na de geboorte"),
    "quiet_at_most": text("Langer dan dit is het nooit stil rond een gezin"),
}
TOLD: Mapping[str, Text] = {
    "owner": text("wie het antwoord geeft"),
    "stand_in": text("de vervanger"),
    "team_lead": text("de teamleider"),
    "process_coordinator": text("de procesregisseur"),
}
RECORDS: Mapping[str, Text] = {
    "support_file": text("Dossier van de hulp"),
    "obstetric_file": text("Verloskundig dossier"),
    "safety_file": text("Dossier over veiligheid"),
    "guardianship_file": text("Dossier over voogdij"),
    "signal_without_followup": text("Signaal zonder vervolg"),
    "consent": text("Toestemming"),
    "trail": text("Wie wat deed en bekeek"),
}


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
            (TERMS[name], _term(getattr(found.region.terms, name)), getattr(found.region.terms, name).basis)
            for name in TERMS
        ],
        "rungs": [(TOLD[rung.tell], _term(rung.after)) for rung in found.region.escalation],
        "retention": [(RECORDS.get(one.record, one.record), one) for one in found.region.retention],
        "levels": [LEVELS[Level(level)] for level in found.region.assent],
        "standing": LABELS[found.region.standing],
        "to_call": to_call(found.coalition_id, by=by, now=now),
        "earlier": found.editions[-2] if len(found.editions) > 1 else None,
    }
    return render(request, "agreements/document.html", parts)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _term(term: Term) -> Text:
    if term.amount == 0:
        return text("dezelfde dag")
    return offset_words(Offset(term.amount, term.unit))


def _chapter(number: str, chapter: Chapter, named: Named) -> ShownChapter:
    standing = LABELS[Standing(chapter.row.standing)]
    if chapter.row.kind == "table":
        return ShownChapter(number, chapter, standing, grid=grid(chapter.value, named=named))
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
    parts = {"changes": found, "changed": [(one, ONE.get(one.kind, ""), shown(one, named)) for one in found.changed]}
    return render(request, "agreements/changes.html", parts)
