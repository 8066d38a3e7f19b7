"""Tables in and out as DMN files, and the other kinds as YAML: for who works with other tools."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sluitend.care.agreements import actions, queries
from sluitend.core.access import Actor, NotNow
from sluitend.core.tables import Model, TablesError, check, read, write
from sluitend.core.tables.definitions import Decision, InputData, Knowledge, Service, Table
from sluitend.core.tables.editing import edited
from sluitend.core.text import Text, text
from sluitend.doors.workspace.agreements.drafts import collided, may_write, number_of
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

MOST_BYTES = 2_000_000


class FileForm(Form):
    file = fields.Upload(_("Bestand"), extensions=["dmn", "xml"], max_bytes=MOST_BYTES)


def _download(kind: str, name: str, body: str) -> HttpResponse:
    ending, mime = ("dmn", "application/xml") if kind == "table" else ("yaml", "application/yaml")
    answer = HttpResponse(body, content_type=f"{mime}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


@professionals_only
def version_file(request: HttpRequest, version_id: int, *, by: Actor) -> HttpResponse:
    found = queries.version(version_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return _download(found.kind, found.content_id, found.body)


@professionals_only
def draft_file(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    found = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    return _download(found.row.kind, found.row.content_id, found.body)


@professionals_only
def draft_import(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """Read any DMN file into a draft. Then a report of what was understood; nothing of the file is lost."""
    now = request.now  # type: ignore[attr-defined]
    page = queries.draft(draft_id, by=by, now=now)
    if page.row.kind != "table" or not may_write(page, by):
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    report: list[tuple[Text, int]] = []
    if request.method == "POST" and form.is_valid():
        try:
            model = read(form.answers["file"].read())
            body = write(model).decode()
            number = number_of(request) or page.number
            actions.save(draft_id, by=by, now=now, number=number, body=body, examples=page.examples)
            report = understood(model)
        except TablesError as error:
            form.add_error("file", str(say(text("Dit is geen DMN-bestand dat wij kunnen lezen: %(why)s", why=error))))
        except NotNow as refused:
            if number != page.number:
                return collided(request, page, queries.Texts(body, page.examples), by)
            form.add_error(None, say(refused.reason))
    status = 422 if form.errors else 200
    return render(request, "agreements/import.html", {"form": form, "draft": page, "report": report}, status=status)


def understood(model: Model) -> list[tuple[Text, int]]:
    """What is in the file, in numbers; what the editor does not show is kept as it is."""
    elements, mine = model.definitions.elements, edited(model.definitions)
    kinds = Counter(type(element) for element in elements)
    tables = sum(isinstance(one, Decision) and isinstance(one.logic, Table) for one in elements)
    shown = model.decisions[mine.name] if mine else None
    found = [
        (text("beslistabel die u kunt bewerken"), int(mine is not None)),
        (text("rijen in die tabel"), len(shown.rules) if shown else 0),
        (text("kolommen in die tabel"), len(shown.inputs) + len(shown.outputs) if shown else 0),
        (text("andere tabellen: bewaard, niet in de editor"), max(0, tables - 1)),
        (text("beslissingen met een formule: bewaard, niet in de editor"), kinds[Decision] - tables),
        (text("feiten waar naar gevraagd wordt"), kinds[InputData]),
        (text("kennismodellen en diensten: bewaard, niet in de editor"), kinds[Knowledge] + kinds[Service]),
        (
            text("tekeningen, opmerkingen en eigen stukken van een ander programma: bewaard"),
            len(model.definitions.kept.elements),
        ),
        (text("andere bestanden waar dit naar verwijst"), len(model.definitions.imports)),
        (text("fouten die nog verbeterd moeten worden"), sum(one.severity == "error" for one in check(model))),
    ]
    return [(words, count) for words, count in found if count]
