"""A spreadsheet that is being brought in on the screen: kept on the server, for its owner only, and at most a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sluitend.care.action import action
from sluitend.care.coordination.models import CaseloadDraft
from sluitend.care.network.models import Organisation, Region
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.caseload_sheet import Column
from sluitend.core.permissions import Permission
from sluitend.core.text import text

KEPT = timedelta(days=1)
"""Our own setting, no source: long enough to ask a colleague about a row."""


@action(needs=Permission.IMPORT_CASELOAD, about="network.Organisation")
def keep_caseload_draft(
    organisation: Organisation, *, by: Actor, now: datetime, kind: str, content: bytes, sheet: str
) -> CaseloadDraft:
    """Keep a file while its owner looks at it. An earlier one of the same owner goes, and so does what is a day old."""
    if by.professional_id is None:
        raise NotAllowed(text("Alleen een professional kan een lijst inlezen."))
    _old(now).delete()
    CaseloadDraft.objects.filter(owner_id=by.professional_id).delete()
    return CaseloadDraft.objects.create(
        owner_id=by.professional_id, organisation=organisation, kind=kind, content=content, sheet=sheet, kept_at=now
    )


@action(needs=Permission.IMPORT_CASELOAD, about="coordination.CaseloadDraft")
def choose_columns(
    draft: CaseloadDraft, *, by: Actor, now: datetime, sheet: str, mapping: Mapping[str, Column | None]
) -> CaseloadDraft:
    """Say which sheet of the file it is, and which column holds what."""
    _own_and_open(draft, by)
    draft.sheet, draft.mapping = sheet, dict(mapping)
    draft.save(update_fields=["sheet", "mapping"])
    return draft


@action(needs=Permission.IMPORT_CASELOAD, about="coordination.CaseloadDraft")
def finish_caseload_draft(
    draft: CaseloadDraft, *, by: Actor, now: datetime, content: bytes, report: Mapping[str, object]
) -> CaseloadDraft:
    """The list was taken: keep only the rows that were not (`content`), and what happened to the others."""
    _own_and_open(draft, by)
    draft.content, draft.report, draft.mapping = content, dict(report), {}
    draft.save(update_fields=["content", "report", "mapping"])
    return draft


@action(needs=Permission.IMPORT_CASELOAD, about="coordination.CaseloadDraft")
def drop_caseload_draft(draft: CaseloadDraft, *, by: Actor, now: datetime) -> int:
    """Throw the file away; nothing of it stays."""
    _own(draft, by)
    pk = draft.pk
    draft.delete()
    return pk


@action(needs=Permission.RUN_JOBS, about="network.Region")
def drop_old_caseload_drafts(region: Region, *, by: Actor, now: datetime) -> Region:
    """What was left lying for a day goes; the night does this for files that nobody came back to."""
    _old(now).filter(organisation__region=region).delete()
    return region


def _old(now: datetime) -> QuerySet[CaseloadDraft]:
    return CaseloadDraft.objects.filter(kept_at__lt=now - KEPT)


def _own(draft: CaseloadDraft, by: Actor) -> None:
    if draft.owner_id != by.professional_id:
        raise NotAllowed(text("Dit is het werk van iemand anders. Vraag het aan die persoon of aan de teamleider."))


def _own_and_open(draft: CaseloadDraft, by: Actor) -> None:
    _own(draft, by)
    if draft.report is not None:
        raise NotNow(text("Deze lijst is al overgenomen. Lees een nieuw bestand in om verder te gaan."))
