"""What parents read of the steps of a pathway, as it stands in a text that may not be right yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from sluitend.core.content import LABELS, CareRole, Words
from sluitend.core.text import Text


@dataclass(frozen=True)
class StepTold:
    """A step as professionals call it, who does it, and its words for parents by language."""

    id: str
    called: Words | str
    who: Text | str
    told: Mapping[str, str]


def steps_told(body: str) -> tuple[StepTold, ...]:
    """The steps of a pathway in their order; none while the text cannot be read."""
    try:
        data = yaml.safe_load(body)
    except yaml.YAMLError:
        return ()
    steps = data.get("steps") if isinstance(data, Mapping) else None
    return tuple(_steps(steps)) if isinstance(steps, list) else ()


def _steps(steps: list[Any]) -> Iterator[StepTold]:
    for step in steps:
        if isinstance(step, Mapping) and isinstance(step.get("id"), str):
            told = step.get("for_parents")
            words = {str(code): str(said) for code, said in told.items()} if isinstance(told, Mapping) else {}
            yield StepTold(step["id"], _called(step), _who(step.get("who")), words)


def _called(step: Mapping[str, Any]) -> Words | str:
    try:
        return Words.model_validate(step.get("titles"))
    except ValidationError:
        return str(step["id"])


def _who(role: object) -> Text | str:
    return LABELS[CareRole(role)] if role in set(CareRole) else str(role or "")
