"""The second step of an account with a password: a code from an app (RFC 6238), or one of the codes for when the phone is gone.

The key of the app is kept sealed with SECRET_KEY, so that a copy of the database alone cannot make codes. A code counts once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet
from django.conf import settings

from sluitend.care.accounts.devices import sign_out_elsewhere
from sluitend.care.accounts.models import Passkey, RecoveryCode, SecondStep
from sluitend.core.access import NotNow
from sluitend.core.text import text

RECOVERY_CODES = 10
STEP = 30
"""Seconds that a code is shown; the one before and the one after count too, for clocks that differ."""


def has_second_step(user_id: int) -> bool:
    return SecondStep.objects.filter(user_id=user_id).exists()


def new_key() -> str:
    return pyotp.random_base32()


def address_of(key: str, username: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(key).provisioning_uri(name=username, issuer_name="Sluitend")


def begin_second_step(user_id: int, key: str, code: str, now: datetime) -> list[str]:
    """From now on this account asks for a code. Returns the recovery codes: shown once, kept as digests only.

    Raises NotNow beside `code` when the app does not show what we expect.
    """
    step = _step_of(key, code, now, after=0)
    if step is None:
        raise NotNow(
            text("Deze code klopt niet. Kijk of de klok van uw telefoon goed staat en typ de nieuwste code."),
            field="code",
        )
    SecondStep.objects.update_or_create(
        user_id=user_id, defaults={"sealed": _seal().encrypt(key.encode()).decode(), "last": step}
    )
    RecoveryCode.objects.filter(user_id=user_id).delete()
    codes = [secrets.token_hex(5) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user_id=user_id, digest=_digest(user_id, code)) for code in codes)
    return codes


def second_step_passed(user_id: int, code: str, now: datetime) -> bool:
    """Whether this is the code of now, or a recovery code that was not used. Either counts once, also for two at the same moment."""
    kept = SecondStep.objects.filter(user_id=user_id).first()
    if kept is None:
        return False  # taken away while a password waited for its code
    key = _seal().decrypt(kept.sealed.encode()).decode()
    step = _step_of(key, code, now, after=kept.last)
    if step is not None:
        return SecondStep.objects.filter(user_id=user_id, last__lt=step).update(last=step) == 1
    spoken = code.strip().lower()
    return RecoveryCode.objects.filter(user_id=user_id, digest=_digest(user_id, spoken)).delete()[0] == 1


def reset(user_id: int) -> int:
    """The app, its recovery codes and the passkeys go, and the account is signed out everywhere; the password stays. How many went."""
    gone = (model.objects.filter(user_id=user_id).delete()[0] for model in (SecondStep, RecoveryCode, Passkey))
    sign_out_elsewhere(user_id, "")
    return sum(gone)


def _step_of(key: str, code: str, now: datetime, after: int) -> int | None:
    """Which moment a code belongs to, if that is about now and later than the last one used."""
    spoken, current = code.replace(" ", "").encode(), int(now.timestamp()) // STEP
    totp = pyotp.TOTP(key)
    about_now = [step for step in (current - 1, current, current + 1) if step > after]
    return next((step for step in about_now if hmac.compare_digest(totp.generate_otp(step).encode(), spoken)), None)


def _seal() -> Fernet:
    key = hashlib.sha256(b"second-step:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _digest(user_id: int, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"recovery:{user_id}:{code}".encode(), hashlib.sha256).hexdigest()
