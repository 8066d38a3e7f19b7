"""What was agreed in a region on a day, as checked frozen values.

A version's body never changes, so what was read from it is kept in the process by digest: a page costs one small statement.
"""

from __future__ import annotations

from datetime import date

import yaml
from django.db.models import Q

from sluitend.care.agreements.models import Version
from sluitend.core import content
from sluitend.core.access import NotNow
from sluitend.core.calendar import Unit
from sluitend.core.content import Factor, Governed, Instrument, Pathway, Programme, Terms
from sluitend.core.promise import Ladder
from sluitend.core.promise import Rung as Knows
from sluitend.core.text import text

REGION_KINDS = {
    Version.Kind.TABLE: "tables",
    Version.Kind.PATHWAY: "pathways",
    Version.Kind.FACTOR: "factors",
    Version.Kind.INSTRUMENT: "instruments",
    Version.Kind.PROGRAMME: "programmes",
}
"""Kinds of content and the name of their list in a region file."""

_read: dict[str, Governed] = {}


def versions(region_id: int, kind: Version.Kind, on: date) -> list[Version]:
    """The versions in force on a day, without their bodies. One statement."""
    in_force = Q(replaced_on__isnull=True) | Q(replaced_on__gt=on)
    rows = Version.objects.filter(in_force, region_id=region_id, kind=kind, in_force_from__lte=on)
    return list(rows.order_by("content_id").defer("body"))


def _values(region_id: int, kind: Version.Kind, on: date) -> list[Governed]:
    found = versions(region_id, kind, on)
    unread = [row.pk for row in found if row.digest not in _read]
    for row in Version.objects.filter(pk__in=unread) if unread else ():
        _read[row.digest] = content.check(kind, yaml.safe_load(row.body), f"{row.content_id}.yaml")
    return [_read[row.digest] for row in found]


def agreement(region_id: int, on: date) -> content.Region:
    """The region file in force: terms, rungs, retention, what is in use. NotNow when nothing was put in force yet."""
    found = _values(region_id, Version.Kind.REGION, on)
    if not found:
        raise NotNow(text("Voor deze regio zijn nog geen afspraken in werking gezet. Vraag het de projectleider."))
    assert isinstance(found[0], content.Region)
    return found[0]


def terms(region_id: int, on: date) -> Terms:
    """The agreed terms: answers to signals and referrals, first contact, acute, quiet at most."""
    return agreement(region_id, on).terms


def ladder(region_id: int, on: date) -> Ladder:
    """Who comes to know that an answer is late, after how many days (design.md 5, rule 3)."""
    rungs = agreement(region_id, on).escalation
    working = any(rung.after.unit is Unit.WORKING_DAYS for rung in rungs)
    return Ladder(tuple((Knows(rung.tell), rung.after.amount) for rung in rungs), working)


def factors(region_id: int, on: date) -> tuple[Factor, ...]:
    """What can be seen: urgent, risk and protective factors."""
    return tuple(row for row in _values(region_id, Version.Kind.FACTOR, on) if isinstance(row, Factor))


def instruments(region_id: int, on: date) -> tuple[Instrument, ...]:
    """The questionnaires and scales of which scores may be noted."""
    return tuple(row for row in _values(region_id, Version.Kind.INSTRUMENT, on) if isinstance(row, Instrument))


def pathways_in_force(region_id: int, on: date) -> dict[int, Pathway]:
    """The pathways in force by the id of their version."""
    found = versions(region_id, Version.Kind.PATHWAY, on)
    values = {row.id: row for row in _values(region_id, Version.Kind.PATHWAY, on)}
    pairs = ((row.pk, values[row.content_id]) for row in found)
    return {pk: pathway for pk, pathway in pairs if isinstance(pathway, Pathway)}


def programmes(region_id: int, on: date) -> dict[str, Programme]:
    """The programmes that are offered here, by id; for their names and how they are offered to parents."""
    found = _values(region_id, Version.Kind.PROGRAMME, on)
    return {row.id: row for row in found if isinstance(row, Programme)}
