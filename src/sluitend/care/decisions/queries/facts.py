"""The facts of a family, or of a signal that names nobody, as tables ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat

from sluitend.care.action import just_made, made
from sluitend.care.agreements.queries import InForce, in_force
from sluitend.care.compiled import Given, compiled
from sluitend.care.consent.models import Ground
from sluitend.care.observations.queries import known_facts
from sluitend.care.people.models import Family, FamilyMember, Pregnancy
from sluitend.care.programmes.models import Enrolment
from sluitend.care.signalling.models import Signal
from sluitend.core.calendar import gestational_age, whole_months, whole_years
from sluitend.core.content import FactorKind
from sluitend.core.facts import NO_INTAKE, ConsentAnswer, FactValue, Grade, Situation, Wish, facts_of

LATEST = 50
"""Signals about one family that are looked at."""
ONGOING = Pregnancy.Outcome.ONGOING.value
INTAKE = "intake:"
"""Before the id of the programme for which there is a first visit."""


def situation(family: Family, today: date) -> dict[str, FactValue]:
    """All facts of a family that a table may ask for. Unknown stays None: it is not the same as no."""
    agreed = in_force(family.region_id, today, family.municipality_id)
    return facts_in_force(family.pk, agreed, signals_of(family.pk), today)


class Sent(NamedTuple):
    """A signal about a family, and where that family lives (region, municipality)."""

    pk: int
    signaller_id: int | None
    of_family: tuple[int, int]


def signals_of(family_id: int) -> list[Sent]:
    """The latest signals about a family, newest first."""
    if just_made("people.Family", family_id):
        return [_new(signal) for signal in reversed(made(Signal, family_id))]
    return [Sent(pk, signaller_id, tuple(place)) for pk, signaller_id, *place in _signals()(family=family_id)]


def _new(signal: Signal) -> Sent:
    assert signal.family is not None
    return Sent(signal.pk, signal.signaller_id, (signal.family.region_id, signal.family.municipality_id))


@compiled
def _signals(given: Given) -> QuerySet[Any, Any]:
    rows = Signal.objects.filter(family_id=given.family).order_by("-pk")
    return rows.values_list("pk", "signaller_id", "family__region_id", "family__municipality_id")[:LATEST]


def facts_in_force(family_id: int, agreed: InForce, signals: list[Sent], today: date) -> dict[str, FactValue]:
    known = known_facts(family_id)
    plain = {**known.facts, **_people_facts(family_id, known.facts, today)}
    found = Situation(
        **{name: value for name, value in plain.items() if name in Situation.__dataclass_fields__},  # type: ignore[arg-type]
        unease=known.unease,
        grade=known.grade,
        wish=known.wish,
        consent=_consent(family_id, today),
        chain_partner_signal=any(signal.signaller_id for signal in signals) or None,
    )
    kinds = {factor.id: factor.kind for factor in agreed.factors}
    return facts_of(found, kinds, known.seen, known.absent, known.gone_through)


def _people_facts(family_id: int, noted: Mapping[str, FactValue], today: date) -> dict[str, FactValue]:
    rows = _births_and_due_dates()(family=family_id)
    of = {what: [on for kind, on in rows if kind == what and on] for what in ("mother", "child", ONGOING)}
    mother, born, ongoing = next(iter(of["mother"]), None), of["child"], next(iter(of[ONGOING]), None)
    earlier = noted.get("earlier_live_births")
    return {
        "age": whole_years(mother, today) if mother else None,
        "pregnant": True if ongoing else (False if born else None),
        "gestational_weeks": gestational_age(ongoing, today).weeks if ongoing else None,
        "child_born": True if born else (False if ongoing else None),
        "child_age_months": whole_months(max(born), today) if born else None,
        "earlier_live_births": earlier if earlier is not None or not born else len(born),
        "intake_for": next((kind.removeprefix(INTAKE) for kind, _ in rows if kind.startswith(INTAKE)), NO_INTAKE),
    }


@compiled
def _births_and_due_dates(given: Given) -> QuerySet[Any, Any]:
    """(part in the family, birth date) of who lives there, the due dates of pregnancies that go on, and the programme that begins with
    a first visit now, in one statement."""
    members = FamilyMember.objects.filter(family_id=given.family, ends_on=None)
    ongoing = Pregnancy.objects.filter(family_id=given.family, outcome=Pregnancy.Outcome.ONGOING)
    people = members.annotate(what=F("part"), on=F("person__birth_date")).values_list("what", "on")
    visit = Enrolment.objects.filter(family_id=given.family, status=Enrolment.Status.INTAKE).order_by()
    more = (
        ongoing.annotate(what=F("outcome"), on=F("due_date")).values_list("what", "on"),
        visit.annotate(what=Concat(Value(INTAKE), "programme_id"), on=F("asked_on")).values_list("what", "on"),
    )
    return people.union(*more, all=True)


def _consent(family_id: int, today: date) -> ConsentAnswer | None:
    if just_made("people.Family", family_id):
        agreed = [row for row in made(Ground, family_id) if row.kind == Ground.Kind.CONSENT]
        found = [(row.refused, row.withdrawn_on, row.until) for row in agreed]
    else:
        found = _grounds()(family=family_id)
    if not found:
        return None
    refused, withdrawn_on, until = found[-1]
    if refused or withdrawn_on is not None:
        return ConsentAnswer.NO
    return ConsentAnswer.UNKNOWN if until is not None and until < today else ConsentAnswer.YES


@compiled
def _grounds(given: Given) -> QuerySet[Any, Any]:
    rows = Ground.objects.filter(family_id=given.family, kind=Ground.Kind.CONSENT).order_by("-given_on", "-pk")
    return rows.values_list("refused", "withdrawn_on", "until")[:1]


def anonymous_facts(signal: Signal, agreed: InForce) -> dict[str, FactValue]:
    found = Situation(
        unease=True if signal.unease else None,
        grade=Grade(signal.grade) if signal.grade else None,
        wish=Wish(signal.wants_help) if signal.wants_help else None,
    )
    kinds = {factor.id: factor.kind for factor in agreed.factors}
    return facts_of(found, kinds, signal.factors, asked=(FactorKind.URGENT,))
