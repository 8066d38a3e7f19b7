"""Everything around one family in one statement, and one look per page."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination import queries as files
from sluitend.care.followup.actions import attempt
from sluitend.care.monitoring.queries import events
from sluitend.care.people.queries import family_people
from sluitend.care.query import one_page
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed
from sluitend.core.promise import silences
from tests.care.conftest import NOW, TODAY


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def family(world, coordinator, by):
    found = world.family(known_by=coordinator)
    coordination.open_case(
        found.pk, by=by, now=NOW, lead_id=coordinator.pk, first_what="Kennismaken", first_due_on=TODAY
    )
    return found


def test_events_of_every_kind_come_in_one_statement(world, family, by, colleague, django_assert_num_queries):
    attempt(family.pk, by=by, now=NOW, way="phone", result="reached")
    coordination.meet(family.pk, by=by, now=NOW, held_at=NOW, who="moeder", family_present=True)
    case_id = files.heading(family.pk, by=by, now=NOW).case_id
    coordination.ask_lead_handover(case_id, by=by, now=NOW, receiver_id=colleague.pk, why="verhuizing")
    with one_page():
        files.heading(family.pk, by=by, now=NOW)
        with django_assert_num_queries(1):
            found = events(family.pk, by=by, now=NOW)
    kinds = {row.kind for row in found}
    assert {"contact", "meeting", "handover", "case"} <= kinds
    asked = next(row for row in found if row.kind == "handover")
    assert (asked.words, asked.who, asked.status, asked.on) == ("verhuizing", "Noor Collega", "requested", TODAY)
    assert asked.until is not None
    assert asked.until > TODAY


def test_queries_of_one_page_load_the_family_once_and_leave_one_look(family, by, django_assert_num_queries):
    Entry.objects.filter(kind="look").delete()
    with one_page(), django_assert_num_queries(8):  # family, access, look, heading, four of the people
        files.heading(family.pk, by=by, now=NOW)
        family_people(family.pk, by=by, now=NOW)
    assert Entry.objects.filter(kind="look", family_id=family.pk).count() == 1


def test_one_page_still_asks_every_query_for_access(family, world, youth_nurse):
    stranger = world.actor(youth_nurse)
    with one_page(), pytest.raises(NotAllowed):
        files.heading(family.pk, by=stranger, now=NOW)


def test_silences_are_the_stretches_longer_than_a_family_may_be_quiet():
    since = TODAY - timedelta(weeks=40)
    contact = TODAY - timedelta(weeks=20)
    assert silences([contact], since, TODAY) == [(since, contact), (contact, TODAY)]
    assert silences([contact], contact - timedelta(weeks=13), contact + timedelta(weeks=13)) == []
    assert silences([], since, TODAY) == [(since, TODAY)]
