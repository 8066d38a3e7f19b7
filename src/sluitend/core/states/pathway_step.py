"""A dated step of a pathway."""

from __future__ import annotations

from sluitend.core.states.machine import OWNER, REASON, Move, Party, States
from sluitend.core.text import text

PATHWAY_STEP = States(
    "pathway_step",
    {
        "planned": (Move("done", OWNER), Move("void", frozenset({Party.OWNER, Party.NOBODY}), REASON)),
        "done": (),
        "void": (Move("planned", frozenset({Party.NOBODY})),),
    },
    {"planned": Party.OWNER, "done": Party.NOBODY, "void": Party.NOBODY},
    {"planned": text("Gepland"), "done": text("Gedaan"), "void": text("Vervallen")},
)
