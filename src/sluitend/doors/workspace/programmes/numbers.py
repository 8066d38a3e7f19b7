"""Programmes in numbers: each figure as bars with what its source aims at, of oneself, the team or the municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sluitend.care.programmes.queries import NumberCell, NumberRow, Numbers, Scope, numbers, scopes
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.fidelity import Figure, Kind
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.ui.bars import Bar, Bars

LONGEST_CONTACT = 120
"""Minutes that fill the whole width of a bar."""
SCOPES: dict[Scope, tuple[Text, Text]] = {
    Scope.MINE: (text("Mijn gezinnen"), text("De gezinnen waarvan u de vaste medewerker bent.")),
    Scope.TEAM: (text("Mijn team"), text("Per collega van uw teams.")),
    Scope.MUNICIPALITY: (text("Per gemeente"), text("Alle gezinnen in de regio, zonder namen.")),
}
TITLES: dict[Kind, Text] = {
    Kind.CONTACTS: text("Contacten"),
    Kind.STOPPED: text("Vroegtijdig gestopt"),
    Kind.MINUTES: text("Gemiddelde duur van een contact"),
    Kind.COMPLETED: text("Contacten met een aangevuld verslag"),
    Kind.MEASURED: text("Metingen ingevuld op hun moment"),
}
MEANINGS: dict[Kind, Text] = {
    Kind.CONTACTS: text(
        "Gehouden, van wat het ritme tot nu toe vroeg. Minder is geen fout: soms past een ander ritme."
    ),
    Kind.STOPPED: text("Wie stopte voor het einde. Een verlies of een warme overdracht is geen uitval."),
    Kind.SHARE: text("Van de contacten waarvan de tijd per onderwerp is genoteerd."),
}
PARTS: tuple[tuple[Text, frozenset[Kind]], ...] = (
    (text("Begin, contacten en uitval"), frozenset({Kind.EARLY, Kind.CONTACTS, Kind.STOPPED, Kind.MILESTONE})),
    (text("Duur en volledigheid"), frozenset({Kind.MINUTES, Kind.COMPLETED, Kind.MEASURED})),
)


@dataclass(frozen=True)
class Tab:
    url: str
    label: Text
    current: bool


@dataclass(frozen=True)
class FigureView:
    bars: Bars
    aim: Text | str
    working_model: bool


@dataclass(frozen=True)
class Part:
    """`notes` say once what the figures of this part mean."""

    title: str | Text | Words
    figures: tuple[FigureView, ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ProgrammeView:
    id: str
    names: Words
    working_model: bool
    parts: tuple[Part, ...]


@professionals_only
def programme_numbers(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The narrowest view that is open to the reader, unless another is asked for."""
    open_scopes = scopes(by)
    asked = next((one for one in Scope if one == request.GET.get("van")), None)
    scope = asked or next(iter(open_scopes), Scope.MINE)
    found = numbers(by=by, now=request.now, scope=scope)  # type: ignore[attr-defined]
    shown = {
        "programmes": [_programme(one) for one in found],
        "tabs": [Tab(f"{reverse('programme-numbers')}?van={one}", SCOPES[one][0], one == scope) for one in open_scopes],
        "lead": SCOPES[scope][1],
        "below": found[0].below if found else 0,
    }
    return render(request, "programmes/numbers.html", shown)


def _programme(found: Numbers) -> ProgrammeView:
    programme = found.programme
    parts = [
        _part(programme.names, title, [row for row in found.rows if row.figure.kind in kinds]) for title, kinds in PARTS
    ]
    parts += [_subjects(found, phase.id, phase.names) for phase in programme.phases]
    shown = tuple(one for one in parts if one.figures)
    return ProgrammeView(programme.id, programme.names, programme.standing == "working_model", shown)


def _part(programme: Words, title: Text, rows: Sequence[NumberRow]) -> Part:
    kinds = {row.figure.kind for row in rows}
    figures = tuple(_figure(programme, row) for row in rows)
    return Part(title, figures, tuple(words for kind, words in MEANINGS.items() if kind in kinds))


def _figure(programme: Words, row: NumberRow) -> FigureView:
    bars = Bars(_title(row.figure), tuple(_bar(row.figure, cell, cell.group) for cell in row.cells), programme)
    return FigureView(bars, _aim(row.figure), row.figure.working_model)


def _subjects(found: Numbers, phase: str, names: Words) -> Part:
    """One picture per group, with a bar per subject; groups of which nothing was noted yet have none."""
    rows = [row for row in found.rows if row.figure.kind is Kind.SHARE and row.figure.phase == phase]
    figures, within = [], text("%(programme)s, %(phase)s", programme=found.programme.names, phase=names)
    for at, group in enumerate(cell.group for cell in (rows[0].cells if rows else ())):
        bars = tuple(_bar(row.figure, row.cells[at], row.figure.names or "") for row in rows)
        if any(bar.length is not None for bar in bars):
            figures.append(FigureView(Bars(group, bars, within), "", any(row.figure.working_model for row in rows)))
    return Part(text("Tijd per onderwerp: %(phase)s", phase=names), tuple(figures), (MEANINGS[Kind.SHARE],))


def _title(figure: Figure) -> str | Text | Words:
    if figure.kind is Kind.MILESTONE:
        return text("Mijlpaal: %(what)s", what=figure.names)
    if figure.target is not None or figure.kind is Kind.SHARE:
        return figure.names or ""
    return (
        text("%(what)s: %(phase)s", what=TITLES[figure.kind], phase=figure.names)
        if figure.names
        else TITLES[figure.kind]
    )


def _aimed(figure: Figure) -> tuple[int | None, int | None]:
    """Where the line or the band is drawn, in percent of the width."""
    if figure.target is not None:
        at = _width(figure, figure.target.value)
        return at, at
    return (figure.intended.at_least, figure.intended.at_most) if figure.intended else (None, None)


def _width(figure: Figure, value: int) -> int:
    return min(100, round(100 * value / LONGEST_CONTACT)) if figure.kind is Kind.MINUTES else value


def _aim(figure: Figure) -> Text | str:
    """What is aimed at, never without the country and the group it was set for."""
    aim = figure.target
    if aim is None:
        return ""
    unit = text("minuten") if figure.kind is Kind.MINUTES else text("procent")
    bound = text("hoogstens %(value)s %(unit)s", value=aim.value, unit=unit)
    words = bound if aim.at_most else text("%(value)s %(unit)s", value=aim.value, unit=unit)
    return text("Doel van de bron: %(aim)s (%(country)s, %(group)s).", aim=words, country=aim.country, group=aim.group)


def _bar(figure: Figure, cell: NumberCell, label: str | Words) -> Bar:
    if cell.count is None:
        return Bar(label, text("verborgen"), None)
    if cell.value is None:
        return Bar(label, text("nog niets te tellen"), None)
    return Bar(label, _words(figure, cell), _width(figure, cell.value), *_aimed(figure))


def _words(figure: Figure, cell: NumberCell) -> Text:
    count = cell.count
    assert count is not None
    if figure.kind is Kind.MINUTES:
        return text("%(minutes)s minuten (contacten geteld: %(contacts)s)", minutes=cell.value, contacts=count.whole)
    if figure.kind is Kind.SHARE:
        said = text(
            "%(percent)s procent (contacten geteld: %(contacts)s)", percent=cell.value, contacts=count.whole // 100
        )
        meant = figure.intended
        return (
            text("%(said)s; bedoeld %(low)s tot %(high)s", said=said, low=meant.at_least, high=meant.at_most)
            if meant
            else said
        )
    return text("%(part)s van %(whole)s (%(percent)s procent)", part=count.part, whole=count.whole, percent=cell.value)
