"""The inbox: what is asked of us, and what we asked of others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.referrals import queries
from sluitend.care.signalling import queries as signalling
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only

FILTERS: tuple[tuple[str, Text], ...] = (
    ("open", text("Alles wat open is")),
    ("new", text("Nieuw")),
    ("accepted", text("Aangenomen")),
    ("late", text("Te laat")),
    ("unresolved", text("Niemand nam het aan")),
    ("done", text("Afgesloten")),
)


@dataclass(frozen=True)
class Choice:
    url: str
    label: Text
    current: bool


@professionals_only
def inbox(request: HttpRequest, *, by: Actor) -> HttpResponse:
    wanted = request.GET.get("toon", "")
    show = wanted if wanted in queries.FILTERS else "open"
    keys = {"for_us_after": request.GET.get("na-voor", ""), "from_us_after": request.GET.get("na-van", "")}
    found = queries.inbox(by=by, now=request.now, show=show, **keys)  # type: ignore[attr-defined]
    answers = show in {"open", "new", "late"} and Permission.ANSWER_SIGNAL in by.permissions
    shown = {
        "inbox": found,
        "signals": signalling.to_answer(by=by, now=request.now) if answers else (),  # type: ignore[attr-defined]
        "calls": signalling.to_call(by=by, now=request.now) if answers else (),  # type: ignore[attr-defined]
        "filters": [Choice(f"?toon={name}", label, name == show) for name, label in FILTERS],
        "is_all": show == "open",
        "next_for_us": _next(show, keys, "na-voor", found.for_us.after),
        "next_from_us": _next(show, keys, "na-van", found.from_us.after),
        "first_page": not any(keys.values()),
    }
    return render(request, "inbox/page.html", shown)


def _next(show: str, keys: dict[str, str], column: str, after: str) -> str:
    """The address of the next page of one column, with the other where it is; empty when there is no more."""
    other = {"na-voor": keys["for_us_after"], "na-van": keys["from_us_after"]} | {column: after}
    return "?" + urlencode({"toon": show, **{name: key for name, key in other.items() if key}}) if after else ""
