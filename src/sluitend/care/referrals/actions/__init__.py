"""The verbs of a referral. Each leaves the family with a next step; who may make which move is in core/states."""

from sluitend.care.referrals.actions.answering import accept, reject
from sluitend.care.referrals.actions.following import follow_change
from sluitend.care.referrals.actions.linking import (
    Guest,
    Keys,
    accept_by_link,
    ask_by_link,
    count_try,
    demonstration_link,
    enter,
    guest,
    make_link,
    new_link,
    open_link,
    reject_by_link,
)
from sluitend.care.referrals.actions.sending import cancel, mark_error, send
from sluitend.care.referrals.actions.telling import answer_question, ask, family_says, set_business, warm_handover
from sluitend.care.referrals.actions.working import complete, fail, hold, resume, start

__all__ = (
    "Guest",
    "Keys",
    "accept",
    "accept_by_link",
    "answer_question",
    "ask",
    "ask_by_link",
    "cancel",
    "complete",
    "count_try",
    "demonstration_link",
    "enter",
    "fail",
    "family_says",
    "follow_change",
    "guest",
    "hold",
    "make_link",
    "mark_error",
    "new_link",
    "open_link",
    "reject",
    "reject_by_link",
    "resume",
    "send",
    "set_business",
    "start",
    "warm_handover",
)
