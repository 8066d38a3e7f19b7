"""Programmes in numbers: of oneself, the team and the municipalities, with small numbers hidden where there are no names."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.network.models import Municipality, Team, TeamMember
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries import Scope, numbers, scopes
from sluitend.core.access import NotAllowed
from sluitend.core.fidelity import Kind
from sluitend.core.roles import Role
from tests.care.conftest import LONG_AGO, NOW, TODAY
from tests.care.programmes.conftest import in_force, trained

pytestmark = pytest.mark.django_db


def cells(found, kind, phase=""):
    (one,) = found
    row = next(row for row in one.rows if (row.figure.kind, row.figure.phase) == (kind, phase))
    return {cell.group: cell.count and (cell.count.part, cell.count.whole, cell.value) for cell in row.cells}


@pytest.fixture
def policy_officer(world):
    return world.actor(world.professional("Bea Beleid", world.youth_care, Role.POLICY_OFFICER))


def many(world, worker, number, **facts):
    """This many families in VoorZorg with this worker."""
    by = world.actor(worker)
    trained(worker)
    for count in range(number):
        family = world.family(f"Familie {worker.pk}-{count}", known_by=worker)
        first = {"first_what": "Bellen", "first_due_on": TODAY}
        open_case(family.pk, by=by, now=NOW, lead_id=worker.pk, **first)
        when = {"first_due_on": TODAY, "no_social_contact": "Nee"} | facts
        admission = actions.Admission("voorzorg", world.mother(family).pk, worker.pk, **when)
        actions.enrol(family.pk, by=by, now=NOW, admission=admission)


def test_ones_own_numbers_have_names_behind_them_and_are_never_hidden(enrol, by):
    row = enrol(first_due_on=TODAY)
    actions.record(row.contacts.get().pk, by=by, now=NOW, held=True)
    later = NOW + timedelta(days=8)
    found = numbers(by=by, now=later, scope=Scope.MINE)
    assert cells(found, Kind.CONTACTS, "pregnancy") == {row.worker.name: (1, 1, 100)}
    assert cells(found, Kind.STOPPED) == {row.worker.name: (0, 1, 0)}


def test_a_team_is_seen_per_colleague_and_only_ones_own_teams(world, youth_nurse, coordinator):
    many(world, youth_nurse, 2)
    team = Team.objects.create(organisation=world.youth_care, name="Team Zuid")
    lead = world.professional("Lea Lid", world.youth_care, Role.TEAM_LEAD)
    actor = world.actor(lead)
    assert numbers(by=actor, now=NOW, scope=Scope.TEAM) == ()
    for one in (lead, youth_nurse):
        TeamMember.objects.create(team=team, professional=one, starts_on=LONG_AGO)
    assert cells(numbers(by=world.actor(lead), now=NOW, scope=Scope.TEAM), Kind.STOPPED) == {
        youth_nurse.name: (0, 2, 0)
    }


def test_a_municipality_shows_nothing_about_fewer_than_ten_families(world, youth_nurse, policy_officer):
    many(world, youth_nurse, 9)
    here = Municipality.objects.get(pk=Enrolment.objects.first().family.municipality_id).name
    assert cells(numbers(by=policy_officer, now=NOW, scope=Scope.MUNICIPALITY), Kind.STOPPED) == {here: None}


def test_a_municipality_with_enough_families_shows_what_is_not_about_few(world, youth_nurse, policy_officer):
    many(world, youth_nurse, 12)
    here = Enrolment.objects.first().family.municipality.name
    ask = {"by": policy_officer, "now": NOW, "scope": Scope.MUNICIPALITY}
    assert cells(numbers(**ask), Kind.STOPPED) == {here: (0, 12, 0)}
    row = Enrolment.objects.first()
    actions.end(row.pk, by=world.actor(youth_nurse), now=NOW, ending="not_wanted", why="Genoeg zo")
    assert cells(numbers(**ask), Kind.STOPPED) == {here: None}


def test_a_region_that_shows_larger_numbers_only_has_its_way(world, youth_nurse, policy_officer):
    world.agree(hide_counts_below=13)
    many(world, youth_nurse, 12)
    found = numbers(by=policy_officer, now=NOW, scope=Scope.MUNICIPALITY)
    assert found[0].below == 13
    assert set(cells(found, Kind.STOPPED).values()) == {None}
    assert numbers(by=world.actor(youth_nurse), now=NOW, scope=Scope.MINE)[0].below == 0


def test_the_number_of_statements_does_not_grow_with_the_families(world, youth_nurse, django_assert_max_num_queries):
    many(world, youth_nurse, 6)
    with django_assert_max_num_queries(9):
        numbers(by=world.actor(youth_nurse), now=NOW, scope=Scope.MINE)


def test_each_view_is_for_who_may_see_it(world, by, midwife, policy_officer):
    assert scopes(by) == (Scope.MINE,)
    assert scopes(policy_officer) == (Scope.MUNICIPALITY,)
    for scope in (Scope.TEAM, Scope.MUNICIPALITY):
        with pytest.raises(NotAllowed):
            numbers(by=by, now=NOW, scope=scope)


def test_programmes_that_nobody_coded_are_counted_with_their_own_targets(world, enrol, by):
    in_force(world.region, "round_table")
    row = enrol("round_table", first_due_on=TODAY)
    actions.record(row.contacts.get().pk, by=by, now=NOW, held=True)
    (found,) = numbers(by=by, now=NOW + timedelta(days=40), scope=Scope.MINE)
    target = next(row for row in found.rows if row.figure.target)
    assert (target.figure.names.en, target.cells[0].count.part, target.cells[0].value) == ("Half held", 1, 100)
