"""The cells of a caseload spreadsheet: lines to take over, and every cell that needs a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sluitend.core.caseload_sheet import columns
from sluitend.core.caseload_sheet.cells import Cell
from sluitend.core.caseload_sheet.columns import REASON_HEADER, Column
from sluitend.core.caseload_sheet.lines import Around, Line, Problem, Row, read_line
from sluitend.core.caseload_sheet.names import alike, coordinators_in
from sluitend.core.text import Text, text

TOTALS = ("totaal", "total", "som", "aantal")


@dataclass(frozen=True)
class Sheet:
    """Every row below the header is a line, refused (with its problems) or skipped (empty rows and totals)."""

    headers: tuple[str, ...]
    places: Mapping[Column, int]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    refused: tuple[int, ...]
    skipped: tuple[int, ...]

    @property
    def to_remember(self) -> dict[str, Column | None]:
        return columns.to_remember(self.headers, self.places)


def parse(
    rows: Sequence[Sequence[Cell]],
    *,
    today: date,
    municipalities: Mapping[str, str],
    coordinators: Collection[str] = (),
    programmes: Collection[str] = (),
    remembered: Mapping[str, Column | None] | None = None,
) -> Sheet:
    """Read a caseload. `municipalities`: folded name or abbreviation to CBS code; `coordinators`: known names.

    Without known coordinators the people named in the file stand in for them, each in the fullest spelling.
    `programmes` are names of programmes, after which people call columns. `remembered` is what `Sheet.to_remember` gave
    for this organisation's earlier file.
    """
    at = columns.header_row(rows)
    if at is None:
        reason = text("geen kopregel gevonden; verwacht kolommen zoals Naam, Geboortedatum en Gemeente")
        return Sheet((), {}, (), (Problem(1, "", "", reason),), tuple(range(1, len(rows) + 1)), ())
    headers = tuple(str(cell or "").strip() for cell in rows[at])
    places = columns.mapping(headers, remembered or {}, programmes)
    missing = _missing_columns(places)
    if missing is not None:
        below = tuple(range(at + 2, len(rows) + 1))
        return Sheet(headers, places, (), (Problem(at + 1, "", "", missing),), below, ())
    body = [(number, cells) for number, cells in enumerate(rows[at + 1 :], start=at + 2)]
    skipped = tuple(number for number, cells in body if _is_no_family(cells))
    known = coordinators or coordinators_in(_column(body, skipped, places.get(Column.COORDINATOR)))
    around = Around(today, municipalities, known)
    kept = [Row(number, cells, headers, places, around) for number, cells in body if number not in skipped]
    return _without_duplicates(headers, places, kept, skipped)


def _missing_columns(places: Mapping[Column, int]) -> Text | None:
    if Column.NAME not in places and Column.GIVEN_NAME not in places:
        return text("geen kolom met de naam gevonden")
    return text("geen kolom met de gemeente gevonden") if Column.MUNICIPALITY not in places else None


def _is_no_family(cells: Sequence[Cell]) -> bool:
    filled = [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
    return not filled or (len(filled) <= 3 and filled[0].casefold().rstrip(":") in TOTALS)


def _column(body: Sequence[tuple[int, Sequence[Cell]]], skipped: Collection[int], place: int | None) -> list[Cell]:
    if place is None:
        return []
    return [cells[place] for number, cells in body if number not in skipped and place < len(cells)]


def _without_duplicates(
    headers: tuple[str, ...], places: Mapping[Column, int], rows: Sequence[Row], skipped: tuple[int, ...]
) -> Sheet:
    """Read the rows in order; a row that repeats an earlier family is refused and points at it."""
    lines: list[Line] = []
    problems: list[Problem] = []
    refused: list[int] = []
    for row in rows:
        line = read_line(row)
        twin = next((earlier for earlier in lines if _same_family(earlier, line)), None)
        if twin is not None:
            row.problem(Column.NAME, text("dit gezin staat ook in rij %(row)s; voeg samen wat verschilt", row=twin.row))
        if row.refused:
            refused.append(row.number)
        else:
            lines.append(line)
        problems += row.problems
    return Sheet(headers, places, tuple(lines), tuple(problems), tuple(refused), skipped)


def _same_family(one: Line, other: Line) -> bool:
    """The same name, and nothing known of both that contradicts it; at least one thing must be known of both."""
    if not alike(one.name, other.name):
        return False
    shared = [
        (getattr(one, part), getattr(other, part))
        for part in ("born", "phone", "due_date", "child_born")
        if getattr(one, part) and getattr(other, part)
    ]
    born = one.born == other.born or not (one.born and other.born)
    return born and any(mine == theirs for mine, theirs in shared)


def to_correct(rows: Sequence[Sequence[Cell]], sheet: Sheet) -> list[list[Cell]]:
    """The refused rows as they were, with a last column that says why; to be corrected and fed in again.

    Cells that a spreadsheet would run as a formula are made plain text.
    """
    reasons: dict[int, list[str]] = {}
    for problem in sheet.problems:
        if problem.refuses:
            reasons.setdefault(problem.row, []).append(f"{problem.column}: {problem.reason}".removeprefix(": "))
    width = len(sheet.headers)
    table: list[list[Cell]] = [[*map(_harmless, sheet.headers), REASON_HEADER]]
    for number in sheet.refused:
        cells = [*rows[number - 1], *[None] * width][:width]
        table.append([_harmless(cell) for cell in (*cells, "; ".join(reasons.get(number, [])))])
    return table


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip()[:1] in ("=", "+", "@") and not _phone(cell) else cell


def _phone(cell: str) -> bool:
    return cell.startswith("+31") and cell[1:].replace(" ", "").isdigit()
