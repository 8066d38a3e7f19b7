"""Spreadsheets from other programs: an `.xlsx` or `.csv` file to rows of cells, and rows back to such a file.

Nothing in a file is run: macros are never read, of a formula only the value that was saved with it. A file that is too
large, or that would become too large when unpacked, is refused before it is read (docs/decisions/0012).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from sluitend.core.caseload_sheet import Cell
from sluitend.core.text import Text, text

LARGEST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
# Our own limits, no source: twenty times the file, and more parts than any list of families has.
LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 500
LAST_ROW = 1_048_576  # of the file format itself
WIDEST_READ = 300
"""Columns that are looked at, so that what stands beyond the limit is refused and not dropped in silence."""
ENDINGS = ("xlsx", "csv")
DELIMITERS = ";,\t"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Rows = list[list[Cell]]


class SpreadsheetError(ValueError):
    """A file that cannot be read; `reason` says why and what would do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Table:
    """One sheet of a file. `sheets` are the names to choose from; a csv file has one, without a name."""

    rows: Rows
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def ending(name: str) -> str:
    """`xlsx` or `csv`, by the end of a file's name."""
    found = name.rpartition(".")[2].lower()
    if found not in ENDINGS:
        raise SpreadsheetError(
            text("Dit soort bestand kan niet. Bewaar de lijst als .xlsx of .csv en probeer het opnieuw.")
        )
    return found


def read(content: bytes, kind: str, sheet: str = "") -> Table:
    """The rows of a file of this kind (`ending`). Without `sheet`: the first sheet that holds something."""
    if len(content) > LARGEST_BYTES:
        most = LARGEST_BYTES // 1_000_000
        raise SpreadsheetError(text("Dit bestand is te groot. Het mag hoogstens %(most)s MB zijn.", most=most))
    table = _read_csv(content) if kind == "csv" else _read_xlsx(content, sheet)
    if not table.rows:
        raise SpreadsheetError(text("Dit bestand is leeg."))
    return table


def write(rows: Iterable[Sequence[Cell]], kind: str) -> bytes:
    """A file of the same kind, that other programs open; text stays text, also when it looks like a formula."""
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
        return out.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in rows:
        page.append([_as_text(page, cell) if isinstance(cell, str) else cell for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _as_text(page: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, words)
    cell.data_type = "s"
    return cell


def _read_csv(content: bytes) -> Table:
    words = _CONTROL.sub("", _decoded(content))
    head = words.splitlines(keepends=True)[:30]
    delimiter = max(DELIMITERS, key=lambda sign: sum(len(row) for row in csv.reader(head, delimiter=sign)))
    try:
        rows: Rows = [list(row) for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise SpreadsheetError(text("Dit is geen leesbaar csv-bestand. Bewaar de lijst opnieuw als csv.")) from None
    return Table(_fitting(rows))


def _decoded(content: bytes) -> str:
    """UTF-8 where it can be that, UTF-16 where it says so, else Windows-1252; a lost letter stays visible as such."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_xlsx(content: bytes, wanted: str) -> Table:
    _check_package(content)
    try:
        # Twice: the saved values, and the formulas, so that a cell whose value was not saved is not taken for empty.
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        pages = {page.title: page for page in values.worksheets}
        if wanted and wanted not in pages:
            known = ", ".join(pages)
            raise SpreadsheetError(
                text("Het tabblad %(sheet)s is er niet. Kies uit: %(known)s.", sheet=wanted, known=known)
            )
        for name in [wanted] if wanted else pages:
            rows = _rows(pages[name], formulas[name])
            if rows:
                return Table(rows, name, tuple(pages))
        return Table([])
    except SpreadsheetError:
        raise
    except Exception:
        # openpyxl has no error of its own for what is wrong inside a file: any of a dozen kinds comes out of it.
        raise _unreadable() from None


def _unreadable() -> SpreadsheetError:
    return SpreadsheetError(
        text("Dit is geen leesbaar xlsx-bestand. Bewaar de lijst opnieuw als .xlsx, zonder wachtwoord.")
    )


def _check_package(content: bytes) -> None:
    """An xlsx is a zip: refuse what would grow too large, and XML that defines entities (it never needs to)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise SpreadsheetError(text("Dit bestand wordt te groot bij het uitpakken en is niet gelezen."))
            if any(_defines_entities(package, part) for part in parts):
                raise _unreadable()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise _unreadable() from None


def _defines_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with package.open(part) as opened:
        return b"<!DOCTYPE" in opened.read(4096)


def _rows(values: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet) -> Rows:
    """Both readings side by side; rows that hold nothing at the end are left off."""
    limits = {"max_row": LAST_ROW, "max_col": WIDEST_READ, "values_only": True}
    rows: Rows = []
    empty = 0
    for shown, typed in zip_longest(values.iter_rows(**limits), formulas.iter_rows(**limits), fillvalue=()):
        row = [_cell(value if value is not None else other) for value, other in zip_longest(shown, typed)]
        while row and row[-1] is None:
            row.pop()
        if not row:
            empty += 1
            continue
        _check_size(len(rows) + empty + 1, len(row))
        rows += [[] for _ in range(empty)]
        rows.append(row)
        empty = 0
    return rows


def _cell(value: Any) -> Cell:
    """What a cell holds as one of the kinds that core reads."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return value
    words = "" if isinstance(value, time | timedelta) and not value else _CONTROL.sub("", str(value))
    return words if words.strip() else None


def _fitting(rows: Rows) -> Rows:
    """Without empty cells and rows at the end; refused when it is still too long or too wide."""
    for number, row in enumerate(rows, start=1):
        while row and not str(row[-1] or "").strip():
            row.pop()
        if row:
            _check_size(number, len(row))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise SpreadsheetError(text("Dit blad heeft meer dan %(most)s rijen. Verdeel de lijst.", most=MOST_ROWS))
    if columns > MOST_COLUMNS:
        raise SpreadsheetError(
            text("Dit blad heeft meer dan %(most)s kolommen. Verwijder wat niet nodig is.", most=MOST_COLUMNS)
        )
