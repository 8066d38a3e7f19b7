"""Into a programme with what its tables say: asked, kept, and followed, or done otherwise with a reason.

This is the one way in for people: `programmes.enrol` and `programmes.start` are the steps inside (docs/decisions/0025).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.agreements.queries import in_force
from sluitend.care.decisions.actions.deciding import as_answered, decided, reconsider
from sluitend.care.decisions.models import Eligibility, Proposal
from sluitend.care.decisions.queries import last_decision, said_by
from sluitend.care.observations.actions import Seen, note
from sluitend.care.people.models import Family
from sluitend.care.programmes.actions import Admission, enrol, start
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries import programme_of
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import FactorKind, Programme
from sluitend.core.eligibility import Stage
from sluitend.core.facts import FactValue, Wish
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME, about="people.Family")
def enrol_by_tables(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    admission: Admission,
    told: Mapping[str, FactValue] | None = None,
    wants: bool = False,
) -> Enrolment:
    """Enrol with the first stage of the tables. What was asked for them is noted (`told`), and that the parent wants it. Where they do
    not say that it fits, the reason of the admission says why it begins all the same."""
    if told or wants:
        seen = Seen(facts=told or {}, wish=Wish.WANTS if wants else None)
        note(family.pk, by=by, now=now, person_id=admission.person_id, seen=seen)
    agreed = in_force(family.region_id, day(now), family.municipality_id)
    programme = next((one for one in agreed.programmes if one.id == admission.programme_id), None)
    said = programme and _weighed(family, programme, Stage.OFFER, admission.arrival_reason, by, now)
    pk = enrol(family.pk, by=by, now=now, admission=admission)
    if said is not None:
        said.enrolment_id = pk
        said.save()
    return Enrolment.objects.get(pk=pk)


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def start_by_tables(
    row: Enrolment,
    *,
    by: Actor,
    now: datetime,
    worker_id: int,
    worker_reason: str = "",
    first_due_on: date | None = None,
    arrival_reason: str = "",
    waiting: bool = False,
    factors: Sequence[str] = (),
    gone_through: bool = False,
) -> Enrolment:
    """After the first visit: what was seen is noted, the tables of the second stage answer, and it begins or waits. From the waiting
    list it begins as it was decided before."""
    if factors or gone_through:
        kinds = (FactorKind.URGENT, FactorKind.RISK) if gone_through else ()
        seen = Seen(factors=tuple(factors), gone_through=kinds)
        note(row.family_id, by=by, now=now, person_id=row.person_id, seen=seen)
    if row.status == Enrolment.Status.INTAKE:
        said = _weighed(row.family, programme_of(row.version), Stage.VISIT, arrival_reason, by, now)
        said.enrolment_id = row.pk
        said.save()
    start(
        row.pk,
        by=by,
        now=now,
        worker_id=worker_id,
        worker_reason=worker_reason,
        first_due_on=first_due_on,
        arrival_reason=arrival_reason,
        waiting=waiting,
    )
    return row


def _weighed(family: Family, programme: Programme, stage: Stage, reason: str, by: Actor, now: datetime) -> Eligibility:
    """Ask the tables of this stage on the facts as they are now, as one run that is kept like any other (`reconsider`). What they had
    proposed of this programme is followed by it."""
    reconsider(family.pk, by=by, now=now)
    agreed = in_force(family.region_id, day(now), family.municipality_id)
    decision = last_decision(family.pk) if agreed.tables else None
    says, found = said_by(programme, stage, decision.facts if decision else {}, agreed, day(now))
    if says.asks_reason and not reason.strip():
        raise NotNow(text("%(says)s. Schrijf waarom het programma toch past.", says=says.label), field="arrival_reason")
    codes = {one.code for one in found} & {*programme.proposals}
    for proposal in Proposal.objects.filter(family=family, status=Proposal.Status.OPEN, code__in=codes):
        decided(proposal, "accepted", by=by, now=now)
    versions = {table.id: table.version_id for table in agreed.tables}
    kept = as_answered(found[0], versions[found[0].table]) if found else {}
    row = Eligibility(stage=stage, decision=decision, says=says, at=now, by_id=by.professional_id, **kept)
    row.reason = reason.strip()[:300] if says.asks_reason else ""
    return row
