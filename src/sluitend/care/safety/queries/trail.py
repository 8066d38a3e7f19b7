"""Who looked in a matter and who noted something in it: for its circle, and for who was asked to control that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import day
from sluitend.care.network.models import Professional
from sluitend.care.query import query
from sluitend.care.safety.actions.rules import WORK
from sluitend.care.safety.models import Control, Matter
from sluitend.care.trail.models import SEALED_FIELDS, SecretEntry, SecretSeal
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text

CONTROL: dict[str, Any] = {"needs": Permission.CONTROL_SAFETY, "about": "safety.Matter", "secret": True}
PAGE = 50
KINDS: dict[str, Text] = {
    SecretEntry.Kind.LOOK: text("Keek"),
    SecretEntry.Kind.CHANGE: text("Legde iets vast"),
    SecretEntry.Kind.REFUSED: text("Geweigerd"),
}
IN_A_LIST = text("Zag deze zaak in een lijst")


@dataclass(frozen=True)
class Trace:
    entry_id: int
    at: datetime
    who: str
    organisation: str
    what: Text
    in_circle: bool
    """Whether this person is or was named in the circle, or asked to control."""
    sealed: bool


@dataclass(frozen=True)
class ControlRow:
    """Somebody who may see who looked, as the circle sees it."""

    control_id: int
    name: str
    why: str
    since: date


@dataclass(frozen=True)
class Controlled:
    """A matter as who controls it knows it: by number, without family and without words."""

    matter_id: int
    asked_by: str
    why: str
    since: datetime


@query(look=True, **WORK)
def trail(matter: Matter, *, by: Actor, now: datetime, before: int | None = None) -> tuple[Trace, ...]:
    """Who looked and who noted something, newest first; reading this is in it too. `before` is the last entry of the page before."""
    return _traces(matter, before)


@query(look=True, **CONTROL)
def controlled_trail(matter: Matter, *, by: Actor, now: datetime, before: int | None = None) -> tuple[Trace, ...]:
    """The same for who was asked to control it."""
    return _traces(matter, before)


@query(needs=Permission.CONTROL_SAFETY)
def controls(*, by: Actor, now: datetime) -> tuple[Controlled, ...]:
    """The matters of which the reader was asked to control who looked; for nearly everybody none."""
    asked = Control.objects.filter(professional_id=by.professional_id, ended_at=None).select_related("added_by")
    return tuple(Controlled(one.matter_id, one.added_by.name, one.why, one.since) for one in asked.order_by("since"))


@dataclass(frozen=True)
class Export:
    """Every entry about a matter as plain values by field name; read once."""

    entries: Iterator[dict[str, Any]]


@query(look=True, **WORK)
def exported(matter: Matter, *, by: Actor, now: datetime) -> Export:
    """All of it for an auditor of the circle, oldest first."""
    return _everything(matter)


@query(look=True, **CONTROL)
def exported_by_control(matter: Matter, *, by: Actor, now: datetime) -> Export:
    """The same for who was asked to control it."""
    return _everything(matter)


def _entries(matter: Matter) -> QuerySet[SecretEntry]:
    return SecretEntry.objects.filter(thing="safety.Matter", thing_id=matter.pk)


def _everything(matter: Matter) -> Export:
    return Export(_entries(matter).order_by("pk").values(*SEALED_FIELDS).iterator(chunk_size=2_000))


def _traces(matter: Matter, before: int | None) -> tuple[Trace, ...]:
    """Four statements, however long the trail is."""
    found = _entries(matter) if before is None else _entries(matter).filter(pk__lt=before)
    entries = list(found.order_by("-pk")[:PAGE])
    people = Professional.objects.filter(pk__in={one.professional_id for one in entries})
    names = {pk: (name, place) for pk, name, place in people.values_list("pk", "name", "organisation__name")}
    named = {one.professional_id for one in matter.all_members}
    named |= set(matter.controls.values_list("professional_id", flat=True))
    seals = SecretSeal.objects.filter(entry_id__in=[one.pk for one in entries])
    sealed = set(seals.values_list("entry_id", flat=True))
    return tuple(
        Trace(
            one.pk,
            one.at,
            *names.get(one.professional_id or 0, ("–", "")),
            _what(one),
            one.professional_id in named,
            one.pk in sealed,
        )
        for one in entries
    )


def _what(one: SecretEntry) -> Text:
    """A look with the code of a question (NEN 7513: execute) saw the matter among others."""
    return IN_A_LIST if (one.kind, one.code) == (SecretEntry.Kind.LOOK, "E") else KINDS[SecretEntry.Kind(one.kind)]


def control_rows(matter: Matter) -> tuple[ControlRow, ...]:
    rows = matter.controls.filter(ended_at=None).select_related("professional").order_by("since")
    return tuple(ControlRow(one.pk, one.professional.name, one.why, day(one.since)) for one in rows)


@query(**WORK)
def controls_of(matter: Matter, *, by: Actor, now: datetime) -> tuple[ControlRow, ...]:
    """Who controls this matter now."""
    return control_rows(matter)
