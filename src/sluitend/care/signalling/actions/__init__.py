"""Writing, sending and answering signals; parents who ask for help themselves."""

from sluitend.care.signalling.actions.answering import advise, stop, take_up, withdraw
from sluitend.care.signalling.actions.drafts import discard_draft, save_draft
from sluitend.care.signalling.actions.self_signals import ask_help, confirm_call, not_reached, refuse
from sluitend.care.signalling.actions.sending import follow_reporting_code, send_signal

__all__ = (
    "advise",
    "ask_help",
    "confirm_call",
    "discard_draft",
    "follow_reporting_code",
    "not_reached",
    "refuse",
    "save_draft",
    "send_signal",
    "stop",
    "take_up",
    "withdraw",
)
