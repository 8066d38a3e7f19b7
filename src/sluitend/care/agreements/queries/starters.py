"""Texts that came with an update, beside what was agreed here: what is new in them, and what they would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.agreements.models import Kind, Starter, Version
from sluitend.care.agreements.queries.differing import Differing, Side, Texts, between, side_of, version_texts
from sluitend.care.agreements.queries.drafts import titles_of
from sluitend.care.agreements.queries.in_force import latest
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.permissions import Permission
from sluitend.core.states import DRAFT


@dataclass(frozen=True)
class StarterRow:
    """`draft_id` is an open draft that was made of it; `left_by` is empty while nobody left it."""

    id: int
    kind: str
    content_id: str
    titles: Words | None
    coalition_id: int | None
    coalition: str
    offered_on: date
    draft_id: int | None
    left_by: str
    left_on: date | None


@dataclass(frozen=True)
class StarterPage:
    row: StarterRow
    replaced: bool
    would_change: Differing
    """From what holds here to this text."""
    new: Differing | None
    """From the text that came before it; None when that is what holds here as well, or there is none."""


@query(needs=Permission.SEE_AGREEMENTS)
def starters(coalition_id: int | None = None, *, by: Actor, now: datetime) -> tuple[StarterRow, ...]:
    """What the last update offers a region or coalition and was not taken over yet; what was left comes last. One statement."""
    rows = [_row(one) for one in _offered(by.region_id).filter(coalition_id=coalition_id)]
    return tuple(sorted(rows, key=lambda row: row.left_on is not None))


@query(needs=Permission.SEE_AGREEMENTS)
def starters_everywhere(*, by: Actor, now: datetime) -> tuple[StarterRow, ...]:
    """The same for the region and all its coalitions, without what was left."""
    return tuple(_row(one) for one in _offered(by.region_id).filter(left_at=None))


def _offered(region_id: int) -> QuerySet[Starter]:
    found = Starter.objects.filter(region_id=region_id, replaced_at=None).exclude(draft__status="agreed")
    return found.select_related("coalition", "draft", "left_by").order_by("kind", "content_id", "pk")


def _row(found: Starter) -> StarterRow:
    drafted = found.draft if found.draft is not None and found.draft.status in DRAFT.open() else None
    return StarterRow(
        id=found.pk,
        kind=found.kind,
        content_id=found.content_id,
        titles=titles_of(found.kind, found.examples if found.kind == Kind.TABLE else found.body),
        coalition_id=found.coalition_id,
        coalition=found.coalition.name if found.coalition else "",
        offered_on=day(found.offered_at),
        draft_id=drafted.pk if drafted else None,
        left_by=found.left_by.name if found.left_by else "",
        left_on=day(found.left_at) if found.left_at else None,
    )


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Starter")
def starter(found: Starter, *, by: Actor, now: datetime) -> StarterPage:
    """One offered text, in plain words beside what holds and beside the text before it."""
    held = latest(found.region_id, found.coalition_id, found.kind, found.content_id)
    earlier, key, today = _earlier(found), (found.kind, found.content_id), day(now)
    own, texts = (version_texts(held) if held else Texts("")), Texts(found.body, found.examples)
    side = Side(None, None, None, found.coalition.name if found.coalition else "")
    before = side_of(held) if held else side
    return StarterPage(
        row=_row(found),
        replaced=found.replaced_at is not None,
        would_change=between(key, (before, side), (own, texts), today),
        new=None if earlier in (None, own) else between(key, (side, side), (earlier or own, texts), today),
    )


def _earlier(found: Starter) -> Texts | None:
    """The text that came with the update before this one."""
    scope = {"region_id": found.region_id, "kind": found.kind, "content_id": found.content_id}
    before = Starter.objects.filter(**scope, coalition_id=found.coalition_id, pk__lt=found.pk).order_by("-pk").first()
    if before is not None:
        return Texts(before.body, before.examples)
    since = Q(in_force_from__lt=day(found.offered_at)) | Q(replaced_on__lte=day(found.offered_at))
    shipped = Version.objects.filter(since, **scope, coalition=None, made_from__isnull=True).order_by("-number").first()
    return version_texts(shipped) if shipped else None
