"""Facts go through the tables in force and come back as proposals with the row that fired and its source.

A table answers with outputs `proposal`, `reason_nl` and `reason_en`, and may give others (the grade table gives
`grade`). Where a fact that matters is not known a table answers `ask`, and `missing` says what to ask. A proposal is
advice: a professional accepts it or overrides it with a reason (care/decisions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sluitend.core.content import Words
from sluitend.core.facts import FactValue
from sluitend.core.text import Text

ASK = "ask"
NOT_OFFERED = "not_offered"
LATER = "later"
NO_ANSWER = "no_answer"
END_PATHWAY = "end_pathway"
REPORTING_CODE = "reporting_code"


class Fired(Protocol):
    """The rows that made an answer (core.tables)."""

    @property
    def decision(self) -> str: ...
    @property
    def rule_ids(self) -> Sequence[str]: ...
    @property
    def rule_numbers(self) -> Sequence[int]: ...
    @property
    def annotations(self) -> Sequence[Sequence[str]]: ...


class Reason(Protocol):
    """Why something in a table became null (core.tables)."""

    @property
    def cause(self) -> Text: ...


class Outcome(Protocol):
    """What a table answered (core.tables)."""

    @property
    def value(self) -> object: ...
    @property
    def fired(self) -> Sequence[Fired]: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...


class Table(Protocol):
    """A table in force: core.tables.Model."""

    def decide(self, name: str, facts: Mapping[str, FactValue], *, today: date) -> Outcome: ...


@dataclass(frozen=True)
class Proposal:
    """What a table proposes. `rules` are counted from 1; `outputs` holds every output of the row, `grade` for instance.

    `missing` names the facts that the table asks for and nobody knows; `trouble` says why a table gave no answer.
    """

    code: str
    table: str
    rules: tuple[int, ...] = ()
    rule_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reason: Words | None = None
    outputs: Mapping[str, str | None] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    trouble: tuple[Text, ...] = ()

    @property
    def is_offer(self) -> bool:
        """Whether there is something to accept, beside a question or a no."""
        return self.code not in (ASK, NOT_OFFERED, LATER, NO_ANSWER)


def decide(
    facts: Mapping[str, FactValue],
    tables: Mapping[str, Table],
    today: date,
    inputs: Mapping[str, Sequence[str]],
) -> tuple[Proposal, ...]:
    """The proposals of every table, in the order of the tables; `inputs` names per table the facts that it asks for."""
    return tuple(
        proposal
        for name, table in tables.items()
        for proposal in _proposals(name, table.decide(name, facts, today=today), _missing(inputs[name], facts))
    )


def _missing(asked: Sequence[str], facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    return tuple(name for name in asked if facts.get(name) is None)


def _proposals(table: str, outcome: Outcome, missing: tuple[str, ...]) -> tuple[Proposal, ...]:
    """One proposal per row that counts; a table that gives no answer says so instead of keeping silent."""
    rows = outcome.value if isinstance(outcome.value, list) else [outcome.value]
    answers = [row for row in rows if isinstance(row, Mapping)]
    if not answers:
        return (Proposal(NO_ANSWER, table, missing=missing, trouble=tuple(one.cause for one in outcome.reasons)),)
    fired = [row for one in outcome.fired if one.decision == table for row in _rows(one)]
    return tuple(_proposal(table, row, fired[number], missing) for number, row in enumerate(answers))


def _rows(fired: Fired) -> list[tuple[int, str, tuple[str, ...]]]:
    return [
        (number, rule_id, tuple(notes))
        for number, rule_id, notes in zip(fired.rule_numbers, fired.rule_ids, fired.annotations, strict=True)
    ]


def _proposal(
    table: str, row: Mapping[str, object], fired: tuple[int, str, tuple[str, ...]], missing: tuple[str, ...]
) -> Proposal:
    outputs = {name: None if value is None else str(value) for name, value in row.items()}
    code = outputs.get("proposal") or NO_ANSWER
    nl, en = outputs.get("reason_nl"), outputs.get("reason_en")
    number, rule_id, sources = fired
    return Proposal(
        code,
        table,
        rules=(number,),
        rule_ids=(rule_id,),
        sources=tuple(source for source in sources if source),
        reason=Words(nl=nl, en=en) if nl and en else None,
        outputs=outputs,
        missing=missing if code in (ASK, NO_ANSWER) else (),
    )
