"""Promises (who does what by when), attempts to reach the family, telling people, and access to a family."""

from sluitend.care.followup.actions.access import answer_access, ask_access, break_glass
from sluitend.care.followup.actions.contact import attempt
from sluitend.care.followup.actions.going_on import keep_and_go_on, withdraw_and_go_on
from sluitend.care.followup.actions.notices import see, tell
from sluitend.care.followup.actions.promises import (
    FURTHEST_AHEAD,
    give_promises,
    keep,
    pass_on,
    promise,
    renew,
    set_date,
    stay_quiet,
    staying,
    takes_part,
    withdraw,
    working,
)
from sluitend.care.followup.actions.ways_in import reset_ways_in

__all__ = [
    "FURTHEST_AHEAD",
    "answer_access",
    "ask_access",
    "attempt",
    "break_glass",
    "give_promises",
    "keep",
    "keep_and_go_on",
    "pass_on",
    "promise",
    "renew",
    "reset_ways_in",
    "see",
    "set_date",
    "stay_quiet",
    "staying",
    "takes_part",
    "tell",
    "withdraw",
    "withdraw_and_go_on",
    "working",
]
