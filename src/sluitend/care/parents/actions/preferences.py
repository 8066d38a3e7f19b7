"""How a parent wants the own pages to be."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action
from sluitend.care.parents.models import Invitation
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation", quiet=True)
def set_language(invitation: Invitation, *, by: Actor, now: datetime, language: str) -> Invitation:
    """Read the own pages in this language from now on."""
    invitation.language = language[:8]
    invitation.save(update_fields=["language"])
    return invitation


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation", quiet=True)
def set_hidden(invitation: Invitation, *, by: Actor, now: datetime, hidden: bool) -> Invitation:
    """Hide the own pages better, because somebody may look over the parent's shoulder; or stop doing so."""
    invitation.hidden = hidden
    invitation.save(update_fields=["hidden"])
    return invitation
