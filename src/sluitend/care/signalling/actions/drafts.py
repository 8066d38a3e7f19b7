"""A signal that is being written: kept on the server too, so that a lost phone or connection loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sluitend.care.action import action
from sluitend.care.signalling.models import Draft
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text

LARGEST = 20_000
"""Characters over all fields of a draft; a signal is short."""


@action(needs=Permission.SEND_SIGNAL)
def save_draft(*, by: Actor, now: datetime, key: str, fields: Mapping[str, list[str]]) -> Draft:
    """Keep what was typed so far; saving again replaces it."""
    if by.professional_id is None:
        raise NotAllowed(text("Alleen een professional kan een signaal schrijven."))
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        raise NotNow(text("Deze tekst is te lang om te bewaren. Maak hem korter."))
    found, _ = Draft.objects.update_or_create(
        by_id=by.professional_id, key=key[:36], defaults={"fields": dict(fields), "saved_at": now}
    )
    return found


@action(needs=Permission.SEND_SIGNAL)
def discard_draft(*, by: Actor, now: datetime, key: str) -> int:
    """Throw a draft away; nothing of it stays."""
    return throw_away(by, key)


def throw_away(by: Actor, key: str) -> int:
    if not key:
        return 0
    gone, _ = Draft.objects.filter(by_id=by.professional_id, key=key[:36]).delete()
    return gone
