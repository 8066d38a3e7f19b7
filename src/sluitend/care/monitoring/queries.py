"""The facts behind the closing rules, read for many families at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.people.models import Involvement
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.promise import Asked, FamilyFacts, Holder, OpenPromise


def _holder(professional: Professional) -> Holder:
    return Holder(professional.pk, professional.starts_on, professional.ends_on)


def closing_facts(family_ids: Sequence[int], *, quiet_weeks: int) -> list[FamilyFacts]:
    """The facts of these families' files; families that never had a file are left out. Six statements, whatever their number."""
    cases: dict[int, Case] = {}
    for case in Case.objects.filter(family_id__in=family_ids).order_by("pk"):
        cases[case.family_id] = case
    ids = list(cases)
    leads, promises, asked = _leads(ids), _promises(ids), _asked(ids)
    return [
        FamilyFacts(
            family_id=pk,
            open=case.status == Case.Status.OPEN,
            leads=leads[pk],
            promises=promises[pk],
            asked=asked[pk],
            ending=case.ending,
            ended_by=case.closed_by_id,
            quiet_weeks=quiet_weeks,
        )
        for pk, case in cases.items()
    ]


def _leads(ids: Iterable[int]) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = defaultdict(list)
    rows = Involvement.objects.filter(family_id__in=ids, role=Involvement.Role.LEAD, ends_on__isnull=True)
    for row in rows.select_related("professional"):
        found[row.family_id].append(_holder(row.professional))
    return found


def _promises(ids: Iterable[int]) -> dict[int, list[OpenPromise]]:
    found: dict[int, list[OpenPromise]] = defaultdict(list)
    for row in Promise.objects.filter(family_id__in=ids, status=Promise.Status.OPEN).select_related("owner"):
        quiet = row.kind == Promise.Kind.QUIET
        found[row.family_id].append(OpenPromise(_holder(row.owner), row.due_on, row.made_on, quiet))
    return found


def _asked(ids: Iterable[int]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    for row in Referral.objects.filter(family_id__in=ids):
        waits = row.status == "requested"
        found[row.family_id].append(
            Asked("referral", row.status, row.answer_by, row.sender_id, row.owner_id, row.reason, row.outcome, waits)
        )
    for signal in Signal.objects.filter(family_id__in=ids):
        waits = signal.status == Signal.Status.SENT
        found[signal.family_id or 0].append(
            Asked(
                "signal",
                signal.status,
                signal.answer_by,
                signal.signaller_id,
                signal.owner_id,
                signal.answer,
                "",
                waits,
            )
        )
    for handover in LeadHandover.objects.filter(family_id__in=ids):
        waits = handover.status == LeadHandover.Status.REQUESTED
        found[handover.family_id].append(
            Asked("handover", handover.status, handover.answer_by, handover.sender_id, None, handover.reason, "", waits)
        )
    return found
