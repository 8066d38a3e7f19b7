"""A signal, and the request that parents send themselves."""

from __future__ import annotations

from sluitend.core.states.machine import REASON, RECEIVER, SENDER, Move, Party, States
from sluitend.core.text import text

SIGNAL = States(
    "signal",
    {
        "sent": (
            Move("taken_up", RECEIVER, frozenset({"owner"})),
            Move("advised", RECEIVER, frozenset({"answer"})),
            Move("stopped", SENDER | RECEIVER, REASON),
            Move("withdrawn", SENDER, REASON),
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
            Move("confirmed", RECEIVER),
            Move("not_reached", RECEIVER, REASON),
            Move("refused", RECEIVER, REASON),
        ),
        "not_reached": (Move("confirmed", RECEIVER), Move("refused", RECEIVER, REASON)),
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
