"""What the tables propose for a family, why, and from which facts; and what I still have to decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sluitend.care.action import day
from sluitend.care.agreements.queries import InForce, TableInForce, in_force
from sluitend.care.compiled import Given, compiled
from sluitend.care.consent.queries import may_see_kinds
from sluitend.care.decisions.models import Decision, Eligibility, Proposal
from sluitend.care.decisions.queries.facts import anonymous_facts
from sluitend.care.observations.models import Observation
from sluitend.care.observations.queries import may_see
from sluitend.care.people.models import Family, Involvement
from sluitend.care.query import query
from sluitend.care.signalling.models import Signal
from sluitend.core import decide as deciding
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.facts import FACTS, SPOKEN, FactValue
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.states import PROPOSAL
from sluitend.core.text import Text, text

PAGE = 50
MOST_ASKED = 3
FACTOR = "has_"
HIDDEN = text("niet zichtbaar voor u")
UNKNOWN = text("niet bekend")


@dataclass(frozen=True)
class Used:
    """A fact that a table asked for, as this reader may see it."""

    label: Words
    value: FactValue | Text
    known: bool
    """Whether a value is shown; else the value says why not."""


@dataclass(frozen=True)
class Advice:
    """What one table said: the row that fired, its version and source, and what is missing."""

    code: str
    titles: Words
    table: Words
    version: int
    rules: tuple[int, ...]
    source: Words | str
    reason: Words | None
    missing: tuple[Words, ...]
    programme: str = ""
    """The programme that this offers, if it offers one; an offer in the network carries the same code."""


@dataclass(frozen=True)
class ProposalRow:
    """A proposal with all that it rests on."""

    id: int
    family_id: int
    family_name: str
    municipality_id: int
    made_at: datetime
    status: str
    label: Text
    advice: Advice
    used: tuple[Used, ...]
    decided_by: str
    reason: str | Text
    instead: str


def decided_or_open(family_id: int) -> list[Proposal]:
    """What was proposed earlier and did not lapse."""
    return list(Proposal.objects.filter(family_id=family_id).exclude(status=Proposal.Status.LAPSED))


def answers(facts: Mapping[str, FactValue], agreed: InForce, today: date) -> tuple[deciding.Proposal, ...]:
    """What every table in force says of these facts."""
    models = {table.id: table.model for table in agreed.tables}
    return deciding.decide(facts, models, today, {table.id: table.inputs for table in agreed.tables})


def to_be_decided(found: Iterable[deciding.Proposal], facts: Mapping[str, FactValue]) -> list[deciding.Proposal]:
    """The answers that ask for a decision: an offer or a step, that does not say what was agreed already; each code once."""
    first: dict[str, deciding.Proposal] = {}
    for answer in found:
        agreed = [facts.get(name) == value for name, value in answer.outputs.items() if name in facts]
        if answer.is_offer and not (agreed and all(agreed)):
            first.setdefault(answer.code, answer)
    return list(first.values())


@query(needs=Permission.SEE_OWN_SIGNALS, about="signalling.Signal")
def advice(signal: Signal, *, by: Actor, now: datetime) -> tuple[Advice, ...]:
    """What the tables say of a signal: as it was decided for the family, or worked out now when it names nobody."""
    agreed = in_force(signal.region_id, day(now), signal.municipality_id)
    if signal.family_id is None:
        facts = anonymous_facts(signal, agreed)
        return tuple(advice_of(one, agreed) for one in to_be_decided(answers(facts, agreed, day(now)), facts))
    rows = _open().filter(family_id=signal.family_id)
    return tuple(advice_of_row(row, agreed) for row in rows) or _asked(signal.family_id, agreed, day(now))


def _asked(family_id: int, agreed: InForce, today: date) -> tuple[Advice, ...]:
    """Where nothing can be proposed yet: what the tables want to know first."""
    last = last_decision(family_id)
    found = answers(last.facts, agreed, today) if last is not None else ()
    return tuple(advice_of(one, agreed) for one in found if one.code == deciding.ASK)[:MOST_ASKED]


def _open() -> Any:
    whole = Proposal.objects.filter(status=Proposal.Status.OPEN, family__isnull=False)
    return whole.select_related("family", "decision", "version", "decided_by").order_by("pk")


@query(needs=Permission.DECIDE_PROPOSAL, look=True)
def to_decide(*, by: Actor, now: datetime) -> tuple[ProposalRow, ...]:
    """The open proposals of the families that I lead, and of those I am involved with that have no lead yet."""
    today = day(now)
    involved = Involvement.objects.on(today).filter(family=OuterRef("family"))
    mine = involved.filter(professional_id__in=by.acts_for)
    leads = Exists(involved.filter(role=Involvement.Role.LEAD))
    rows = list(_open().filter(Exists(mine.filter(role=Involvement.Role.LEAD)) | (Exists(mine) & ~leads))[:PAGE])
    agreed = in_force(by.region_id, today, None)
    return tuple(_whole(row, agreed, ()) for row in rows)


@query(needs=Permission.DECIDE_PROPOSAL, about="people.Family", look=True)
def proposals(family: Family, *, by: Actor, now: datetime) -> tuple[ProposalRow, ...]:
    """Every proposal for this family, the open ones first, each with the facts that it rests on."""
    agreed = in_force(family.region_id, day(now), family.municipality_id)
    rows = Proposal.objects.filter(family=family).select_related("family", "decision", "version", "decided_by")
    found = sorted(rows.order_by("-pk")[:PAGE], key=lambda row: row.status != Proposal.Status.OPEN)
    visible = visible_codes(family, by, day(now))
    return tuple(
        _whole(row, agreed, used_of(row.version.content_id, row.decision.facts, agreed, visible)) for row in found
    )


def visible_codes(family: Family, by: Actor, today: date) -> frozenset[str]:
    """What was noted of this family and this reader may see."""
    opened = may_see_kinds(family.pk, by.organisation_id, today)
    rows = family.observations.filter(ended_on=None, entered_in_error=False)
    return frozenset(row.code for row in rows if may_see(row, by, opened))


def used_of(
    table_id: str, facts: Mapping[str, FactValue], agreed: InForce, visible: Collection[str]
) -> tuple[Used, ...]:
    """The facts that the table asked for. What another domain noted without a ground stays hidden, also from its counts."""
    table = next((one for one in agreed.tables if one.id == table_id), None)
    labels = _labels(agreed)
    noted = {f"{FACTOR}{factor.id}": factor.id for factor in agreed.factors} | {"unease": Observation.Kind.UNEASE}
    hidden = {name for name, code in noted.items() if facts.get(name) and code not in visible}
    hidden |= {"urgent_count", "risk_count"} if hidden else set()
    return tuple(_one(labels[name], facts.get(name), name in hidden) for name in (table.inputs if table else ()))


def _labels(agreed: InForce) -> dict[str, Words]:
    return {fact.name: fact.labels for fact in FACTS} | {f"{FACTOR}{one.id}": one.labels for one in agreed.factors}


def _one(label: Words, value: FactValue, hidden: bool) -> Used:
    if hidden:
        return Used(label, HIDDEN, False)
    if value is None:
        return Used(label, UNKNOWN, False)
    return Used(label, SPOKEN.get(value, value) if isinstance(value, str) else value, True)


def _whole(row: Proposal, agreed: InForce, used: tuple[Used, ...]) -> ProposalRow:
    assert row.family is not None
    return ProposalRow(
        id=row.pk,
        family_id=row.family.pk,
        family_name=row.family.name,
        municipality_id=row.family.municipality_id,
        made_at=row.decision.made_at,
        status=row.status,
        label=PROPOSAL.labels[row.status],
        advice=advice_of_row(row, agreed),
        used=used,
        decided_by=row.decided_by.name if row.decided_by else "",
        reason=in_words(row.reason),
        instead=row.instead,
    )


def advice_of_row(row: Proposal | Eligibility, agreed: InForce) -> Advice:
    """As it was said then, in the words of the version that said it."""
    assert row.version is not None
    why = row.why or {}
    reason = Words(nl=why["nl"], en=why["en"]) if why.get("nl") and why.get("en") else None
    table = next((one for one in agreed.tables if one.id == row.version.content_id), None)
    return _advice(
        row.code, table, row.version.number, tuple(row.rule_numbers), row.source, reason, row.missing, agreed
    )


def advice_of(answer: deciding.Proposal, agreed: InForce) -> Advice:
    """As a table says it now."""
    table = next(one for one in agreed.tables if one.id == answer.table)
    source = "; ".join(answer.sources)
    return _advice(answer.code, table, table.number, answer.rules, source, answer.reason, answer.missing, agreed)


def _advice(
    code: str,
    table: TableInForce | None,
    number: int,
    rules: tuple[int, ...],
    source: str,
    reason: Words | None,
    missing: Iterable[str],
    agreed: InForce,
) -> Advice:
    labels = _labels(agreed)
    programme = next((one for one in agreed.programmes if code in one.proposals), None)
    titles = table.titles if table else Words(nl=code, en=code)
    return Advice(
        code=code,
        titles=programme.names if programme else titles,
        table=titles,
        version=number,
        rules=rules,
        source=_in_both(source, table.english if table else {}),
        reason=reason,
        missing=tuple(labels[name] for name in missing if name in labels),
        programme=programme.id if programme else "",
    )


def _in_both(source: str, english: Mapping[str, str]) -> Words | str:
    """The source of a row as the sheet of its table has it in English; what is a name in both languages stays as it is."""
    translated = "; ".join(_translated(source.split("; "), english))
    return Words(nl=source, en=translated) if translated != source else source


def _translated(parts: Sequence[str], english: Mapping[str, str]) -> Iterator[str]:
    """A source can be of several parts itself: the longest that the sheet knows counts."""
    while parts:
        known = (end for end in range(len(parts), 0, -1) if "; ".join(parts[:end]) in english)
        end = next(known, 1)
        said = "; ".join(parts[:end])
        yield english.get(said, said)
        parts = parts[end:]


def last_digest(family_id: int) -> str | None:
    """Of the facts and tables on which the last decision rests; None when nothing was decided yet."""
    return next((digest for (digest,) in _digests()(family=family_id)), None)


@compiled
def _digests(given: Given) -> QuerySet[Any, Any]:
    rows = Decision.objects.filter(family_id=given.family).order_by("-made_at", "-pk")
    return rows.values_list("facts_digest")[:1]


def last_decision(family_id: int) -> Decision | None:
    return Decision.objects.filter(family_id=family_id).order_by("-made_at", "-pk").first()
