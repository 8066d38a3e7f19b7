"""Telling people that something turned, and noting that they read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sluitend.care.action import action
from sluitend.care.compiled import insert_all
from sluitend.care.followup.models import Notice
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text


def tell(
    to: set[int | None],
    *,
    kind: str,
    message: Text,
    now: datetime,
    family_id: int | None = None,
    thing: Any = None,
    but: int | None = None,
    at_once: bool = False,
) -> None:
    """Put a notice before professionals (not before the one who acts). Part of the action that calls it.

    `message` holds no names of parents or children: a notice says that something turned, the page behind it says what.
    `at_once`: a term that passes today, or safety (also of an account); nothing else.
    """
    who = sorted(pk for pk in to if pk and pk != but)
    notices = [
        Notice(
            to_id=professional_id,
            family_id=family_id,
            kind=kind,
            message=message.message,
            values={name: str(value) for name, value in message.values.items()},
            thing=thing._meta.label if thing is not None else "",
            thing_id=thing.pk if thing is not None else None,
            at=now,
            at_once=at_once,
        )
        for professional_id in who
    ]
    insert_all(notices)


@action(needs=Permission.KEEP_PROMISE)
def see(notice_id: int | None = None, *, by: Actor, now: datetime) -> int:
    """Say that a notice was read, or all of them so far; the number that was new. No family changes by it."""
    mine = Notice.objects.filter(to_id=by.professional_id, seen_at__isnull=True, at__lte=now)
    if notice_id is not None:
        mine = mine.filter(pk=notice_id)
    return mine.update(seen_at=now)
