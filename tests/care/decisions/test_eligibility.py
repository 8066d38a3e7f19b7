"""The tables of a programme are asked where it begins: on the facts as they are, kept with the row that fired, followed or overridden."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sluitend.care.coordination.actions import open_case
from sluitend.care.decisions import actions
from sluitend.care.decisions.models import Eligibility, Proposal
from sluitend.care.decisions.queries import fit, fit_after_visit, fits
from sluitend.care.observations.actions import Seen, note
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Person
from sluitend.care.programmes.actions import Admission
from sluitend.care.programmes.models import Enrolment
from sluitend.core.access import NotNow
from sluitend.core.calendar import add_months
from sluitend.core.eligibility import Says
from sluitend.core.facts import Wish
from tests.care.programmes.conftest import trained

pytestmark = pytest.mark.django_db
TOLD = {"earlier_live_births": 0, "low_or_unfinished_education": True, "speaks_some_dutch": True}


@pytest.fixture
def by(world, youth_nurse):
    trained(youth_nurse)
    return world.actor(youth_nurse)


@pytest.fixture
def family(world, coordinator, youth_nurse, now, today):
    found = world.family(known_by=youth_nurse)
    facts = {"lead_id": coordinator.pk, "first_what": "Kennismaken", "first_due_on": today + timedelta(days=3)}
    open_case(found.pk, by=world.actor(youth_nurse), now=now, **facts)
    Person.objects.filter(memberships__family=found).update(birth_date=add_months(today, -12 * 19))
    return found


@pytest.fixture
def enrol(world, family, by, youth_nurse, now):
    def done(programme_id="voorzorg", **facts):
        facts = {"no_social_contact": "Wil zij niet"} | facts
        told = {"told": facts.pop("told", None), "wants": True}
        admission = Admission(programme_id, world.mother(family).pk, youth_nurse.pk, **facts)
        pk = actions.enrol_by_tables(family.pk, by=by, now=now, admission=admission, **told)
        return Enrolment.objects.get(pk=pk)

    return done


def test_what_is_not_known_is_asked_and_is_no_refusal(family, by, now, enrol):
    found = fit(family.pk, by=by, now=now, programme_id="voorzorg")
    assert found.says is Says.NOT_KNOWN
    assert [fact.name for fact in found.asks] == [*TOLD]
    with pytest.raises(NotNow, match="toch past") as refused:
        enrol()
    assert refused.value.field == "arrival_reason"
    assert not Enrolment.objects.exists()
    assert not Observation.objects.exists()


def test_what_was_told_is_noted_and_the_row_that_fired_is_kept_with_version_facts_and_source(family, by, now, enrol):
    told = {**TOLD, "wish": "wants"}
    assert fit(family.pk, by=by, now=now, programme_id="voorzorg", told=told).says is Says.FITS
    row = enrol(told=TOLD, intake_on=now.date())
    kept = Eligibility.objects.get(enrolment=row)
    assert (kept.stage, kept.says, kept.code, kept.rule_ids) == (
        "offer",
        "fits",
        "offer_voorzorg_intake",
        ["voorzorg_stage_1_r8"],
    )
    assert (kept.version.content_id, kept.version.number, len(kept.version.digest)) == ("voorzorg_stage_1", 1, 64)
    assert kept.decision.facts["speaks_some_dutch"] is True
    assert (kept.decision.facts["age"], kept.decision.facts["wish"]) == (19, "wants")
    assert "No Punish" in kept.source
    assert Observation.objects.filter(code="speaks_some_dutch", value="true").exists()
    ((shown,),) = fits(family.pk, by=by, now=now).values()
    assert (shown.advice.rules, shown.advice.version, shown.by) == ((8,), 1, "Jip Wijk")


def test_a_professional_begins_all_the_same_with_a_reason_that_stays(family, by, now, enrol):
    told = {**TOLD, "earlier_live_births": 1}
    assert fit(family.pk, by=by, now=now, programme_id="voorzorg", told=told).says is Says.NOT_FITTING
    row = enrol(told=told, arrival_reason="Zij zorgde nog nooit zelf voor een kind")
    kept = Eligibility.objects.get(enrolment=row)
    assert (kept.says, kept.rule_numbers, kept.reason) == (
        "not_fitting",
        [3],
        "Zij zorgde nog nooit zelf voor een kind",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Eligibility.objects.filter(pk=kept.pk).update(reason="")


def test_an_open_proposal_is_followed_by_enrolling_and_not_made_again(family, by, now, enrol, world):
    note(family.pk, by=by, now=now, person_id=world.mother(family).pk, seen=Seen(facts=TOLD, wish=Wish.WANTS))
    assert Proposal.objects.get(code="offer_voorzorg_intake").status == "open"
    row = enrol(intake_on=now.date())
    assert Proposal.objects.get(code="offer_voorzorg_intake").status == "accepted"
    seen = Seen(factors=("money_problems",))
    note(family.pk, by=by, now=now, person_id=row.person_id, seen=seen)
    assert not Proposal.objects.filter(status="open", code__in=["offer_voorzorg_intake", "offer_voorzorg"]).exists()


@pytest.fixture
def visited(enrol, now):
    return enrol(told=TOLD, intake_on=now.date())


def test_after_the_first_visit_what_was_seen_lets_the_second_table_answer(visited, by, now, youth_nurse):
    assert fit_after_visit(visited.pk, by=by, now=now).says is Says.NOT_KNOWN
    assert fit_after_visit(visited.pk, by=by, now=now, seen=["money_problems"]).says is Says.FITS
    actions.start_by_tables(visited.pk, by=by, now=now, worker_id=youth_nurse.pk, factors=["money_problems"])
    kept = Eligibility.objects.get(stage="visit")
    assert (kept.says, kept.code, kept.version.content_id) == ("fits", "offer_voorzorg", "voorzorg_stage_2")
    assert kept.decision.facts["intake_for"] == "voorzorg"
    assert Enrolment.objects.get().status == "active"


def test_a_list_that_was_gone_through_with_nothing_on_it_asks_for_a_reason(visited, by, now, youth_nurse):
    assert fit_after_visit(visited.pk, by=by, now=now, gone_through=True).says is Says.NOT_FITTING
    facts = {"worker_id": youth_nurse.pk, "gone_through": True}
    with pytest.raises(NotNow, match="toch past"):
        actions.start_by_tables(visited.pk, by=by, now=now, **facts)
    actions.start_by_tables(visited.pk, by=by, now=now, arrival_reason="Zij is heel jong en alleen", **facts)
    assert Eligibility.objects.get(stage="visit").reason == "Zij is heel jong en alleen"


@pytest.mark.parametrize(("weeks", "days", "fired"), [(28, 0, "voorzorg_stage_1"), (29, 0, "voorzorg_late_start")])
def test_a_late_start_is_another_table_that_offers(family, by, now, today, enrol, weeks, days, fired):
    family.pregnancies.update(due_date=today + timedelta(days=280 - 7 * weeks - days))
    row = enrol(told=TOLD, arrival_reason="Afgesproken met de aanbieder" if weeks == 29 else "")
    kept = Eligibility.objects.get(enrolment=row)
    assert (kept.says, kept.version.content_id) == ("fits", fired)
    assert row.arrival == ("late" if weeks == 29 else "in_time")


def test_a_programme_without_tables_says_so_and_asks_no_reason(enrol):
    row = enrol("centering_zwangerschap")
    assert (Eligibility.objects.get(enrolment=row).says, row.status) == ("no_table", "active")
