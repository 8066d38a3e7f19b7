"""A whole caseload in one action: stand-in, return, leaving."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.queries import closing_facts
from sluitend.care.people.models import Involvement
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.promise import breaches
from sluitend.core.roles import Role


@pytest.fixture
def caseload(open_file, coordinator):
    return [open_file(coordinator, name=f"Familie {letter}") for letter in "ABC"]


@pytest.fixture
def away(caseload, world, coordinator, colleague, team_lead, now, today):
    def leave(starts_in=0, days=14):
        first = today + timedelta(days=starts_in)
        return coordination.stand_in_takes_over(
            coordinator.pk,
            by=world.actor(team_lead),
            now=now,
            stand_in_id=colleague.pk,
            starts_on=first,
            ends_on=first + timedelta(days=days),
            reason="Ziek",
        )

    return leave


def leads():
    return set(Case.objects.values_list("lead_id", flat=True))


def breaking(today):
    ids = list(Case.objects.values_list("family_id", flat=True))
    return [breach for facts in closing_facts(ids, quiet_weeks=13) for breach in breaches(facts, today)]


def test_the_stand_in_holds_everything_at_once(away, colleague, today):
    away()
    assert leads() == {colleague.pk}
    assert set(Promise.objects.filter(status="open").values_list("owner_id", flat=True)) == {colleague.pk}
    assert breaking(today) == []


def test_one_action_covers_the_caseload_and_each_family_is_looked_at(away, caseload):
    away()
    outermost = Entry.objects.filter(action="coordination.stand_in_takes_over", within="")
    assert outermost.count() == 1
    assert all(case.changed_at for case in Case.objects.all())


def test_a_planned_absence_hands_over_on_its_first_day(away, world, coordinator, colleague, team_lead, now, today):
    away(starts_in=3)
    assert leads() == {coordinator.pk}
    later = now + timedelta(days=3)
    assert coordinator.pk in world.actor(colleague, today + timedelta(days=3)).acts_for
    for _ in range(2):
        coordination.absence_begins(coordinator.pk, by=world.actor(team_lead), now=later)
    assert leads() == {colleague.pk}


def test_coming_back_gives_back_also_what_was_agreed_meanwhile(
    away, caseload, world, coordinator, colleague, now, today
):
    away()
    followup.promise(
        caseload[0].family_id,
        by=world.actor(colleague),
        now=now,
        owner_id=colleague.pk,
        what="Op bezoek",
        due_on=today + timedelta(days=5),
    )
    coordination.return_from_absence(coordinator.pk, by=world.actor(coordinator), now=now + timedelta(days=7))
    assert leads() == {coordinator.pk}
    assert set(Promise.objects.filter(status="open").values_list("owner_id", flat=True)) == {coordinator.pk}


def test_a_file_that_was_handed_on_meanwhile_stays_there(away, caseload, world, coordinator, colleague, team_lead, now):
    away()
    asked = coordination.ask_lead_handover(
        caseload[0].pk, by=world.actor(colleague), now=now, receiver_id=team_lead.pk, why="Verhuisd"
    )
    coordination.accept_handover(asked, by=world.actor(team_lead), now=now)
    coordination.return_from_absence(coordinator.pk, by=world.actor(team_lead), now=now + timedelta(days=7))
    assert leads() == {coordinator.pk, team_lead.pk}


def test_a_request_that_waited_for_the_absent_waits_for_the_stand_in(
    caseload, away, world, coordinator, colleague, team_lead, open_file, now
):
    other = open_file(team_lead, name="Familie D")
    pk = coordination.ask_lead_handover(
        other.pk, by=world.actor(team_lead), now=now, receiver_id=coordinator.pk, why="Dichterbij"
    )
    away()
    assert LeadHandover.objects.get(pk=pk).receiver_id == colleague.pk
    coordination.return_from_absence(coordinator.pk, by=world.actor(team_lead), now=now)
    assert LeadHandover.objects.get(pk=pk).receiver_id == coordinator.pk


def test_the_absent_cannot_be_a_stand_in(away, world, coordinator, colleague, team_lead, now, today):
    away()
    for absent, stand_in in ((team_lead, coordinator), (colleague, team_lead)):
        with pytest.raises(NotNow):
            coordination.stand_in_takes_over(
                absent.pk,
                by=world.actor(team_lead),
                now=now,
                stand_in_id=stand_in.pk,
                starts_on=today,
                ends_on=today + timedelta(days=1),
            )


def test_leaving_hands_over_to_the_team_lead_in_the_same_transaction(
    caseload, world, coordinator, team_lead, now, today
):
    last_day = today + timedelta(days=30)
    coordination.leave_job(coordinator.pk, by=world.actor(team_lead), now=now, last_day=last_day)
    assert leads() == {team_lead.pk}
    assert breaking(last_day + timedelta(days=1)) == []
    coordinator.refresh_from_db()
    assert coordinator.ends_on == last_day


def test_a_leaver_stays_involved_until_the_last_day(caseload, world, coordinator, team_lead, now, today):
    last_day = today + timedelta(days=30)
    coordination.leave_job(coordinator.pk, by=world.actor(team_lead), now=now, last_day=last_day)
    family = caseload[0].family
    assert coordinator.pk in family.access(last_day).involved
    assert coordinator.pk not in family.access(last_day + timedelta(days=1)).involved


def test_a_stand_in_who_leaves_passes_it_on_and_the_return_still_works(
    away, world, coordinator, colleague, team_lead, now, today
):
    away()
    coordination.leave_job(colleague.pk, by=world.actor(team_lead), now=now, last_day=today)
    assert leads() == {team_lead.pk}
    coordination.return_from_absence(coordinator.pk, by=world.actor(team_lead), now=now + timedelta(days=3))
    assert leads() == {coordinator.pk}


def test_coordinating_roles_go_along_when_somebody_leaves(caseload, world, coordinator, midwife, now, today):
    other = world.professional("Mo Brug", world.practice, Role.MIDWIFE, Role.TEAM_LEAD)
    role = Involvement.Role.MEDICAL_COORDINATOR
    by = world.actor(coordinator)
    coordination.give_role(caseload[0].family_id, by=by, now=now, role=role, professional_id=midwife.pk)
    coordination.leave_job(midwife.pk, by=world.actor(other), now=now, last_day=today, to_id=other.pk)
    assert Involvement.objects.get(role=role, ends_on=None).professional_id == other.pk


def test_another_organisation_cannot_move_this_caseload(caseload, world, coordinator, now, today):
    stranger = world.professional("Vera Elders", world.practice, Role.TEAM_LEAD)
    with pytest.raises(NotAllowed):
        coordination.leave_job(coordinator.pk, by=world.actor(stranger), now=now, last_day=today)


def test_leaving_without_a_team_lead_asks_who_gets_the_work(caseload, world, coordinator, now, today):
    process = world.professional("Pro Regie", world.social, Role.PROCESS_COORDINATOR)
    with pytest.raises(NotNow) as refusal:
        coordination.leave_job(coordinator.pk, by=world.actor(process), now=now, last_day=today)
    assert refusal.value.field == "to"
    assert leads() == {coordinator.pk}
