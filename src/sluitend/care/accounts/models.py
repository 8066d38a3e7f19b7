"""Who can sign in. What somebody may do follows from the professional's roles (network), not from the account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class FailedSignIn(models.Model):
    """A wrong name or password, to slow down guessing. Holds a keyed digest of whose name or which address, never these themselves."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["digest", "at"], name="accounts_failed"),)


class Identity(models.Model):
    """Whom an OpenID provider calls `subject` is this account. Bound once, by an administrator, by the person recognised or by a parent."""

    class Way(models.TextChoices):
        ADMINISTRATOR = "administrator"
        EMAIL = "email"
        INVITATION = "invitation"
        """By a parent who held the code that was given face to face."""

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=40)
    subject = models.CharField(max_length=255)
    way = models.CharField(max_length=13, choices=Way.choices)
    bound_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="accounts_identity_once", fields=["provider", "subject"]),
            models.UniqueConstraint(name="accounts_identity_per_provider", fields=["provider", "user"]),
        )


class SecondStep(models.Model):
    """The app whose codes an account with a password asks for (accounts/second_step.py)."""

    user = models.OneToOneField(User, models.CASCADE, related_name="second_step")
    sealed = models.CharField(max_length=250)
    last = models.BigIntegerField()
    """The moment of the last code that was used, in steps of 30 seconds since 1970."""


class RecoveryCode(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)


class Device(models.Model):
    """A place where an account is signed in, for the list that its owner sees. Not where it is: only what kind of browser."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    what = models.CharField(max_length=60)
    since = models.DateTimeField()


class Passkey(models.Model):
    """The public half of a key that stays in a device of its owner (accounts/passkeys.py)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400, unique=True)
    data = models.TextField()
    counter = models.BigIntegerField()
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
