"""What doors ask about decisions."""

from sluitend.care.decisions.queries.proposals import (
    HIDDEN,
    Advice,
    ProposalRow,
    Used,
    advice,
    answers,
    decided_or_open,
    facts_in_force,
    in_force,
    last_decision,
    last_digest,
    proposals,
    signals_of,
    situation,
    to_be_decided,
    to_decide,
)
from sluitend.care.decisions.queries.what_if import MovedFamily, WhatIfPage, moved_families, what_ifs

__all__ = (
    "HIDDEN",
    "Advice",
    "MovedFamily",
    "ProposalRow",
    "Used",
    "WhatIfPage",
    "advice",
    "answers",
    "decided_or_open",
    "facts_in_force",
    "in_force",
    "last_decision",
    "last_digest",
    "moved_families",
    "proposals",
    "signals_of",
    "situation",
    "to_be_decided",
    "to_decide",
    "what_ifs",
)
