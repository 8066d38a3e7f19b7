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
from sluitend.care.compiled import by_number, insert
from sluitend.care.trail.models import Entry, Row, entry, secret_entry
from sluitend.core.access import SECRET, UNKNOWN, About, Actor, NotAllowed, may
from sluitend.core.permissions import Permission
from sluitend.core.text import text

T = TypeVar("T")


@dataclass(frozen=True)
class Spec:
    """What the register knows of a query; the matrix of access and the proof that every look is written read it."""

    name: str
    needs: Permission
    about: str | None
    look: bool
    call: Callable[..., Any]
    secret: bool = False


REGISTER: dict[str, Spec] = {}


@dataclass
class _Page:
    """What the queries of one page share."""

    things: dict[tuple[str, Any], tuple[Any, About]] = field(default_factory=dict)
    looked_at: set[tuple[str, Any]] = field(default_factory=set)


_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """The queries inside belong to one page of one reader: they share what they load and leave one look per thing. A page within a page
    is the same page."""
    if _page.get() is not None:
        yield
        return
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

        @wraps(function)
        def call(*args: Any, by: Actor, now: datetime, **facts: Any) -> T:
            _may_at_all(name, by, now, needs, about, args)
            thing, access = _load(about, args[0], by, now, secret) if about else (None, None)
            answer = may(by, needs, access)
            if not answer:
                if about:
                    insert(_look(Entry.Kind.REFUSED, name, by, now, needs, access, about, thing, secret))
                raise NotAllowed(answer.reason or text("Dit mag niet."))
            found = (
                function(thing, *args[1:], by=by, now=now, **facts)
                if about
                else function(*args, by=by, now=now, **facts)
            )
            if look and about and _first_look(about, thing):
                insert(_look(Entry.Kind.LOOK, name, by, now, needs, access, about, thing, secret))
            elif look and secret:
                _write_secret_list(name, by, now, needs, found)
            elif look and not about:
                _write_list(name, by, now, needs, _families_in(found))
            return found

        REGISTER[name] = Spec(name, needs, about, look, call, secret)
        return call

    return decorate


def _may_at_all(
    name: str, by: Actor, now: datetime, needs: Permission, about: str | None, args: tuple[Any, ...]
) -> None:
    """Asked before anything is loaded: who may see none of these learns nothing about whether this one exists."""
    answer = may(by, needs)
    if answer:
        return
    if about:
        numbers = {"thing_id": args[0], "family_id": args[0] if about == "people.Family" else None}
        entry(Entry.Kind.REFUSED, name, by, now, needs, None, code="R", thing=about, **numbers).save(force_insert=True)
    raise NotAllowed(answer.reason or text("Dit mag niet."))


def _load(about: str, pk: Any, by: Actor, now: datetime, secret: bool) -> tuple[Any, About]:
    page = _page.get()
    if page is not None and (about, pk) in page.things:
        return page.things[about, pk]
    if secret:
        rows: Any = apps.get_model(about)._default_manager
        found = rows.known_to(by, day(now)).filter(pk=pk).first()
    else:
        found = by_number(about, pk)
    if found is None:
        raise NotAllowed(SECRET if secret else UNKNOWN)
    if page is not None and (family := page.things.get(("people.Family", getattr(found, "family_id", None)))):
        found.family = family[0]
    pair = found, found.access(day(now))
    if page is not None:
        page.things[about, pk] = pair
    return pair


def _first_look(about: str, thing: Any) -> bool:
    page = _page.get()
    if page is None:
        return True
    key = (about, thing.pk)
    seen = key in page.looked_at
    page.looked_at.add(key)
    return not seen


def _look(
    kind: str,
    name: str,
    by: Actor,
    now: datetime,
    needs: Permission,
    access: About | None,
    about: str,
    thing: Any,
    secret: bool,
) -> Row:
    family_id = thing.pk if about == "people.Family" else getattr(thing, "family_id", None)
    made = secret_entry if secret else entry
    return made(kind, name, by, now, needs, access, code="R", thing=about, thing_id=thing.pk, family_id=family_id)


def _write_secret_list(name: str, by: Actor, now: datetime, needs: Permission, found: object) -> None:
    """Which matters were in a list, for who controls the trail of a matter."""
    rows = getattr(found, "rows", found)
    matters = sorted({row.matter_id for row in rows}) if isinstance(rows, Iterable) else []
    if matters:
        row = secret_entry(Entry.Kind.LOOK, name, by, now, needs, None, code="E", details={"matters": matters})
        row.save(force_insert=True)


def _write_list(name: str, by: Actor, now: datetime, needs: Permission, families: list[int]) -> None:
    """An empty list showed nobody; reading the trail is a look whatever was in it."""
    if families or needs is Permission.SEE_TRAIL:
        code = "R" if needs is Permission.SEE_TRAIL else "E"
        insert(entry(Entry.Kind.LOOK, name, by, now, needs, None, code=code, details={"families": families}))


def _families_in(found: object) -> list[int]:
    """The families of a list that was shown."""
    rows = getattr(found, "rows", found)
    if not isinstance(rows, Iterable):
        return []
    return sorted({row.family_id for row in rows if getattr(row, "family_id", None)})
