"""Who looked in a matter: for its circle, for who was asked to control it, and as a file for an auditor."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sluitend.care.safety import queries
from sluitend.core.access import Actor
from sluitend.core.trail import COLUMNS, audit_event, row
from sluitend.doors.workspace.door import professionals_only


@never_cache
@professionals_only
def trail(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    rows = queries.trail(matter_id, by=by, now=request.now, before=_before(request))  # type: ignore[attr-defined]
    shown = {"rows": rows, "matter_id": matter_id, "controls": None, "files": "safety-trail-file"}
    return render(request, "safety/trail.html", shown)


@never_cache
@professionals_only
def controls(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """For a privacy officer. Whoever was asked for nothing sees what everybody sees who was asked for nothing."""
    return render(request, "safety/controls.html", {"rows": queries.controls(by=by, now=request.now)})  # type: ignore[attr-defined]


@never_cache
@professionals_only
def controlled(request: HttpRequest, matter_id: int, *, by: Actor) -> HttpResponse:
    rows = queries.controlled_trail(matter_id, by=by, now=request.now, before=_before(request))  # type: ignore[attr-defined]
    shown = {"rows": rows, "matter_id": matter_id, "controls": True, "files": "safety-control-file"}
    return render(request, "safety/trail.html", shown)


@never_cache
@professionals_only
def file(request: HttpRequest, matter_id: int, kind: str, *, by: Actor) -> HttpResponseBase:
    """The whole trail of one matter, for an auditor: as FHIR AuditEvent or for a spreadsheet."""
    return _file(queries.exported(matter_id, by=by, now=request.now), kind, by)  # type: ignore[attr-defined]


@never_cache
@professionals_only
def controlled_file(request: HttpRequest, matter_id: int, kind: str, *, by: Actor) -> HttpResponseBase:
    return _file(queries.exported_by_control(matter_id, by=by, now=request.now), kind, by)  # type: ignore[attr-defined]


def _file(found: queries.Export, kind: str, by: Actor) -> HttpResponseBase:
    if kind not in {"csv", "fhir"}:
        raise Http404
    site = f"region/{by.region_id}"
    lines = _table(found) if kind == "csv" else (json.dumps(audit_event(one, site)) + "\n" for one in found.entries)
    answer = StreamingHttpResponse(lines, content_type="text/csv" if kind == "csv" else "application/x-ndjson")
    answer["Content-Disposition"] = f'attachment; filename="wie-keek.{"csv" if kind == "csv" else "ndjson"}"'
    return answer


class _Line:
    """What a csv writer writes to; the line itself is its answer."""

    def write(self, line: str) -> str:
        return line


def _table(found: queries.Export) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    yield from (writer.writerow(row(one)) for one in found.entries)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("na", "")
    return int(asked[:18]) if asked.isdecimal() else None
