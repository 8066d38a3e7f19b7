"""A file ends only by a person, with an agreed ending, after a last look; and it can be opened again."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case, Turn
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Municipality
from sluitend.care.network.queries import system_actor
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.person import PersonFacts
from sluitend.core.states import Ending


@pytest.fixture
def close(case, world, coordinator, now, today):
    def closing(**facts):
        given = {"ending": "goals_reached", "family_told_on": today, "withdraw_open": True, **facts}
        return coordination.close_case(case.pk, by=world.actor(coordinator), now=now, **given)

    return closing


def test_a_closed_file_names_its_ending_and_who_closed_it(close, case, coordinator, today):
    close(note="Mooi gedaan")
    case.refresh_from_db()
    assert (case.status, case.ending, case.closed_by_id, case.closed_on) == (
        "closed",
        "goals_reached",
        coordinator.pk,
        today,
    )


def test_open_tasks_fall_away_with_the_ending_as_reason(close):
    close()
    assert [(one.status, one.reason) for one in Promise.objects.all()] == [("withdrawn", "De doelen zijn bereikt")]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ending": ""}, "ending"),
        ({"ending": "nobody_updated_it"}, "ending"),
        ({"family_told_on": None}, "family_told_on"),
        ({"ending": "moved"}, "confirmed_by"),
        ({"ending": "taken_over", "confirmed_by": "  "}, "confirmed_by"),
        ({"withdraw_open": False}, "withdraw_open"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(close, case, facts, field):
    with pytest.raises(NotNow) as refusal:
        close(**facts)
    assert refusal.value.field == field
    case.refresh_from_db()
    assert case.status == "open"


@pytest.mark.parametrize("ending", list(Ending))
def test_every_agreed_ending_closes_the_file(close, case, ending):
    close(ending=ending.value, confirmed_by="Team Zandstad, telefonisch")
    case.refresh_from_db()
    assert case.ending == ending


def test_the_family_is_told_before_not_after(close, today):
    with pytest.raises(NotNow, match="toekomst"):
        close(family_told_on=today + timedelta(days=1))


def test_a_waiting_hand_over_stops_the_ending(close, case, world, coordinator, colleague, now):
    coordination.ask_lead_handover(case.pk, by=world.actor(coordinator), now=now, receiver_id=colleague.pk, why="Ruil")
    with pytest.raises(NotNow, match="overdracht"):
        close()


def test_the_system_closes_nothing(case, world, now, today):
    with pytest.raises(NotAllowed):
        coordination.close_case(
            case.pk,
            by=system_actor(world.region.pk),
            now=now,
            ending="goals_reached",
            family_told_on=today,
            withdraw_open=True,
        )


def test_coordinating_roles_end_and_the_midwife_stays_involved(close, case, world, midwife, coordinator, now):
    role = Involvement.Role.MEDICAL_COORDINATOR
    coordination.give_role(case.family_id, by=world.actor(coordinator), now=now, role=role, professional_id=midwife.pk)
    close()
    still = set(case.family.involvements.filter(ends_on=None).values_list("role", flat=True))
    assert still == {"medical_coordinator", "care_giver"}


def test_a_closed_file_opens_again_with_its_history(close, case, world, coordinator, colleague, now, today):
    close()
    again = coordination.open_case(
        case.family_id,
        by=world.actor(coordinator),
        now=now + timedelta(days=90),
        lead_id=colleague.pk,
        first_what="Bellen na nieuw signaal",
        first_due_on=today + timedelta(days=92),
    )
    assert again == case.pk
    assert [turn.why for turn in Turn.objects.order_by("pk")] == ["opened", "closed", "reopened"]
    assert Case.objects.get().lead_id == colleague.pk


def test_a_move_takes_the_file_along(case, world, coordinator, now, today):
    there = Municipality.objects.get(name="Zandstad")
    people.move(case.family_id, by=world.actor(coordinator), now=now, municipality_id=there.pk, on=today)
    case.refresh_from_db()
    assert case.municipality_id == there.pk
    rows = Turn.objects.order_by("pk").values_list("why", "municipality__name", "change")
    assert list(rows) == [("opened", "Waterstad", 1), ("moved_out", "Waterstad", -1), ("moved_in", "Zandstad", 1)]


def test_both_households_stay_in_view_when_parents_separate(case, world, coordinator, now, today):
    mother = world.mother(case.family)
    by = world.actor(coordinator)
    people.add_member(case.family_id, by=by, now=now, part="father", facts=PersonFacts(given_name="Ties"), since=today)
    leaving = case.family.members.exclude(person=mother).values_list("person_id", flat=True)
    new = coordination.separate_household(
        case.family_id, by=by, now=now, municipality_id=world.town.pk, on=today, leaving_ids=list(leaving)
    )
    assert Case.objects.get(family_id=new).lead_id == coordinator.pk
    assert Family.objects.count() == 2
