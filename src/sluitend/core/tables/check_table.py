"""The checks of one decision table: its cells by themselves, and its rules together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.boundary import outward
from sluitend.core.tables.builtins_conversion import string_of
from sluitend.core.tables.constants import constant, has_fixed_outputs, operands
from sluitend.core.tables.errors import Place
from sluitend.core.tables.findings import Finding, at
from sluitend.core.tables.gaps import MANY, MAX_FOUND, Grid, TooLarge, first_gap, same_answer, some_gaps
from sluitend.core.tables.hit_policy import rules_by_rank
from sluitend.core.tables.regions import constants_of, pieces
from sluitend.core.tables.tree import TableNode
from sluitend.core.tables.types import Type, holds
from sluitend.core.tables.values import Value
from sluitend.core.tables.words import kind_words, type_words
from sluitend.core.text import Text, text

Compile = Callable[[tree.Tests, Place], Callable[[Value], bool]]


@dataclass(frozen=True)
class TableToCheck:
    """A table with what its model knows of it: the types of its columns, and their allowed values as tests."""

    node: TableNode
    types: tuple[Type, ...]
    allowed: tuple[tree.Tests | None, ...]
    allowed_outputs: tuple[tree.Tests | None, ...]
    compile: Compile


def check_table(table: TableToCheck) -> Iterator[Finding]:
    yield from _cells(table)
    yield from _outputs(table)
    yield from _together(table)


# --- cells ---


def _cells(table: TableToCheck) -> Iterator[Finding]:
    for rule in table.node.rules:
        for column, (tests, place) in enumerate(zip(rule.tests, rule.places, strict=True)):
            found = list(_wrong_in_cell(table, column, tests, place))
            yield from found
            if not found and tests.tests and constants_of(tests) is None:
                yield at("not-checked", place, text("Deze cel is niet vooraf te controleren op gaten en overlap."))


def _wrong_in_cell(table: TableToCheck, column: int, tests: tree.Tests, place: Place) -> Iterator[Finding]:
    type_, allowed = replace(table.types[column], allowed=None), table.allowed[column]
    passes = None if allowed is None else table.compile(allowed, place)
    for test in tests.tests:
        for value, position in _named(test):
            here = place.at(position)
            if value is None:
                continue
            if not _fits(value, type_):
                wanted, given = type_words(type_), kind_words(value)
                yield at(
                    "wrong-type",
                    here,
                    text("Hier staat een %(given)s; deze kolom verwacht %(wanted)s.", given=given, wanted=wanted),
                )
            elif passes is not None and isinstance(test, tree.ValueTest) and not passes(value):
                yield at(
                    "not-allowed",
                    here,
                    text("%(value)s staat niet in de toegestane waarden van deze kolom.", value=string_of(value)),
                )


def _fits(value: Value, type_: Type) -> bool:
    wanted = type_.element if type_.kind == "list" and type_.element is not None else type_
    return type_.kind == "unknown" or holds(value, replace(wanted, allowed=None))


def _named(test: tree.Test) -> Iterator[tuple[Value, int]]:
    for operand in operands(test):
        value = constant(operand)
        if value is not None and operand is not None:
            yield value[0], operand.position


def _outputs(table: TableToCheck) -> Iterator[Finding]:
    for number, rule in enumerate(table.node.rules, 1):
        for column, output in enumerate(rule.outputs):
            value = constant(output)
            if value is None or value[0] is None:
                continue
            place = _head(output, Place(table.node.name, number, table.node.output_names[column])).at(0)
            type_, allowed = table.node.output_types[column], table.allowed_outputs[column]
            if type_ is not None and type_.kind != "unknown" and not holds(value[0], replace(type_, allowed=None)):
                given, wanted = kind_words(value[0]), type_words(type_)
                yield at(
                    "wrong-type",
                    place,
                    text("Hier staat een %(given)s; deze kolom verwacht %(wanted)s.", given=given, wanted=wanted),
                )
            elif allowed is not None and not table.compile(allowed, place)(value[0]):
                yield at(
                    "not-allowed",
                    place,
                    text("%(value)s staat niet in de toegestane waarden van deze kolom.", value=string_of(value[0])),
                )


def _head(node: tree.Node, otherwise: Place) -> Place:
    return node.place if isinstance(node, tree.Located) else otherwise


# --- rules together ---


class _Uncheckable(Exception):
    """A column whose values cannot be cut into pieces: of mixed kinds, or with zones."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


def _grid(table: TableToCheck) -> Grid:
    columns: list[list[Value]] = []
    for column in range(len(table.node.inputs)):
        allowed = table.allowed[column]
        named = [] if allowed is None else constants_of(allowed) or []
        cells = [rule.tests[column] for rule in table.node.rules]
        found = pieces(cells, table.types[column], named)
        if found is None and any(cell.tests and constants_of(cell) is not None for cell in cells):
            raise _Uncheckable(column)
        passes = None if allowed is None else table.compile(allowed, Place(table.node.name))
        columns.append([value for value in found or [] if passes is None or passes(value)] or [None])
    rules = [
        [_cell(table, tests, place) for tests, place in zip(rule.tests, rule.places, strict=True)]
        for rule in table.node.rules
    ]
    return Grid.of(columns, rules)


def _cell(table: TableToCheck, tests: tree.Tests, place: Place) -> Callable[[Value], bool] | None:
    if not tests.tests:
        return lambda value: True
    return None if constants_of(tests) is None else table.compile(tests, place)


def _together(table: TableToCheck) -> Iterator[Finding]:
    node = table.node
    if not node.inputs or not node.rules:
        return
    try:
        grid = _grid(table)
        yield from _overlaps(table, grid)
        yield from _never(table, grid)
        if not any(node.defaults):
            yield from _gaps(table, grid)
            yield from _unanswered(table, grid)
    except _Uncheckable as refusal:
        sentence = text("Deze kolom is niet vooraf te controleren op gaten en overlap.")
        yield at("not-checked", replace(node.rules[0].places[refusal.column], rule=None), sentence)
    except TooLarge:
        sentence = text("Deze tabel is te groot om op gaten te controleren.")
        yield at("not-checked", Place(node.name), sentence)


def _case(table: TableToCheck, grid: Grid, box: Sequence[int]) -> Mapping[str, Any]:
    names = table.node.columns
    return {name: outward(value) for name, value in zip(names, grid.example(box), strict=True)}


def _words(grid: Grid, table: TableToCheck, box: Sequence[int]) -> Text | str:
    """The columns that matter in a box, with the value of its example."""
    whole = grid.filled
    parts = [
        f"{name} = {string_of(value)}"
        for name, value, bits, full in zip(table.node.columns, grid.example(box), box, whole, strict=True)
        if bits & full != full
    ]
    return ", ".join(parts) or text("elk geval")


def _overlaps(table: TableToCheck, grid: Grid) -> Iterator[Finding]:
    node, found = table.node, 0
    if node.hit_policy not in ("UNIQUE", "ANY"):
        return
    for first in range(len(node.rules)):
        for second in range(first + 1, len(node.rules)):
            box = grid.common(first, second)
            if box is None or grid.open[first] or grid.open[second] or not _disagree(table, first, second):
                continue
            found += 1
            if found > MAX_FOUND:
                return
            sentence = text(
                "De rijen %(first)s en %(second)s passen allebei, bijvoorbeeld bij %(case)s.",
                first=first + 1,
                second=second + 1,
                case=_words(grid, table, box),
            )
            pair = (first + 1, second + 1)
            yield Finding("overlap", node.name, sentence, second + 1, rules=pair, example=_case(table, grid, box))


def _disagree(table: TableToCheck, first: int, second: int) -> bool:
    """Whether it matters that two rules match: always for UNIQUE, only with other answers for ANY."""
    if table.node.hit_policy == "UNIQUE":
        return True
    answers = [[constant(output) for output in table.node.rules[at].outputs] for at in (first, second)]
    if any(value is None for answer in answers for value in answer):
        return False
    one, two = ([value[0] for value in answer if value] for answer in answers)
    return not same_answer(one, two)


def _never(table: TableToCheck, grid: Grid) -> Iterator[Finding]:
    node = table.node
    for rule in range(len(node.rules)):
        column = grid.impossible(rule)
        if column is not None:
            sentence = text("Deze rij past nooit: geen enkele toegestane waarde voldoet aan deze cel.")
            yield at("never", node.rules[rule].places[column].at(0), sentence)
            continue
        before = [one for one in _before(node, rule) if not grid.open[one]]
        if before and first_gap(grid, grid.rules[rule], before) is None:
            sentence = text("Deze rij komt nooit aan de beurt: de rijen erboven vangen alles af.")
            if node.hit_policy == "PRIORITY":
                sentence = text("Deze rij komt nooit aan de beurt: rijen met voorrang vangen alles af.")
            yield at("never", Place(node.name, rule + 1), sentence)


def _before(node: TableNode, rule: int) -> Sequence[int]:
    """The rules that are heard before this one, where one rule answers."""
    if node.hit_policy == "FIRST":
        return range(rule)
    if node.hit_policy != "PRIORITY" or not has_fixed_outputs(node):
        return ()
    order = rules_by_rank(node)
    return order[: order.index(rule)]


def _gaps(table: TableToCheck, grid: Grid) -> Iterator[Finding]:
    if table.node.hit_policy in MANY:
        return
    for box in some_gaps(grid, grid.filled, range(len(table.node.rules))):
        sentence = text("Voor %(case)s is er geen rij.", case=_words(grid, table, box))
        yield Finding("gap", table.node.name, sentence, example=_case(table, grid, box))


def _unanswered(table: TableToCheck, grid: Grid) -> Iterator[Finding]:
    """A case in which one thing is not filled in: unknown is not the same as no."""
    node, filled = table.node, grid.filled
    everything = range(len(node.rules))
    for column, name in enumerate(node.columns):
        asked = [rule for rule in node.rules if rule.tests[column].tests]
        null = 1 << (len(grid.pieces[column]) - 1)
        if not asked or (node.hit_policy in MANY and _accepts(grid, node, column, null)):
            continue
        within = tuple(null if at_ == column else bits for at_, bits in enumerate(filled))
        box = next((gap for gap in grid.gaps(within, everything) if grid.answered(gap, column)), None)
        if box is None:
            continue
        sentence = text(
            "Als «%(name)s» niet is ingevuld, geeft de tabel soms geen antwoord (onbekend is niet hetzelfde als nee).",
            name=name,
        )
        identifier = node.rules[0].places[column].column_id
        yield Finding(
            "no-answer", node.name, sentence, None, name, example=_case(table, grid, box), column_id=identifier
        )


def _accepts(grid: Grid, node: TableNode, column: int, bit: int) -> bool:
    """Whether a rule that asks for a column says what to do when it is not filled in."""
    return any(rule.tests[column].tests and grid.rules[at_][column] & bit for at_, rule in enumerate(node.rules))
