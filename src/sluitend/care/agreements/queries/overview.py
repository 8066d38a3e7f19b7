"""What is agreed, as pages: the list of a region or coalition, and one version with its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import yaml

from sluitend.care.action import day
from sluitend.care.agreements.models import DRAFTED, Draft, Kind, Version
from sluitend.care.agreements.queries.drafts import DraftRow, draft_row, open_drafts
from sluitend.care.agreements.queries.in_force import beside, holds, latest, values, versions
from sluitend.care.network.models import Coalition
from sluitend.care.query import query
from sluitend.core.access import UNKNOWN, Actor, NotAllowed
from sluitend.core.content import Words, reference
from sluitend.core.permissions import Permission
from sluitend.core.states import DRAFT


@dataclass(frozen=True)
class AgreedRow:
    """One thing that is in force, as it holds for the region or coalition that was asked for."""

    version_id: int
    kind: str
    content_id: str
    titles: Words
    standing: str
    number: int
    since: date
    owner: Words | str
    review_on: date | None
    overdue: bool
    own: bool
    """The coalition deviates from its region here."""


@dataclass(frozen=True)
class Agreed:
    coalition_id: int | None
    coalition: str
    coalitions: tuple[tuple[int, str], ...]
    rows: tuple[AgreedRow, ...]
    drafts: tuple[DraftRow, ...]
    coming: tuple[AgreedRow, ...]
    """Agreed, and in force from a later day."""

    def of_kind(self, kind: str) -> tuple[AgreedRow, ...]:
        return tuple(row for row in self.rows if row.kind == kind)


def coalitions(region_id: int) -> tuple[tuple[int, str], ...]:
    """The coalitions of a region, which may deviate from it."""
    return tuple(Coalition.objects.filter(region_id=region_id).order_by("name").values_list("pk", "name"))


def chosen_of(whole: tuple[tuple[int, str], ...], coalition_id: int | None) -> tuple[int | None, str]:
    """The coalition that was asked for; the whole region when it is none of these."""
    return next(((pk, name) for pk, name in whole if pk == coalition_id), (None, ""))


@query(needs=Permission.SEE_AGREEMENTS)
def agreed(coalition_id: int | None = None, *, by: Actor, now: datetime) -> Agreed:
    """All tables, pathways and programmes in force, with the drafts that are under way. At most seven statements."""
    whole = coalitions(by.region_id)
    chosen = chosen_of(whole, coalition_id)
    today = day(now)
    rows = rows_of(holding(chosen[0], by.region_id, today), today)
    drafts = [row for row in open_drafts(by.region_id) if row.coalition_id == chosen[0]]
    return Agreed(
        coalition_id=chosen[0],
        coalition=chosen[1],
        coalitions=whole,
        rows=rows,
        drafts=tuple(draft_row(row) for row in drafts),
        coming=_coming(chosen[0], by.region_id, today),
    )


def holding(coalition_id: int | None, region_id: int, on: date, also: Collection[Kind] = ()) -> list[Version]:
    """What holds for a region, or for one coalition of it, on a day: tables with their examples, pathways and programmes, without
    their bodies. At most two statements."""
    kinds = (*DRAFTED, Kind.EXAMPLES, *also)
    found = {(row.kind, row.content_id): row for row in versions(region_id, kinds, on)}
    if coalition_id is not None:
        own = Version.objects.filter(holds(on), coalition_id=coalition_id, kind__in=kinds).defer("body")
        found |= {(row.kind, row.content_id): row for row in own}
    return [found[key] for key in sorted(found)]


def _coming(coalition_id: int | None, region_id: int, on: date) -> tuple[AgreedRow, ...]:
    later = Version.objects.filter(region_id=region_id, coalition_id=coalition_id, in_force_from__gt=on)
    return rows_of(list(later.filter(kind__in=(*DRAFTED, Kind.EXAMPLES)).defer("body")), on)


def rows_of(found: list[Version], on: date) -> tuple[AgreedRow, ...]:
    """A table's name, standing, owner and review date stand in its examples."""
    read = values(found)
    beside = {row.content_id: read[row.pk] for row in found if row.kind == Kind.EXAMPLES}
    return tuple(
        _row(row, beside.get(row.content_id) if row.kind == Kind.TABLE else read[row.pk], on)
        for row in found
        if row.kind in DRAFTED and (row.kind != Kind.TABLE or row.content_id in beside)
    )


def _row(row: Version, about: Any, on: date) -> AgreedRow:
    told = about if isinstance(about, dict) else about.model_dump(mode="python")
    review_on = told.get("review_date")
    return AgreedRow(
        version_id=row.pk,
        kind=row.kind,
        content_id=row.content_id,
        titles=Words.model_validate(told.get("names") or told["titles"]),
        standing=str(told["standing"]),
        number=row.number,
        since=row.in_force_from,
        owner=reference(told.get("owner", "")),
        review_on=review_on,
        overdue=review_on is not None and review_on < on,
        own=row.coalition_id is not None,
    )


@dataclass(frozen=True)
class Earlier:
    id: int
    number: int
    since: date
    until: date | None
    why: str
    agreed_by: tuple[str, ...]
    before_id: int | None
    """The version that it replaced, or from which a coalition began to deviate."""


@dataclass(frozen=True)
class VersionPage:
    id: int
    kind: str
    content_id: str
    titles: Words
    number: int
    since: date
    until: date | None
    coalition_id: int | None
    coalition: str
    digest: str
    body: str
    value: Any
    """The model of a table, or the checked value of a pathway or programme."""
    sheet: dict[str, Any]
    """What stands beside a table: its examples, standing, owner, sources."""
    owner: Words | str
    sources: tuple[Words | str, ...]
    note: Words | None
    history: tuple[Earlier, ...]
    draft_id: int | None
    """An open draft of the same thing for the same region or coalition."""
    regional_id: int | None
    """What the region holds to, where a coalition deviates from it."""


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Version")
def version(found: Version, *, by: Actor, now: datetime) -> VersionPage:
    """One version, also when it was replaced long ago: an old advice is explained by what held then."""
    has_a_page(found)
    own = {"region_id": found.region_id, "coalition_id": found.coalition_id, "content_id": found.content_id}
    examples = beside(found)
    sheet = yaml.safe_load(examples.body) if examples else {}
    read = values([found])[found.pk]
    told = sheet if found.kind == Kind.TABLE else read.model_dump(mode="python")
    waiting = Draft.objects.filter(**own, kind=found.kind, status__in=DRAFT.open()).first()
    return VersionPage(
        id=found.pk,
        kind=found.kind,
        content_id=found.content_id,
        titles=Words.model_validate(told.get("names") or told["titles"]),
        number=found.number,
        since=found.in_force_from,
        until=found.replaced_on,
        coalition_id=found.coalition_id,
        coalition=found.coalition.name if found.coalition else "",
        digest=found.digest,
        body=found.body,
        value=read,
        sheet=told,
        owner=reference(told["owner"]),
        sources=tuple(map(reference, told["sources"])),
        note=note_in(told),
        history=_history(found, own),
        draft_id=waiting.pk if waiting else None,
        regional_id=_regional_id(found),
    )


def has_a_page(found: Version) -> None:
    """Factors, examples and the region's own file are read in what they belong to. Raises NotAllowed for those."""
    if found.kind not in DRAFTED:
        raise NotAllowed(UNKNOWN)


def note_in(told: Mapping[str, Any]) -> Words | None:
    """What is remarked beside a content file."""
    return Words.model_validate(told["note"]) if told.get("note") else None


def _regional_id(found: Version) -> int | None:
    if found.coalition_id is None:
        return None
    region = latest(found.region_id, None, found.kind, found.content_id)
    return region.pk if region else None


def _history(found: Version, own: dict[str, Any]) -> tuple[Earlier, ...]:
    rows = list(Version.objects.filter(**own, kind=found.kind).defer("body").order_by("-number"))
    made = {row.made_id: row for row in Draft.objects.filter(made__in=rows).prefetch_related("assents__by")}
    before = [row.pk for row in rows[1:]]
    return tuple(_earlier(row, made.get(row.pk), pk) for row, pk in zip_longest(rows, before))


def _earlier(row: Version, draft: Draft | None, before_id: int | None) -> Earlier:
    said = tuple(one.by.name for one in draft.assents.all()) if draft else ()
    why, base = (draft.why, draft.base_id) if draft else ("", None)
    return Earlier(row.pk, row.number, row.in_force_from, row.replaced_on, why, said, before_id or base)
