"""What stands beside a decision table: its titles, owner and source, and the examples that prove each of its rows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StrictStr

from sluitend.core.content.shape import Frozen, Governed, Id, Sentence, Words

FactValue = StrictBool | StrictInt | StrictStr | None


class Example(Frozen):
    """Facts, the row (counted from 1) that must fire, and the outputs it must give. None means: not known."""

    rule: Annotated[int, Field(ge=1)]
    facts: dict[Id, FactValue]
    expect: Annotated[dict[Id, StrictStr | None], Field(min_length=1)]


class TableSheet(Governed):
    """The companion of `<id>.dmn`; the file is called `<id>.examples.yaml`."""

    titles: Words
    english: Annotated[dict[Sentence, Sentence], Field(default_factory=dict)]
    """The English of the Dutch words in the table itself: its question, headings and notes (decision 0003: Dutch is the key)."""
    proposals: Annotated[dict[Id, Words], Field(default_factory=dict)]
    """What the table proposes that is no programme, by its code."""
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
