"""What is wrong, and where: the one exception of this package and the places it points at."""

from __future__ import annotations

from dataclasses import dataclass

from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Place:
    """A place in a model; `rule` counts from 1, `position` is the offset in the text of the cell or expression.

    `column` is what people call the column; `column_id` is its id in the file, because two columns may be called the same.
    """

    decision: str = ""
    rule: int | None = None
    column: str | None = None
    position: int | None = None
    column_id: str = ""

    def at(self, position: int) -> Place:
        return Place(self.decision, self.rule, self.column, position, self.column_id)


NOWHERE = Place()


class TablesError(Exception):
    """A model, or a question to it, that cannot be accepted: names the place and what was expected."""

    def __init__(self, sentence: Text, place: Place = NOWHERE, expected: Text | str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place
        self.expected = expected

    @property
    def decision(self) -> str:
        return self.place.decision

    @property
    def rule(self) -> int | None:
        return self.place.rule

    @property
    def column(self) -> str | None:
        return self.place.column

    @property
    def position(self) -> int | None:
        return self.place.position

    def __str__(self) -> str:
        where = [self.decision] if self.decision else []
        if self.rule is not None:
            where.append(str(text("rij %(rule)s", rule=self.rule)))
        if self.column:
            where.append(str(text("kolom %(column)s", column=self.column)))
        if self.position is not None:
            where.append(str(text("teken %(position)s", position=self.position + 1)))
        prefix = ", ".join(where)
        return f"{prefix}: {self.sentence}" if prefix else str(self.sentence)
