"""The words of the parents' own pages in one language: a file per language, read from left or from right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from sluitend.core.content.shape import Frozen, Sentence

FIRST = "nl"
"""The language that every text has, and in which a text stands that has none of the reader's."""
_GAP = re.compile(r"%\((\w+)\)s")


class Language(Frozen):
    """`words` by key. Every language has the same keys, and in each sentence the same gaps (`unlike`)."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Sentence
    """The language's name for itself."""
    direction: Literal["ltr", "rtl"]
    words: Mapping[str, Sentence]

    def say(self, key: str, **gaps: str) -> str:
        sentence = self.words[key]
        return sentence % gaps if gaps else sentence


def unlike(one: Language, other: Language) -> tuple[str, ...]:
    """The keys that only one of two languages has, and those whose gaps differ."""
    keys = one.words.keys() ^ other.words.keys()
    both = one.words.keys() & other.words.keys()
    gaps = {key for key in both if _gaps(one.words[key]) != _gaps(other.words[key])}
    return tuple(sorted(keys | gaps))


def _gaps(sentence: str) -> frozenset[str]:
    return frozenset(_GAP.findall(sentence))
