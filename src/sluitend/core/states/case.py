"""The open file of one family, its endings (design.md 5, rule 6) and the hand-over of its lead."""

from __future__ import annotations

from enum import StrEnum

from sluitend.core.states.machine import LEAD, REASON, RECEIVER, SENDER, Move, Party, States
from sluitend.core.text import Text, text

CASE = States(
    "case",
    {"open": (Move("closed", LEAD, frozenset({"ending"})),), "closed": (Move("open", RECEIVER),)},
    {"open": Party.LEAD, "closed": Party.NOBODY},
    {"open": text("Open"), "closed": text("Gesloten")},
)

LEAD_HANDOVER = States(
    "lead_handover",
    {
        "requested": (
            Move("accepted", RECEIVER),
            Move("refused", RECEIVER, REASON),
            Move("withdrawn", SENDER, REASON),
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
