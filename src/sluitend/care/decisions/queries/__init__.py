"""What doors ask about decisions."""

from sluitend.care.decisions.queries.eligibility import Fit, FitRow, TableSays, fit, fit_after_visit, fits, said_by
from sluitend.care.decisions.queries.facts import facts_in_force, signals_of, situation
from sluitend.care.decisions.queries.proposals import (
    HIDDEN,
    Advice,
    ProposalRow,
    Used,
    advice,
    answers,
    decided_or_open,
    in_force,
    last_decision,
    last_digest,
    proposals,
    to_be_decided,
    to_decide,
)
from sluitend.care.decisions.queries.what_if import (
    Counted,
    MovedFamily,
    WhatIfPage,
    moved_families,
    running_what_ifs,
    what_ifs,
)

__all__ = (
    "HIDDEN",
    "Advice",
    "Counted",
    "Fit",
    "FitRow",
    "MovedFamily",
    "ProposalRow",
    "TableSays",
    "Used",
    "WhatIfPage",
    "advice",
    "answers",
    "decided_or_open",
    "facts_in_force",
    "fit",
    "fit_after_visit",
    "fits",
    "in_force",
    "last_decision",
    "last_digest",
    "moved_families",
    "proposals",
    "running_what_ifs",
    "said_by",
    "signals_of",
    "situation",
    "to_be_decided",
    "to_decide",
    "what_ifs",
)
