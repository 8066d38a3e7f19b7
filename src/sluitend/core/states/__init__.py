"""What may follow what, and whose turn it is: one file per thing with a status.

Everything that moves a status lives in these tables; nothing else in the project compares two statuses to decide whether a move
is allowed. A table says per move: who makes it, whether a reason or another fact must come along. The pictures in
docs/reference/states.md are made from these tables and compared in CI.
"""

from sluitend.core.states.agreement import DRAFT
from sluitend.core.states.case import CASE, ENDINGS, LEAD_HANDOVER, NEEDS_CONFIRMATION, Ending
from sluitend.core.states.machine import Move, Party, States, move
from sluitend.core.states.pathway_step import PATHWAY_STEP
from sluitend.core.states.programme import CONTACT, ENROLMENT
from sluitend.core.states.promise import PROMISE
from sluitend.core.states.proposal import PROPOSAL
from sluitend.core.states.referral import REFERRAL
from sluitend.core.states.signal import SELF_SIGNAL, SIGNAL

ALL: tuple[States, ...] = (
    SIGNAL,
    SELF_SIGNAL,
    PROPOSAL,
    REFERRAL,
    CASE,
    LEAD_HANDOVER,
    PROMISE,
    PATHWAY_STEP,
    ENROLMENT,
    CONTACT,
    DRAFT,
)

__all__ = [
    "ALL",
    "CASE",
    "CONTACT",
    "DRAFT",
    "ENDINGS",
    "ENROLMENT",
    "LEAD_HANDOVER",
    "NEEDS_CONFIRMATION",
    "PATHWAY_STEP",
    "PROMISE",
    "PROPOSAL",
    "REFERRAL",
    "SELF_SIGNAL",
    "SIGNAL",
    "Ending",
    "Move",
    "Party",
    "States",
    "move",
]
