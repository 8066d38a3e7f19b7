"""Where an account is signed in, and ending that. No more than a few places at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from sluitend.care.accounts.models import Device

MOST = 5
"""Places at once, our own setting: the practice, home, the phone, and two that were forgotten."""


@dataclass(frozen=True)
class Place:
    id: int
    what: str
    since: datetime
    here: bool


def note_device(user_id: int, session_key: str, what: str, now: datetime) -> None:
    """Remember where somebody signed in; the oldest place beyond the most is signed out."""
    Device.objects.update_or_create(session_key=session_key, defaults={"user_id": user_id, "what": what, "since": now})
    open_ = list(_open(user_id, now).order_by("-since", "-pk").values_list("session_key", flat=True))
    _end(user_id, open_[MOST:])


def places(user_id: int, session_key: str, now: datetime) -> list[Place]:
    found = _open(user_id, now).order_by("-since", "-pk")
    return [Place(one.pk, one.what, one.since, one.session_key == session_key) for one in found]


def sign_out_elsewhere(user_id: int, session_key: str) -> None:
    """Every place but this one: out at once, because the session itself goes."""
    keys = Device.objects.filter(user_id=user_id).exclude(session_key=session_key)
    _end(user_id, list(keys.values_list("session_key", flat=True)))


def _open(user_id: int, now: datetime) -> QuerySet[Device]:
    kept = Session.objects.filter(expire_date__gt=now).values("session_key")
    return Device.objects.filter(user_id=user_id, session_key__in=kept)


def _end(user_id: int, keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    Device.objects.filter(user_id=user_id, session_key__in=keys).delete()
