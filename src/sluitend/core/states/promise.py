"""A promise: who does what by when."""

from __future__ import annotations

from sluitend.core.states.machine import LEAD, OWNER, REASON, Move, Party, States
from sluitend.core.text import text

PROMISE = States(
    "promise",
    {
        "open": (Move("kept", OWNER), Move("withdrawn", OWNER | LEAD, REASON)),
        "kept": (),
        "withdrawn": (),
    },
    {"open": Party.OWNER, "kept": Party.NOBODY, "withdrawn": Party.NOBODY},
    {"open": text("Open"), "kept": text("Gedaan"), "withdrawn": text("Vervallen")},
)
