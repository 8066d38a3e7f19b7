"""Thinking again when facts changed, and what a professional decides: follow a proposal, or do otherwise with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sluitend.care.action import action, changed, day, just_made
from sluitend.care.agreements.queries import InForce, in_force
from sluitend.care.compiled import insert, insert_all
from sluitend.care.coordination.models import Case
from sluitend.care.decisions.models import Decision, Proposal
from sluitend.care.decisions.queries import (
    answers,
    decided_or_open,
    facts_in_force,
    last_digest,
    signals_of,
    to_be_decided,
)
from sluitend.care.followup.actions import promise
from sluitend.care.people.models import Family
from sluitend.care.programmes.queries import going_on
from sluitend.care.referrals.actions import send
from sluitend.care.signalling.actions.whom import members
from sluitend.core import decide as deciding
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.facts import FactValue
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import NO_LONGER_PROPOSED
from sluitend.core.sharing import DataKind
from sluitend.core.states import Party
from sluitend.core.text import text


def reconsider(family_id: int, *, by: Actor, now: datetime) -> None:
    """Run the tables in force again when the facts or the tables changed (config, AFTER_CHANGE).

    What a professional decided stays decided: the same row of the same version is not proposed to them again.
    """
    signals = signals_of(family_id)
    if not signals and not Case.objects.filter(family_id=family_id).exists():
        return
    today = day(now)
    region_id, place = signals[0].of_family if signals else _where(family_id)
    agreed = in_force(region_id, today, place)
    if not agreed.tables:
        return
    facts = facts_in_force(family_id, agreed, signals, today)
    digest, last = _digest(facts, agreed), None if just_made("people.Family", family_id) else last_digest(family_id)
    if last == digest:
        return
    found = answers(facts, agreed, today)
    decision = Decision(
        family_id=family_id,
        signal_id=signals[0].pk if signals else None,
        made_at=now,
        facts=facts,
        facts_digest=digest,
        answers=[_plain(answer) for answer in found],
    )
    insert(decision)
    earlier = [] if last is None else decided_or_open(family_id)
    _propose(decision, to_be_decided(found, facts), earlier, agreed, now)


def _where(family_id: int) -> tuple[int, int]:
    return Family.objects.values_list("region_id", "municipality_id").get(pk=family_id)


def _digest(facts: Mapping[str, FactValue], agreed: InForce) -> str:
    whole = [sorted(facts.items()), [table.version_id for table in agreed.tables]]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _plain(answer: deciding.Proposal) -> dict[str, object]:
    return {
        "code": answer.code,
        "table": answer.table,
        "rules": list(answer.rules),
        "rule_ids": list(answer.rule_ids),
        "missing": list(answer.missing),
        "trouble": [str(cause) for cause in answer.trouble],
    }


def _propose(
    decision: Decision, wanted: list[deciding.Proposal], earlier: list[Proposal], agreed: InForce, now: datetime
) -> None:
    versions = {table.id: table.version_id for table in agreed.tables}
    still_open = {row.code: row for row in earlier if row.status == Proposal.Status.OPEN}
    settled = {_key(row.version_id, row.code, row.rule_ids) for row in earlier if row.status != Proposal.Status.OPEN}
    wanted = _not_begun(decision, wanted, agreed)
    same = {
        answer.code
        for answer in wanted
        if answer.code in still_open and _same(still_open[answer.code], answer, versions)
    }
    gone = [row for code, row in still_open.items() if code not in same]
    if gone:
        _lapse(gone, now)
    new = [
        Proposal(decision=decision, family_id=decision.family_id, **as_answered(answer, versions[answer.table]))
        for answer in wanted
        if answer.code not in same and _key(versions[answer.table], answer.code, answer.rule_ids) not in settled
    ]
    if gone or new:
        changed(decision.family_id)
    insert_all(new, unless_there=True)  # two changes of one family at once propose the same; once is enough


def _not_begun(decision: Decision, wanted: list[deciding.Proposal], agreed: InForce) -> list[deciding.Proposal]:
    """Without what a parent of this family is in already: there the tables are asked on the page where it begins (eligibility)."""
    offers = {code: programme.id for programme in agreed.programmes for code in programme.proposals}
    if not any(answer.code in offers for answer in wanted):
        return wanted
    begun = going_on(decision.family_id)
    return [answer for answer in wanted if offers.get(answer.code) not in begun]


def _key(version_id: int, code: str, rule_ids: Collection[str]) -> tuple[int, str, tuple[str, ...]]:
    return version_id, code, tuple(rule_ids)


def _same(row: Proposal, answer: deciding.Proposal, versions: Mapping[str, int]) -> bool:
    key = _key(versions[answer.table], answer.code, answer.rule_ids)
    return _key(row.version_id, row.code, row.rule_ids) == key


def _lapse(rows: list[Proposal], now: datetime) -> None:
    for row in rows:
        row.status = states.move(
            states.PROPOSAL, row.status, to="lapsed", party=Party.NOBODY, reason=NO_LONGER_PROPOSED.message
        )
        row.reason, row.decided_at = NO_LONGER_PROPOSED.message, now
    Proposal.objects.bulk_update(rows, ["status", "reason", "decided_at"])


def as_answered(answer: deciding.Proposal, version_id: int) -> dict[str, Any]:
    """What is kept of the answer of a table, by field."""
    return {
        "version_id": version_id,
        "code": answer.code,
        "rule_numbers": list(answer.rules),
        "rule_ids": list(answer.rule_ids),
        "source": "; ".join(answer.sources),
        "why": answer.reason.model_dump() if answer.reason else {},
        "missing": list(answer.missing),
    }


@action(needs=Permission.DECIDE_PROPOSAL, about="decisions.Proposal")
def accept(proposal: Proposal, *, by: Actor, now: datetime, what: str = "", due_on: date | None = None) -> Proposal:
    """Follow it. With `what` and a date it becomes a promise of who decides; without, it is only noted."""
    if what.strip():
        if due_on is None:
            raise NotNow(text("Kies wanneer u dit doet."), field="due_on")
        assert proposal.family_id is not None
        assert by.professional_id is not None
        promise(proposal.family_id, by=by, now=now, owner_id=by.professional_id, what=what, due_on=due_on)
    return decided(proposal, "accepted", by=by, now=now)


@action(needs=Permission.DECIDE_PROPOSAL, about="decisions.Proposal")
def accept_with_referral(
    proposal: Proposal,
    *,
    by: Actor,
    now: datetime,
    offer_id: int,
    agreed: bool,
    data_kinds: Collection[str] = (DataKind.CONTACT,),
    reason_shared: str = "",
    explained: str = "",
) -> Proposal:
    """Follow it by asking the party that offers it, for the mother. She agreed to that, and to which data go along."""
    if not agreed:
        raise NotNow(text("Vraag haar eerst of zij dit wil en welke gegevens mee mogen."), field="agreed")
    assert proposal.family is not None
    last = next(iter(signals_of(proposal.family.pk)), None)
    proposal.referral_id = send(
        proposal.family_id,
        by=by,
        now=now,
        offer_id=offer_id,
        person_id=members(proposal.family).person_id,
        ground_id=None,
        data_kinds=data_kinds,
        reason_shared=reason_shared,
        signal_id=last.pk if last else None,
        explained=explained,
    )
    return decided(proposal, "accepted", by=by, now=now)


@action(needs=Permission.DECIDE_PROPOSAL, about="decisions.Proposal")
def override(proposal: Proposal, *, by: Actor, now: datetime, reason: str, instead: str = "") -> Proposal:
    """Do otherwise, and say why: the judgement is the professional's (domain.md 5.1)."""
    proposal.instead = instead.strip()[:80]
    return decided(proposal, "overridden", by=by, now=now, reason=reason.strip()[:400])


def decided(proposal: Proposal, status: str, *, by: Actor, now: datetime, reason: str = "") -> Proposal:
    """Part of the action that follows a proposal or does otherwise."""
    proposal.status = states.move(states.PROPOSAL, proposal.status, to=status, party=Party.OWNER, reason=reason)
    proposal.reason, proposal.decided_at, proposal.decided_by_id = reason, now, by.professional_id
    proposal.save(update_fields=["status", "reason", "instead", "decided_at", "decided_by", "referral"])
    return proposal
