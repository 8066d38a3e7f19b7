"""A programme as it is delivered: for whom, its phases and contacts, its steps, what is measured, and what its source promises.

Every part is optional: a programme of which little is known is a short file, and pages show what there is. A part that is
not confirmed carries `standing: working_model`, so that nothing invented looks official (design.md 4.10).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import chain
from typing import Annotated

from pydantic import Field, model_validator

from sluitend.core.calendar import Unit, moment
from sluitend.core.content.shape import CareRole, Frozen, Governed, Id, MomentWords, Reference, Standing, Words, Wrong
from sluitend.core.text import text

Count = Annotated[int, Field(ge=0, le=1000)]
ANCHORS = frozenset({"enrolment", "birth", "due_date", "pregnancy"})
"""What phases and measurements count from; a child's age is counted from birth."""


class Part(Frozen):
    """A part with its own standing, where it differs from that of the whole programme, and where it comes from."""

    standing: Standing | None = None
    source: Reference | None = None


class Named(Frozen):
    id: Id
    names: Words


class Range(Frozen):
    at_least: Annotated[int, Field(ge=0, le=100_000)]
    at_most: Annotated[int, Field(ge=0, le=100_000)]

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.at_least > self.at_most:
            raise Wrong(text("at_least is hoger dan at_most"))
        return self


class Rhythm(Frozen):
    """A contact every so often: `times` in all, or until a moment, or (neither) until the phase ends."""

    every: Annotated[int, Field(ge=1, le=60)]
    unit: Unit
    times: Annotated[int, Field(ge=1, le=200)] | None = None
    until: MomentWords | None = None

    @model_validator(mode="after")
    def _calendar_units(self) -> Rhythm:
        if self.unit is Unit.WORKING_DAYS:
            raise Wrong(text("een ritme telt in days, weeks of months"))
        if self.times and self.until:
            raise Wrong(text("geef times of until, niet allebei"))
        return self


class Form(StrEnum):
    INDIVIDUAL = "individual"
    GROUP = "group"


class Share(Part):
    """How much of the time in a phase is meant for a content domain, in whole percents."""

    domain: Id
    percent: Range


class Phase(Part, Named):
    """A stretch of the programme from one moment up to another. A phase that begins at an event counts its contacts from it."""

    begins: MomentWords
    ends: MomentWords
    form: Form = Form.INDIVIDUAL
    rhythm: tuple[Rhythm, ...] = ()
    expected: Range | None = None
    """How many contacts are usual. Fewer than `guides` is no failure."""
    guides: Count | None = None
    shares: tuple[Share, ...] = ()


class Scale(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Measurement(Part, Named):
    """What is measured over time: a number in a range, yes or no, or one of some answers. Never the items of an instrument."""

    scale: Scale = Scale.NUMBER
    instrument: Id | None = None
    unit: Words | None = None
    range: Range | None = None
    choices: tuple[Named, ...] = ()
    moments: tuple[MomentWords, ...] = ()
    counts_only: bool = False
    """Its value is shown to nobody, also not to who noted it: it only counts in figures about many families."""

    @model_validator(mode="after")
    def _answers_fit(self) -> Measurement:
        if (self.scale is Scale.NUMBER) != (self.range is not None):
            raise Wrong(text("een getal heeft een range, en niets anders heeft er een"))
        if (self.scale is Scale.CHOICE) != bool(self.choices):
            raise Wrong(text("een keuze heeft choices, en niets anders heeft ze"))
        return self


class Milestone(Named):
    in_parents_words: bool = False
    """Recorded in the words of the parents."""
    confirmed_by_receiver: bool = False
    """Recorded with who confirmed it: the other party, not oneself."""


class StageStep(Part, Named):
    """A step on the way to care, with its sub-goals and when it is done."""

    sub_goals: tuple[Named, ...] = ()
    done_when: Words | None = None
    milestone: Milestone | None = None


class Measure(StrEnum):
    """What of the delivery can be counted (the measurable ones of domain.md 1.5)."""

    ENROLLED_BY_WEEK = "enrolled_by_week"
    CONTACTS_OF_PLANNED = "contacts_of_planned"
    ATTRITION = "attrition"
    MINUTES = "minutes"
    COMPLETENESS = "completeness"


class Target(Part, Named):
    """A goal of a source for the delivery, with the country and the group it was set for: never shown without these."""

    measure: Measure
    value: Annotated[int, Field(ge=0, le=1000)]
    """Percent, or minutes."""
    at_most: bool = False
    phase: Id | None = None
    week: Annotated[int, Field(ge=1, le=45)] | None = None
    country: Words
    group: Words


class Entry(Part):
    """From when until when somebody can start; outside it a person may decide so, with a reason."""

    earliest: MomentWords | None = None
    latest: MomentWords | None = None
    late_start: Words | None = None
    """What a start after `latest` is called here."""


class Intake(Part):
    """The second stage of an offer: a first visit in which the worker and the parent look together whether it fits. What plays a part
    is noted there; `tables`, some of the eligibility, are asked then, and without their yes it begins with a reason only."""

    names: Words
    tables: tuple[Id, ...] = ()


class Training(Part, Named):
    """Something that a worker has learned before families are given to them; who has it stands with the person."""


class Staffing(Part):
    roles: tuple[CareRole, ...] = ()
    caseload_per_fte: Annotated[int, Field(ge=1, le=200)] | None = None
    full_time_hours: Annotated[int, Field(ge=20, le=60)] = 36
    """Contract hours a week that make one full-time job."""
    trainings: tuple[Training, ...] = ()
    supervisor_ratio: Annotated[int, Field(ge=1, le=100)] | None = None
    training: Words | None = None


class Outlook(StrEnum):
    """What an ending means for the counts: the programme was finished, given up before its end, or never really was."""

    COMPLETED = "completed"
    HANDED_OVER = "handed_over"
    STOPPED_EARLY = "stopped_early"
    LOSS = "loss"
    IN_ERROR = "in_error"


class Finish(Named):
    """A way in which it ends; a person chooses it, from the moment `at` on and after the milestones of `after`."""

    counts_as: Outlook
    after: tuple[Id, ...] = ()
    at: MomentWords | None = None


class Follow(Part):
    """What can come after: another programme, from a moment on."""

    programme: Id
    at: MomentWords | None = None
    names: Words


class Warn(Part):
    """After how long the people involved are asked to look again. It ends nothing."""

    after: Annotated[int, Field(ge=1, le=60)]
    unit: Unit
    words: Words


class Programme(Governed):
    """What is delivered to whom: enough to enrol, plan, record and count, and nothing that only Python would know."""

    names: Words
    audience: Words
    offered_as: Words
    eligibility: tuple[Id, ...] = ()
    proposals: tuple[Id, ...] = ()
    entry: Entry | None = None
    intake: Intake | None = None
    consent: Words | None = None
    grounds: tuple[Named, ...] = ()
    """When there are any, one is recorded before the first contact."""
    domains: tuple[Named, ...] = ()
    phases: tuple[Phase, ...] = ()
    expected: Range | None = None
    guides: Count | None = None
    group_size: Range | None = None
    minutes: Range | None = None
    steps: tuple[StageStep, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    targets: tuple[Target, ...] = ()
    staffing: Staffing | None = None
    one_worker: bool = False
    """One fixed worker per family, with stand-ins."""
    social_contact: bool = False
    """Each enrolment names a contact in the social domain, or says why there is none."""
    limits: Words | None = None
    """What a worker of this programme does not do or record."""
    warn: Warn | None = None
    endings: tuple[Finish, ...] = ()
    follows: tuple[Follow, ...] = ()

    @property
    def is_delivered(self) -> bool:
        """Whether there is enough to follow somebody through it: phases or steps, and ways to end."""
        return bool(self.endings and (self.phases or self.steps))

    @property
    def meets_in_groups(self) -> bool:
        return any(phase.form is Form.GROUP for phase in self.phases)

    @property
    def sub_goals(self) -> tuple[Named, ...]:
        return tuple(goal for step in self.steps for goal in step.sub_goals)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        return tuple(step.milestone for step in self.steps if step.milestone)

    @property
    def starts_from_birth_or_pregnancy(self) -> bool:
        return any(moment(words).anchor != "enrolment" for words in self._moments())

    def _moments(self) -> Iterable[str]:
        for phase in self.phases:
            yield from (phase.begins, phase.ends)
            yield from (rhythm.until for rhythm in phase.rhythm if rhythm.until)
        yield from chain.from_iterable(one.moments for one in self.measurements)
        yield from (words for words in (self.entry and self.entry.earliest, self.entry and self.entry.latest) if words)
        yield from (one.at for one in self.follows if one.at)
        yield from (one.at for one in self.endings if one.at)

    @model_validator(mode="after")
    def _names_what_exists(self) -> Programme:
        for words in self._moments():
            if moment(words).anchor not in ANCHORS:
                raise Wrong(text("'%(moment)s': telt vanaf enrolment, birth, due_date of pregnancy", moment=words))
        domains, phases = {one.id for one in self.domains}, {one.id for one in self.phases}
        named = [share.domain for phase in self.phases for share in phase.shares]
        unknown = (set(named) - domains) | ({one.phase for one in self.targets if one.phase} - phases)
        unknown |= set(self.intake.tables if self.intake else ()) - set(self.eligibility)
        milestones = {one.id for one in self.milestones}
        unknown |= {milestone for one in self.endings for milestone in one.after} - milestones
        if unknown:
            raise Wrong(text("%(unknown)s: bestaat niet in dit programma", unknown=", ".join(sorted(unknown))))
        return self

    @model_validator(mode="after")
    def _ids_once(self) -> Programme:
        for part in ("grounds", "domains", "phases", "steps", "measurements", "targets", "endings"):
            ids = [one.id for one in getattr(self, part)]
            if len(set(ids)) < len(ids):
                raise Wrong(text("%(part)s: een id staat er twee keer in", part=part))
        return self
