"""What is different between two versions of one agreement, or between a draft and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import yaml

from sluitend.care.action import day
from sluitend.care.agreements.models import Draft, Kind, Version
from sluitend.care.agreements.queries.drafts import base_examples, titles_of
from sluitend.care.agreements.queries.in_force import beside, latest
from sluitend.care.agreements.queries.languages import languages
from sluitend.care.agreements.queries.overview import has_a_page
from sluitend.care.query import query
from sluitend.core import difference, tables
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Words
from sluitend.core.difference import Affected, TableDifference, Told
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@dataclass(frozen=True)
class Side:
    """One of the two; `version_id` is None for a draft."""

    version_id: int | None
    number: int | None
    since: date | None
    coalition: str
    why: str = ""


@dataclass(frozen=True)
class Differing:
    """`table` is None for what is no table, or while a draft cannot be read; `told` are the fields of the text, or of what stands
    beside a table. `examples` counts them as they were and are."""

    kind: str
    content_id: str
    titles: Words | None
    before: Side
    after: Side
    table: TableDifference | None = None
    affected: tuple[Affected, ...] = ()
    cases: int = 0
    """How many cases there are; with more than `difference.MOST` a rare change can be missing from `affected`."""
    labels: Mapping[str, str] | None = None
    told: tuple[Told, ...] = ()
    examples: tuple[int, int] | None = None
    unreadable: bool = False

    @property
    def nothing(self) -> bool:
        same_table = self.table is None or self.table.nothing
        return same_table and not self.told and self.examples is None and not self.unreadable


@dataclass(frozen=True)
class Texts:
    """A text and the sheet beside it; both are empty where there is none."""

    body: str
    sheet: str = ""


def version_texts(found: Version) -> Texts:
    sheet = beside(found)
    return Texts(found.body, sheet.body if sheet else "")


def side_of(found: Version) -> Side:
    made_from = max(found.made_from.all(), key=lambda draft: draft.pk, default=None)
    coalition = found.coalition.name if found.coalition else ""
    return Side(found.pk, found.number, found.in_force_from, coalition, made_from.why if made_from else "")


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Version")
def differing(found: Version, before_id: int, *, by: Actor, now: datetime) -> Differing:
    """What is different in `found` from another version of the same thing, of the same region or of one of its coalitions."""
    has_a_page(found)
    other = Version.objects.filter(
        pk=before_id, region_id=found.region_id, kind=found.kind, content_id=found.content_id
    ).first()
    if other is None:
        raise NotNow(text("Dit zijn geen twee versies van dezelfde afspraak."))
    sides, texts = (side_of(other), side_of(found)), (version_texts(other), version_texts(found))
    return between((found.kind, found.content_id), sides, texts, day(now))


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Draft")
def draft_differing(found: Draft, *, by: Actor, now: datetime) -> Differing:
    """What a draft would change in the version from which it began; a coalition's way back is told against its own version."""
    if found.base is None:
        raise NotNow(text("Dit concept verandert niets wat al geldt."))
    before, after = Texts(found.base.body, base_examples(found)), Texts(found.body, found.examples)
    if found.returns:
        region = latest(found.region_id, None, found.kind, found.content_id)
        after = version_texts(region) if region else before
    coalition = found.coalition.name if found.coalition else ""
    side = Side(None, None, found.in_force_from, coalition, found.why)
    return between((found.kind, found.content_id), (side_of(found.base), side), (before, after), day(now))


def between(key: tuple[str, str], sides: tuple[Side, Side], texts: tuple[Texts, Texts], today: date) -> Differing:
    """What is different in the second text of this kind and content id from the first."""
    kind, (old, new) = key[0], texts
    about = (*key, titles_of(kind, new.sheet if kind == Kind.TABLE else new.body), *sides)
    if kind != Kind.TABLE:
        return Differing(*about, told=_told(old.body, new.body), unreadable=_mapping(new.body) is None)
    try:
        found, affected, cases, labels = _of_tables(old.body, new.body, today)
    except tables.TablesError:
        return Differing(*about, unreadable=True)
    counts = _count(old.sheet), _count(new.sheet)
    return Differing(
        *about,
        table=found,
        affected=affected,
        cases=cases,
        labels=labels,
        told=_told(old.sheet, new.sheet),
        examples=None if counts[0] == counts[1] else counts,
    )


@lru_cache(maxsize=64)
def _of_tables(
    before: str, after: str, today: date
) -> tuple[TableDifference, tuple[Affected, ...], int, Mapping[str, str]]:
    """Kept in the process: asking both tables ten thousand cases takes a part of a second."""
    old, new = tables.read(before.encode()), tables.read(after.encode())
    found = difference.compare(old.definitions, new.definitions)
    affected, cases = ((), 0) if found.nothing else difference.asked(old, new, today)
    return found, affected, cases, difference.labels_of((old, new))


def _told(before: str, after: str) -> tuple[Told, ...]:
    old, new = _mapping(before), _mapping(after)
    if old is None or new is None:
        return ()
    old, new = ({name: part for name, part in one.items() if name != "examples"} for one in (old, new))
    return tuple(_in_languages(difference.told(field, old, new)) for field in difference.fields(old, new))


def _in_languages(found: Told) -> Told:
    """The words for parents with the language by its own name, where it is another than those of the screens."""
    names = {code: language.name for code, language in languages().items()}
    return replace(found, where=tuple(names.get(part, part) if isinstance(part, str) else part for part in found.where))


def _count(sheet: str) -> int:
    return len((_mapping(sheet) or {}).get("examples") or ())


def _mapping(body: str) -> dict[str, Any] | None:
    try:
        found = yaml.safe_load(body) if body else {}
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) else None
