"""Ending a task and agreeing the next one in one go."""

from datetime import timedelta

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.core.access import NotAllowed, NotNow
from tests.care.conftest import NOW, TODAY


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def family(world, coordinator, by):
    found = world.family(known_by=coordinator)
    facts = {"lead_id": coordinator.pk, "first_what": "Kennismaken", "first_due_on": TODAY}
    coordination.open_case(found.pk, by=by, now=NOW, **facts)
    return found


@pytest.fixture
def task(family):
    return Promise.objects.get(family=family)


def test_the_last_task_is_kept_together_with_the_next_one(family, task, by, colleague):
    later = TODAY + timedelta(days=7)
    facts = {"what": "Huisbezoek", "due_on": later, "owner_id": colleague.pk}
    followup.keep_and_go_on(task.pk, by=by, now=NOW, result="Gesproken", **facts)
    task.refresh_from_db()
    assert (task.status, task.result) == ("kept", "Gesproken")
    following = Promise.objects.get(family=family, status="open")
    assert (following.what, following.due_on, following.owner) == ("Huisbezoek", later, colleague)


def test_the_last_task_alone_is_refused_and_nothing_changes(task, by):
    with pytest.raises(NotNow, match="Dit kan zo niet"):
        followup.keep_and_go_on(task.pk, by=by, now=NOW)
    task.refresh_from_db()
    assert task.status == "open"


def test_a_next_step_needs_its_date(task, by):
    with pytest.raises(NotNow) as refused:
        followup.withdraw_and_go_on(task.pk, by=by, now=NOW, reason="Niet nodig", what="Bellen")
    assert refused.value.field == "due_on"


def test_a_task_falls_away_with_its_reason_for_the_same_owner(family, task, by, coordinator):
    followup.withdraw_and_go_on(task.pk, by=by, now=NOW, reason="Ziek", what="Bellen", due_on=TODAY)
    task.refresh_from_db()
    assert (task.status, task.reason) == ("withdrawn", "Ziek")
    assert Promise.objects.get(family=family, status="open").owner == coordinator


def test_the_task_of_somebody_else_is_not_kept(task, world, colleague):
    with pytest.raises(NotAllowed):
        followup.keep_and_go_on(task.pk, by=world.actor(colleague), now=NOW)
