"""The one way to change something.

An action is a function per verb, called as `referrals.accept(referral_id, by=actor, now=now, ...)`. The decorator loads and locks the
thing it is about, asks `core.access.may`, opens the transaction, runs the function, runs the after-change list once per family that
changed, writes the trail, and returns the id of what the function returned. Page, portal, job and command all come through here,
so none of them can forget a part.

An action that is called by another action is a consequence of it: it shares the transaction, is written to the trail as such, and is
not asked for permission again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models, transaction

from sluitend.care import wall
from sluitend.care.after_change import steps_for
from sluitend.care.compiled import Given, by_number, compiled, insert, insert_all
from sluitend.care.trail.models import Entry, Once, Row, SecretEntry, secret_entry
from sluitend.care.trail.models import entry as trail_entry
from sluitend.core.access import SECRET, UNKNOWN, About, Actor, NotAllowed, may
from sluitend.core.permissions import Permission
from sluitend.core.text import text

M = TypeVar("M", bound=models.Model)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day(now: datetime) -> date:
    """The calendar day in the Netherlands; terms and ages are counted in these."""
    return now.astimezone(AMSTERDAM).date()


@dataclass(frozen=True)
class Spec:
    """What the register knows of an action; docs, the permission matrix and the trail read it."""

    name: str
    needs: Permission
    about: str | None
    doc: str
    call: Callable[..., int]
    secret: bool = False
    quiet: bool = False


@dataclass
class _Running:
    """The outermost action in progress."""

    name: str
    by: Actor
    now: datetime
    families: dict[int, bool] = field(default_factory=dict)
    """Those to think about again, and whether anything of them changed."""
    entries: list[Row] = field(default_factory=list)
    made: dict[tuple[str, int], models.Model] = field(default_factory=dict)
    remembered: dict[Any, Any] = field(default_factory=dict)
    forgotten: set[int] = field(default_factory=set)
    access: About | None = None
    """What the outermost action was allowed on; its consequences rest on the same."""


REGISTER: dict[str, Spec] = {}
_running: ContextVar[_Running | None] = ContextVar("running_action", default=None)


def changed(family_id: int | None) -> None:
    """Say that a family changed, so that the after-change list looks at it again. Only inside an action."""
    running = _running.get()
    if running is None:
        raise RuntimeError("changed() is for use inside an action")
    if family_id is not None:
        running.families[family_id] = True


def think_again(family_id: int) -> None:
    """Let the after-change list look at a family of which nothing changed. Only inside an action."""
    running = _running.get()
    if running is None:
        raise RuntimeError("think_again() is for use inside an action")
    running.families.setdefault(family_id, False)


def is_news(family_id: int) -> bool:
    """Whether the running action changed anything of this family, or something came of thinking about it again."""
    running = _running.get()
    return running is None or running.families.get(family_id, False)


def forget(family_id: int) -> None:
    """Say that a family was erased: nobody thinks about it again. Only inside an action."""
    running = _running.get()
    if running is None:
        raise RuntimeError("forget() is for use inside an action")
    running.forgotten.add(family_id)


def in_action() -> bool:
    """Whether an action is running."""
    return _running.get() is not None


def doing(name: str) -> bool:
    """Whether this action is, or was, part of the running one."""
    running = _running.get()
    return running is not None and any(entry.action == name for entry in running.entries)


def remembered(key: Any, read: Callable[[], Any]) -> Any:
    """What was read under this key earlier in the running action; for what one action cannot change, such as what was agreed."""
    running = _running.get()
    if running is None:
        return read()
    if key not in running.remembered:
        running.remembered[key] = read()
    return running.remembered[key]


def fresh(thing: M) -> M:
    """Write a new row that further actions of this transaction will be about: they need not read and lock it, because nobody else sees
    it yet. Whoever changes it does so through this object."""
    fresh_all([thing])
    return thing


def fresh_all(things: Sequence[models.Model]) -> None:
    """The same for several rows of one table, in one statement."""
    insert_all(things)
    running = _running.get()
    if running is not None:
        running.made |= {(thing._meta.label, thing.pk): thing for thing in things}


def made(model: type[M], family_id: int) -> list[M]:
    """What the running action itself wrote with `fresh` of this model for this family, oldest first."""
    running = _running.get()
    rows: Any = () if running is None else running.made.values()
    return [row for row in rows if isinstance(row, model) and row.family_id == family_id]


def just_made(label: str, pk: int) -> bool:
    """Whether the running action made the thing of this model ("app.Model") itself: nothing of it is older than this action."""
    running = _running.get()
    return running is not None and (label, pk) in running.made


def details(**facts: object) -> None:
    """Add plain facts (codes, ids, dates; no names, no text of people) to the trail entry of the running action."""
    running = _running.get()
    if running is None or not running.entries:
        raise RuntimeError("details() is for use inside an action")
    running.entries[-1].details.update({key: str(value) for key, value in facts.items()})


def action(
    *, needs: Permission, about: str | None = None, secret: bool = False, quiet: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., int]]:
    """`about` is "app.Model": the first argument is then its id, and the function receives the locked row.

    With `secret`, who may not know of the thing is refused as if it were not there, the trail row goes to the secret trail, and no
    family counts as changed: nothing outside the thing itself shows that something happened. A `quiet` one is in the trail as any other,
    but what it does is no news of the family: nobody who works with it reads "changed".
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., int]:
        app = function.__module__.split(".care.")[1].split(".")[0]
        name = f"{app}.{function.__name__}"

        @wraps(function)
        def call(*args: Any, by: Actor, now: datetime, once: str = "", **facts: Any) -> int:
            if _running.get() is not None:
                return _run(spec, function, args, by, now, facts)
            return _outermost(spec, function, args, by, now, once, facts)

        if name in REGISTER:
            raise RuntimeError(f"two actions are called {name}")
        spec = REGISTER[name] = Spec(name, needs, about, (function.__doc__ or "").strip(), call, secret, quiet)
        return call

    return decorate


def _outermost(
    spec: Spec,
    function: Callable[..., Any],
    args: tuple[Any, ...],
    by: Actor,
    now: datetime,
    once: str,
    facts: dict[str, Any],
) -> int:
    name = spec.name
    running = _Running(name, by, now)
    token = _running.set(running)
    try:
        with wall.within(by.region_id), transaction.atomic():
            if once and (earlier := _earlier()(key=_once_key(once, by), action=name)):
                return earlier[0][0] or 0
            result = _run(spec, function, args, by, now, facts)
            if once:
                insert(Once(key=_once_key(once, by), action=name, result_id=result, at=now))
            _after_change(running)
            _write(running.entries)
            return result
    except NotAllowed:
        with wall.within(by.region_id):
            _write_refusal(running)
        raise
    finally:
        _running.reset(token)


def _write(rows: list[Row]) -> None:
    for trail in (Entry, SecretEntry):
        insert_all([row for row in rows if isinstance(row, trail)])


def _write_refusal(running: _Running) -> None:
    """What was tried and not allowed, after the transaction that took everything else back."""
    for tried in running.entries[:1]:
        tried.kind, tried.reason, tried.details = Entry.Kind.REFUSED, "", {}
        insert(tried)


def done_before(name: str, *, by: Actor, once: str) -> int | None:
    """What this form led to when it was sent before, for a page that checks something first; else None."""
    return next((result for (result,) in _earlier()(key=_once_key(once, by), action=name)), None)


@compiled
def _earlier(given: Given) -> models.QuerySet[Any, Any]:
    return Once.objects.filter(key=given.key, action=given.action).values_list("result_id")


def _once_key(once: str, by: Actor) -> str:
    return f"{by.user_id}:{once}"[:64]


def _run(
    spec: Spec,
    function: Callable[..., Any],
    args: tuple[Any, ...],
    by: Actor,
    now: datetime,
    facts: dict[str, Any],
) -> int:
    running = _running.get()
    assert running is not None
    about, needs = spec.about, spec.needs
    outermost = running.name == spec.name and not running.entries
    if outermost and not (answer := may(by, needs)):
        _note_try(running, spec, now, args, facts)
        raise NotAllowed(answer.reason or text("Dit mag niet."))
    try:
        thing = _load(spec, about, args[0], by, now) if about else None
    except NotAllowed:
        if outermost and not spec.secret:
            _note_try(running, spec, now, args, facts)
        raise
    if outermost and thing is not None:
        running.access = thing.access(day(now))
    entry = _entry(running, spec, now, thing, facts)
    running.entries.append(entry)
    if outermost and not (answer := may(by, needs, running.access)):
        raise NotAllowed(answer.reason or text("Dit mag niet."))
    result = function(thing, *args[1:], by=by, now=now, **facts) if about else function(*args, by=by, now=now, **facts)
    if spec.secret:
        return _secret_result(entry, result, thing)
    if not spec.quiet:
        changed(_family_id(result) or _family_id(thing))
    if isinstance(result, models.Model):
        if thing is None or (result._meta.label, result.pk) != (about, thing.pk):
            entry.code = "C"
        entry.thing, entry.thing_id = result._meta.label, result.pk
        entry.family_id = entry.family_id or _family_id(result)
        return int(result.pk)
    return int(result or (thing.pk if thing is not None else 0))


def _note_try(running: _Running, spec: Spec, now: datetime, args: tuple[Any, ...], facts: dict[str, Any]) -> None:
    """What was tried on something that was not loaded: not for this person, of another region, or not there at all."""
    running.entries.append(_entry(running, spec, now, None, facts))
    running.entries[0].thing_id = args[0] if spec.about else None


def _secret_result(entry: Row, result: Any, thing: Any) -> int:
    """The id of what came out; the trail row stays with the secret thing, of which what came out is a part."""
    if thing is None:
        entry.thing, entry.thing_id, entry.code = result._meta.label, result.pk, "C"
    return int(result.pk if isinstance(result, models.Model) else thing.pk)


def _load(spec: Spec, about: str, pk: Any, by: Actor, now: datetime) -> Any:
    return load_secret(about, pk, by, day(now), spec.needs, locked=True) if spec.secret else load(about, pk)


def load_secret(about: str, pk: Any, by: Actor, today: date, needs: Permission, *, locked: bool = False) -> Any:
    """The row, for who may know of it for this; for everybody else as if it were not there."""
    rows: Any = apps.get_model(about)._default_manager
    known = rows.known_to(by, today, needs)
    found = (known.select_for_update() if locked else known).filter(pk=pk).first()
    if found is None:
        raise NotAllowed(SECRET)
    return found


def load(about: str, pk: Any) -> Any:
    """The row that an action is about, locked; or as it was just made (`fresh`)."""
    running = _running.get()
    if running is not None and (about, pk) in running.made:
        return running.made[about, pk]
    found = by_number(about, pk, locked=True)
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def _family_id(thing: Any) -> int | None:
    if thing is None:
        return None
    if getattr(thing, "_meta", None) and thing._meta.label == "people.Family":
        return int(thing.pk)
    return getattr(thing, "family_id", None)


def _entry(running: _Running, spec: Spec, now: datetime, thing: Any, facts: dict[str, Any]) -> Row:
    """What follows from a secret action does not say from what it followed."""
    inside = bool(running.entries) and not isinstance(running.entries[0], SecretEntry)
    return (secret_entry if spec.secret else trail_entry)(
        Entry.Kind.CHANGE,
        spec.name,
        running.by,
        now,
        spec.needs,
        running.access,
        code="U" if spec.about else "E",
        thing=spec.about or "",
        thing_id=thing.pk if thing is not None else None,
        family_id=_family_id(thing),
        reason=str(facts.get("reason") or ""),
        within=running.name if inside else "",
    )


def _after_change(running: _Running) -> None:
    """Think again about every family that changed. A step may touch further families; they are looked at too."""
    seen: set[int] = set(running.forgotten)
    while waiting := [family for family in running.families if family not in seen]:
        for family_id in waiting:
            seen.add(family_id)
            for step in steps_for(family_id):
                step(family_id, by=running.by, now=running.now)
