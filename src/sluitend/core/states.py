"""What may follow what, and whose turn it is.

Everything that moves a status lives in these tables; nothing else in the project compares two statuses to decide whether a move
is allowed. A table says per move: who makes it, whether a reason or another fact must come along. The pictures in
docs/reference/states.md are made from these tables and compared in CI.

Sources: referral = FHIR R4 Task states as narrowed by Gravity SDOHCC 3.0.0 (standards.md 1.1), where `rejected` never ends the family's
need; case endings = design.md 5, rule 6.
"""

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
}

_SENDER, _RECEIVER, _OWNER, _LEAD = (frozenset({p}) for p in (Party.SENDER, Party.RECEIVER, Party.OWNER, Party.LEAD))
_REASON = frozenset({"reason"})
_ENTERED_IN_ERROR = Move("entered_in_error", _SENDER, _REASON)

REFERRAL = States(
    "referral",
    {
        "requested": (
            Move("accepted", _RECEIVER, frozenset({"owner", "first_contact_on"})),
            Move("rejected", _RECEIVER, _REASON),
            Move("cancelled", _SENDER, _REASON),
            _ENTERED_IN_ERROR,
        ),
        "accepted": (
            Move("in_progress", _RECEIVER),
            Move("on_hold", _RECEIVER, frozenset({"reason", "review_on"})),
            Move("cancelled", _SENDER | _RECEIVER, _REASON),
            Move("failed", _RECEIVER, _REASON),
            _ENTERED_IN_ERROR,
        ),
        "in_progress": (
            Move("completed", _RECEIVER, frozenset({"outcome"})),
            Move("failed", _RECEIVER, _REASON),
            Move("on_hold", _RECEIVER, frozenset({"reason", "review_on"})),
            Move("cancelled", _SENDER | _RECEIVER, _REASON),
            _ENTERED_IN_ERROR,
        ),
        "on_hold": (
            Move("in_progress", _RECEIVER),
            Move("cancelled", _SENDER | _RECEIVER, _REASON),
            Move("failed", _RECEIVER, _REASON),
            _ENTERED_IN_ERROR,
        ),
        "rejected": (),
        "cancelled": (),
        "failed": (),
        "completed": (),
        "entered_in_error": (),
    },
    {
        "requested": Party.RECEIVER,
        "accepted": Party.OWNER,
        "in_progress": Party.OWNER,
        "on_hold": Party.OWNER,
        "rejected": Party.SENDER,
        "cancelled": Party.NOBODY,
        "failed": Party.SENDER,
        "completed": Party.NOBODY,
        "entered_in_error": Party.NOBODY,
    },
    {
        "requested": text("Gevraagd"),
        "accepted": text("Aangenomen"),
        "in_progress": text("Begonnen"),
        "on_hold": text("Pauze"),
        "rejected": text("Kan niet"),
        "cancelled": text("Ingetrokken"),
        "failed": text("Niet gelukt"),
        "completed": text("Afgerond"),
        "entered_in_error": text("Per vergissing ingevoerd"),
    },
)

SIGNAL = States(
    "signal",
    {
        "sent": (
            Move("taken_up", _RECEIVER, frozenset({"owner"})),
            Move("advised", _RECEIVER, frozenset({"answer"})),
            Move("stopped", _SENDER | _RECEIVER, _REASON),
            Move("withdrawn", _SENDER, _REASON),
        ),
        "taken_up": (),
        "advised": (),
        "stopped": (),
        "withdrawn": (),
    },
    {
        "sent": Party.RECEIVER,
        "taken_up": Party.NOBODY,
        "advised": Party.NOBODY,
        "stopped": Party.NOBODY,
        "withdrawn": Party.NOBODY,
    },
    {
        "sent": text("Wacht op antwoord"),
        "taken_up": text("Opgepakt"),
        "advised": text("Advies gegeven"),
        "stopped": text("Gestopt: het gezin wil dit niet"),
        "withdrawn": text("Teruggetrokken"),
    },
)

SELF_SIGNAL = States(
    "self_signal",
    {
        "received": (
            Move("confirmed", _RECEIVER),
            Move("not_reached", _RECEIVER, _REASON),
            Move("refused", _RECEIVER, _REASON),
        ),
        "not_reached": (Move("confirmed", _RECEIVER), Move("refused", _RECEIVER, _REASON)),
        "confirmed": (),
        "refused": (),
    },
    {
        "received": Party.RECEIVER,
        "not_reached": Party.RECEIVER,
        "confirmed": Party.NOBODY,
        "refused": Party.NOBODY,
    },
    {
        "received": text("Nog bellen"),
        "not_reached": text("Niet bereikt"),
        "confirmed": text("Gebeld en bevestigd"),
        "refused": text("Niet echt of niet gewenst"),
    },
)

PROMISE = States(
    "promise",
    {
        "open": (Move("kept", _OWNER), Move("withdrawn", _OWNER | _LEAD, _REASON)),
        "kept": (),
        "withdrawn": (),
    },
    {"open": Party.OWNER, "kept": Party.NOBODY, "withdrawn": Party.NOBODY},
    {"open": text("Open"), "kept": text("Gedaan"), "withdrawn": text("Vervallen")},
)

CASE = States(
    "case",
    {"open": (Move("closed", _LEAD, frozenset({"ending"})),), "closed": (Move("open", _RECEIVER),)},
    {"open": Party.LEAD, "closed": Party.NOBODY},
    {"open": text("Open"), "closed": text("Gesloten")},
)

LEAD_HANDOVER = States(
    "lead_handover",
    {
        "requested": (
            Move("accepted", _RECEIVER),
            Move("refused", _RECEIVER, _REASON),
            Move("withdrawn", _SENDER, _REASON),
        ),
        "accepted": (),
        "refused": (),
        "withdrawn": (),
    },
    {
        "requested": Party.RECEIVER,
        "accepted": Party.NOBODY,
        "refused": Party.SENDER,
        "withdrawn": Party.NOBODY,
    },
    {
        "requested": text("Gevraagd"),
        "accepted": text("Overgenomen"),
        "refused": text("Niet overgenomen"),
        "withdrawn": text("Ingetrokken"),
    },
)

PROPOSAL = States(
    "proposal",
    {
        "open": (
            Move("accepted", _OWNER),
            Move("overridden", _OWNER, _REASON),
            Move("lapsed", frozenset({Party.NOBODY}), _REASON),
        ),
        "accepted": (),
        "overridden": (),
        "lapsed": (),
    },
    {"open": Party.OWNER, "accepted": Party.NOBODY, "overridden": Party.NOBODY, "lapsed": Party.NOBODY},
    {
        "open": text("Te beslissen"),
        "accepted": text("Gevolgd"),
        "overridden": text("Anders besloten"),
        "lapsed": text("Niet meer van toepassing"),
    },
)

PATHWAY_STEP = States(
    "pathway_step",
    {
        "planned": (Move("done", _OWNER), Move("void", frozenset({Party.OWNER, Party.NOBODY}), _REASON)),
        "done": (),
        "void": (Move("planned", frozenset({Party.NOBODY})),),
    },
    {"planned": Party.OWNER, "done": Party.NOBODY, "void": Party.NOBODY},
    {"planned": text("Gepland"), "done": text("Gedaan"), "void": text("Vervallen")},
)

ALL: tuple[States, ...] = (SIGNAL, SELF_SIGNAL, PROPOSAL, REFERRAL, CASE, LEAD_HANDOVER, PROMISE, PATHWAY_STEP)


class Ending(StrEnum):
    """The agreed endings of a case (design.md 5, rule 6)."""

    GOALS_REACHED = "goals_reached"
    TAKEN_OVER = "taken_over"
    MOVED = "moved"
    SUPPORT_NOT_WANTED = "support_not_wanted"
    PREGNANCY_ENDED = "pregnancy_ended"
    DIED = "died"
    ENTERED_IN_ERROR = "entered_in_error"


ENDINGS: dict[Ending, Text] = {
    Ending.GOALS_REACHED: text("De doelen zijn bereikt"),
    Ending.TAKEN_OVER: text("Overgenomen door een ander, en die heeft dat bevestigd"),
    Ending.MOVED: text("Verhuisd, en de overdracht is bevestigd"),
    Ending.SUPPORT_NOT_WANTED: text("Het gezin wil geen steun (meer)"),
    Ending.PREGNANCY_ENDED: text("De zwangerschap is geëindigd"),
    Ending.DIED: text("Het kind is overleden"),
    Ending.ENTERED_IN_ERROR: text("Per vergissing geopend"),
}

NEEDS_CONFIRMATION = frozenset({Ending.TAKEN_OVER, Ending.MOVED})
"""Endings that name who confirmed that they took over (design.md 5, rule 6)."""
