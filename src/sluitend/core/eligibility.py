"""Whether a programme fits, as its decision tables say: what each answered, and what that comes to at one stage of the offer.

The tables advise and a professional decides: without a row that offers the programme it begins with a reason only. What is not known
is asked about, and is never read as a no (docs/decisions/0010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sluitend.core.content import Factor, FactorKind, Programme
from sluitend.core.decide import ASK, NO_ANSWER, Proposal
from sluitend.core.facts import FACTS, Fact, FactValue, factor_fact
from sluitend.core.text import Text, text


class Stage(StrEnum):
    """What who refers can know, and what the worker sees at the first visit (domain.md 1.1)."""

    OFFER = "offer"
    VISIT = "visit"


class Says(StrEnum):
    FITS = "fits"
    NOT_KNOWN = "not_known"
    NOT_FITTING = "not_fitting"
    NO_TABLE = "no_table"

    @property
    def label(self) -> Text:
        return _LABELS[self]

    @property
    def asks_reason(self) -> bool:
        """Beginning all the same is the judgement of the professional, with a reason."""
        return self in (Says.NOT_KNOWN, Says.NOT_FITTING)


_LABELS = {
    Says.FITS: text("De tabel zegt: dit past"),
    Says.NOT_KNOWN: text("De tabel weet nog niet genoeg"),
    Says.NOT_FITTING: text("De tabel zegt: dit past niet"),
    Says.NO_TABLE: text("Er is geen tabel voor"),
}


def tables_at(programme: Programme, stage: Stage) -> tuple[str, ...]:
    """The tables that are asked at this stage."""
    later = programme.intake.tables if programme.intake else ()
    return later if stage is Stage.VISIT else tuple(one for one in programme.eligibility if one not in later)


def says(programme: Programme, answers: Iterable[Proposal]) -> tuple[Says, tuple[Proposal, ...]]:
    """What the answers come to, with the ones that say so first. One table that offers it is enough: a variant has its own table."""
    found = list(answers)
    kinds = {
        Says.FITS: [one for one in found if one.code in programme.proposals],
        Says.NOT_KNOWN: [one for one in found if one.code in (ASK, NO_ANSWER)],
        Says.NOT_FITTING: found,
    }
    for kind, deciding in kinds.items():
        if deciding:
            return kind, (*deciding, *(one for one in found if one not in deciding))
    return Says.NO_TABLE, ()


def asks(answers: Iterable[Proposal]) -> tuple[Fact, ...]:
    """What these tables do not know and somebody can ask about."""
    missing = {name for answer in answers for name in answer.missing}
    return tuple(fact for fact in FACTS if fact.noted and fact.name in missing)


def with_seen(
    facts: Mapping[str, FactValue], factors: Iterable[Factor], seen: Iterable[str], gone_through: Iterable[FactorKind]
) -> dict[str, FactValue]:
    """The facts as they would be when this is noted: of a kind that was gone through, what was not seen is not there."""
    names, kinds = set(seen), set(gone_through)
    found = dict(facts)
    for factor in factors:
        name = factor_fact(factor.id)
        if factor.id in names:
            found[name] = True
        elif factor.kind in kinds and found.get(name) is None:
            found[name] = False
    return found
