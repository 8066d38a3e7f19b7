"""Passkeys (WebAuthn): a key that stays in a phone, a laptop or a security key, opened by its owner's finger, face or code.

Two proofs in one, that no page elsewhere can fish for: the browser only uses it on the site for which it was made. We keep the public half.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sluitend.care.accounts.models import Passkey, User
from sluitend.core.access import NotNow
from sluitend.core.text import text

State = dict[str, Any]
"""What the session keeps between asking and the answer: the challenge, which counts once."""
WRONG = text("Dit lukte niet. Probeer het opnieuw, of meld u op een andere manier aan.")
MOST = 10
UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
    NotImplementedError,
    struct.error,
)
"""What the library says of an answer that is damaged, forged, not to our question, or beyond what it reads and checks."""


@dataclass(frozen=True)
class Site:
    """Where the browser is: `host` without a port is what a passkey is bound to, `origin` is what it must have seen."""

    host: str
    origin: str

    @classmethod
    def at(cls, host: str, scheme: str) -> Site:
        """From `name` or `name:port` as the browser asked for it, checked against ALLOWED_HOSTS."""
        return cls(host.rsplit(":", 1)[0], f"{scheme}://{host}")


@dataclass(frozen=True)
class Kept:
    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def passkeys(user_id: int) -> list[Kept]:
    found = Passkey.objects.filter(user_id=user_id).order_by("made_at", "pk")
    return [Kept(one.pk, one.name, one.made_at, one.used_at) for one in found]


def ask_to_make(user_id: int, shown_as: str, site: Site) -> tuple[Mapping[str, Any], State]:
    """(what the browser is asked, what to remember). `shown_as` is what the owner sees in the list of the own device."""
    person = PublicKeyCredentialUserEntity(name=shown_as, id=_handle(user_id), display_name=shown_as)
    return _server(site).register_begin(
        person,
        _known(user_id),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )


def keep(user_id: int, state: State | None, answer: str, name: str, site: Site, now: datetime) -> None:
    """Remember the public half of a new passkey. Raises NotNow when the answer is not to what we asked, or the list is full."""
    if Passkey.objects.filter(user_id=user_id).count() >= MOST:
        raise NotNow(text("U heeft al tien passkeys. Haal er eerst een weg."))
    try:
        made = _server(site).register_complete(_once(state), _read(answer))
    except UNREADABLE as wrong:
        raise NotNow(WRONG) from wrong
    data = made.credential_data
    if data is None or Passkey.objects.filter(credential_id=websafe_encode(data.credential_id)).exists():
        raise NotNow(WRONG)
    Passkey.objects.create(
        user_id=user_id,
        credential_id=websafe_encode(data.credential_id),
        data=websafe_encode(data),
        counter=made.counter,
        name=name,
        made_at=now,
    )


def ask_to_come_in(site: Site) -> tuple[Mapping[str, Any], State]:
    """The device itself knows which passkeys it has for this site: nobody types a name."""
    return _server(site).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)


def whose(state: State | None, answer: str, site: Site, now: datetime) -> User | None:
    """Whose passkey answered what we asked; None when it is nobody's, or not to this question.

    A counter that goes back means that somebody copied the key (WebAuthn 7.2): refused. Most passkeys do not count and stay at 0.
    """
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        kept = _kept(response)
        known = AttestedCredentialData(websafe_decode(kept.data))
        _server(site).authenticate_complete(_once(state), [known], response)
    except (*UNREADABLE, Passkey.DoesNotExist):
        return None
    handle, counter = response.response.user_handle, response.response.authenticator_data.counter
    if (handle is not None and handle != _handle(kept.user_id)) or not kept.user.is_active:
        return None
    if (counter or kept.counter) and counter <= kept.counter:
        return None
    Passkey.objects.filter(pk=kept.pk).update(counter=counter, used_at=now)
    return kept.user


def owner_of(answer: str) -> int | None:
    """The account at which this answer tries, right or wrong; None when no passkey here is called so."""
    try:
        return _kept(AuthenticationResponse.from_dict(_read(answer))).user_id
    except (*UNREADABLE, Passkey.DoesNotExist):
        return None


def _kept(response: AuthenticationResponse) -> Passkey:
    return Passkey.objects.select_related("user").get(credential_id=websafe_encode(response.raw_id))


def forget(user_id: int, passkey_id: int) -> None:
    Passkey.objects.filter(pk=passkey_id, user_id=user_id).delete()


def _server(site: Site) -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(name=site.host, id=site.host), verify_origin=lambda origin: origin == site.origin
    )


def _once(state: State | None) -> State:
    if not state:
        raise ValueError("nothing was asked")
    return state


def _read(answer: str) -> Mapping[str, Any]:
    """Numbers become text: of a number the library would make that many bytes (`bytes(n)`), and anybody may send one."""
    found = json.loads(answer, parse_int=str, parse_float=str)
    if not isinstance(found, dict):
        raise TypeError("not the answer of a browser")
    return found


def _known(user_id: int) -> list[AttestedCredentialData]:
    kept = Passkey.objects.filter(user_id=user_id).values_list("data", flat=True)
    return [AttestedCredentialData(websafe_decode(data)) for data in kept]


def _handle(user_id: int) -> bytes:
    """The number by which a device knows the account: tells nothing, and is the same for the same account."""
    return hmac.new(settings.SECRET_KEY.encode(), f"passkey:{user_id}".encode(), hashlib.sha256).digest()
