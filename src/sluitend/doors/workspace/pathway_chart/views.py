"""A version of a pathway as a drawing with the same steps as a list, and as a BPMN file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.agreements import queries
from sluitend.care.agreements.queries import VersionPage
from sluitend.core import flow_chart
from sluitend.core.access import Actor
from sluitend.core.content import Pathway
from sluitend.core.flow_chart import FlowChart
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.wording import say


def _drawn(request: HttpRequest, version_id: int, by: Actor) -> tuple[VersionPage, FlowChart]:
    now = request.now  # type: ignore[attr-defined]
    found = queries.version(version_id, by=by, now=now)
    if not isinstance(found.value, Pathway):
        raise Http404
    return found, flow_chart.draw(found.value, queries.named(by=by, now=now), say)


@professionals_only
def page(request: HttpRequest, version_id: int, *, by: Actor) -> HttpResponse:
    found, chart = _drawn(request, version_id, by)
    return render(request, "pathway_chart/page.html", {"found": found, "chart": chart, "pathway": found.value})


@professionals_only
def bpmn(request: HttpRequest, version_id: int, *, by: Actor) -> HttpResponse:
    found, chart = _drawn(request, version_id, by)
    name = f"{found.content_id}-{found.number}.bpmn"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(flow_chart.write(chart), content_type="application/xml", headers=headers)
