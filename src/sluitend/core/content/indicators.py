"""What is counted to know whether a programme reaches, is delivered and helps: a definition that anybody can check.

An indicator says what stands above and below the line in words, and names the part of its programme that is counted; core.indicator
counts it. What a trial found stands beside it with its source, never as a target.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from sluitend.core.content.programmes import Programme, Scale
from sluitend.core.content.shape import Governed, Id, MomentWords, Reference, Words, Wrong
from sluitend.core.text import Text, text


class Counts(StrEnum):
    """What of the delivery or of what was measured."""

    EARLY = "early"
    CONTACTS = "contacts"
    STOPPED = "stopped"
    MINUTES = "minutes"
    MILESTONE = "milestone"
    OUTCOME = "outcome"
    """How many gave one of `answers` at the moment, of those with a value then."""
    AVERAGE = "average"
    """The mean of a number at the moment."""
    BORN_EARLY = "born_early"
    """Whose pregnancy ended in a birth before `week`."""
    BIRTH_WEIGHT = "birth_weight"
    """The mean birth weight in grams, of the children of whom it was noted."""


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


_ASKS: dict[Counts, frozenset[str]] = {
    Counts.EARLY: frozenset({"week"}),
    Counts.CONTACTS: frozenset(),
    Counts.STOPPED: frozenset(),
    Counts.MINUTES: frozenset(),
    Counts.MILESTONE: frozenset({"milestone"}),
    Counts.BORN_EARLY: frozenset({"week"}),
    Counts.BIRTH_WEIGHT: frozenset(),
    Counts.OUTCOME: frozenset({"measurement", "moment", "answers"}),
    Counts.AVERAGE: frozenset({"measurement", "moment"}),
}


class Indicator(Governed):
    """One number about one programme. `phase` narrows contacts, attrition and minutes to a phase."""

    names: Words
    question: Words
    """What somebody wants to know who looks at it."""
    programme: Id
    above: Words
    below: Words
    counts: Counts
    better: Better = Better.NEITHER
    phase: Id | None = None
    week: int | None = Field(default=None, ge=1, le=45)
    milestone: Id | None = None
    measurement: Id | None = None
    moment: MomentWords | None = None
    answers: tuple[Id, ...] = ()
    leaves_out: tuple[Id, ...] = ()
    """Answers that say nothing: who gave one is not below the line either."""
    found: Words | None = None
    """What research found, with the source in `found_source`."""
    found_source: Reference | None = None

    @model_validator(mode="after")
    def _says_what_it_counts(self) -> Indicator:
        given = {name for name in ("week", "milestone", "measurement", "moment", "answers") if getattr(self, name)}
        if given != _ASKS[self.counts]:
            asks = ", ".join(sorted(_ASKS[self.counts])) or "–"
            raise Wrong(text("%(counts)s vraagt precies: %(asks)s", counts=self.counts, asks=asks))
        if (self.found is None) != (self.found_source is None):
            raise Wrong(text("wat onderzoek vond heeft een bron, en een bron hoort bij wat er gevonden is"))
        return self


def not_in_programme(one: Indicator, programme: Programme) -> tuple[Text, ...]:
    """What this indicator names that its programme does not have."""
    phases = {phase.id for phase in programme.phases}
    milestones = {one.id for one in programme.milestones}
    measurement = next((found for found in programme.measurements if found.id == one.measurement), None)
    wrong = [name for name in (one.phase,) if name and name not in phases]
    wrong += [name for name in (one.milestone,) if name and name not in milestones]
    if one.measurement and measurement is None:
        wrong.append(one.measurement)
    if measurement is not None:
        answers = {"yes", "no"} if measurement.scale is Scale.YES_NO else {choice.id for choice in measurement.choices}
        wrong += [one.moment] if one.moment and one.moment not in measurement.moments else []
        wrong += sorted({*one.answers, *one.leaves_out} - answers)
        if (one.counts is Counts.AVERAGE) != (measurement.scale is Scale.NUMBER):
            wrong.append(one.counts)
    return tuple(text("'%(name)s' hoort niet bij %(programme)s", name=name, programme=programme.id) for name in wrong)
