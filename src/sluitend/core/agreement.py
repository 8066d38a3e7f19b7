"""Whose word an agreement needs before it holds, and whether a table answers its examples as was agreed.

Source: the levels are those of the regional project (source text 002: implemented regionally, across organisations, municipalities
and domains); which of them a region asks for is in its content file. Four eyes is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sluitend.core.roles import Role
from sluitend.core.tables import Model
from sluitend.core.text import Text, text


class Level(StrEnum):
    """Who says yes to an agreement."""

    EXECUTION = "execution"
    ORGANISATION = "organisation"
    BOARD = "board"


LEVELS: Mapping[Level, Text] = {
    Level.EXECUTION: text("de uitvoering"),
    Level.ORGANISATION: text("de organisaties"),
    Level.BOARD: text("het bestuur"),
}
_SPEAKS_FOR: Mapping[Level, frozenset[Role]] = {
    Level.ORGANISATION: frozenset({Role.TEAM_LEAD}),
    Level.BOARD: frozenset({Role.POLICY_OFFICER}),
}
EXAMPLE_DAY = date(2026, 1, 1)
"""The day on which examples are asked; their facts carry every date that matters."""


def speaks_for(roles: Collection[Role]) -> frozenset[Level]:
    """For which levels somebody with these roles says yes: team leads for the organisations, policy officers for the board, and
    who does neither for the execution."""
    found = frozenset(level for level, needed in _SPEAKS_FOR.items() if needed & frozenset(roles))
    return found or frozenset({Level.EXECUTION})


def still_needed(needed: Sequence[Level], given: Collection[Level]) -> tuple[Level, ...]:
    """The levels that have not said yes yet, in the region's order."""
    return tuple(level for level in needed if level not in given)


@dataclass(frozen=True)
class WrongExample:
    """An example that the table answers otherwise; `number` counts from 1."""

    number: int
    wanted: Mapping[str, Any]
    answered: Any
    rules: tuple[int, ...]

    @property
    def instead(self) -> dict[str, Any]:
        """What the table answers now to what the example speaks of."""
        rows = self.answered if isinstance(self.answered, list) else [self.answered]
        answered = next((row for row in rows if isinstance(row, Mapping)), {})
        return {name: answered.get(name) for name in self.wanted}


def wrong_examples(model: Model, decision: str, examples: Sequence[Mapping[str, Any]]) -> tuple[WrongExample, ...]:
    """The examples that a table does not answer as was agreed. Raises TablesError when the decision cannot run at all."""
    found = []
    for number, example in enumerate(examples, start=1):
        outcome = model.decide(decision, example["facts"], today=EXAMPLE_DAY)
        rows = outcome.value if isinstance(outcome.value, list) else [outcome.value]
        if not any(isinstance(row, Mapping) and example["expect"].items() <= row.items() for row in rows):
            rules = tuple(rule for fired in outcome.fired for rule in fired.rule_numbers)
            found.append(WrongExample(number, example["expect"], outcome.value, rules))
    return tuple(found)


def accept_answer(sheet: Mapping[str, Any], wrong: WrongExample) -> dict[str, Any]:
    """The examples of a table with the new answer to one of them taken over as what is agreed from now on."""
    examples = [dict(example) for example in sheet["examples"]]
    mine = examples[wrong.number - 1]
    mine["expect"] = wrong.instead
    if wrong.rules:
        mine["rule"] = wrong.rules[0]
    return {**sheet, "examples": examples}
