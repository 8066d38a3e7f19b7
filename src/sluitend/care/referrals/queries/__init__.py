"""What doors ask about referrals."""

from sluitend.care.referrals.queries.after_signal import after_signals
from sluitend.care.referrals.queries.cards import BUSINESS, OUTCOMES, Card
from sluitend.care.referrals.queries.choices import SendChoices, send_choices
from sluitend.care.referrals.queries.detail import Detail, by_link, referral
from sluitend.care.referrals.queries.inbox import FILTERS, Asked, Inbox, asked_of_others, family_referrals, inbox
from sluitend.care.referrals.queries.own import OwnHelp, own_help

__all__ = (
    "BUSINESS",
    "FILTERS",
    "OUTCOMES",
    "Asked",
    "Card",
    "Detail",
    "Inbox",
    "OwnHelp",
    "SendChoices",
    "after_signals",
    "asked_of_others",
    "by_link",
    "family_referrals",
    "inbox",
    "own_help",
    "referral",
    "send_choices",
)
