"""Sentences that the program itself writes into a record: kept as they are made, said in the language of whoever reads.

A record keeps the Dutch words too, for what searches and for older readers; a record from before has only these.
"""

from __future__ import annotations

from typing import Any

from sluitend.core.content import Words
from sluitend.core.text import Text

Spoken = str | Text | Words


def kept(words: Spoken) -> dict[str, Any]:
    """As it goes into a JSON column: the sentence with its gaps, or the words in both languages. Empty for what a person wrote."""
    if isinstance(words, Words):
        return words.model_dump()
    if isinstance(words, Text):
        return {
            "message": words.message,
            "values": {name: kept(_spoken(value)) for name, value in words.values.items()},
        }
    return {}


def _spoken(value: object) -> Spoken:
    """A gap holds words of the content or another sentence; anything else is put in as it stands."""
    return value if isinstance(value, Text | Words) else Text(str(value).replace("%", "%%"))


def dutch(words: Spoken) -> str:
    """In the language of the house."""
    if isinstance(words, Words):
        return words.nl
    if isinstance(words, Text):
        return words.message % {name: dutch(_spoken(value)) for name, value in words.values.items()}
    return words


def spoken(written: str, words: dict[str, Any]) -> Spoken:
    """What a record says, for any reader: its kept words, or what was written when it has none."""
    if not words:
        return written
    if "message" in words:
        return Text(words["message"], {name: spoken("", value) for name, value in words["values"].items()})
    return Words(**words)
