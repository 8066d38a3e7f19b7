"""The wrapper around every change: permission, transaction, trail, after-change, and once is once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Involvement
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow


@pytest.fixture
def case(world, coordinator, now, today):
    family = world.family(known_by=coordinator)
    pk = open_case(
        family.pk,
        by=world.actor(coordinator),
        now=now,
        lead_id=coordinator.pk,
        first_what="Bellen",
        first_due_on=today + timedelta(days=2),
    )
    return Case.objects.get(pk=pk)


def test_opening_a_case_names_the_lead_and_the_next_step(case, coordinator, today):
    assert (case.lead_id, case.next_what, case.next_due_on) == (coordinator.pk, "Bellen", today + timedelta(days=2))
    assert case.family.access(today).lead_name == "Cor Regie"


def test_opening_twice_gives_the_same_case(case, world, coordinator, now, today):
    again = open_case(
        case.family_id,
        by=world.actor(coordinator),
        now=now,
        lead_id=coordinator.pk,
        first_what="Bellen",
        first_due_on=today,
    )
    assert again == case.pk
    assert Case.objects.count() == 1


def test_the_last_promise_cannot_be_kept_without_a_next_step(case, world, coordinator, now):
    last = Promise.objects.get()
    with pytest.raises(NotNow, match="Dit kan zo niet"):
        followup.keep(last.pk, by=world.actor(coordinator), now=now)
    last.refresh_from_db()
    assert last.status == "open"


def test_keeping_a_promise_moves_the_next_step_on(case, world, coordinator, now, today):
    by = world.actor(coordinator)
    first = Promise.objects.get()
    followup.promise(
        case.family_id, by=by, now=now, owner_id=coordinator.pk, what="Op bezoek", due_on=today + timedelta(days=9)
    )
    followup.keep(first.pk, by=by, now=now, result="Gesproken")
    case.refresh_from_db()
    assert (case.next_what, case.next_due_on) == ("Op bezoek", today + timedelta(days=9))


def test_somebody_who_is_not_involved_is_told_whom_to_ask(case, world, youth_nurse, now, today):
    with pytest.raises(NotAllowed) as refusal:
        followup.promise(
            case.family_id,
            by=world.actor(youth_nurse),
            now=now,
            owner_id=youth_nurse.pk,
            what="Bezoek",
            due_on=today,
        )
    assert refusal.value.reason.values["lead"] == "Cor Regie"


def test_the_trail_names_the_change_and_what_it_led_to(case):
    assert list(Entry.objects.order_by("pk").values_list("action", "within", "family_id")) == [
        ("coordination.open_case", "", case.family_id),
        ("followup.promise", "coordination.open_case", case.family_id),
    ]


def test_the_same_form_posted_twice_does_one_thing(case, world, coordinator, now, today):
    by = world.actor(coordinator)
    sent = {"by": by, "now": now, "owner_id": coordinator.pk, "what": "Bezoek", "due_on": today, "once": "form-1"}
    assert followup.promise(case.family_id, **sent) == followup.promise(case.family_id, **sent)
    assert Promise.objects.filter(what="Bezoek").count() == 1


def test_a_refused_action_leaves_nothing_behind(case, world, coordinator, now):
    before = Entry.objects.count()
    with pytest.raises(NotNow):
        followup.withdraw(Promise.objects.get().pk, by=world.actor(coordinator), now=now, reason="niet nodig")
    assert (Entry.objects.count(), Promise.objects.get().status) == (before, "open")


def test_the_database_refuses_a_second_lead(case, colleague, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(family=case.family, professional=colleague, role="lead", starts_on=today)
