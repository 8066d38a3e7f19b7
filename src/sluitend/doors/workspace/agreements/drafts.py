"""A draft: its text in the editor with what is wrong beside it, trying it, its examples, and earlier states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sluitend.care.agreements import actions, queries
from sluitend.core.access import Actor, NotNow
from sluitend.core.agreement import LEVELS
from sluitend.core.difference.words import answer_words
from sluitend.core.facts import FACTS
from sluitend.core.flow_chart import Named
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.agreements import editing, telling, trying
from sluitend.doors.workspace.agreements.differing import shown
from sluitend.doors.workspace.agreements.grid import grid, model_of
from sluitend.doors.workspace.agreements.views import ONE, number
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say

SAVED = text("Het concept is bewaard.")
NOT_SAVED = text("Niet bewaard: %(why)s Wat u typte staat er nog.")


@professionals_only
def draft(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """The whole draft; a POST saves it, also when something in it is not right yet."""
    now = request.now  # type: ignore[attr-defined]
    page = queries.draft(draft_id, by=by, now=now)
    if request.method != "POST":
        return _page(request, page, by)
    show, again = _shows(request, draft_id)
    if Permission.EDIT_AGREEMENTS not in by.permissions:
        raise Http404
    body, examples = _text(_begun_with(page, request, by), request)
    try:
        actions.save(
            draft_id,
            by=by,
            now=now,
            number=number_of(request),
            body=body,
            examples=examples,
            why=request.POST.get("why", ""),
        )
    except NotNow as refused:
        if page.writable and number_of(request) != page.number:
            return collided(request, page, queries.Texts(body, examples), by)
        messages.error(request, say(text(NOT_SAVED.message, why=refused.reason)))
        return show(request, replace(page, body=body, examples=examples), by, status=409)
    messages.success(request, say(SAVED))
    return redirect(again)


def _shows(request: HttpRequest, draft_id: int) -> tuple[Callable[..., HttpResponse], str]:
    """The page whose form was sent, and the address to go on with."""
    if "examples" in request.POST:
        return _examples_page, reverse("draft-examples", args=[draft_id])
    if telling.MARK in request.POST:
        return _for_parents_page, reverse("draft-for-parents", args=[draft_id])
    return _page, f"{request.path}#bewerken"


def number_of(request: HttpRequest) -> int:
    return number(request.POST.get("number", "")) or 0


def _begun_with(page: queries.DraftPage, request: HttpRequest, by: Actor) -> queries.DraftPage:
    """The draft as it was when this form was made: rows that came or went since would shift what was typed."""
    number = number_of(request)
    if number == page.number:
        return page
    found = queries.text_at(page.row.id, number, by=by, now=request.now)  # type: ignore[attr-defined]
    return replace(page, body=found.body, examples=found.sheet) if found else page


def collided(request: HttpRequest, page: queries.DraftPage, mine: queries.Texts, by: Actor) -> HttpResponse:
    """Somebody saved meanwhile. Both texts are kept until a person chooses; what one did not change oneself stays the other's."""
    now = request.now  # type: ignore[attr-defined]
    found = queries.collision(page.row.id, number_of(request), mine, by=by, now=now)
    named = queries.named(by=by, now=now)
    of_examples = "examples" in request.POST
    parts = {
        "draft": page,
        "found": found,
        "theirs": shown(found.theirs, named),
        "mine": shown(found.mine, named),
        "part": "examples" if of_examples else "body",
        "typed": mine.sheet if of_examples else mine.body,
    }
    return render(request, "agreements/collision.html", parts, status=409)


def named_in(page: queries.DraftPage, by: Actor, request: HttpRequest) -> Named:
    """What things are called where the draft is from; and in its sheet."""
    return queries.named(by=by, now=request.now).also(page.english)  # type: ignore[attr-defined]


def may_write(page: queries.DraftPage, by: Actor) -> bool:
    return page.writable and Permission.EDIT_AGREEMENTS in by.permissions


def _in_words(checks: Iterable[queries.Check], named: Named) -> list[queries.Check]:
    """With what the table answers now as it is called here."""
    return [replace(one, answered=tuple(answer_words(part, named) for part in one.answered)) for one in checks]


def by_weight(checks: Iterable[queries.Check], named: Named) -> dict[str, list[queries.Check]]:
    """As `agreements/_checks.html` shows them."""
    found: dict[str, list[queries.Check]] = {"errors": [], "others": []}
    for check in _in_words(checks, named):
        found["errors" if check.severity == "error" else "others"].append(check)
    return found


def _text(page: queries.DraftPage, request: HttpRequest) -> tuple[str, str]:
    """What the form makes of the draft: cells of a table, or the text of a file."""
    posted = request.POST
    if "body" in posted:
        return posted["body"].replace("\r\n", "\n"), page.examples
    if "examples" in posted:
        return page.body, posted["examples"].replace("\r\n", "\n")
    if telling.MARK in posted:
        return telling.with_words(page.body, posted), page.examples
    model = model_of(page.body)
    return (page.body if model is None else editing.changed(model, posted)), page.examples


def _page(request: HttpRequest, page: queries.DraftPage, by: Actor, status: int = 200) -> HttpResponse:
    is_table = page.row.kind == "table"
    model = model_of(page.body) if is_table else None
    named = named_in(page, by, request)
    drawn = grid(model, page.checks, named=named) if model else None
    parts = {
        "draft": page,
        "kind": ONE[page.row.kind],
        "grid": drawn,
        "may_write": may_write(page, by),
        "may_edit": Permission.EDIT_AGREEMENTS in by.permissions,
        **by_weight(page.checks, named),
        "needed": [LEVELS[level] for level in page.needed],
        "said": [(LEVELS[one.level], one) for one in page.said],
        "types": editing.TYPES,
        "policies": editing.POLICIES,
        "aggregations": editing.AGGREGATIONS,
        "facts": FACTS,
    }
    return render(request, "agreements/draft.html", parts, status=status)


@professionals_only
@require_POST
def live(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """While one types: what would be wrong in it. Nothing is saved."""
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    body, examples = _text(_begun_with(page, request, by), request)
    checks = queries.checks_of(page.row.kind, page.row.content_id, body, examples)
    return render(request, "agreements/_checks.html", {**by_weight(checks, named_in(page, by, request)), "live": True})


@professionals_only
def attempt(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """Fill in facts and see which rows fire."""
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    model = model_of(page.body) if page.row.kind == "table" else None
    named = named_in(page, by, request)
    drawn = grid(model, named=named) if model else None
    if model is None or drawn is None:
        raise Http404
    filled = request.GET
    result = None
    if filled:
        result = trying.tried(model, drawn, named, trying.facts_of(drawn, filled), request.today)  # type: ignore[attr-defined]
        drawn = grid(model, (), result.fired, named)
    parts = {"draft": page, "grid": drawn, "result": result, "asked": trying.asked(drawn, filled) if drawn else ()}
    return render(request, "agreements/try.html", parts)


@professionals_only
def examples(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """The examples that the table must answer, as text with what is wrong beside it; a POST takes over a new answer."""
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    if page.row.kind != "table":
        raise Http404
    if request.method == "POST":
        actions.accept_new_answer(
            draft_id,
            by=by,
            now=request.now,  # type: ignore[attr-defined]
            number=number_of(request),
            example=number(request.POST.get("example", "")) or 0,
        )
        return redirect("draft-examples", draft_id)
    return _examples_page(request, page, by)


def _examples_page(request: HttpRequest, page: queries.DraftPage, by: Actor, status: int = 200) -> HttpResponse:
    parts = {
        "draft": page,
        "may_write": may_write(page, by),
        "of_examples": _in_words(
            (check for check in page.checks if check.where.startswith("examples")), named_in(page, by, request)
        ),
    }
    return render(request, "agreements/examples.html", parts, status=status)


@professionals_only
def for_parents(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """What parents read of each step of a pathway, per language."""
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    if page.row.kind != "pathway" or page.row.returns:
        raise Http404
    return _for_parents_page(request, page, by)


def _for_parents_page(request: HttpRequest, page: queries.DraftPage, by: Actor, status: int = 200) -> HttpResponse:
    steps, checks = tuple(telling.shown_steps(page.body)), [one for one in page.checks if "for_parents" in one.where]
    parts = {"draft": page, "steps": steps, "checks": checks, "may_write": may_write(page, by)}
    return render(request, "agreements/for_parents.html", parts, status=status)


@professionals_only
@require_POST
def restore(request: HttpRequest, draft_id: int, to: int, *, by: Actor) -> HttpResponse:
    """Back to an earlier save."""
    actions.restore(draft_id, by=by, now=request.now, number=number_of(request), to=to)  # type: ignore[attr-defined]
    messages.success(request, say(text("De eerdere stand is terug. Ook dit kunt u ongedaan maken.")))
    return redirect("draft", draft_id)
