"""What can be seen and scored: factors and instruments. No weights and no questionnaire items."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sluitend.core.content.shape import CareRole, Frozen, Governed, Id, Reference, Sentence, Words, Wrong
from sluitend.core.text import text


class FactorKind(StrEnum):
    URGENT = "urgent"
    RISK = "risk"
    PROTECTIVE = "protective"


class Topic(StrEnum):
    """Groups factors on the signal screen, about along the topic pathways of domain.md 6.2."""

    SAFETY = "safety"
    MONEY = "money"
    HOME = "home"
    HEALTH = "health"
    MIND = "mind"
    LEARNING = "learning"
    FAMILY = "family"
    CARE = "care"


class Factor(Governed):
    """Something that is seen: urgent, a risk, or protective (domain.md 5.1). Never a weight: grades are no sum."""

    kind: FactorKind
    topic: Topic
    labels: Words
    explanation: Words
    changeable_in_pregnancy: bool | None = None
    recorded_by: Annotated[tuple[CareRole, ...], Field(min_length=1)]


class CutOff(Frozen):
    """A score from which something is to be done; both ends are inclusive."""

    at_least: float | None = None
    at_most: float | None = None
    meaning: Words
    source: Reference

    @model_validator(mode="after")
    def _has_an_end(self) -> CutOff:
        if self.at_least is None and self.at_most is None:
            raise Wrong(text("verwacht at_least of at_most"))
        return self


class Flag(Frozen):
    """A part of a score that asks for action whatever the total is."""

    id: Id
    part: Sentence
    above: float
    meaning: Words
    source: Reference


class Range(Frozen):
    lowest: float
    highest: float

    @model_validator(mode="after")
    def _not_empty(self) -> Range:
        if self.lowest >= self.highest:
            raise Wrong(text("lowest moet kleiner zijn dan highest"))
        return self


class Rights(Frozen):
    """Why no questionnaire items are in the house (domain.md 5.2); `items_shipped` can only be false."""

    items_shipped: Literal[False]
    holder: Sentence
    note: Words


class Instrument(Governed):
    """A questionnaire or scale of which only scores and dates are kept."""

    labels: Words
    explanation: Words
    score: Literal["total", "levels", "result", "none"]
    range: Range | None = None
    results: tuple[Words, ...] = ()
    parts: Annotated[int, Field(ge=1, le=200)] | None = None
    cut_offs: tuple[CutOff, ...] = ()
    flags: tuple[Flag, ...] = ()
    rights: Rights
    recorded_by: Annotated[tuple[CareRole, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _scores_have_a_scale(self) -> Instrument:
        if self.score == "result" and not self.results:
            raise Wrong(text("een instrument met uitkomsten heeft results nodig"))
        if self.cut_offs and self.range is None:
            raise Wrong(text("afkapwaarden hebben een range nodig"))
        return self
