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
from functools import partial, wraps
from typing import Any, TypeVar

from sluitend.care import wall
from sluitend.care.action import day, load_secret
from sluitend.care.compiled import by_number, insert, insert_all
from sluitend.care.trail.models import Entry, SecretEntry, entry, secret_entry
from sluitend.core.access import UNKNOWN, About, Actor, NotAllowed, may
from sluitend.core.permissions import Permission
from sluitend.core.text import text

T = TypeVar("T")
OF_A_CIRCLE = "safety.Matter"
"""What a list holds of which only a circle may know."""


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

    things: dict[tuple[str, Any, Permission | None], tuple[Any, About]] = field(default_factory=dict)
    """By model, number and, of what is secret, for what it was known."""
    looked_at: set[tuple[str, Any]] = field(default_factory=set)
    read: dict[Any, Any] = field(default_factory=dict)


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


def on_a_page() -> bool:
    """Whether the queries of one page are being asked."""
    return _page.get() is not None


def read_once(key: Any, read: Callable[[], T]) -> T:
    """What a query of this page read under this key before; for what does not change while a page is made, such as what was agreed."""
    page = _page.get()
    if page is None:
        return read()
    if key not in page.read:
        page.read[key] = read()
    found: T = page.read[key]
    return found


@dataclass(frozen=True)
class _Reading:
    """One reader who asks one query, and what of it goes into the trail."""

    spec: Spec
    by: Actor
    now: datetime

    def thing(self, pk: Any) -> tuple[Any, About]:
        """What the query is about, with its access; the same for every query of one page."""
        page, about = _page.get(), str(self.spec.about)
        key = about, pk, self.spec.needs if self.spec.secret else None
        if page is not None and key in page.things:
            return page.things[key]
        found = self._load(about, pk)
        if page is not None and (family := page.things.get(("people.Family", getattr(found, "family_id", None), None))):
            found.family = family[0]
        pair = found, found.access(day(self.now))
        if page is not None:
            page.things[key] = pair
        return pair

    def _load(self, about: str, pk: Any) -> Any:
        if self.spec.secret:
            return load_secret(about, pk, self.by, day(self.now), self.spec.needs)
        if (found := by_number(about, pk)) is None:
            self._write(Entry.Kind.REFUSED, "R", None, thing_id=pk)
            raise NotAllowed(UNKNOWN)
        return found

    def must(self, access: About | None, pk: Any, family_id: int | None) -> None:
        """Raises NotAllowed, and writes that it was tried."""
        answer = may(self.by, self.spec.needs, access)
        if answer:
            return
        if self.spec.about:
            self._write(Entry.Kind.REFUSED, "R", access, thing_id=pk, family_id=family_id)
        raise NotAllowed(answer.reason or text("Dit mag niet."))

    def look(self, access: About, pk: Any, family_id: int | None) -> None:
        """One look per page at each thing."""
        page, key = _page.get(), (str(self.spec.about), pk)
        if page is not None and key in page.looked_at:
            return
        if page is not None:
            page.looked_at.add(key)
        self._write(Entry.Kind.LOOK, "R", access, thing_id=pk, family_id=family_id)

    def look_at_list(self, found: object) -> None:
        """Which families a list showed, in one look; of secret things each is looked at, so that its own trail tells of it. An empty list
        showed nobody; reading the trail is a look whatever was in it."""
        if self.spec.secret:
            entry_of = partial(self._entry, Entry.Kind.LOOK, "E", None, thing=OF_A_CIRCLE)
            insert_all([entry_of(thing_id=number) for number in _numbers(found, "matter_id")])
            return
        numbers, of_trail = _numbers(found, "family_id"), self.spec.needs is Permission.SEE_TRAIL
        if numbers or of_trail:
            self._write(Entry.Kind.LOOK, "R" if of_trail else "E", None, details={"families": numbers})

    def _write(self, kind: str, code: str, access: About | None, **facts: Any) -> None:
        insert(self._entry(kind, code, access, **facts))

    def _entry(self, kind: str, code: str, access: About | None, **facts: Any) -> Entry | SecretEntry:
        made = secret_entry if self.spec.secret else entry
        facts = {"thing": self.spec.about or ""} | facts
        return made(kind, self.spec.name, self.by, self.now, self.spec.needs, access, code=code, **facts)


def query(
    *, needs: Permission, about: str | None = None, look: bool = False, secret: bool = False
) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """`about` is "app.Model": the first argument is then its id, and the function receives the row. `secret`: who may not know of the
    thing is refused as if it were not there; the look goes to the secret trail."""

    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        app = function.__module__.split(".care.")[1].split(".")[0]
        name = f"{app}.{function.__name__}"

        @wraps(function)
        def call(*args: Any, by: Actor, now: datetime, **facts: Any) -> T:
            reading = _Reading(spec, by, now)
            with wall.within(by.region_id):
                return (_of_one if about else _of_many)(reading, function, args, facts)

        spec = REGISTER[name] = Spec(name, needs, about, look, call, secret)
        return call

    return decorate


def _of_many(reading: _Reading, function: Callable[..., T], args: tuple[Any, ...], facts: dict[str, Any]) -> T:
    reading.must(None, None, None)
    found = function(*args, by=reading.by, now=reading.now, **facts)
    if reading.spec.look:
        reading.look_at_list(found)
    return found


def _of_one(reading: _Reading, function: Callable[..., T], args: tuple[Any, ...], facts: dict[str, Any]) -> T:
    """Asked before the thing is loaded as well: who may see none of these learns nothing about whether this one exists."""
    pk, is_family = args[0], reading.spec.about == "people.Family"
    reading.must(None, pk, pk if is_family else None)
    thing, access = reading.thing(pk)
    family_id = thing.pk if is_family else getattr(thing, "family_id", None)
    reading.must(access, thing.pk, family_id)
    found = function(thing, *args[1:], by=reading.by, now=reading.now, **facts)
    if reading.spec.look:
        reading.look(access, thing.pk, family_id)
    return found


def _numbers(found: object, name: str) -> list[int]:
    """The numbers of what was shown in a list, each once."""
    rows = getattr(found, "rows", found)
    if not isinstance(rows, Iterable):
        return []
    return sorted({number for row in rows if (number := getattr(row, name, None))})
