"""How somebody wants to be told."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, details
from sluitend.care.network.models import Professional
from sluitend.care.outbox.models import Wish
from sluitend.care.outbox.queries.reading import EVERYBODY_THEMSELVES
from sluitend.care.parents.models import Invitation
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.messages import Hours, Way
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.EDIT_CARD, about="network.Professional")
def set_messages(
    professional: Professional,
    *,
    by: Actor,
    now: datetime,
    way: str,
    email: str,
    mobile: str,
    first_hour: int,
    until_hour: int,
    language: str,
) -> Professional:
    """Choose how and when one is told of work."""
    if by.professional_id != professional.pk:
        raise NotAllowed(EVERYBODY_THEMSELVES)
    if professional.user_id is None:
        raise NotNow(text("Er hoort nog geen aanmelding bij deze kaart."))
    _keep(professional.user_id, now, way, email, mobile, first_hour, until_hour, language)
    return professional


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def set_parent_messages(
    invitation: Invitation,
    *,
    by: Actor,
    now: datetime,
    way: str,
    email: str,
    mobile: str,
    first_hour: int,
    until_hour: int,
) -> Invitation:
    """A parent chooses whether and how, and at which hours it is safe."""
    if invitation.user_id is None:
        raise NotNow(text("Deze pagina is nog niet geopend."))
    _keep(invitation.user_id, now, way, email, mobile, first_hour, until_hour, invitation.language)
    return invitation


def _keep(
    user_id: int, now: datetime, way: str, email: str, mobile: str, first_hour: int, until_hour: int, language: str
) -> None:
    if {Way.EMAIL: email, Way.SMS: mobile, Way.NONE: "-"}[Way(way)] == "":
        raise NotNow(text("Vul in waar het bericht heen moet."), field="email" if way == Way.EMAIL else "mobile")
    try:
        Hours(first_hour, until_hour)
    except ValueError as wrong:
        raise NotNow(text("Kies een tijd die later is dan het begin."), field="until_hour") from wrong
    kept = {"way": way, "email": email, "mobile": mobile, "language": language, "since": now}
    Wish.objects.update_or_create(
        user_id=user_id, defaults={**kept, "first_hour": first_hour, "until_hour": until_hour}
    )
    details(way=way)
