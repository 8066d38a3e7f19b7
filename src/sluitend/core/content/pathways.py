"""A care pathway as agreed: who does what when, counted from key dates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from sluitend.core.calendar import Anchor, Moment, Unit, moment
from sluitend.core.content.shape import CareRole, Frozen, Governed, Id, MomentWords, Reference, Sentence, Words, Wrong
from sluitend.core.text import text


class Whom(StrEnum):
    """Whom a step is about; steps about the child fall away after a loss."""

    MOTHER = "mother"
    CHILD = "child"
    FAMILY = "family"


class Condition(Frozen):
    """When a step applies: all these facts are present, or this table proposes this code."""

    facts: tuple[Id, ...] = ()
    table: Id | None = None
    proposal: Id | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Condition:
        if (self.table is None) != (self.proposal is None):
            raise Wrong(text("table en proposal horen bij elkaar"))
        if bool(self.facts) == bool(self.table):
            raise Wrong(text("verwacht facts, of table met proposal"))
        return self


class Repeat(Frozen):
    """The step again, `times` in all, each `every` so many days, weeks or months after the one before."""

    every: Annotated[int, Field(ge=1, le=365)]
    unit: Unit
    times: Annotated[int, Field(ge=2, le=60)]


class Step(Frozen):
    """One thing that somebody does at a moment. `at` is when, `until` the last good day."""

    id: Id
    titles: Words
    for_parents: dict[str, Sentence] = Field(default_factory=dict)
    """What both parents read of it, per language of their pages; without it only that somebody does something for them. The title is
    for professionals and can name what one parent told."""
    who: CareRole
    about: Whom
    at: MomentWords
    until: MomentWords | None = None
    only_during_pregnancy: bool = False
    aftercare: bool = False
    when: Condition | None = None
    after: tuple[Id, ...] = ()
    repeat: Repeat | None = None
    source: Reference

    @property
    def start(self) -> Moment:
        return moment(self.at)

    @property
    def latest(self) -> Moment | None:
        return None if self.until is None else moment(self.until)

    def leans_on(self) -> set[str]:
        """The ids of other steps that this one waits for or counts from."""
        moments = {self.start.anchor} | ({self.latest.anchor} if self.latest else set())
        return set(self.after) | (moments - set(Anchor))


class Stop(Frozen):
    """An event on which the pathway ends, in words for the screen."""

    id: Id
    reason: Words
    source: Reference


class Pathway(Governed):
    """Who does what when, counted from key dates. A step may lean only on steps above it, so there are no circles."""

    titles: Words
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    stops: tuple[Stop, ...] = ()

    @model_validator(mode="after")
    def _steps_lean_upwards(self) -> Pathway:
        above: set[str] = set()
        for step in self.steps:
            if step.id in above:
                raise Wrong(text("stap %(step)s staat er twee keer in", step=step.id))
            unknown = step.leans_on() - above
            if unknown:
                raise Wrong(
                    text(
                        "stap %(step)s verwijst naar %(unknown)s, dat niet erboven staat",
                        step=step.id,
                        unknown=", ".join(sorted(unknown)),
                    )
                )
            above.add(step.id)
        return self
