"""A spreadsheet beside what is known: its lines, who can lead them, and which families are here already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q

from sluitend.care.action import day
from sluitend.care.agreements import queries as agreements
from sluitend.care.coordination.models import CaseloadDraft, CaseloadRow, CaseloadSheet
from sluitend.care.network.models import Municipality, Organisation, Professional
from sluitend.care.people.models import FamilyMember, Involvement, Person
from sluitend.care.query import query
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.caseload_sheet import Cell, Column, Line, Sheet, digest, parse
from sluitend.core.matching import Keys, explain, folded, keys
from sluitend.core.permissions import Permission
from sluitend.core.roles import ROLES, Role
from sluitend.core.text import Text, text

CAN_LEAD = frozenset(role for role in Role if Permission.COORDINATE in ROLES[role].permissions)


@dataclass(frozen=True)
class KnownLine:
    """The family of this row is known: who leads it, and how it was recognised. No content (issue 2, part 3)."""

    row: int
    family_id: int
    lead: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Draft:
    """A spreadsheet that is being brought in, or what is left of it. `report` is what was kept when it was done."""

    id: int
    organisation_id: int
    kind: str
    content: bytes
    sheet: str
    mapping: Mapping[str, Column | None]
    report: Mapping[str, object] | None


@query(needs=Permission.IMPORT_CASELOAD, about="network.Organisation")
def read_sheet(
    organisation: Organisation,
    rows: Sequence[Sequence[Cell]],
    *,
    by: Actor,
    now: datetime,
    chosen: Mapping[str, Column | None] | None = None,
) -> Sheet:
    """The lines of a spreadsheet, read with what this organisation used before; `chosen` columns go before that."""
    today = day(now)
    kept = CaseloadSheet.objects.filter(organisation=organisation).values_list("mapping", flat=True).first() or {}
    remembered = {header: Column(column) if column else None for header, column in {**kept, **(chosen or {})}.items()}
    names = agreements.programmes(organisation.region_id, today).values()
    return parse(
        rows,
        today=today,
        municipalities=_municipalities(organisation.region_id, today),
        coordinators=_who_can_lead(organisation, today).values(),
        programmes=[name for programme in names for name in (programme.names.nl, programme.names.en)],
        remembered=remembered,
    )


def _municipalities(region_id: int, today: date) -> dict[str, str]:
    """Names, and the abbreviations that the region agreed on, to CBS codes."""
    codes = {folded(row.name): row.cbs_code for row in Municipality.objects.filter(region_id=region_id)}
    here = set(codes.values())
    for place in agreements.agreement(region_id, today).municipalities:
        if place.code in here:
            codes |= {folded(name): place.code for name in place.also}
    return codes


def _who_can_lead(organisation: Organisation, today: date) -> dict[int, str]:
    """Who works here, has no last day, and has a role that can lead a file (closing rule 1, design.md 5)."""
    roles = {"role_assignments__role__in": CAN_LEAD, "role_assignments__ends_on": None}
    found = Professional.objects.on(today).filter(organisation=organisation, ends_on=None, **roles)
    return dict(found.distinct().order_by("pk").values_list("pk", "name"))


@query(needs=Permission.IMPORT_CASELOAD, about="network.Organisation")
def coordinators(organisation: Organisation, *, by: Actor, now: datetime) -> dict[str, int]:
    """Who of this organisation can lead a file, by name."""
    return {name: pk for pk, name in _who_can_lead(organisation, day(now)).items()}


@query(needs=Permission.IMPORT_CASELOAD, look=True)
def known_line(line: Line, *, by: Actor, now: datetime, organisation_id: int) -> tuple[KnownLine, ...]:
    """The family of this line when it is known: taken over before, or the same mother by name with birth date or phone."""
    before = CaseloadRow.objects.filter(organisation_id=organisation_id, digest=digest(line, settings.MATCHING_KEY))
    row = before.select_related("case__lead").first()
    if row is not None:
        reasons = (text("deze rij is al eerder overgenomen"),)
        return (KnownLine(line.row, row.case.family_id, row.case.lead.name, reasons),)
    same = _same_mother(line, by.region_id, day(now))
    return () if same is None else (KnownLine(line.row, same[0], _lead(same[0], day(now)), same[1]),)


def _same_mother(line: Line, region_id: int, today: date) -> tuple[int, tuple[Text, ...]] | None:
    """(family, why). A phone alone can be a housemate's; with the same name it is she."""
    secret = settings.MATCHING_KEY
    asked = keys(
        given_name=line.given_name, family_name=line.family_name, born=line.born, phone=line.phone, secret=secret
    )
    same = Q()
    if asked.name_birth:
        same |= Q(key_name_birth=asked.name_birth)
    if asked.phone:
        same |= Q(key_phone=asked.phone, search_name=folded(line.name))
    if not same:
        return None
    people = Person.objects.filter(same, region_id=region_id, merged_into=None).order_by("pk")
    found = FamilyMember.objects.on(today).filter(person__in=people).select_related("person").order_by("pk").first()
    if found is None:
        return None
    person = found.person
    match = explain(asked, Keys(name_birth=person.key_name_birth, phone=person.key_phone))
    return found.family_id, match.reasons


def _lead(family_id: int, today: date) -> str:
    found = Involvement.objects.on(today).filter(family_id=family_id, role=Involvement.Role.LEAD)
    return found.values_list("professional__name", flat=True).first() or ""


@query(needs=Permission.IMPORT_CASELOAD)
def my_caseload_drafts(*, by: Actor, now: datetime) -> tuple[int, ...]:
    """The ids of spreadsheets that one is bringing in oneself, the newest first."""
    found = CaseloadDraft.objects.filter(owner_id=by.professional_id, report__isnull=True)
    return tuple(found.order_by("-pk").values_list("pk", flat=True)[:10])


@query(needs=Permission.IMPORT_CASELOAD, about="coordination.CaseloadDraft")
def caseload_draft(draft: CaseloadDraft, *, by: Actor, now: datetime) -> Draft:
    """One's own spreadsheet, as it was kept."""
    if draft.owner_id != by.professional_id:
        raise NotAllowed(text("Dit is het werk van iemand anders. Vraag het aan die persoon of aan de teamleider."))
    return Draft(
        id=draft.pk,
        organisation_id=draft.organisation_id,
        kind=draft.kind,
        content=bytes(draft.content),
        sheet=draft.sheet,
        mapping={header: Column(column) if column else None for header, column in draft.mapping.items()},
        report=draft.report,
    )


def organisation_called(name: str, region_id: int) -> int | None:
    """The id of an organisation of this region by its name; for the command, where no list to choose from is drawn."""
    found = Organisation.objects.filter(name__iexact=name.strip(), region_id=region_id)
    return found.values_list("pk", flat=True).first()
