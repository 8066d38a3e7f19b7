"""The one way to read: a query takes `by=`, returns frozen values, and leaves a look in the trail where that is required.

With `about`, the first argument is the id of a thing: it is loaded, `may` is asked, and the look is written with its family. Without
`about`, the function itself keeps to the rows that `by` may see; with `look=True` the families in its rows are written as one look.

A page asks several queries about the same family: within `one_page()` that family is loaded once, its access is asked of the
database once, and one look is written for all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps

from sluitend.care.action import day
from sluitend.care.trail.models import Entry, SecretEntry
from sluitend.core.access import SECRET, About, Actor, NotAllowed, may
from sluitend.core.permissions import Permission
from sluitend.core.text import text

T = TypeVar("T")
REGISTER: dict[str, tuple[Permission, str | None, str]] = {}


@dataclass
class _Page:
    """What the queries of one page share."""

    things: dict[tuple[str, Any], tuple[Any, About]] = field(default_factory=dict)
    looked_at: set[tuple[str, Any]] = field(default_factory=set)


_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """The queries inside belong to one page of one reader: they share what they load and leave one look per thing."""
    token = _page.set(_Page())
    try:
        yield
    finally:
        _page.reset(token)


def query(
    *, needs: Permission, about: str | None = None, look: bool = False, secret: bool = False
) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """`secret`: who may not know of the thing is refused as if it were not there; the look goes to the secret trail."""

    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        app = function.__module__.split(".care.")[1].split(".")[0]
        name = f"{app}.{function.__name__}"
        REGISTER[name] = (needs, about, (function.__doc__ or "").strip())

        @wraps(function)
        def call(*args: Any, by: Actor, now: datetime, **facts: Any) -> T:
            thing, access = _load(about, args[0], by, now, secret) if about else (None, None)
            answer = may(by, needs, access)
            if not answer:
                raise NotAllowed(answer.reason or text("Dit mag niet."))
            found = (
                function(thing, *args[1:], by=by, now=now, **facts)
                if about
                else function(*args, by=by, now=now, **facts)
            )
            if look and _first_look(about, thing):
                _write_look(name, by, now, about, thing, found, secret)
            return found

        return call

    return decorate


def _load(about: str, pk: Any, by: Actor, now: datetime, secret: bool) -> tuple[Any, About]:
    page = _page.get()
    if page is not None and (about, pk) in page.things:
        return page.things[about, pk]
    rows: Any = apps.get_model(about)._default_manager
    found = (rows.known_to(by, day(now)) if secret else rows).filter(pk=pk).first()
    if found is None:
        raise NotAllowed(SECRET if secret else text("Dit bestaat niet, of het hoort bij een andere regio."))
    pair = found, found.access(day(now))
    if page is not None:
        page.things[about, pk] = pair
    return pair


def _first_look(about: str | None, thing: Any) -> bool:
    page = _page.get()
    if page is None or about is None:
        return True
    key = (about, thing.pk)
    seen = key in page.looked_at
    page.looked_at.add(key)
    return not seen


def _write_look(
    name: str, by: Actor, now: datetime, about: str | None, thing: Any, found: object, secret: bool
) -> None:
    family_id = getattr(thing, "family_id", None) or (thing.pk if about == "people.Family" else None)
    rows = getattr(found, "rows", found)
    families = (
        sorted({row.family_id for row in rows if getattr(row, "family_id", None)}) if isinstance(rows, Iterable) else []
    )
    matters = sorted(row.matter_id for row in rows) if secret and about is None and isinstance(rows, Iterable) else []
    if about is None and not (families or matters):
        return
    trail = SecretEntry if secret else Entry
    trail.objects.create(
        at=now,
        kind=trail.Kind.LOOK,
        action=name,
        region_id=by.region_id,
        user_id=by.user_id,
        professional_id=by.professional_id,
        organisation_id=by.organisation_id,
        roles=",".join(sorted(by.roles))[:200],
        thing=about or "",
        thing_id=thing.pk if thing is not None else None,
        family_id=None if secret else family_id,
        details={} if about else {"matters": matters} if secret else {"families": families},
    )
