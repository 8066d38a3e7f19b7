"""When a professional lost the app, the recovery codes or the passkey. Here and not in the network, because the person is told."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.accounts.second_step import reset
from sluitend.care.action import action, details
from sluitend.care.followup.actions.notices import tell
from sluitend.care.network.models import Professional
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

SEEN = ("known", "document")
"""How who resets knew, face to face, that this is the colleague."""


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Professional")
def reset_ways_in(professional: Professional, *, by: Actor, now: datetime, seen: str) -> Professional:
    """Take away the second step and the passkeys of a colleague who lost them, after having seen this person; never one's own.

    The password stays, so who resets cannot come in as the colleague; everywhere signed in, the colleague is signed out.
    """
    if professional.pk == by.professional_id:
        raise NotNow(text("Dit doet een ander voor u: een beheerder of teamleider die u ziet."))
    if seen not in SEEN:
        raise NotNow(text("Kies hoe u weet dat dit deze collega is."), field="seen")
    gone = reset(professional.user_id) if professional.user_id else 0
    if not gone:
        raise NotNow(text("Deze collega heeft hier geen tweede stap en geen passkey."))
    details(seen=seen, gone=gone)
    told = text(
        "Uw tweede stap en uw passkeys zijn weggehaald door %(who)s. Was u daar niet bij? Bel meteen uw beheerder.",
        who=by.name,
    )
    tell({professional.pk}, kind="sign_in", message=told, now=now, at_once=True)
    return professional
