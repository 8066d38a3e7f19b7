"""Sessions in the database, as Django keeps them, read in one sentence that is made once: every request of everybody begins with it.

In the database and not in a cookie or in the memory of a process, because who signs out is out everywhere at once.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from sluitend.care import wall
from sluitend.care.compiled import Given, compiled


@compiled
def _kept(given: Given) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=given.key, expire_date__gt=given.now).values_list("session_data")


class SessionStore(DatabaseSessions):
    def load(self) -> dict[str, Any]:
        """What was kept under this key; nothing, and another key on saving, when it is unknown or over."""
        with wall.outside():
            found = _kept()(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])
