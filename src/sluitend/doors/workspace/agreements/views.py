"""What is agreed: the list of a region or coalition, one version, and the start of a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sluitend.care.agreements import actions, queries
from sluitend.core.access import Actor
from sluitend.core.content import LABELS, Pathway, Standing, Step
from sluitend.core.flow_chart import Named, when_words
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.grid import grid
from sluitend.doors.workspace.door import professionals_only

KINDS: dict[str, Text] = {
    "table": text("Beslistabellen"),
    "pathway": text("Zorgpaden"),
    "programme": text("Programma's"),
}
ONE: dict[str, Text] = {"table": text("Beslistabel"), "pathway": text("Zorgpad"), "programme": text("Programma")}


def number(typed: str) -> int | None:
    """A number as it stands in an address or form; None where it is none, or more than a database can hold."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


@professionals_only
def agreements(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """`?coalitie=<id>`: as it holds for one coalition."""
    now = request.now  # type: ignore[attr-defined]
    found = queries.agreed(number(request.GET.get("coalitie", "")), by=by, now=now)
    may_assent = Permission.ASSENT_AGREEMENTS in by.permissions
    shown = {
        "agreed": found,
        "groups": [(label, _told(found.of_kind(kind))) for kind, label in KINDS.items()],
        "waiting": queries.waiting_for_me(by=by, now=now) if may_assent else (),
        "coming": _told(found.coming),
        "starters": queries.starters(found.coalition_id, by=by, now=now),
        "document_address": _document(found.coalition_id),
    }
    return render(request, "agreements/agreements.html", shown)


def _document(coalition_id: int | None) -> str:
    whole = reverse("agreements-document")
    return whole if coalition_id is None else f"{whole}?coalitie={coalition_id}"


def _told(rows: tuple[queries.AgreedRow, ...]) -> list[tuple[queries.AgreedRow, Text]]:
    return [(row, LABELS[Standing(row.standing)]) for row in rows]


@professionals_only
def version(request: HttpRequest, version_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    found = queries.version(version_id, by=by, now=now)
    is_table = found.kind == "table"
    shown = {
        "version": found,
        "kind": ONE[found.kind],
        "standing": LABELS[Standing(str(found.sheet["standing"]))],
        "grid": grid(found.value, named=_named(found, by, request)) if is_table else None,
        "examples": found.sheet.get("examples", ()) if is_table else (),
        "steps": _steps(found.value) if isinstance(found.value, Pathway) else (),
        "coalitions": queries.coalitions(by.region_id),
        "starter": _starter(found, by, request),
    }
    return render(request, "agreements/version.html", shown)


def _named(found: queries.VersionPage, by: Actor, request: HttpRequest) -> Named:
    return queries.named(by=by, now=request.now).also(found.sheet.get("english") or {})  # type: ignore[attr-defined]


def _starter(found: queries.VersionPage, by: Actor, request: HttpRequest) -> queries.StarterRow | None:
    """What an update offers beside this version, while it holds and nobody left it."""
    if found.until:
        return None
    rows = queries.starters(found.coalition_id, by=by, now=request.now)  # type: ignore[attr-defined]
    mine = (row for row in rows if (row.kind, row.content_id) == (found.kind, found.content_id) and not row.left_on)
    return next(mine, None)


def _steps(pathway: Pathway) -> list[tuple[Step, tuple[Text, ...]]]:
    return [(step, when_words(step, pathway)) for step in pathway.steps]


@professionals_only
@require_POST
def draft_new(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Begin a draft of one thing; `back` begins a coalition's way back to its region."""
    posted = request.POST
    coalition = posted.get("coalition", "")
    facts = {
        "by": by,
        "now": request.now,  # type: ignore[attr-defined]
        "kind": posted.get("kind", ""),
        "content_id": posted.get("content_id", ""),
        "coalition_id": (number(coalition) or 0) if coalition else None,
    }
    begin = actions.go_back_to_region if posted.get("back") else actions.start_draft
    return redirect("draft", begin(by.region_id, **facts))
