"""One row of a caseload becomes one line to take over, or the list of what is wrong with it.

A cell that cannot be taken refuses its whole row: nothing is half taken. What is vague but harmless ("na de zomer" as a
date for the next step) is kept as a note and listed, so that somebody still chooses a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sluitend.core import calendar
from sluitend.core.caseload_sheet.cells import Cell, CellError, Dated, Phone, consent_in, day_in, phone_in, plain
from sluitend.core.caseload_sheet.columns import REASON_HEADER, Column
from sluitend.core.caseload_sheet.names import Name, coordinator_in, municipality_in, name_in
from sluitend.core.facts import ConsentAnswer
from sluitend.core.text import Text, text

Check = Callable[[date, date], Text | None]
VAGUE = re.compile(r"(?:wk|week)\b|\D+$", re.IGNORECASE)  # "wk 29", "na de zomer", "z.s.m."
PLANNED_AHEAD = timedelta(weeks=60)  # the next step of a family further away than this is a typing error


@dataclass(frozen=True)
class Problem:
    """A cell that needs a person; `row` counts from 1. `refuses` says whether the row is left out because of it."""

    row: int
    column: str
    value: str
    reason: Text
    refuses: bool = True


@dataclass(frozen=True)
class Line:
    """A family as the spreadsheet tells it. `notes` holds what has no field of its own; nothing is dropped."""

    row: int
    given_name: str
    family_name: str
    municipality: str
    born: date | None = None
    due_date: date | None = None
    child_born: date | None = None
    phone: str = ""
    never_phone: bool = False
    safe_contact: str = ""
    practice: str = ""
    concerns: str = ""
    coordinator: str = ""
    last_contact: date | None = None
    next_step: str = ""
    next_on: date | None = None
    consent: ConsentAnswer = ConsentAnswer.UNKNOWN
    programme: str = ""
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Around:
    """What the rows are read against. `municipalities`: folded name or abbreviation to CBS code."""

    today: date
    municipalities: Mapping[str, str]
    coordinators: Collection[str] = ()


@dataclass
class Row:
    """One row while it is read: cells by column, and what was found wrong."""

    number: int
    cells: Sequence[Cell]
    headers: Sequence[Cell]
    places: Mapping[Column, int]
    around: Around
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cell(self, column: Column) -> Cell:
        place = self.places.get(column)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def header(self, column: Column) -> str:
        place = self.places.get(column)
        return str(column.label) if place is None else str(self.headers[place])

    def note(self, words: str) -> None:
        if words:
            self.notes.append(words)

    def problem(self, column: Column, reason: Text, refuses: bool = True) -> None:
        value = self.cell(column)
        shown = "" if value is None else str(value)[:200]
        self.problems.append(Problem(self.number, self.header(column), shown, reason, refuses))

    @property
    def refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)


def read_line(row: Row) -> Line:
    """The line as far as it can be read; when `row.refused` it is not to be taken, and `row.problems` says why."""
    name = _name(row)
    due_date, child_born = _pregnancy_or_child(row)
    phone = _phone(row)
    line = Line(
        row=row.number,
        given_name=name.given,
        family_name=name.family,
        municipality=_code(row),
        born=_adult_birth(row),
        due_date=due_date,
        child_born=child_born,
        phone=phone.number,
        never_phone=phone.never,
        safe_contact=phone.remark,
        practice=_plain(row, Column.PRACTICE),
        concerns=_plain(row, Column.CONCERNS),
        coordinator=_coordinator(row),
        last_contact=_last_contact(row),
        next_step=_plain(row, Column.NEXT_STEP),
        next_on=_next_on(row),
        consent=_consent(row),
        programme=_plain(row, Column.PROGRAMME),
    )
    _other_columns(row)
    return replace(line, notes=tuple(row.notes))


def _plain(row: Row, column: Column) -> str:
    try:
        return plain(row.cell(column))
    except CellError as error:
        row.problem(column, error.reason)
        return ""


def _name(row: Row) -> Name:
    """From one column, or from a given name and a family name apart."""
    column = Column.NAME if Column.NAME in row.places else Column.GIVEN_NAME
    whole = row.cell(column)
    if column is Column.GIVEN_NAME:
        whole = f"{row.cell(Column.GIVEN_NAME) or ''} {row.cell(Column.FAMILY_NAME) or ''}"
    try:
        name = name_in(whole)
    except CellError as error:
        row.problem(column, error.reason)
        return Name()
    if name.damaged:
        row.problem(column, text("in deze naam is een letter verloren gegaan; typ de naam opnieuw"))
    row.note(name.remark)
    return name


def _code(row: Row) -> str:
    try:
        return municipality_in(row.cell(Column.MUNICIPALITY), row.around.municipalities)
    except CellError as error:
        row.problem(Column.MUNICIPALITY, error.reason)
        return ""


def _date(row: Row, column: Column, *, in_the_past: bool = False) -> Dated | None:
    try:
        return day_in(row.cell(column), row.around.today, in_the_past=in_the_past)
    except CellError as error:
        row.problem(column, error.reason)
        return None


def _checked(row: Row, column: Column, found: Dated | None, wrong: Check) -> date | None:
    """The day when it can be true; what is wrong with it becomes a problem, words behind it a note."""
    if found is None:
        return None
    reason = wrong(found.day, row.around.today)
    if reason is None:
        return found.day
    row.problem(column, reason)
    return None


def _adult_birth(row: Row) -> date | None:
    found = _date(row, Column.BORN, in_the_past=True)
    row.note(found.remark if found else "")
    return _checked(row, Column.BORN, found, calendar.wrong_adult_birth)


def _pregnancy_or_child(row: Row) -> tuple[date | None, date | None]:
    """Due date and birth of the child, from columns of their own or from one column that holds either."""
    due = _checked(row, Column.DUE_DATE, _date(row, Column.DUE_DATE), calendar.wrong_due_date)
    child = _checked(row, Column.CHILD_BORN, _date(row, Column.CHILD_BORN), calendar.wrong_child_birth)
    either = _date(row, Column.DUE_OR_BORN)
    if either is None:
        return due, child
    if _is_birth(row, either):
        return due, _checked(row, Column.DUE_OR_BORN, either, calendar.wrong_child_birth)
    return _checked(row, Column.DUE_OR_BORN, either, calendar.wrong_due_date), child


def _is_birth(row: Row, found: Dated) -> bool:
    """By its words, else by its day: long past can only be a birth, just past is unclear, the future is a due date."""
    if "geb" in found.remark.casefold():
        return True
    row.note(found.remark)
    today = row.around.today
    if found.day > today:
        return False
    if calendar.wrong_due_date(found.day, today) is None:
        row.problem(Column.DUE_OR_BORN, text("is dit de uitgerekende datum of de geboorte? Zet er 'geboren' achter."))
        return False
    row.problem(Column.DUE_OR_BORN, text("gelezen als geboortedatum van het kind"), refuses=False)
    return True


def _phone(row: Row) -> Phone:
    try:
        return phone_in(row.cell(Column.PHONE))
    except CellError as error:
        row.problem(Column.PHONE, error.reason)
        return Phone()


def _next_on(row: Row) -> date | None:
    day = _vague_or_date(row, Column.NEXT_ON, text("geen datum: kies wanneer de volgende stap is"))
    if day is not None and abs(day - row.around.today) > PLANNED_AHEAD:
        row.problem(Column.NEXT_ON, text("deze datum ligt te ver weg; kijk of het jaar klopt"))
    return day


def _last_contact(row: Row) -> date | None:
    day = _vague_or_date(row, Column.LAST_CONTACT, text("geen datum: overgenomen als aantekening"))
    if day is not None and day > row.around.today:
        row.problem(Column.LAST_CONTACT, text("het laatste contact kan niet in de toekomst liggen"))
    return day


def _vague_or_date(row: Row, column: Column, reason: Text) -> date | None:
    """A date, or vague words that are kept as a note and listed; a day that does not exist refuses the row."""
    words = str(row.cell(column) or "").strip()
    if not VAGUE.match(words):
        found = _date(row, column)
        row.note(found.remark if found else "")
        return found.day if found else None
    if _plain(row, column):
        row.note(f"{row.header(column)}: {words}")
        row.problem(column, reason, refuses=False)
    return None


def _coordinator(row: Row) -> str:
    """An unknown name does not refuse the row, because somebody must choose a lead for it anyway."""
    try:
        return coordinator_in(row.cell(Column.COORDINATOR), row.around.coordinators)
    except CellError as error:
        row.problem(Column.COORDINATOR, error.reason, refuses=False)
        row.note(f"{row.header(Column.COORDINATOR)}: {row.cell(Column.COORDINATOR)}")
        return ""


def _consent(row: Row) -> ConsentAnswer:
    try:
        answer, way = consent_in(row.cell(Column.CONSENT))
    except CellError as error:
        row.problem(Column.CONSENT, error.reason)
        return ConsentAnswer.UNKNOWN
    row.note(way and f"{row.header(Column.CONSENT)}: {way}")
    return answer


def _other_columns(row: Row) -> None:
    """What stands in columns that mean nothing to us is kept as a note."""
    taken = {*row.places.values(), *(place for place, header in enumerate(row.headers) if header == REASON_HEADER)}
    for place, cell in enumerate(row.cells):
        if place not in taken and cell is not None and str(cell).strip():
            header = str(row.headers[place] or "") if place < len(row.headers) else ""
            row.note(f"{header}: {cell}".removeprefix(": ")[:500])
