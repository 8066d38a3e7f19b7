"""What comes with an update for something that people here agreed otherwise: offered, and never put in force by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q

from sluitend.care.action import action
from sluitend.care.agreements.actions.drafting import save, start_draft
from sluitend.care.agreements.actions.following import digest_of
from sluitend.care.agreements.models import DRAFTED, Draft, Kind, Starter, Version
from sluitend.care.network.models import Region
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.states import DRAFT
from sluitend.core.text import text

Scope = tuple[int | None, str, str]
"""A coalition or the whole region, a kind and a content id."""
UPDATED = text("Nieuwe starttekst bij een update van het programma.")


def agreed_by_people(region_id: int) -> set[Scope]:
    """What was agreed here through a draft, or is being written; and everything in which a coalition deviates."""
    drafts = Draft.objects.filter(region_id=region_id)
    agreed = drafts.filter(made__isnull=False, made__replaced_on=None)
    written = drafts.filter(status__in=DRAFT.open(), coalition=None)
    own = Version.objects.filter(region_id=region_id, coalition__isnull=False, kind__in=DRAFTED, replaced_on=None)
    return {row for rows in (agreed, written, own) for row in rows.values_list("coalition_id", "kind", "content_id")}


def offer_beside(
    region: Region, by_people: Collection[Scope], files: Mapping[tuple[str, str], str], now: datetime
) -> int:
    """Offer the texts of the update that are new here, in place of what an earlier update offered. How many were offered."""
    offered = 0
    for scope in by_people:
        _, kind, content_id = scope
        if (kind, content_id) in files:
            examples = files[Kind.EXAMPLES, content_id] if kind == Kind.TABLE else ""
            offered += _offer(region, scope, files[kind, content_id], examples, now)
    return offered


def _offer(region: Region, scope: Scope, body: str, examples: str, now: datetime) -> bool:
    coalition_id, kind, content_id = scope
    digest = digest_of(body + examples)
    mine = Starter.objects.filter(region=region, coalition_id=coalition_id, kind=kind, content_id=content_id)
    if mine.filter(replaced_at=None, digest=digest).exists():
        return False
    mine.filter(replaced_at=None).update(replaced_at=now)
    answered = mine.filter(digest=digest).filter(Q(left_at__isnull=False) | Q(draft__status="agreed"))
    if answered.exists() or _held_before(region, scope, body, examples):
        return False
    facts = {"coalition_id": coalition_id, "kind": kind, "content_id": content_id}
    Starter.objects.create(region=region, **facts, body=body, examples=examples, digest=digest, offered_at=now)
    return True


def _held_before(region: Region, scope: Scope, body: str, examples: str) -> bool:
    """This text held here already: from it people went on to what they agreed."""
    coalition_id, kind, content_id = scope
    known = Version.objects.filter(
        Q(coalition=None) | Q(coalition_id=coalition_id), region=region, content_id=content_id
    )
    texts = {kind: body, Kind.EXAMPLES: examples} if kind == Kind.TABLE else {kind: body}
    return all(known.filter(kind=one, digest=digest_of(told)).exists() for one, told in texts.items())


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Starter")
def open_starter(starter: Starter, *, by: Actor, now: datetime) -> Draft:
    """Open it as a draft that would replace what was agreed; whoever opens it decides what of it stays."""
    _still_offered(starter)
    facts = {"kind": starter.kind, "content_id": starter.content_id, "coalition_id": starter.coalition_id}
    draft_id = start_draft(starter.region_id, by=by, now=now, **facts)
    texts = {"body": starter.body, "examples": starter.examples}
    save(draft_id, by=by, now=now, number=1, why=str(UPDATED), **texts)
    starter.draft_id, starter.left_by_id, starter.left_at = draft_id, None, None
    starter.save(update_fields=["draft", "left_by", "left_at"])
    return Draft.objects.get(pk=draft_id)


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Starter")
def leave_starter(starter: Starter, *, by: Actor, now: datetime) -> Starter:
    """Leave it: what was agreed stays as it is. It can still be opened later."""
    _still_offered(starter)
    if starter.draft is not None and starter.draft.status in DRAFT.open():
        raise NotNow(text("Hier loopt al een concept voor. Werk daarin verder, of trek het eerst in."))
    if by.professional_id is None:
        raise NotNow(text("Dit heeft een naam nodig van wie het vraagt."))
    starter.left_by_id, starter.left_at = by.professional_id, now
    starter.save(update_fields=["left_by", "left_at"])
    return starter


def _still_offered(starter: Starter) -> None:
    if starter.replaced_at is not None:
        raise NotNow(text("Een latere update heeft dit vervangen. Kijk bij de afspraken."))
