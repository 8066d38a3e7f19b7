"""The work list: one row per family, never an empty next cell, and a cost that does not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case
from sluitend.care.coordination.queries import (
    Section,
    also_around,
    case_file,
    overdue,
    team_view,
    worklist,
)
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.actions import rethink
from sluitend.care.network.models import Municipality
from sluitend.care.network.queries import system_actor
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import NotAllowed


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


def test_each_family_is_in_the_section_of_its_next_date(open_file, coordinator, by, now, today):
    for name, due_in in (("Nu", 0), ("Week", 7), ("Later", 8)):
        open_file(coordinator, name=f"Familie {name}", due_in=due_in)
    found = worklist(by=by, now=now)
    assert [(row.family_name, row.section) for row in found.rows] == [
        ("Familie Nu", Section.NOW),
        ("Familie Week", Section.THIS_WEEK),
        ("Familie Later", Section.LATER),
    ]


def test_a_family_in_quiet_is_shown_as_quiet(case, coordinator, by, now, today):
    first = Promise.objects.get()
    followup.stay_quiet(
        case.family_id,
        by=by,
        now=now,
        owner_id=coordinator.pk,
        review_on=today + timedelta(weeks=6),
        reason="Gaat goed",
    )
    followup.keep(first.pk, by=by, now=now)
    [row] = worklist(by=by, now=now).rows
    assert (row.section, row.next_due_on) == (Section.QUIET, today + timedelta(weeks=6))


def test_waiting_for_others_never_hides_what_is_due(open_file, coordinator, by, now):
    due, later = open_file(coordinator, name="Familie A", due_in=0), open_file(coordinator, name="Familie B", due_in=9)
    found = worklist(by=by, now=now).waiting({due.family_id, later.family_id})
    assert [row.section for row in found.rows] == [Section.NOW, Section.WAITING]


def test_a_row_says_where_the_family_is_and_what_is_next(case, by, now, today):
    [row] = worklist(by=by, now=now).rows
    assert (str(row.stage), row.next_what, row.next_owner, row.municipality) == (
        "wk 20+0 zwanger",
        "Bellen",
        "Cor Regie",
        "Waterstad",
    )


def test_days_since_contact_count_from_when_the_family_was_reached(case, by, now, today):
    followup.attempt(case.family_id, by=by, now=now, way="phone", result="reached")
    [row] = worklist(by=by, now=now + timedelta(days=9)).rows
    assert row.days_since_contact == 9


def test_late_is_counted_when_read(case, by, now):
    [row] = worklist(by=by, now=now + timedelta(days=400)).rows
    assert (row.days_late, row.section) == (398, Section.NOW)


def test_a_change_by_another_shows_until_one_looks(case, world, by, midwife, coordinator, now, today):
    case_file(case.family_id, by=by, now=now + timedelta(minutes=1))
    assert not worklist(by=by, now=now).rows[0].changed
    role = Involvement.Role.CARE_GIVER
    Involvement.objects.create(family=case.family, professional=midwife, role=role, starts_on=today)
    later = now + timedelta(hours=1)
    followup.attempt(case.family_id, by=world.actor(midwife), now=later, way="phone", result="reached")
    assert worklist(by=by, now=later).rows[0].changed
    case_file(case.family_id, by=by, now=later + timedelta(minutes=1))
    assert not worklist(by=by, now=later + timedelta(hours=1)).rows[0].changed


def test_the_nightly_look_is_no_change_unless_something_came_of_it(case, world, by, now):
    case_file(case.family_id, by=by, now=now + timedelta(minutes=1))
    tonight, system = now + timedelta(hours=14), system_actor(world.region.pk)
    rethink(case.family_id, by=system, now=tonight)
    assert not worklist(by=by, now=tonight).rows[0].changed
    there = Municipality.objects.create(region=world.region, cbs_code="GM0299", name="Zandstad")
    Family.objects.filter(pk=case.family_id).update(municipality=there)
    rethink(case.family_id, by=system, now=tonight)
    assert worklist(by=by, now=tonight).rows[0].changed


def test_a_stand_in_sees_both_caseloads(open_file, world, coordinator, colleague, team_lead, now, today):
    open_file(coordinator, name="Familie Van Cor")
    open_file(colleague, name="Familie Van Noor")
    coordination.stand_in_takes_over(
        coordinator.pk,
        by=world.actor(team_lead),
        now=now,
        stand_in_id=colleague.pk,
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=9),
    )
    tomorrow = now + timedelta(days=1)
    rows = worklist(by=world.actor(colleague, tomorrow.date()), now=tomorrow).rows
    assert {(row.family_name, row.is_stand_in) for row in rows} == {
        ("Familie Van Cor", True),
        ("Familie Van Noor", False),
    }


def test_the_midwife_sees_the_families_she_coordinates_medically(case, world, midwife, by, now):
    role = Involvement.Role.MEDICAL_COORDINATOR
    coordination.give_role(case.family_id, by=by, now=now, role=role, professional_id=midwife.pk)
    [row] = also_around(by=world.actor(midwife), now=now, role=role).rows
    assert (row.family_id, row.lead) == (case.family_id, "Cor Regie")


def test_pages_follow_by_key_and_leave_nobody_out(open_file, coordinator, by, now):
    made = {open_file(coordinator, name=f"Familie {n}", due_in=n % 3).family_id for n in range(5)}
    seen, after = [], None
    while True:
        page = worklist(by=by, now=now, after=after, size=2)
        seen += [row.family_id for row in page.rows]
        if (after := page.after) is None:
            break
    assert len(seen) == 5
    assert set(seen) == made


def test_the_cost_of_the_list_does_not_grow(open_file, coordinator, by, now):
    counts = []
    for size in (1, 8):
        while Case.objects.count() < size:
            open_file(coordinator, name=f"Familie {Case.objects.count()}")
        with CaptureQueriesContext(
            connection,
        ) as done:
            worklist(by=by, now=now)
        counts.append(len(done))
    assert counts[0] == counts[1] <= 6


def test_the_bar_counts_families_leads_and_next_dates(open_file, world, coordinator, colleague, team_lead, now):
    for lead in (coordinator, coordinator, colleague):
        open_file(lead)
    view = team_view(by=world.actor(team_lead), now=now)
    assert (view.families, view.leads, view.next_dates, view.closed) == (3, 3, 3, True)
    assert {row.name: row.families for row in view.members} == {"Cor Regie": 2, "Noor Collega": 1, "Tess Leider": 0}


def test_a_file_that_a_leaver_still_holds_is_seen(open_file, world, coordinator, team_lead, now, today):
    open_file(coordinator)
    type(coordinator).objects.filter(pk=coordinator.pk).update(ends_on=today - timedelta(days=1))
    view = team_view(by=world.actor(team_lead), now=now)
    assert (view.families, view.leads, view.closed) == (1, 0, False)


def test_late_tasks_never_leave_the_overdue_list(case, world, team_lead, now):
    [row] = overdue(by=world.actor(team_lead), now=now + timedelta(days=900)).rows
    assert (row.what, row.days_late, row.owner) == ("Bellen", 898, "Cor Regie")


def test_who_leads_no_team_does_not_see_it(by, now):
    for question in (team_view, overdue):
        with pytest.raises(NotAllowed):
            question(by=by, now=now)
