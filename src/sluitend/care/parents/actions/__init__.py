"""Inviting a parent, the parent's way in, and questions with their answers."""

from sluitend.care.parents.actions.inviting import Opened, end_invitation, invite, new_code, open_invitation
from sluitend.care.parents.actions.preferences import set_hidden, set_language
from sluitend.care.parents.actions.questions import answer, ask

__all__ = [
    "Opened",
    "answer",
    "ask",
    "end_invitation",
    "invite",
    "new_code",
    "open_invitation",
    "set_hidden",
    "set_language",
]
