"""The one way to read: a query takes `by=`, returns frozen values, and leaves a look in the trail where that is required.

With `about`, the first argument is the id of a thing: it is loaded, `may` is asked, and the look is written with its family. Without
`about`, the function itself keeps to the rows that `by` may see; with `look=True` the families in its rows are written as one look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps

from sluitend.care.action import day
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor, NotAllowed, Permission, may
from sluitend.core.text import text

T = TypeVar("T")
REGISTER: dict[str, tuple[Permission, str | None, str]] = {}


def query(
    *, needs: Permission, about: str | None = None, look: bool = False
) -> Callable[[Callable[..., T]], Callable[..., T]]:
    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        app = function.__module__.split(".care.")[1].split(".")[0]
        name = f"{app}.{function.__name__}"
        REGISTER[name] = (needs, about, (function.__doc__ or "").strip())

        @wraps(function)
        def call(*args: Any, by: Actor, now: datetime, **facts: Any) -> T:
            thing = _load(about, args[0]) if about else None
            answer = may(by, needs, thing.access(day(now)) if thing is not None else None)
            if not answer:
                raise NotAllowed(answer.reason or text("Dit mag niet."))
            found = (
                function(thing, *args[1:], by=by, now=now, **facts)
                if about
                else function(*args, by=by, now=now, **facts)
            )
            if look:
                _write_look(name, by, now, about, thing, found)
            return found

        return call

    return decorate


def _load(about: str, pk: Any) -> Any:
    model = apps.get_model(about)
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise NotAllowed(text("Dit bestaat niet, of het hoort bij een andere regio."))
    return found


def _write_look(name: str, by: Actor, now: datetime, about: str | None, thing: Any, found: object) -> None:
    family_id = getattr(thing, "family_id", None) or (thing.pk if about == "people.Family" else None)
    rows = getattr(found, "rows", found)
    families = (
        sorted({row.family_id for row in rows if getattr(row, "family_id", None)}) if isinstance(rows, Iterable) else []
    )
    if about is None and not families:
        return
    Entry.objects.create(
        at=now,
        kind=Entry.Kind.LOOK,
        action=name,
        region_id=by.region_id,
        user_id=by.user_id,
        professional_id=by.professional_id,
        organisation_id=by.organisation_id,
        roles=",".join(sorted(by.roles))[:200],
        thing=about or "",
        thing_id=thing.pk if thing is not None else None,
        family_id=family_id,
        details={} if about else {"families": families},
    )
