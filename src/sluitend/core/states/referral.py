"""FHIR R4 Task states as narrowed by Gravity SDOHCC 3.0.0 (standards.md 1.1), where `rejected` never ends the family's need."""

from __future__ import annotations

from sluitend.core.states.machine import REASON, RECEIVER, SENDER, Move, Party, States
from sluitend.core.text import text

ENTERED_IN_ERROR = Move("entered_in_error", SENDER, REASON)

REFERRAL = States(
    "referral",
    {
        "requested": (
            Move("accepted", RECEIVER, frozenset({"owner", "first_contact_on"})),
            Move("rejected", RECEIVER, REASON),
            Move("cancelled", SENDER, REASON),
            ENTERED_IN_ERROR,
        ),
        "accepted": (
            Move("in_progress", RECEIVER),
            Move("on_hold", RECEIVER, frozenset({"reason", "review_on"})),
            Move("cancelled", SENDER | RECEIVER, REASON),
            Move("failed", RECEIVER, REASON),
            ENTERED_IN_ERROR,
        ),
        "in_progress": (
            Move("completed", RECEIVER, frozenset({"outcome"})),
            Move("failed", RECEIVER, REASON),
            Move("on_hold", RECEIVER, frozenset({"reason", "review_on"})),
            Move("cancelled", SENDER | RECEIVER, REASON),
            ENTERED_IN_ERROR,
        ),
        "on_hold": (
            Move("in_progress", RECEIVER),
            Move("cancelled", SENDER | RECEIVER, REASON),
            Move("failed", RECEIVER, REASON),
            ENTERED_IN_ERROR,
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
