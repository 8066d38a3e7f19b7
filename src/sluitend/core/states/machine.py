"""What a table of states is: allowed moves, who makes them, what must come along, and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sluitend.core.access import NotNow
from sluitend.core.text import Text, text


class Party(StrEnum):
    """Whose turn it is, or who makes a move."""

    SENDER = "sender"
    RECEIVER = "receiver"
    OWNER = "owner"
    LEAD = "lead"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Move:
    to: str
    by: frozenset[Party]
    needs: frozenset[str] = frozenset()
    """Facts that must come along: reason, owner, first_contact_on, outcome, review_on, ending."""


@dataclass(frozen=True)
class States:
    """The states of one kind of thing. `turn` has an entry for every state; a state without moves is an end."""

    name: str
    moves: Mapping[str, tuple[Move, ...]]
    turn: Mapping[str, Party]
    labels: Mapping[str, Text] = field(default_factory=dict)

    def allowed(self, status: str) -> tuple[Move, ...]:
        return self.moves[status]

    def ends(self) -> frozenset[str]:
        return frozenset(status for status, moves in self.moves.items() if not moves)

    def open(self) -> frozenset[str]:
        return frozenset(self.moves) - self.ends()


def move(states: States, status: str, *, to: str, party: Party | None = None, **facts: object) -> str:
    """The new status. Raises NotNow, and changes nothing, when the move or its facts are not there."""
    found = next((step for step in states.allowed(status) if step.to == to), None)
    if found is None or (party is not None and party not in found.by):
        raise NotNow(
            text(
                "Dit kan niet meer: de status is “%(status)s”. Ververs de pagina om te zien wat er gebeurd is.",
                status=states.labels.get(status, status),
            )
        )
    for need in sorted(found.needs):
        if not facts.get(need):
            raise NotNow(_MISSING[need], field=need)
    return to


_MISSING: dict[str, Text] = {
    "reason": text("Geef een reden."),
    "owner": text("Noem wie het oppakt."),
    "first_contact_on": text("Vul de datum van het eerste contact in."),
    "outcome": text("Kies wat de uitkomst is."),
    "review_on": text("Vul in wanneer u hier opnieuw naar kijkt."),
    "ending": text("Kies waarom het dossier sluit."),
    "answer": text("Schrijf wat het antwoord is."),
    "in_force_from": text("Kies vanaf welke dag dit geldt."),
}

SENDER, RECEIVER, OWNER, LEAD = (frozenset({p}) for p in (Party.SENDER, Party.RECEIVER, Party.OWNER, Party.LEAD))
REASON = frozenset({"reason"})
