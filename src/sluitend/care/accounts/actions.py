"""What happens before anybody is signed in. No permissions and no trail here: there is no actor yet."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings

from sluitend.care.accounts.models import FailedSignIn, Identity, Passkey, User
from sluitend.care.accounts.queries import WINDOW, digests
from sluitend.care.accounts.second_step import reset
from sluitend.core.access import NotNow
from sluitend.core.text import text


def note_failed_sign_in(tried: str, address: str, now: datetime) -> None:
    """Remember a failure for as long as it counts; older ones go."""
    FailedSignIn.objects.filter(at__lte=now - WINDOW).delete()
    FailedSignIn.objects.bulk_create(FailedSignIn(digest=digest, at=now) for digest in digests(tried, address))


def make_demonstration_account(username: str) -> int:
    """An account of an invented person: no password, one click in the demonstration, useless elsewhere."""
    return User.objects.create_user(username, demonstration=True).pk


def make_account(username: str, password: str) -> int:
    """An account with a name of one's own; in the demonstration one click opens it too.

    Raises NotNow beside `username` when the name is taken.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise NotNow(text("Deze naam is al in gebruik. Kies een andere naam."), field="username")
    return User.objects.create_user(username, password, demonstration=settings.DEMONSTRATION).pk


def start_over(user_id: int) -> None:
    """Nobody comes in any more by the password, app or passkeys of this account, nor where it is signed in; what it is bound to stays."""
    reset(user_id)
    user = User.objects.get(pk=user_id)
    user.set_unusable_password()
    user.save()


def unbind(user_id: int, provider: str) -> None:
    """No longer by this provider. Raises NotNow when that is the only way in."""
    user = User.objects.get(pk=user_id)
    others = Identity.objects.filter(user=user).exclude(provider=provider)
    if not (user.has_usable_password() or Passkey.objects.filter(user=user).exists() or others.exists()):
        raise NotNow(text("Dit is de enige manier om in te loggen."))
    Identity.objects.filter(user=user, provider=provider).delete()


def bind(user_id: int | None, provider: str, subject: str, way: str, now: datetime) -> int:
    """Let a provider's subject be this account, or a new one without a password; the id of the account.

    Raises NotNow beside `subject` when either is bound already: whoever it was bound to has to be looked into first.
    """
    taken = Identity.objects.filter(provider=provider)
    if taken.filter(subject=subject).exists() or (user_id and taken.filter(user_id=user_id).exists()):
        raise NotNow(text("Deze aanmelding is al aan iemand gekoppeld."), field="subject")
    account = user_id or User.objects.create_user(f"{provider}-{uuid4().hex}").pk
    Identity.objects.create(user_id=account, provider=provider, subject=subject, way=way, bound_at=now)
    return account
