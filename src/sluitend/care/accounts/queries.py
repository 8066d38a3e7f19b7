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


def digests(tried: str, address: str) -> dict[str, int]:
    """Under which digests a failure counts, and how often it may. `tried` is the kind of a way in and whose it is ("name:mila"), or
    nothing where that is not known.

    Keyed, so that the table tells nothing about names or addresses.
    """
    counted = {f"address:{address}": MOST_PER_ADDRESS}
    if tried:
        counted[tried] = MOST_PER_NAME
    key = settings.SECRET_KEY.encode()
    return {hmac.new(key, what.encode(), hashlib.sha256).hexdigest(): most for what, most in counted.items()}


def too_many_failures(tried: str, address: str, now: datetime) -> bool:
    recent = FailedSignIn.objects.filter(at__gt=now - WINDOW)
    return any(recent.filter(digest=digest).count() >= most for digest, most in digests(tried, address).items())


def user_id_of(username: str) -> int | None:
    """The account of this name, for commands that act as somebody."""
    return User.objects.filter(username=username, is_active=True).values_list("pk", flat=True).first()


def active_user(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first()


def bound_to(user_id: int) -> frozenset[str]:
    """The keys of the providers by which this account comes in."""
    return frozenset(Identity.objects.filter(user_id=user_id).values_list("provider", flat=True))


def account_of(provider: str, subject: str) -> User | None:
    """The account to which an administrator, its owner or a code bound this subject of a provider."""
    found = Identity.objects.filter(provider=provider, subject=subject, user__is_active=True).select_related("user")
    identity = found.first()
    return identity.user if identity else None
