"""What is decided about proposals, and what another version of a table would have proposed."""

from sluitend.care.decisions.actions.deciding import accept, accept_with_referral, override, reconsider
from sluitend.care.decisions.actions.eligibility import enrol_by_tables, start_by_tables
from sluitend.care.decisions.actions.what_if import go_on, start_what_if

__all__ = [
    "accept",
    "accept_with_referral",
    "enrol_by_tables",
    "go_on",
    "override",
    "reconsider",
    "start_by_tables",
    "start_what_if",
]
