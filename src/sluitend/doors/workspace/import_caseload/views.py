"""Bringing in a list from a spreadsheet: choose the file, say which column is which, look, take.

The file waits on the server, for its owner only; it is thrown away when the list was taken, and after a day in any case.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sluitend.care.coordination import actions
from sluitend.care.coordination.queries.caseload import Draft, caseload_draft, my_caseload_drafts, read_sheet
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.caseload_sheet import Sheet, to_correct
from sluitend.core.text import text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.import_caseload import forms
from sluitend.doors.workspace.import_caseload.report import shown, to_keep
from sluitend.outside import spreadsheet
from sluitend.ui.wording import say

NO_ORGANISATION = text("Alleen wie bij een organisatie werkt, kan een lijst inlezen.")
TAKEN = text("De lijst is overgenomen. Het bestand is weg; alleen rijen die niet konden, blijven nog een dag staan.")
DROPPED = text("Het bestand is verwijderd. Er is niets overgenomen.")
DONE = text("Het verslag en de rijen zijn van de server verwijderd.")
TOO_LONG = text(
    "Deze lijst heeft meer dan %(most)s rijen. Verdeel de lijst, of laat de beheerder haar inlezen met import-caseload."
)
MOST_ON_SCREEN = 500
"""Rows that are taken while somebody waits: about 50 ms of computing each. The command takes longer lists."""
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@professionals_only
def upload(request: HttpRequest, *, by: Actor) -> HttpResponse:
    waiting = my_caseload_drafts(by=by, now=request.now)  # type: ignore[attr-defined]
    form = forms.ChooseFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft_id = _keep(request, form.cleaned_data["file"], by)
            return redirect("import-columns", draft_id)
        except spreadsheet.SpreadsheetError as error:
            form.add_error("file", say(error.reason))
    limits = {"rows": MOST_ON_SCREEN, "columns": spreadsheet.MOST_COLUMNS}
    return render(request, "import_caseload/upload.html", {"form": form, "waiting": waiting, "limits": limits})


def _keep(request: HttpRequest, file: UploadedFile, by: Actor) -> int:
    """Read the file once, so that what cannot be read is said beside the field, and keep it.

    Without the key of the form: who goes back and chooses another file in the same form means that other file.
    """
    if by.organisation_id is None:
        raise NotAllowed(NO_ORGANISATION)
    kind, content = spreadsheet.ending(file.name or ""), file.read()
    table = _table(content, kind)
    facts = {"kind": kind, "content": content, "sheet": table.sheet}
    return actions.keep_caseload_draft(by.organisation_id, by=by, now=request.now, **facts)  # type: ignore[attr-defined]


def _table(content: bytes, kind: str, sheet: str = "") -> spreadsheet.Table:
    table = spreadsheet.read(content, kind, sheet)
    if len(table.rows) > MOST_ON_SCREEN:
        raise spreadsheet.SpreadsheetError(text(TOO_LONG.message, most=MOST_ON_SCREEN))
    return table


def _read(request: HttpRequest, draft: Draft, by: Actor) -> tuple[spreadsheet.Table, Sheet]:
    table = _table(draft.content, draft.kind, draft.sheet)
    chosen = draft.mapping
    return table, read_sheet(draft.organisation_id, table.rows, by=by, now=request.now, chosen=chosen)  # type: ignore[attr-defined]


@professionals_only
@never_cache
def columns(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    draft = caseload_draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    if draft.report is not None:
        return redirect("import-look", draft_id)
    table, sheet = _read(request, draft, by)
    form = forms.ChooseColumns(request.POST or None, sheet=sheet, rows=table.rows, sheets=table.sheets, at=table.sheet)
    other = request.POST.get("sheet", table.sheet)
    if other != table.sheet and other in table.sheets and _can_be_read(form, draft, other):
        return _choose(request, draft_id, by, "import-columns", sheet=other, mapping={})
    if request.method == "POST" and form.is_valid():
        return _choose(request, draft_id, by, "import-look", sheet=table.sheet, mapping=form.mapping)
    shown_problems = [] if sheet.headers else sheet.problems
    return render(
        request, "import_caseload/columns.html", {"draft_id": draft_id, "form": form, "problems": shown_problems}
    )


def _can_be_read(form: forms.ChooseColumns, draft: Draft, sheet: str) -> bool:
    """Whether this sheet is a list at all; if not, it is said beside the choice, and the sheet stays what it was."""
    try:
        _table(draft.content, draft.kind, sheet)
    except spreadsheet.SpreadsheetError as error:
        form.add_error("sheet", say(error.reason))
        return False
    return True


def _choose(request: HttpRequest, draft_id: int, by: Actor, to: str, **facts: Any) -> HttpResponse:
    actions.choose_columns(draft_id, by=by, now=request.now, **facts)  # type: ignore[attr-defined]
    return redirect(to, draft_id)


@professionals_only
@never_cache
def look(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """Before taking: the dry run. Afterwards: what was done, until the list is thrown away."""
    now = request.now  # type: ignore[attr-defined]
    draft = caseload_draft(draft_id, by=by, now=now)
    if draft.report is None:
        _table, sheet = _read(request, draft, by)
        dry = actions.take_caseload(draft.organisation_id, sheet, by=by, now=now, dry_run=True)
        found, page = shown(to_keep(dry)), "import_caseload/look.html"
    else:
        found, page = shown(draft.report), "import_caseload/taken.html"
    return render(request, page, {"draft_id": draft_id, "report": found, "kind": draft.kind})


@professionals_only
@require_POST
def take(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    draft = caseload_draft(draft_id, by=by, now=now)
    if draft.report is None:
        table, sheet = _read(request, draft, by)
        report = actions.take_caseload(draft.organisation_id, sheet, by=by, now=now)
        left = spreadsheet.write(to_correct(table.rows, report.sheet), draft.kind) if report.refused else b""
        actions.finish_caseload_draft(draft_id, by=by, now=now, content=left, report=to_keep(report))
        messages.success(request, say(TAKEN))
    return redirect("import-look", draft_id)


@professionals_only
@never_cache
def rows(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    """The rows that were not taken, with the reason in a last column."""
    draft = caseload_draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    if draft.report is None or not draft.content:
        raise NotNow(text("Er zijn geen rijen die niet zijn overgenomen."))
    name = f"niet-overgenomen.{draft.kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(draft.content, content_type=CONTENT_TYPES[draft.kind], headers=headers)


@professionals_only
@require_POST
def drop(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    done = caseload_draft(draft_id, by=by, now=now).report is not None
    actions.drop_caseload_draft(draft_id, by=by, now=now)
    messages.success(request, say(DONE if done else DROPPED))
    return redirect("import")
