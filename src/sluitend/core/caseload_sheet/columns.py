"""Which row is the header, and which column holds what: guessed by the words that people use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from sluitend.core.caseload_sheet.cells import Cell
from sluitend.core.matching import folded
from sluitend.core.text import Text, text

HEADER_WITHIN = 15  # rows of titles above a table
REASON_HEADER = "Waarom niet overgenomen"


class Column(StrEnum):
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    BORN = "born"
    DUE_OR_BORN = "due_or_born"
    DUE_DATE = "due_date"
    CHILD_BORN = "child_born"
    MUNICIPALITY = "municipality"
    PRACTICE = "practice"
    PHONE = "phone"
    CONCERNS = "concerns"
    COORDINATOR = "coordinator"
    LAST_CONTACT = "last_contact"
    NEXT_STEP = "next_step"
    NEXT_ON = "next_on"
    CONSENT = "consent"
    PROGRAMME = "programme"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Column.NAME: text("Naam van de moeder"),
    Column.GIVEN_NAME: text("Voornaam"),
    Column.FAMILY_NAME: text("Achternaam"),
    Column.BORN: text("Geboortedatum van de moeder"),
    Column.DUE_OR_BORN: text("Uitgerekende datum of geboortedatum van het kind"),
    Column.DUE_DATE: text("Uitgerekende datum"),
    Column.CHILD_BORN: text("Geboortedatum van het kind"),
    Column.MUNICIPALITY: text("Gemeente"),
    Column.PRACTICE: text("Verloskundige praktijk"),
    Column.PHONE: text("Telefoon"),
    Column.CONCERNS: text("Wat er speelt"),
    Column.COORDINATOR: text("Regiehouder"),
    Column.LAST_CONTACT: text("Laatste contact"),
    Column.NEXT_STEP: text("Volgende stap"),
    Column.NEXT_ON: text("Wanneer de volgende stap is"),
    Column.CONSENT: text("Toestemming"),
    Column.PROGRAMME: text("Programma"),
}

# The first row that fits decides, so the more telling words stand higher. A header fits when it holds every word.
_WORDS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (Column.DUE_OR_BORN, ("a terme geboren",)),
    (Column.DUE_OR_BORN, ("uitgerekend geboren",)),
    (Column.DUE_DATE, ("a terme", "uitgerekend", "aterme", "due", "atd")),
    (Column.CHILD_BORN, ("geb kind", "geboortedatum kind", "geboren kind", "kind geboren")),
    (Column.LAST_CONTACT, ("laatste", "last contact")),
    (Column.NEXT_STEP, ("volgende", "actie", "next step", "vervolg")),
    (Column.NEXT_ON, ("wanneer", "datum stap", "deadline", "when")),
    (Column.GIVEN_NAME, ("voornaam", "roepnaam")),
    (Column.FAMILY_NAME, ("achternaam", "familienaam")),
    (Column.PRACTICE, ("verl", "praktijk", "verloskundige", "midwife")),
    (Column.COORDINATOR, ("regie", "coordinator", "regisseur", "contactpersoon")),
    (Column.PHONE, ("tel", "telefoon", "mobiel", "gsm", "phone")),
    (Column.MUNICIPALITY, ("gemeente", "woonplaats", "plaats", "municipality")),
    (Column.CONSENT, ("toestemming", "akkoord", "consent")),
    (Column.PROGRAMME, ("programma", "interventie", "programme")),
    (Column.CONCERNS, ("zorgen", "bijzonder", "problematiek", "opmerking", "signaal", "concern")),
    (Column.BORN, ("geb", "geboortedatum", "geboren", "gebdat", "birth")),
    (Column.NAME, ("naam", "moeder", "clien", "name")),
)


def guess(header: Cell) -> Column | None:
    """The column that this header most likely names."""
    words = folded(header).split() if isinstance(header, str) else []
    if not words or header == REASON_HEADER:
        return None
    for column, choices in _WORDS:
        if any(all(any(word.startswith(part) for word in words) for part in choice.split()) for choice in choices):
            return column
    return None


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the row that names most columns, among the first ones; None when no row names three."""
    scores = [len({guess(cell) for cell in row} - {None}) for row in rows[:HEADER_WITHIN]]
    best = max(scores, default=0)
    return scores.index(best) if best >= 3 else None


def mapping(
    headers: Sequence[Cell], remembered: Mapping[str, Column | None], programmes: Collection[str]
) -> dict[Column, int]:
    """Where each column stands. `remembered` (folded header to column, None for "do not take") goes before guessing.

    People name a column after the programme itself; `programmes` are those names.
    """
    named = {folded(name): Column.PROGRAMME for name in programmes}
    places: dict[Column, int] = {}
    for place, header in enumerate(headers):
        name = folded(str(header or ""))
        column = remembered[name] if name in remembered else named.get(name) or guess(header)
        if column is not None and column not in places:
            places[column] = place
    return places


def to_remember(headers: Sequence[Cell], places: Mapping[Column, int]) -> dict[str, Column | None]:
    """What to keep for this organisation, so that the next file needs no questions."""
    at = {place: column for column, place in places.items()}
    return {folded(str(header)): at.get(place) for place, header in enumerate(headers) if header}
