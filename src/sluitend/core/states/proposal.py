"""What a table in force proposes for a family."""

from __future__ import annotations

from sluitend.core.states.machine import OWNER, REASON, Move, Party, States
from sluitend.core.text import text

PROPOSAL = States(
    "proposal",
    {
        "open": (
            Move("accepted", OWNER),
            Move("overridden", OWNER, REASON),
            Move("lapsed", frozenset({Party.NOBODY}), REASON),
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
