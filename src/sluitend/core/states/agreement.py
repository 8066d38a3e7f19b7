"""A draft of what a region or coalition agrees: written, proposed, agreed by everybody whose word is needed."""

from __future__ import annotations

from sluitend.core.states.machine import OWNER, REASON, RECEIVER, Move, Party, States
from sluitend.core.text import text

DRAFT = States(
    "agreement_draft",
    {
        "draft": (Move("proposed", OWNER, frozenset({"in_force_from"})), Move("withdrawn", OWNER, REASON)),
        "proposed": (
            Move("agreed", RECEIVER),
            Move("draft", RECEIVER, REASON),
            Move("withdrawn", OWNER, REASON),
        ),
        "agreed": (),
        "withdrawn": (),
    },
    {"draft": Party.OWNER, "proposed": Party.RECEIVER, "agreed": Party.NOBODY, "withdrawn": Party.NOBODY},
    {
        "draft": text("Concept"),
        "proposed": text("Voorgesteld"),
        "agreed": text("Vastgesteld"),
        "withdrawn": text("Ingetrokken"),
    },
)
