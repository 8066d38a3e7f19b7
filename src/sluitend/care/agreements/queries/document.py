"""The agreements document: everything that holds for a region or coalition on a day, and what changed between two days.

An edition is a day on which something came into force or ended. It is not kept anywhere: it follows from the versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q

from sluitend.care.action import day
from sluitend.care.agreements.models import DRAFTED, Kind, Version
from sluitend.care.agreements.queries.differing import Differing, Texts, between, side_of
from sluitend.care.agreements.queries.in_force import agreement, values
from sluitend.care.agreements.queries.overview import AgreedRow, chosen_of, coalitions, holding, note_in, rows_of
from sluitend.care.query import query
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Region, Words, reference
from sluitend.core.permissions import Permission
from sluitend.core.text import text

Key = tuple[str, str]
"""A kind and a content id."""
KINDS = (*DRAFTED, Kind.EXAMPLES)


@dataclass(frozen=True)
class Chapter:
    """One thing that was agreed, with all that is in it."""

    row: AgreedRow
    value: Any
    """The model of a table, or the checked value of a pathway or programme."""
    sources: tuple[Words | str, ...]
    note: Words | None
    examples: int
    english: Mapping[str, str]
    """Of the headings and notes of a table."""


@dataclass(frozen=True)
class Document:
    on: date
    coalition_id: int | None
    coalition: str
    coalitions: tuple[tuple[int, str], ...]
    region: Region
    chapters: tuple[Chapter, ...]
    editions: tuple[date, ...]
    """The days on which something changed, up to this document's own; the last is since when it is as it is."""
    digest: str
    """Follows from every text in it: two documents with the same digest say the same."""

    @property
    def number(self) -> int:
        return len(self.editions)

    @property
    def deviates(self) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in self.chapters if chapter.row.own)

    @property
    def review_on(self) -> date:
        """The first day on which a part of it is looked at again."""
        return min([self.region.review_date, *(one.row.review_on for one in self.chapters if one.row.review_on)])

    def of_kind(self, kind: str) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in self.chapters if chapter.row.kind == kind)


@query(needs=Permission.SEE_AGREEMENTS)
def document(coalition_id: int | None = None, on: date | None = None, *, by: Actor, now: datetime) -> Document:
    """As it held on a day (today when none is given). Raises NotNow when nothing held then."""
    whole = coalitions(by.region_id)
    chosen = chosen_of(whole, coalition_id)
    today = day(now)
    wanted = min(on or today, today)
    region = agreement(by.region_id, wanted)
    found = holding(chosen[0], by.region_id, wanted)
    digests = [*sorted(row.digest for row in found), region.model_dump_json()]
    return Document(
        on=wanted,
        coalition_id=chosen[0],
        coalition=chosen[1],
        coalitions=whole,
        region=region,
        chapters=_chapters(found, region, wanted),
        editions=_editions(chosen[0], by.region_id, wanted),
        digest=sha256("".join(digests).encode()).hexdigest(),
    )


def _chapters(found: list[Version], region: Region, on: date) -> tuple[Chapter, ...]:
    """In the order in which the region names them."""
    read = values(found)
    beside = {row.content_id: read[row.pk] for row in found if row.kind == Kind.EXAMPLES}
    order = [*region.in_use.tables, *region.in_use.pathways, *region.in_use.programmes]
    rows = sorted(rows_of(found, on), key=lambda row: order.index(row.content_id) if row.content_id in order else 999)
    return tuple(_chapter(row, read[row.version_id], beside.get(row.content_id, {})) for row in rows)


def _chapter(row: AgreedRow, value: Any, sheet: dict[str, Any]) -> Chapter:
    told = sheet if row.kind == Kind.TABLE else value.model_dump(mode="python")
    counted = len(sheet.get("examples") or ())
    return Chapter(
        row, value, tuple(map(reference, told["sources"])), note_in(told), counted, sheet.get("english") or {}
    )


def _editions(coalition_id: int | None, region_id: int, on: date) -> tuple[date, ...]:
    mine = Q(coalition__isnull=True) | Q(coalition_id=coalition_id)
    found = Version.objects.filter(mine, region_id=region_id, in_force_from__lte=on)
    days = found.values_list("in_force_from", "replaced_on")
    return tuple(sorted({one for pair in days for one in pair if one is not None and one <= on}))


@dataclass(frozen=True)
class Changes:
    """What two editions differ in: what came, what went, and what is another version now."""

    before: date
    after: date
    coalition_id: int | None
    coalition: str
    editions: tuple[date, ...]
    came: tuple[AgreedRow, ...]
    went: tuple[AgreedRow, ...]
    changed: tuple[Differing, ...]
    regions: tuple[Region, Region] | None
    """What the region agreed beside these (terms, who says yes, how long what is kept), where that is not the same."""


@query(needs=Permission.SEE_AGREEMENTS)
def changes(
    before: date | None = None, after: date | None = None, coalition_id: int | None = None, *, by: Actor, now: datetime
) -> Changes:
    """What changed between two days; without them between the last two editions. Raises NotNow when they are not in order, or later
    than today."""
    today = day(now)
    chosen = chosen_of(coalitions(by.region_id), coalition_id)
    editions = _editions(chosen[0], by.region_id, today) or (today,)
    before, after = before or editions[-2:][0], after or editions[-1]
    if not before <= after <= today or (before == after and len(editions) > 1):
        raise NotNow(text("Kies eerst de oudste en dan de nieuwste van twee dagen die er al waren."))
    old, new = (_by_key(holding(chosen[0], by.region_id, on, [Kind.REGION])) for on in (before, after))
    changed = [key for key in new if key in old and _other(old, new, key)]
    _with_bodies(old, new, changed)
    return Changes(
        before=before,
        after=after,
        coalition_id=chosen[0],
        coalition=chosen[1],
        editions=editions,
        came=rows_of([new[key] for key in new if key not in old], after),
        went=rows_of([old[key] for key in old if key not in new], before),
        changed=tuple(_changed(old, new, key, today) for key in changed),
        regions=_regions(old, new),
    )


def _regions(old: Mapping[Key, Version], new: Mapping[Key, Version]) -> tuple[Region, Region] | None:
    """Nothing where no region file held yet: then all of it came."""
    before, after = (next((row for row in side.values() if row.kind == Kind.REGION), None) for side in (old, new))
    if before is None or after is None or before.digest == after.digest:
        return None
    read = values([before, after])
    return read[before.pk], read[after.pk]


def _by_key(found: list[Version]) -> dict[Key, Version]:
    return {(row.kind, row.content_id): row for row in found}


def _other(old: dict[Key, Version], new: dict[Key, Version], key: Key) -> bool:
    """Whether this is told as changed; examples go along with their table."""
    beside = (Kind.EXAMPLES.value, key[1])
    same = old[key].pk == new[key].pk
    if key[0] == Kind.TABLE:
        return not same or _pk(old.get(beside)) != _pk(new.get(beside))
    return key[0] in DRAFTED and not same


def _with_bodies(old: dict[Key, Version], new: dict[Key, Version], changed: list[Key]) -> None:
    """The texts that are compared, in one statement."""
    keys = [*changed, *((Kind.EXAMPLES.value, key[1]) for key in changed if key[0] == Kind.TABLE)]
    wanted = {side[key].pk for side in (old, new) for key in keys if key in side}
    read = Version.objects.select_related("coalition").prefetch_related("made_from").in_bulk(wanted)
    for side in (old, new):
        side.update({key: read[side[key].pk] for key in keys if key in side})


def _pk(row: Version | None) -> int | None:
    return row.pk if row else None


def _changed(old: dict[Key, Version], new: dict[Key, Version], key: Key, today: date) -> Differing:
    sides = side_of(old[key]), side_of(new[key])
    return between(key, sides, (_texts(old, key), _texts(new, key)), today)


def _texts(found: dict[Key, Version], key: Key) -> Texts:
    sheet = found.get((Kind.EXAMPLES.value, key[1])) if key[0] == Kind.TABLE else None
    return Texts(found[key].body, sheet.body if sheet else "")
