"""Accounts, before anybody is somebody: what the sign-in page needs to know."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from sluitend.care.accounts.models import FailedSignIn, Identity, User

# Our own settings, no source: a guesser gets 480 tries a day at one account; a colleague does not lock out a whole practice.
WINDOW = timedelta(minutes=15)
MOST_PER_NAME = 5
MOST_PER_ADDRESS = 30


def demonstration_user(user_id: int) -> User | None:
    """The account of an invented person; None for every other account."""
    return User.objects.filter(pk=user_id, demonstration=True, is_active=True).first()


def digests(username: str, address: str) -> tuple[str, str]:
    """Keyed, so that the table tells nothing about names or addresses."""
    key = settings.SECRET_KEY.encode()
    name = f"name:{username.strip().casefold()}", f"address:{address}"
    first, second = (hmac.new(key, part.encode(), hashlib.sha256).hexdigest() for part in name)
    return first, second


def too_many_failures(username: str, address: str, now: datetime) -> bool:
    recent = FailedSignIn.objects.filter(at__gt=now - WINDOW)
    by_name, by_address = digests(username, address)
    return (
        recent.filter(digest=by_name).count() >= MOST_PER_NAME
        or recent.filter(digest=by_address).count() >= MOST_PER_ADDRESS
    )


def user_id_of(username: str) -> int | None:
    """The account of this name, for commands that act as somebody."""
    return User.objects.filter(username=username, is_active=True).values_list("pk", flat=True).first()


def active_user(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first()


def account_of(provider: str, subject: str) -> User | None:
    """The account to which an administrator or its owner bound this subject of a provider."""
    found = Identity.objects.filter(provider=provider, subject=subject, user__is_active=True).select_related("user")
    identity = found.first()
    return identity.user if identity else None
