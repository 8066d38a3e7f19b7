"""Sentences for people, made where nobody knows in which language they will be read.

The Dutch sentence is its own key (Dutch is the language of the house, docs/decisions/0003); doors translate it when they
show it. `text()` is also the word by which the extractor finds these sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A sentence with named gaps: `message` uses %(name)s for each name in `values`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


def text(message: str, **values: object) -> Text:
    return Text(message, values)
