"""The nightly proof: it finds what breaks a rule, and one bad record never stops the others."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case, Turn
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring import actions, queries
from sluitend.care.network.models import StandIn
from sluitend.care.network.queries import system_actor
from sluitend.core.access import NotNow
from sluitend.doors.jobs import nightly


@pytest.fixture
def cases(world, coordinator, now, today):
    made = []
    for number in range(3):
        family = world.family(f"Familie Nummer{number}", known_by=coordinator)
        facts = {"lead_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
        made.append(Case.objects.get(pk=open_case(family.pk, by=world.actor(coordinator), now=now, **facts)))
    return made


@pytest.fixture
def unchecked(db):
    """The database without its closing rules, so that a test can make what must not exist; they come back with the end of the test."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
        with connection.cursor() as cursor:
            for table in ("coordination_case", "followup_promise", "people_involvement"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER coordination_stay_in_view")


def prove(world, now):
    pk = actions.prove(world.region.pk, by=system_actor(world.region.pk), now=now, clock=lambda: now)
    return queries.leaks(pk)


def test_proof_of_a_sound_region_finds_nothing(world, cases, now):
    assert prove(world, now) == []
    [status] = queries.status()
    assert (status.families, status.breaches, status.proved_at, status.complete) == (3, 0, now, True)


def test_proof_finds_a_case_without_a_next_step(world, cases, now, today, unchecked):
    Promise.objects.filter(family=cases[1].family).update(status="kept", done_on=today)
    [leak] = prove(world, now)
    assert (leak.family_id, leak.rule) == (cases[1].family_id, "next_step")


def test_proof_finds_a_lead_who_left(world, cases, coordinator, now, today, unchecked):
    coordinator.ends_on = today - timedelta(days=1)
    coordinator.save()
    assert {leak.rule for leak in prove(world, now)} == {"owner"}


def test_proof_finds_a_file_that_names_another_lead(world, cases, colleague, now, unchecked):
    Case.objects.filter(pk=cases[0].pk).update(lead=colleague)
    [leak] = prove(world, now)
    assert leak.family_id == cases[0].family_id


def test_leaks_exits_with_1_when_something_leaks(world, cases, now, today, unchecked, capsys):
    call_command("leaks")
    Promise.objects.filter(family=cases[1].family).update(status="kept", done_on=today)
    with pytest.raises(SystemExit) as exit_:
        call_command("leaks")
    assert exit_.value.code == 1


def test_an_unfinished_proof_is_shown_as_unfinished(world, cases, now):
    prove(world, now)
    actions.begin_proof(world.region.pk, by=system_actor(world.region.pk), now=now)
    [status] = queries.status()
    assert (status.complete, status.families) == (False, 3)


def test_nightly_goes_on_past_a_family_that_fails(world, cases, now, today, unchecked):
    Promise.objects.filter(family=cases[0].family).update(status="kept", done_on=today)
    [night] = nightly.run(lambda: now)
    assert (night.looked_at, night.failed) == (3, 1)
    assert [leak.family_id for leak in queries.leaks(night.proof_id)] == [cases[0].family_id]


def test_proof_costs_the_same_number_of_statements_for_any_number_of_families(
    world, cases, now, django_assert_num_queries
):
    ids = [case.family_id for case in cases]
    with django_assert_num_queries(6):
        queries.closing_facts(ids[:1], quiet_weeks=13)
    with django_assert_num_queries(6):
        queries.closing_facts(ids, quiet_weeks=13)


def test_thinking_again_about_a_family_refuses_what_breaks_a_rule(world, cases, now, today, unchecked):
    by = system_actor(world.region.pk)
    assert actions.rethink(cases[0].family_id, by=by, now=now) == cases[0].family_id
    Promise.objects.filter(family=cases[0].family).update(status="kept", done_on=today)
    with pytest.raises(NotNow):
        actions.rethink(cases[0].family_id, by=by, now=now)


def test_a_proof_counts_only_when_it_was_ended(world, now):
    by = system_actor(world.region.pk)
    proof_id = actions.begin_proof(world.region.pk, by=by, now=now)
    assert queries.status()[0].proved_at is None
    actions.end_proof(world.region.pk, by=by, now=now, proof_id=proof_id, families=7, found=[], unreadable=0)
    assert queries.status()[0].families == 7


def test_a_planned_absence_begins_in_the_night_of_its_first_day(world, cases, coordinator, colleague, now, today):
    StandIn.objects.create(
        professional=coordinator,
        stand_in=colleague,
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=9),
    )
    nightly.run(lambda: now)
    assert set(Case.objects.values_list("lead", flat=True)) == {coordinator.pk}
    for _ in range(2):
        nightly.run(lambda: now + timedelta(days=1))
        assert set(Case.objects.values_list("lead", flat=True)) == {colleague.pk}


def test_proof_counts_a_municipality_that_does_not_add_up(world, cases, now):
    Turn.objects.filter(case=cases[0]).delete()
    prove(world, now)
    assert queries.status()[0].unbalanced == 1


@pytest.mark.parametrize("few", [0, 100])
def test_only_the_families_that_were_asked_for_are_read(world, cases, monkeypatch, few):
    monkeypatch.setattr(queries, "FEW", few)
    first, _, last = ids = [case.family_id for case in cases]
    assert queries.closing_facts([last, first], quiet_weeks=13) == [
        facts for facts in queries.closing_facts(ids, quiet_weeks=13) if facts.family_id in (first, last)
    ]
