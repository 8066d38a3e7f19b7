"""What is filled in while a list is brought in: the file, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.core.caseload_sheet import Cell, Column, Sheet
from sluitend.core.matching import folded
from sluitend.core.text import text
from sluitend.outside.spreadsheet import ENDINGS, LARGEST_BYTES
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

KEEP_AS_NOTE = "note"
EXAMPLE_CHARACTERS = 60
TWICE = text("Deze kolom is al gekozen bij “%(header)s”. Kies een van de twee.")
NAME_MISSING = text("Kies bij een van de kolommen “%(name)s” of “%(given)s”.")
PLACE_MISSING = text("Kies bij een van de kolommen “%(place)s”.")


class ChooseFile(Form):
    file = fields.Upload(
        _("Welk bestand?"),
        extensions=ENDINGS,
        max_bytes=LARGEST_BYTES,
        hint=_("Een .xlsx of .csv van hoogstens 5 MB, met één gezin per rij."),
    )


class ChooseColumns(Form):
    """One drop-down per column of the file, and one for the sheet when there are more."""

    def __init__(
        self, data: Any = None, *, sheet: Sheet, rows: Sequence[Sequence[Cell]], sheets: Sequence[str], at: str
    ) -> None:
        super().__init__(data)
        self.headers = sheet.headers
        if len(sheets) > 1:
            self.fields["sheet"] = fields.DropDown(_("Tabblad"), [(name, name) for name in sheets], initial=at)
        choices = [(KEEP_AS_NOTE, _("Bewaar als aantekening")), *((one.value, say(one.label)) for one in Column)]
        chosen = {place: column for column, place in sheet.places.items()}
        for place, header in enumerate(sheet.headers):
            if header:
                self.fields[f"column_{place}"] = fields.DropDown(
                    header,
                    choices,
                    initial=chosen.get(place, KEEP_AS_NOTE),
                    hint=_example(sheet, rows, place),
                )

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        seen: dict[str, str] = {}
        for name, header, column in self._chosen(filled):
            if column in seen:
                self.add_error(name, say(text(TWICE.message, header=seen[column])))
            seen[column] = header
        if self.headers and not {Column.NAME, Column.GIVEN_NAME} & seen.keys():
            missing = text(NAME_MISSING.message, name=Column.NAME.label, given=Column.GIVEN_NAME.label)
            self.add_error(None, say(missing))
        if self.headers and Column.MUNICIPALITY not in seen:
            self.add_error(None, say(text(PLACE_MISSING.message, place=Column.MUNICIPALITY.label)))
        return filled

    def _chosen(self, filled: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """(field, header, column) of every column that is taken."""
        for place, header in enumerate(self.headers):
            column = filled.get(f"column_{place}", KEEP_AS_NOTE)
            if column != KEEP_AS_NOTE:
                yield f"column_{place}", header, column

    @property
    def mapping(self) -> dict[str, Column | None]:
        """By folded header, as core keeps it; only after `is_valid()`."""
        at = {header: Column(column) for _name, header, column in self._chosen(self.cleaned_data)}
        return {folded(header): at.get(header) for header in self.headers if header}


def _example(sheet: Sheet, rows: Sequence[Sequence[Cell]], place: int) -> str:
    """The first filled cell below the header: one recognises a column by what is in it."""
    first = min((line.row for line in sheet.lines), default=0) or min(sheet.refused, default=len(rows) + 1)
    for cells in rows[first - 1 :]:
        if place < len(cells) and (shown := str(cells[place] or "").strip()):
            return shown if len(shown) <= EXAMPLE_CHARACTERS else f"{shown[:EXAMPLE_CHARACTERS]}…"
    return ""
