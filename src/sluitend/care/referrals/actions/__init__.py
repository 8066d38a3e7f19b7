"""The verbs of a referral. Each leaves the family with a next step; who may make which move is in core/states."""

from sluitend.care.referrals.actions.answering import accept, reject
from sluitend.care.referrals.actions.sending import cancel, mark_error, send
from sluitend.care.referrals.actions.telling import answer_question, ask, family_says, set_business, warm_handover
from sluitend.care.referrals.actions.working import complete, fail, hold, resume, start

__all__ = (
    "accept",
    "answer_question",
    "ask",
    "cancel",
    "complete",
    "fail",
    "family_says",
    "hold",
    "mark_error",
    "reject",
    "resume",
    "send",
    "set_business",
    "start",
    "warm_handover",
)
