"""Whose term has passed: per kind of record when it began, and until when the file of a family is kept. The years are agreed per region
(content/regions); which event begins a term is here, because it is a date in these tables.

A file holds several kinds of record. It is kept until the last of their terms: consent and what was noted of a pregnancy follow the file
they are in, but may begin later. A safety matter has a term of its own, apart (docs/decisions/0017 and 0029).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField, Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.consent.models import Ground
from sluitend.care.coordination.models import Case
from sluitend.care.people.models import DueDate, Family, FamilyMember, Pregnancy
from sluitend.care.programmes.models import Enrolment
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.keeping import kept_until

WITHOUT_HELP, SUPPORT, OBSTETRIC, CONSENT = "signal_without_followup", "support_file", "obstetric_file", "consent"
"""The kinds of record in the retention terms of a region that the file of a family holds."""
NEVER = date(1900, 1, 1)
"""Before everything: stands for "did not happen" where the latest of some dates is taken."""
HELPED = Q(ended_at=None) | Q(outcome__in=[Referral.Outcome.HELP_GIVEN, Referral.Outcome.HELP_ELSEWHERE])


@dataclass(frozen=True)
class Kept:
    """One kind of record in a file; `last_day` is None where the region agreed no term."""

    record: str
    began_on: date
    last_day: date | None


def never_helped(region_id: int) -> QuerySet[Family]:
    """Families without a file, a programme, a signal that waits, or a referral that runs or led to help; and not the second household of a
    child of whom a file is open. `began`: the last answer to a signal, or without a signal the registration."""
    found = Family.objects.filter(region_id=region_id).annotate(
        last=Max(Coalesce("signals__answered_at", "signals__sent_at")),
        began=Coalesce(TruncDate("last", tzinfo=AMSTERDAM), F("created_on"), output_field=DateField()),
    )
    waits = Signal.objects.filter(region_id=region_id, status=Signal.Status.SENT, family__isnull=False)
    open_ = Case.objects.filter(region_id=region_id, status=Case.Status.OPEN).values("family")
    children_in_view = FamilyMember.objects.filter(family__in=open_).values("person")
    for rows in (
        Case.objects.filter(region_id=region_id),
        waits,
        Referral.objects.filter(HELPED, region_id=region_id),
        Enrolment.objects.filter(family__region_id=region_id),
        FamilyMember.objects.filter(person__in=children_in_view, family__region_id=region_id),
    ):
        found = found.exclude(pk__in=rows.values("family"))
    return found


def help_over(region_id: int) -> QuerySet[Family]:
    """Families that had help and of which nothing is open any more. `began`: the day on which the last of it ended."""
    ends = (_latest(Case, "closed_on"), _latest(Enrolment, "ended_on"), _latest(Referral, "ended_at"))
    found = Family.objects.filter(region_id=region_id).annotate(began=Greatest(*ends, output_field=DateField()))
    mine = {"family": OuterRef("pk")}
    helped = Exists(Case.objects.filter(**mine)) | Exists(Enrolment.objects.filter(**mine))
    found = found.filter(helped | Exists(Referral.objects.filter(HELPED, **mine)), began__gt=NEVER)
    for rows in (
        Case.objects.filter(region_id=region_id, status=Case.Status.OPEN),
        Signal.objects.filter(region_id=region_id, status=Signal.Status.SENT, family__isnull=False),
        Referral.objects.filter(region_id=region_id, ended_at=None),
        Enrolment.objects.filter(family__region_id=region_id).exclude(status=Enrolment.Status.ENDED),
    ):
        found = found.exclude(pk__in=rows.values("family"))
    return found


def _latest(model: type[Model], field: str) -> Coalesce:
    """The latest of a date or moment in the rows of a family, as a day; NEVER without one."""
    moment = isinstance(model._meta.get_field(field), DateTimeField)
    at: Any = TruncDate(field, tzinfo=AMSTERDAM) if moment else F(field)
    rows = model._default_manager.filter(family=OuterRef("pk")).order_by().values("family").annotate(at_=Max(at))
    return Coalesce(Subquery(rows.values("at_")), Cast(Value(NEVER), DateField()), output_field=DateField())


def years(region_id: int, today: date) -> Mapping[str, int]:
    """Kind of record: years, as agreed."""
    return {one.record: one.years for one in agreements.agreement(region_id, today).retention}


def _over(region_id: int) -> tuple[tuple[str, QuerySet[Family]], ...]:
    """The kind of record of which a term began, and the families of which it began."""
    return (WITHOUT_HELP, never_helped(region_id)), (SUPPORT, help_over(region_id))


def past(region_id: int, today: date, agreed: Mapping[str, int]) -> Iterator[tuple[str, QuerySet[Family]]]:
    """Families whose first term passed before today, without help and with help, the longest ago first. The other terms of the file still
    have to be looked at (`terms_of`)."""
    for record, found in _over(region_id):
        if record in agreed:
            latest = date(today.year - agreed[record], today.month, min(today.day, 28))
            yield record, found.filter(began__lte=latest).order_by("began", "pk")


def terms_of(families: Iterable[Family], record: str, agreed: Mapping[str, int]) -> Mapping[int, tuple[Kept, ...]]:
    """Per family every kind of record in its file with the end of its term. `began` must be on each. Three statements at most."""
    rows = list(families)
    began = {row.pk: {record: vars(row)["began"]} for row in rows}
    if record == SUPPORT:
        for kind, family_id, on in _beside(list(began)):
            begun = began[family_id]
            begun[kind] = max(on, begun.get(kind, begun[SUPPORT]))
    return {pk: tuple(_kept(kind, on, agreed) for kind, on in kinds.items()) for pk, kinds in began.items()}


def _beside(families: list[int]) -> Iterator[tuple[str, int, date]]:
    """(kind, family, day) of what may begin later than the end of the help: a consent withdrawn, a pregnancy changed."""
    for family_id, on in Ground.objects.filter(family__in=families).values_list("family", "withdrawn_on"):
        yield CONSENT, family_id, on or NEVER
    for family_id, on in Pregnancy.objects.filter(family__in=families).values_list("family", "ended_on"):
        yield OBSTETRIC, family_id, on or NEVER
    noted = DueDate.objects.filter(pregnancy__family__in=families).values_list("pregnancy__family", "noted_at")
    for family_id, at in noted:
        yield OBSTETRIC, family_id, day(at) if isinstance(at, datetime) else NEVER


def _kept(record: str, began_on: date, agreed: Mapping[str, int]) -> Kept:
    return Kept(record, began_on, kept_until(began_on, agreed[record]) if record in agreed else None)


def file_terms(family: Family, today: date) -> tuple[Kept, ...]:
    """The kinds of record of one file; empty while no term has begun, as long as there is help or something waits."""
    agreed = years(family.region_id, today)
    for record, found in _over(family.region_id):
        if row := found.filter(pk=family.pk).first():
            return terms_of([row], record, agreed)[family.pk]
    return ()


def last_day(terms: Iterable[Kept]) -> date | None:
    """The last day on which a file is kept; None while no term has begun, or where one has no end."""
    days = [one.last_day for one in terms]
    return None if not days or None in days else max(one for one in days if one)
