"""What parents read of the steps of a pathway, looked at as a whole: which step is told without content, and in which language.

Nothing here is an error: without words a step is told without content, which is always safe (docs/decisions/0030).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sluitend.core.content.languages import FIRST
from sluitend.core.content.pathways import Pathway, Step
from sluitend.core.text import Text, text

MOST_WORDS = 15
"""In the Dutch of one step; what is longer is no plain sentence any more (tests/core/test_languages.py holds our own texts to it)."""


def untold(pathway: Pathway) -> int:
    """Of how many steps parents read only who does something, and by when."""
    return sum(not step.for_parents for step in pathway.steps)


def wanting(pathway: Pathway, languages: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    """(step, what is to be looked at) for the words that parents read; `languages` are those of their pages, by code, with their names."""
    for step in pathway.steps:
        yield from ((step.id, found) for found in _of_step(step, languages))


def _of_step(step: Step, languages: Mapping[str, str]) -> Iterator[Text]:
    missing = [name for code, name in languages.items() if code not in step.for_parents]
    if step.for_parents and missing:
        yield text(
            "ouders die in deze taal lezen, lezen hiervan alleen wie iets doet: %(languages)s",
            languages=", ".join(missing),
        )
    if strange := sorted(step.for_parents.keys() - languages.keys()):
        yield text("in deze taal zijn er geen pagina's voor ouders: %(languages)s", languages=", ".join(strange))
    if len(step.for_parents.get(FIRST, "").split()) > MOST_WORDS:
        yield text("dit is lang voor ouders: gebruik hoogstens %(most)s woorden", most=MOST_WORDS)
