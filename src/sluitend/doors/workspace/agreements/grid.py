"""A table as the editor and the pages show it: columns, rows and cells in words, each with what was found wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sluitend.care.agreements.queries import Check
from sluitend.core.content import Words
from sluitend.core.difference import ANSWER, Said
from sluitend.core.difference import Column as Compared
from sluitend.core.facts import SPOKEN
from sluitend.core.flow_chart import Named
from sluitend.core.tables import ColumnInfo, DecisionInfo, Model, TablesError, read
from sluitend.core.tables.cell_words import in_words
from sluitend.core.tables.definitions import Table
from sluitend.core.tables.editing import edited


@dataclass(frozen=True)
class Column:
    place: int
    id: str
    heading: str
    label: Said
    """The heading, else what the column asks; in English as its sheet says, else what the fact is called."""
    expression: str
    type: str
    allowed: str
    is_input: bool
    checks: tuple[Check, ...] = ()


def language_of(column: Column | Compared) -> str:
    """`nl` or `en` for an answer that is told to readers in that language only."""
    name, _, ending = column.expression.rpartition("_")
    return ending if name and ending in {"nl", "en"} and not column.is_input else ""


@dataclass(frozen=True)
class Cell:
    place: int
    column: Column
    text: str
    words: Said
    checks: tuple[Check, ...] = ()

    @property
    def language(self) -> str:
        return language_of(self.column)


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    """As they were written; `said_notes` are they in both languages."""
    said_notes: tuple[Said, ...] = ()
    checks: tuple[Check, ...] = ()
    fired: bool = False

    @property
    def inputs(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.column.is_input)

    @property
    def matters(self) -> tuple[Cell, ...]:
        """The inputs that say something."""
        return tuple(cell for cell in self.inputs if cell.text.strip() not in {"", "-"})

    @property
    def outputs(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if not cell.column.is_input)


@dataclass(frozen=True)
class Grid:
    decision: str
    question: Said
    hit_policy: str
    aggregation: str
    columns: tuple[Column, ...]
    notes: tuple[Said, ...]
    """The heads of the columns with notes."""
    rows: tuple[Row, ...]
    checks: tuple[Check, ...] = field(default=())
    """What is about no row and no column."""

    @property
    def inputs(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_input)

    @property
    def outputs(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.is_input)


def model_of(body: str) -> Model | None:
    """The model of a draft's text, or None while it is no DMN at all."""
    try:
        return read(body.encode())
    except TablesError:
        return None


def grid(
    model: Model, checks: Iterable[Check] = (), fired: Sequence[int] = (), named: Named | None = None
) -> Grid | None:
    """The table of a model; None when it has none. `fired` are the rows that made an answer; `named` names what it proposes."""
    decision = edited(model.definitions)
    if decision is None:
        return None
    info, found = model.decisions[decision.name], list(checks)
    assert isinstance(decision.logic, Table)
    headings = [one.label for one in (*decision.logic.inputs, *decision.logic.outputs)]
    named = named or Named()
    columns = _columns(info, headings, found, named)
    name = _namer(info, named)
    rows = tuple(
        Row(
            number=rule.number,
            cells=tuple(
                _cell(column, text, rule.number, found, name)
                for column, text in zip(columns, (*rule.inputs, *rule.outputs), strict=True)
            ),
            notes=rule.annotations,
            said_notes=tuple(named.words(note) for note in rule.annotations if note),
            checks=tuple(one for one in found if one.rule == rule.number and not one.column_id),
            fired=rule.number in fired,
        )
        for rule in info.rules
    )
    rest = tuple(one for one in found if one.rule is None and not one.column_id)
    return Grid(
        info.name,
        named.words(info.question or info.label or info.name),
        info.hit_policy,
        info.aggregation,
        columns,
        tuple(map(named.words, info.annotations)),
        rows,
        rest,
    )


def _namer(info: DecisionInfo, named: Named) -> Callable[[str], Said]:
    """What a proposal is called here. One that is called by a reason of this table has no name beside that reason."""
    reasons = {text.strip('"') for rule in info.rules for text in rule.outputs}

    def name(code: str) -> Said:
        found = named.proposals.get(code) or in_words(f'"{code}"')
        return "" if isinstance(found, Words) and found.nl in reasons else found

    return name


def _columns(info: DecisionInfo, headings: Sequence[str], found: list[Check], named: Named) -> tuple[Column, ...]:
    whole: list[tuple[ColumnInfo, bool]] = [(one, True) for one in info.inputs] + [(one, False) for one in info.outputs]
    return tuple(
        Column(
            place=place,
            id=one.id,
            heading=headings[place],
            label=label_of(headings[place] or one.label or one.expression, named, one.expression if is_input else ""),
            expression=one.expression,
            type=one.type,
            allowed=one.allowed,
            is_input=is_input,
            checks=tuple(check for check in found if check.rule is None and check.column_id == one.id != ""),
        )
        for place, (one, is_input) in enumerate(whole)
    )


def label_of(heading: str, named: Named, fact: str = "") -> Said:
    """Tables have Dutch headings; their sheets have the English. Else the fact that is asked for has a name in both languages."""
    asked = named.factors.get(fact)
    return Words(nl=heading, en=asked.en) if asked and heading not in named.english else named.words(heading)


def _cell(column: Column, text: str, rule: int, found: list[Check], name: Callable[[str], Said]) -> Cell:
    mine = tuple(one for one in found if one.rule == rule and one.column_id == column.id)
    if column.is_input:
        return Cell(column.place, column, text, in_words(text, SPOKEN), mine)
    words = name(text.strip('"')) if column.expression == ANSWER else in_words(text)
    return Cell(column.place, column, text, words, mine)
