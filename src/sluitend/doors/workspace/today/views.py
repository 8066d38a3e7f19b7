"""The page that a working day begins with: what is next, for whom, and what waits for others."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sluitend.care.coordination import queries as coordination
from sluitend.care.followup import actions as followup
from sluitend.care.followup import queries as tasks_and_notices
from sluitend.care.monitoring import queries as monitoring
from sluitend.care.programmes import queries as programmes
from sluitend.care.referrals import queries as referrals
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.today.tabs import first, key, tabs, written
from sluitend.ui.wording import say

SECTIONS: tuple[tuple[coordination.Section, Text], ...] = (
    (coordination.Section.NOW, text("Nu")),
    (coordination.Section.THIS_WEEK, text("Binnen een week")),
    (coordination.Section.WAITING, text("Wacht op anderen")),
    (coordination.Section.QUIET, text("Rustig")),
    (coordination.Section.LATER, text("Later")),
)
ALL_READ = text("Alles is gelezen.")


@professionals_only
def today(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The part that belongs to the reader's role."""
    begins = {
        "today-team": team,
        "today-families": families,
        "today-tasks": tasks,
        "today-around": around,
        "today-coalition": coalition,
    }
    name = first(by)
    if name is None:
        starts = (("trail", Permission.SEE_TRAIL), ("safety", Permission.WORK_ON_SAFETY))
        return redirect(next((page for page, needs in starts if needs in by.permissions), "network"))
    return begins[name](request)


def _page(request: HttpRequest, by: Actor, name: str, **shown: object) -> HttpResponse:
    told = tasks_and_notices.notices(by=by, now=request.now, most=8)  # type: ignore[attr-defined]
    new = [notice for notice in told if notice.new]
    return render(request, f"today/{name}.html", {"tabs": tabs(by, f"today-{name}"), "notices": new, **shown})


@professionals_only
def families(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The families that the reader leads, by what is next; a family that waits for an answer of others stands apart."""
    now, after = request.now, key(request.GET.get("na", ""))  # type: ignore[attr-defined]
    found = coordination.worklist(by=by, now=now, after=after)
    asked = _asked(found, request, by)
    found = found.waiting(asked.keys())
    shown = {
        "sections": _sections(found, asked),
        "count": len(found.rows),
        "whole": after is None and found.after is None,
        "next": written(found.after),
    }
    return _page(request, by, "families", **shown)


def _asked(found: coordination.WorkList, request: HttpRequest, by: Actor) -> dict[int, referrals.Asked]:
    """What the families of this page wait for; nothing for who has no inbox."""
    if Permission.SEE_INBOX not in by.permissions:
        return {}
    return referrals.asked_of_others([row.family_id for row in found.rows], by=by, now=request.now)  # type: ignore[attr-defined]


Pair = tuple[coordination.WorkRow, referrals.Asked | None]


def _sections(found: coordination.WorkList, asked: Mapping[int, referrals.Asked]) -> list[tuple[str, Text, list[Pair]]]:
    """The sections that have families, each family with what was asked of others for it."""
    every = (
        (section.value, label, [(row, asked.get(row.family_id)) for row in found.in_section(section)])
        for section, label in SECTIONS
    )
    return [part for part in every if part[2]]


@professionals_only
def tasks(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """What the reader promised, for whichever family."""
    found = tasks_and_notices.my_promises(by=by, now=request.now, after=key(request.GET.get("na", "")))  # type: ignore[attr-defined]
    day = request.today  # type: ignore[attr-defined]
    now = [row for row in found.rows if row.due_on <= day]
    later = [row for row in found.rows if row.due_on > day]
    return _page(request, by, "tasks", now_rows=now, later_rows=later, next=written(found.after))


@professionals_only
def around(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Families of others that the reader is involved with: who leads them and what is next."""
    found = coordination.also_around(by=by, now=request.now, after=key(request.GET.get("na", "")))  # type: ignore[attr-defined]
    signals = Permission.SEND_SIGNAL in by.permissions
    pairs = [(row, None) for row in found.rows]
    return _page(request, by, "around", pairs=pairs, next=written(found.after), signals=signals)


@professionals_only
def team(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The load of the team, the proof that nobody is out of view, and what is late."""
    view = coordination.team_view(by=by, now=request.now)  # type: ignore[attr-defined]
    late = coordination.overdue(by=by, now=request.now, after=key(request.GET.get("na", "")))  # type: ignore[attr-defined]
    shown = {
        "hands_over": Permission.MOVE_CASELOAD in by.permissions,
        "staff": programmes.staff(by=by, now=request.now),
    }  # type: ignore[attr-defined]
    return _page(request, by, "team", view=view, late=late.rows, next=written(late.after), **shown)


@professionals_only
def coalition(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Whether the network holds: the proof and what came in and ended, without a name."""
    flow = coordination.flow(by=by, now=request.now)  # type: ignore[attr-defined]
    return _page(request, by, "coalition", regions=monitoring.status(), flow=flow)


@professionals_only
@require_POST
def read(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Everything that the reader was told until now was read."""
    followup.see(by=by, now=request.now)  # type: ignore[attr-defined]
    messages.success(request, say(ALL_READ))
    return redirect("today")
