"""Writing, sending and answering signals; parents who ask for help themselves."""

from sluitend.care.signalling.actions.answering import advise, stop, take_up, withdraw
from sluitend.care.signalling.actions.drafts import discard_draft, save_draft
from sluitend.care.signalling.actions.self_signals import Request, ask_help, confirm_call, not_reached, refuse
from sluitend.care.signalling.actions.sending import Concern, road_of, send_signal
from sluitend.care.signalling.actions.whom import NewFamily

__all__ = (
    "Concern",
    "NewFamily",
    "Request",
    "advise",
    "ask_help",
    "confirm_call",
    "discard_draft",
    "not_reached",
    "refuse",
    "road_of",
    "save_draft",
    "send_signal",
    "stop",
    "take_up",
    "withdraw",
)
