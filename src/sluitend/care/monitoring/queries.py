"""The facts behind the closing rules, read for many families at once, and what the last proof found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Case as Choose
from django.db.models import DateField, F, Max, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, TruncDate

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case, LeadHandover, Meeting, Turn
from sluitend.care.decisions.models import Proposal
from sluitend.care.followup.models import ContactAttempt, Promise
from sluitend.care.monitoring.models import FoundBreach, Proof
from sluitend.care.network.models import Region
from sluitend.care.pathways.models import Step
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.promise import Asked, FamilyFacts, Holder, OpenPromise

_CASE = ("family_id", "status", "lead_id", "ending", "closed_by_id", "closed_on")
_HOLDER = ("professional_id", "professional__starts_on", "professional__ends_on")
_OWNER = ("owner_id", "owner__starts_on", "owner__ends_on")


def closing_facts(family_ids: Sequence[int], *, quiet_weeks: int) -> list[FamilyFacts]:
    """The facts of these families' files; families that never had a file are left out. Six statements, whatever their number."""
    # A family can have had files before; the last row is the file that counts.
    wanted, rows = set(family_ids), Case.objects.filter(**_among(family_ids)).order_by("pk").values_list(*_CASE)
    cases = {row[0]: row for row in rows if row[0] in wanted}
    leads, promises = _leads(cases), _promises(cases)
    asked = _asked({pk: closed_on for pk, *_, closed_on in cases.values()})
    return [
        FamilyFacts(
            family_id=pk,
            open=status == Case.Status.OPEN,
            leads=leads[pk],
            file_lead_id=lead_id,
            promises=promises[pk],
            asked=asked[pk],
            ending=ending,
            ended_by=closed_by_id,
            quiet_weeks=quiet_weeks,
        )
        for pk, status, lead_id, ending, closed_by_id, _ in cases.values()
    ]


FEW = 100


def _among(ids: Collection[int]) -> dict[str, Any]:
    """The proof reads thousands of neighbours: a range, because so many parameters cost more than the rows. What lies between them and
    was not asked for is dropped by who asks."""
    return {"family_id__in": list(ids)} if len(ids) <= FEW else {"family_id__gte": min(ids), "family_id__lte": max(ids)}


def _leads(ids: Collection[int]) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = defaultdict(list)
    rows = Involvement.objects.filter(**_among(ids), role=Involvement.Role.LEAD, ends_on__isnull=True)
    for family_id, *holder in rows.values_list("family_id", *_HOLDER):
        found[family_id].append(Holder(*holder))
    return found


def _promises(ids: Collection[int]) -> dict[int, list[OpenPromise]]:
    found: dict[int, list[OpenPromise]] = defaultdict(list)
    rows = Promise.objects.filter(**_among(ids), status=Promise.Status.OPEN)
    for family_id, due_on, made_on, kind, *owner in rows.values_list("family_id", "due_on", "made_on", "kind", *_OWNER):
        found[family_id].append(OpenPromise(Holder(*owner), due_on, made_on, kind == Promise.Kind.QUIET))
    return found


def _asked(closed: Mapping[int, date | None]) -> dict[int, list[Asked]]:
    """What was asked for these families; `closed` says since when a file is closed."""
    found: dict[int, list[Asked]] = defaultdict(list)
    families = _among(closed)
    referrals = Referral.objects.filter(**families)
    fields = ("family_id", "status", "answer_by", "sender_id", "owner_id", "reason", "outcome")
    for family_id, status, *rest in referrals.values_list(*fields):
        found[family_id].append(Asked("referral", status, *rest, waits=status == "requested"))
    signals = Signal.objects.filter(**families)
    fields = ("family_id", "sent_at", "status", "answer_by", "signaller_id", "owner_id", "answer")
    for family_id, sent_at, status, *rest in signals.values_list(*fields):
        ended = closed.get(family_id or 0)
        new = ended is not None and day(sent_at) >= ended
        waits = status == Signal.Status.SENT
        found[family_id or 0].append(Asked("signal", status, *rest, waits=waits, since_ending=new))
    handovers = LeadHandover.objects.filter(**families)
    for family_id, status, answer_by, sender_id, reason in handovers.values_list(
        "family_id", "status", "answer_by", "sender_id", "reason"
    ):
        waits = status == LeadHandover.Status.REQUESTED
        found[family_id].append(Asked("handover", status, answer_by, sender_id, None, reason, waits=waits))
    return found


@dataclass(frozen=True)
class RegionStatus:
    """What everybody may know: how many files, and when the closing rules were last proved."""

    name: str
    proved_at: datetime | None
    families: int
    breaches: int
    unreadable: int
    unbalanced: int
    complete: bool
    """False when a proof began after the last complete one and did not end."""


def status() -> list[RegionStatus]:
    """Per region the last complete proof. Public: counts of a whole region and times, nothing else."""
    last = dict(
        Proof.objects.filter(finished_at__isnull=False)
        .values_list("region_id")
        .annotate(Max("pk"))
        .order_by("region_id")
    )
    proofs = {proof.region_id: proof for proof in Proof.objects.filter(pk__in=last.values())}
    newest = dict(Proof.objects.values_list("region_id").annotate(Max("pk")).order_by("region_id"))
    return [
        _region_status(region, proofs.get(region.pk), newest.get(region.pk))
        for region in Region.objects.order_by("name")
    ]


def _region_status(region: Region, proof: Proof | None, newest: int | None) -> RegionStatus:
    if proof is None:
        return RegionStatus(region.name, None, 0, 0, 0, 0, complete=newest is None)
    return RegionStatus(
        region.name,
        proof.finished_at,
        proof.families,
        proof.breaches,
        proof.unreadable,
        proof.unbalanced,
        complete=proof.pk == newest,
    )


@dataclass(frozen=True)
class Leak:
    family_id: int
    rule: str
    why: str


def leaks(proof_id: int) -> list[Leak]:
    """The breaches that a proof found."""
    rows = FoundBreach.objects.filter(proof_id=proof_id).order_by("family_id", "pk")
    return [Leak(*row) for row in rows.values_list("family_id", "rule", "why")]


@query(needs=Permission.RUN_JOBS)
def newest(label: str, *, by: Actor, now: datetime, **fits: Any) -> int | None:
    """The id of the newest row of this kind that fits, for jobs and loading, which see no models: what an action left behind."""
    rows = apps.get_model(label)._default_manager.filter(**fits).order_by("-pk")
    return rows.values_list("pk", flat=True).first()


@dataclass(frozen=True)
class Event:
    """Something that was planned, asked or done for a family, of whatever kind. `words` are what people wrote, or nothing."""

    kind: str
    id: int
    on: date
    until: date | None
    """The date on which the next move is due, for what waits; else the last good day."""
    status: str
    words: str
    words_en: str
    who: str


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def events(family: Family, *, by: Actor, now: datetime) -> list[Event]:
    """All that happened around a family and waits, oldest first: one statement over eight tables."""
    return [Event(*row) for row in sorted(_whole_story()(family=family.pk), key=lambda row: (row[2], row[0], row[1]))]


@compiled
def _whole_story(given: Given) -> QuerySet[Any, Any]:
    first, *rest = _events(given.family)
    return first.union(*rest, all=True)


def _events(family_id: Any) -> Iterator[QuerySet[Any, Any]]:
    """Each kind of event in the columns of `Event`."""
    clocks = (("requested", "answer_by"), ("accepted", "first_contact_on"), ("on_hold", "review_on"))
    came_back = When(status__in=["rejected", "failed"], promise__status="open", then=F("promise__due_on"))
    waits = Choose(
        *(When(status=status, then=F(clock)) for status, clock in clocks), came_back, output_field=DateField()
    )
    present = Choose(When(family_present=True, then=Value("with_family")), default=Value("without_family"))
    title_nl, title_en = KeyTextTransform("nl", "title"), KeyTextTransform("en", "title")
    steps = Step.objects.filter(run__family_id=family_id).exclude(status=Step.Status.VOID)
    steps = steps.annotate(day=Coalesce("done_on", "due_on")).filter(day__isnull=False)
    of = {"family_id": family_id}
    yield _rows(Signal.objects.filter(**of), "signal", _day("sent_at"), "answer_by", who="receiver__name")
    yield _rows(Referral.objects.filter(**of), "referral", _day("sent_at"), waits, nl="what", who="receiver__name")
    yield _rows(LeadHandover.objects.filter(**of), "handover", "asked_on", "answer_by", nl="why", who="receiver__name")
    yield _rows(ContactAttempt.objects.filter(**of), "contact", _day("at"), status="result", who="by__name")
    yield _rows(Meeting.objects.filter(**of), "meeting", _day("held_at"), status=present)
    yield _rows(Proposal.objects.filter(**of), "proposal", _day("decision__made_at"), nl="code")
    yield _rows(Turn.objects.filter(case__family_id=family_id), "case", "on", status="why")
    yield _rows(steps, "step", "day", "until", nl=title_nl, en=title_en, who="who")


def _day(moment: str) -> TruncDate:
    return TruncDate(moment, tzinfo=AMSTERDAM)


def _rows(
    found: QuerySet[Any, Any],
    kind: str,
    on: str | TruncDate,
    until: str | Choose | None = None,
    status: str | Choose = "status",
    nl: str | KeyTextTransform = "",
    en: str | KeyTextTransform = "",
    who: str = "",
) -> QuerySet[Any, Any]:
    """One part of the union; every column is given its type, because a union of nothing and a date has none."""
    words = [Cast(column, TextField()) if column else Value("", TextField()) for column in (status, nl, en, who)]
    date_of = [Cast(F(one) if isinstance(one, str) else one or Value(None), DateField()) for one in (on, until)]
    return found.order_by().values_list(Value(kind, TextField()), "pk", *date_of, *words)


def open_families(region_id: int) -> Iterator[int]:
    """Families with an open file, for the night."""
    rows = Case.objects.filter(region_id=region_id, status=Case.Status.OPEN).order_by("pk")
    return rows.values_list("family_id", flat=True).iterator()
