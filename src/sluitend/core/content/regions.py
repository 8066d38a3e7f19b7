"""What was agreed in a region: its municipalities, terms, escalation, retention, and the content in use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sluitend.core.calendar import Unit
from sluitend.core.content.shape import Frozen, Governed, Id, Reference, Sentence, Words, Wrong
from sluitend.core.text import text


class Term(Frozen):
    """A length of time that parties agreed on, and what it rests on. `amount` 0 means the same day."""

    amount: Annotated[int, Field(ge=0, le=1000)]
    unit: Unit
    basis: Reference


class Terms(Frozen):
    """The clocks of a region (domain.md 6.5)."""

    signal_answer: Term
    referral_answer: Term
    first_contact: Term
    acute: Term
    intake: Term
    referrer_chase: Term
    feedback: Term
    visit_evaluation_after_birth: Term
    quiet_at_most: Term

    @model_validator(mode="after")
    def _quiet_stays_short(self) -> Terms:
        if self.quiet_at_most.unit is not Unit.WEEKS or not 1 <= self.quiet_at_most.amount <= 13:
            raise Wrong(text("quiet_at_most: verwacht 1 tot en met 13 weeks (design.md 5, regel 2)"))
        return self


class Rung(Frozen):
    """Who is told when an answer is late, and how long after the answer-by date."""

    tell: Literal["owner", "stand_in", "team_lead", "process_coordinator"]
    after: Term


class Retention(Frozen):
    """How long a kind of record is kept, counted from what (domain.md 11)."""

    record: Id
    years: Annotated[int, Field(ge=0, le=60)]
    counted_from: Words
    basis: Reference


class StandsOut(Frozen):
    """Which looks in the trail ask for a second look (core/trail/unusual.py); a working model, not a norm."""

    families_outside: Annotated[int, Field(ge=1)] = 4
    night_from: Annotated[int, Field(ge=12, le=23)] = 23
    night_until: Annotated[int, Field(ge=0, le=11)] = 6


class Municipality(Frozen):
    """A municipality by its CBS code; `also` are the ways people write it in a list."""

    code: Annotated[str, Field(pattern=r"^GM\d{4}$")]
    name: Sentence
    also: tuple[Sentence, ...] = ()


class SubRegion(Frozen):
    """An area of a birth-care network; municipalities may lie in several."""

    id: Id
    name: Sentence
    municipalities: Annotated[tuple[str, ...], Field(min_length=1)]


class InUse(Frozen):
    """Which content a region works with. Tables are asked in this order."""

    tables: tuple[Id, ...]
    pathways: tuple[Id, ...]
    factors: tuple[Id, ...]
    instruments: tuple[Id, ...]
    programmes: tuple[Id, ...]
    weighing: tuple[Id, ...] = ()
    """The weighing frameworks of the reporting code; the first that names somebody's role is that person's."""
    indicators: tuple[Id, ...] = ()


class Region(Governed):
    """The agreement in force: terms, escalation, retention, and the content that is used here."""

    names: Words
    municipalities: Annotated[tuple[Municipality, ...], Field(min_length=1)]
    sub_regions: tuple[SubRegion, ...] = ()
    terms: Terms
    escalation: Annotated[tuple[Rung, ...], Field(min_length=1)]
    retention: Annotated[tuple[Retention, ...], Field(min_length=1)]
    assent: Annotated[tuple[Literal["execution", "organisation", "board"], ...], Field(min_length=1)] = ("execution",)
    """Who must say yes to an agreement before it holds, in this order (core/agreement.py)."""
    stands_out: StandsOut = StandsOut()
    hide_counts_below: Annotated[int, Field(ge=10)]
    council_names_days: Annotated[int, Field(ge=1, le=90)] = 30
    """How long after a meeting of the advisory council the name and number stay that a parent left for it. Ours: long enough to call
    somebody about what was said there (docs/decisions/0031)."""
    in_use: InUse

    @model_validator(mode="after")
    def _sub_regions_lie_within(self) -> Region:
        inside = {municipality.code for municipality in self.municipalities}
        for sub_region in self.sub_regions:
            outside = set(sub_region.municipalities) - inside
            if outside:
                raise Wrong(
                    text(
                        "sub_regions: %(id)s: onbekende gemeente %(codes)s",
                        id=sub_region.id,
                        codes=", ".join(sorted(outside)),
                    )
                )
        return self
