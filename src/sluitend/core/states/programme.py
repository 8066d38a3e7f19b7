"""Somebody in a programme, and a contact of that programme."""

from __future__ import annotations

from sluitend.core.states.machine import OWNER, REASON, Move, Party, States
from sluitend.core.text import text

ENDING = frozenset({"ending"})

ENROLMENT = States(
    "enrolment",
    {
        "intake": (
            Move("waiting", OWNER),
            Move("active", OWNER, frozenset({"owner"})),
            Move("ended", OWNER, ENDING),
        ),
        "waiting": (Move("active", OWNER, frozenset({"owner"})), Move("ended", OWNER, ENDING)),
        "active": (Move("ended", OWNER, ENDING),),
        "ended": (),
    },
    {"intake": Party.OWNER, "waiting": Party.OWNER, "active": Party.OWNER, "ended": Party.NOBODY},
    {"intake": text("Kennismaken"), "waiting": text("Wachtlijst"), "active": text("Loopt"), "ended": text("Geëindigd")},
)

CONTACT = States(
    "programme_contact",
    {
        "planned": (
            Move("held", OWNER),
            Move("not_held", OWNER, REASON),
            Move("dropped", frozenset({Party.OWNER, Party.NOBODY}), REASON),
        ),
        "held": (),
        "not_held": (),
        "dropped": (),
    },
    {"planned": Party.OWNER, "held": Party.NOBODY, "not_held": Party.NOBODY, "dropped": Party.NOBODY},
    {
        "planned": text("Gepland"),
        "held": text("Geweest"),
        "not_held": text("Niet doorgegaan"),
        "dropped": text("Vervallen"),
    },
)
