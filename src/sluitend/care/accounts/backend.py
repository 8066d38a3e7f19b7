"""Who signs in with a name and a password; and who an account is, read on every request in one sentence that is made once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from sluitend.care import wall
from sluitend.care.accounts.models import User
from sluitend.care.compiled import by_number


class Accounts(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        with wall.outside():
            found: User | None = by_number(User._meta.label, user_id)
        return found if self.user_can_authenticate(found) else None
