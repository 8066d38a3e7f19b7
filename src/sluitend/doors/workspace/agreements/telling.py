"""What parents read of the steps of a pathway, beside what the steps are called: written per language, saved as the draft's text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from sluitend.care.agreements import actions, queries
from sluitend.core.content import Language

MARK = "for-parents"
"""Says in a form that it holds words for parents; their fields are called `step:language`."""


@dataclass(frozen=True)
class Typed:
    """The words of one step in one language, as a field of the form."""

    name: str
    language: Language
    words: str


@dataclass(frozen=True)
class ShownStep:
    step: queries.StepTold
    fields: tuple[Typed, ...]


def shown_steps(body: str) -> Iterator[ShownStep]:
    """Every step with a field per language of the parents' pages."""
    for step in queries.steps_told(body):
        spoken = queries.languages().items()
        yield ShownStep(step, tuple(Typed(f"{step.id}:{code}", one, step.told.get(code, "")) for code, one in spoken))


def with_words(body: str, posted: QueryDict) -> str:
    """The text of the draft with the words that were typed; a language without a field keeps what it has."""
    typed: dict[str, dict[str, str]] = defaultdict(dict)
    for name, words in posted.items():
        step, colon, code = name.partition(":")
        if colon and code in queries.languages():
            typed[step][code] = str(words)
    told = {step.id: {**step.told, **typed[step.id]} for step in queries.steps_told(body) if step.id in typed}
    return actions.with_told(body, told)
