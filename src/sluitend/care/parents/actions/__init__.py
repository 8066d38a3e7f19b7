"""Inviting a parent, the parent's way in, and questions with their answers."""

from sluitend.care.parents.actions.at_provider import link_provider, open_at_provider, unlink_provider
from sluitend.care.parents.actions.council import (
    answer_council,
    ask_for_council,
    call_off_council,
    forget_council_callers,
    invite_to_council,
)
from sluitend.care.parents.actions.gatherings import answer_gathering, call_off, invite_to_gathering
from sluitend.care.parents.actions.inviting import (
    Opened,
    end_invitation,
    guest_with,
    invite,
    invite_again,
    new_code,
    open_invitation,
)
from sluitend.care.parents.actions.preferences import set_hidden, set_language
from sluitend.care.parents.actions.questions import answer, ask

__all__ = [
    "Opened",
    "answer",
    "answer_council",
    "answer_gathering",
    "ask",
    "ask_for_council",
    "call_off",
    "call_off_council",
    "end_invitation",
    "forget_council_callers",
    "guest_with",
    "invite",
    "invite_again",
    "invite_to_council",
    "invite_to_gathering",
    "link_provider",
    "new_code",
    "open_at_provider",
    "open_invitation",
    "set_hidden",
    "set_language",
    "unlink_provider",
]
