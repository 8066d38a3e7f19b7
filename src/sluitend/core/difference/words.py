"""A difference in plain words, for who reads an agreement and not its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sluitend.core.content import Words
from sluitend.core.difference.cases import Affected, Shared
from sluitend.core.difference.rows import Cell, Column, Row, TableDifference
from sluitend.core.facts import SPOKEN
from sluitend.core.flow_chart import Named
from sluitend.core.tables import Model
from sluitend.core.tables.cell_words import in_words
from sluitend.core.text import Text, text

ANSWER = "proposal"
"""The output whose codes have names in both languages (core/decide.py)."""
Said = Text | Words | str


def counted(found: TableDifference) -> tuple[Text, ...]:
    """`3 regels veranderd`, `1 regel erbij`; nothing for what did not happen."""
    one = (text("1 regel veranderd"), text("1 regel erbij"), text("1 regel weg"), text("1 regel verplaatst"))
    many = (
        text("%(count)s regels veranderd"),
        text("%(count)s regels erbij"),
        text("%(count)s regels weg"),
        text("%(count)s regels verplaatst"),
    )
    told = [
        single if count == 1 else Text(several.message, {"count": count})
        for count, single, several in zip(found.counts, one, many, strict=True)
        if count
    ]
    columns = len(found.added_columns) + len(found.removed_columns) + len(found.changed_columns)
    if columns:
        told.append(text("1 kolom veranderd") if columns == 1 else text("%(count)s kolommen veranderd", count=columns))
    return tuple(told)


def cell_words(column: Column, written: str, named: Named) -> Said:
    """What a cell says; a proposal by its name."""
    code = written[1:-1] if len(written) > 1 and written[0] == written[-1] == '"' else ""
    if not column.is_input and column.expression == ANSWER and code in named.proposals:
        return named.proposals[code]
    return in_words(written, SPOKEN if column.is_input else None) if column.is_input or written else text("niets")


def row_words(row: Row, named: Named) -> tuple[tuple[tuple[Column, Said], ...], tuple[tuple[Column, Said], ...]]:
    """What a row asks (only what matters) and what it answers."""
    asks = tuple(
        (column, in_words(said, SPOKEN)) for column, said in row.says if column.is_input and said not in {"", "-"}
    )
    answers = tuple(
        (column, cell_words(column, said, named)) for column, said in row.says if not column.is_input and said
    )
    return asks, answers


def change_words(cell: Cell, named: Named) -> tuple[Said, Said]:
    """A cell as it was and as it is."""
    return cell_words(cell.column, cell.before, named), cell_words(cell.column, cell.after, named)


def answer_words(value: Any, named: Named) -> Said:
    if value is None:
        return text("geen antwoord")
    if isinstance(value, bool):
        return text("ja") if value else text("nee")
    return named.proposals.get(value, str(value)) if isinstance(value, str) else str(value)


def affected_words(one: Affected, labels: Mapping[str, Said], named: Named) -> tuple[tuple[Said, Said], ...]:
    """For whom: each fact that all of them share, with its values in words."""
    return tuple((labels.get(shared.name, shared.name), shared_words(shared)) for shared in one.only)


def example_words(one: Affected, labels: Mapping[str, Said]) -> tuple[tuple[Said, Said], ...]:
    return tuple((labels.get(name, name), _value(value)) for name, value in one.example.items() if value is not None)


def shared_words(shared: Shared) -> Said:
    """`26 tot en met 27`, `28 of minder`, `B of C of niet bekend`."""
    numbers = [value for value in shared.values if type(value) is int]
    others = [_value(value) for value in shared.values if type(value) is not int]
    return _one_of([_range(min(numbers), max(numbers), shared), *others] if numbers else others)


def _range(low: int, high: int, shared: Shared) -> Said:
    if shared.and_less and shared.and_more:
        return text("bekend")
    if shared.and_less and high != 0:
        return text("%(value)s of minder", value=high)
    if shared.and_more:
        return text("%(value)s of meer", value=low)
    return str(low) if low == high else text("%(low)s tot en met %(high)s", low=low, high=high)


def _one_of(said: Iterable[Said]) -> Said:
    first, *rest = said
    for other in rest:
        first = text("%(one)s of %(other)s", one=first, other=other)
    return first


def _value(value: Any) -> Said:
    if isinstance(value, bool):
        return text("ja") if value else text("nee")
    return text("niet bekend") if value is None else SPOKEN.get(value, str(value))


def labels_of(models: Iterable[Model]) -> dict[str, str]:
    """What the columns of these versions are called, by what they ask; the later version has the word."""
    return {
        column.expression: column.label or column.expression
        for model in models
        for decision in model.decisions.values()
        for column in decision.inputs
    }
