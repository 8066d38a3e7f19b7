"""Groups of a worker: which there are, who is in one beside the size that the programme means, one day for all, and who was there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.programmes import actions, queries
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Programme
from sluitend.core.staffing import group_warning
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words
from sluitend.doors.workspace.programmes.beginning_forms import WorkerForm
from sluitend.doors.workspace.programmes.changing import answer
from sluitend.doors.workspace.programmes.forms import EndGroupForm, GroupForm, PlanGroupForm, RecordGroupForm
from sluitend.ui.wording import say


def _group(request: HttpRequest, programme_id: str, group_id: int | None, by: Actor) -> queries.Group:
    now = request.now  # type: ignore[attr-defined]
    return queries.group(by=by, now=now, programme_id=programme_id, group_id=group_id)


def _with_name(request: HttpRequest, programme_id: str, group_id: int, by: Actor) -> queries.GroupName:
    named = _group(request, programme_id, group_id, by).named
    if named is None:
        raise Http404
    return named


def _page(programme_id: str, group_id: int | None) -> str:
    return reverse("programme-group", args=[programme_id, *([group_id] if group_id else [])])


def _names(rows: tuple[queries.Member, ...]) -> list[tuple[int, str]]:
    return [(row.contact_id or 0, f"{say(row.person)}, {say(row.how_far)}".rstrip(", ")) for row in rows]


@professionals_only
def overview(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The groups of the reader beside each other, and what is in none."""
    found = queries.groups(by=by, now=request.now)  # type: ignore[attr-defined]
    return render(request, "programmes/groups.html", {"groups": found})


@professionals_only
def show(request: HttpRequest, programme_id: str, group_id: int | None = None, *, by: Actor) -> HttpResponse:
    """Who is in the group, and when they meet."""
    found = _group(request, programme_id, group_id, by)
    shown = {"group": found, "warning": group_warning(found.programme, len(found.now)) if found.now else None}
    return render(request, "programmes/group.html", shown)


@professionals_only
def plan(request: HttpRequest, programme_id: str, group_id: int | None = None, *, by: Actor) -> HttpResponse:
    found = _group(request, programme_id, group_id, by)
    initial = {"members": [row.contact_id for row in found.planned]}
    form = PlanGroupForm(request.POST or None, members=_names(found.planned), initial=initial)
    words = Words(
        text("Bijeenkomst plannen: %(programme)s", programme=found.programme.names),
        text("Bewaar"),
        text("De afspraak staat voor de hele groep."),
        _name(found),
    )
    facts = {"programme_id": programme_id, "group_id": group_id}
    return answer(request, by, form, words, actions.plan_group, to=_page(programme_id, group_id), **facts)


def _name(found: queries.Group) -> str:
    return found.named.name if found.named else ""


@professionals_only
def record(request: HttpRequest, programme_id: str, group_id: int | None = None, *, by: Actor) -> HttpResponse:
    """Of the first meeting that was not noted yet."""
    found = _group(request, programme_id, group_id, by)
    if not found.now:
        raise NotNow(text("Van deze groep is nu geen bijeenkomst gepland."))
    initial = {"members": [row.contact_id for row in found.now]}
    form = RecordGroupForm(request.POST or None, members=_names(found.now), initial=initial)
    words = Words(text("Wie was er?"), text("Noteer"), text("Genoteerd. De rest kan later."), _meeting(found))
    facts = {"programme_id": programme_id, "group_id": group_id, "contact_ids": [row.contact_id for row in found.now]}
    to, back = reverse("visits"), _page(programme_id, group_id)
    return answer(request, by, form, words, actions.record_group, to=to, back=back, **facts)


def _meeting(found: queries.Group) -> Text:
    on = found.now[0].due_on
    if found.named:
        return text("%(group)s, bijeenkomst van %(date)s.", group=found.named.name, date=on)
    return text("Bijeenkomst van %(date)s.", date=on)


@professionals_only
def make(request: HttpRequest, programme_id: str, *, by: Actor) -> HttpResponse:
    programme = _offered(request, programme_id, by)
    form = GroupForm(request.POST or None, begins=True)
    title = text("Een groep maken: %(programme)s", programme=programme.names)
    words = Words(title, text("Bewaar"), text("De groep is er. Zet er gezinnen in vanaf hun pagina."))
    to = reverse("programme-groups")
    return answer(request, by, form, words, actions.make_group, to=to, programme_id=programme_id)


def _offered(request: HttpRequest, programme_id: str, by: Actor) -> Programme:
    offered = queries.groups(by=by, now=request.now).offered  # type: ignore[attr-defined]
    found = next((one for one in offered if one.id == programme_id), None)
    if found is None:
        raise Http404
    return found


@professionals_only
def edit(request: HttpRequest, programme_id: str, group_id: int, *, by: Actor) -> HttpResponse:
    named = _with_name(request, programme_id, group_id, by)
    form = GroupForm(request.POST or None, initial={"name": named.name, "place": named.place})
    words = Words(text("De groep veranderen"), text("Bewaar"), text("De groep is veranderd."))
    return answer(request, by, form, words, actions.edit_group, group_id, to=_page(programme_id, group_id))


@professionals_only
def hand_over(request: HttpRequest, programme_id: str, group_id: int, *, by: Actor) -> HttpResponse:
    found = _group(request, programme_id, group_id, by)
    workers = queries.workers(by=by, now=request.now, programme=found.programme)  # type: ignore[attr-defined]
    form = WorkerForm(request.POST or None, workers=workers, initial={"worker_id": by.professional_id})
    lead = text("Uw collega wordt de vaste medewerker van iedereen in deze groep.")
    words = Words(text("De groep overdragen"), text("Draag over"), text("De groep is overgedragen."), lead)
    to, back = reverse("programme-groups"), _page(programme_id, group_id)
    return answer(request, by, form, words, actions.hand_over_group, group_id, to=to, back=back)


@professionals_only
def end(request: HttpRequest, programme_id: str, group_id: int, *, by: Actor) -> HttpResponse:
    named = _with_name(request, programme_id, group_id, by)
    lead = text("Het programma gaat door voor iedereen in %(group)s, zonder groep.", group=named.name)
    words = Words(text("De groep stoppen"), text("Stop de groep"), text("De groep is gestopt."), lead, danger=True)
    to, back = reverse("programme-groups"), _page(programme_id, group_id)
    return answer(request, by, EndGroupForm(request.POST or None), words, actions.end_group, group_id, to=to, back=back)
