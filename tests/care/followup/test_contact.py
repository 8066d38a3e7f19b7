"""Promises, attempts to reach the family, and notices."""

from datetime import timedelta

import pytest

from sluitend.care.agreements.models import Version
from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import ContactAttempt, Notice, Promise
from sluitend.care.followup.queries import follow_up, my_promises, notices
from sluitend.care.people.models import Involvement
from sluitend.core.access import NotAllowed, NotNow


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def family(world, coordinator, by, now, today):
    family = world.family(known_by=coordinator)
    facts = {"lead_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    open_case(family.pk, by=by, now=now, **facts)
    return family


def test_not_reached_needs_a_date_for_the_next_try(family, by, now):
    with pytest.raises(NotNow) as refusal:
        followup.attempt(family.pk, by=by, now=now, way="phone", result="not_reached")
    assert refusal.value.field == "next_due_on"
    assert not ContactAttempt.objects.exists()


def test_the_next_try_is_a_promise_and_the_old_one_is_kept(family, by, now, today):
    first = Promise.objects.get()
    followup.attempt(
        family.pk,
        by=by,
        now=now,
        way="phone",
        result="not_reached",
        keeps_id=first.pk,
        next_due_on=today + timedelta(days=3),
    )
    assert list(Promise.objects.order_by("pk").values_list("status", "what")) == [
        ("kept", "Bellen"),
        ("open", "Opnieuw proberen"),
    ]
    case = Case.objects.get()
    assert (case.next_what, case.next_due_on) == ("Opnieuw proberen", today + timedelta(days=3))


def test_tries_are_counted_since_the_family_was_last_reached(family, by, now, today):
    soon = today + timedelta(days=5)
    for day, result in enumerate(("not_reached", "reached", "not_reached", "not_reached")):
        at = now + timedelta(days=day)
        facts = {"way": "visit", "result": result, "next_what": "Opnieuw langs", "next_due_on": soon}
        followup.attempt(family.pk, by=by, now=at, **facts)
    assert follow_up(family.pk, by=by, now=now).tries_since_contact == 2


@pytest.mark.parametrize(("field", "value"), [("way", "pigeon"), ("result", "vanished")])
def test_an_unknown_choice_is_refused_beside_its_field(family, by, now, field, value):
    with pytest.raises(NotNow) as refusal:
        followup.attempt(family.pk, by=by, now=now, **{"way": "phone", "result": "reached", field: value})
    assert refusal.value.field == field


def test_an_attempt_does_not_keep_somebody_elses_task(family, world, midwife, by, now, today):
    Involvement.objects.create(family=family, professional=midwife, role="care_giver", starts_on=today)
    with pytest.raises(NotNow, match="niet uw taak"):
        followup.attempt(
            family.pk,
            by=world.actor(midwife),
            now=now,
            way="phone",
            result="reached",
            keeps_id=Promise.objects.get().pk,
        )


def test_who_gets_a_task_may_see_the_family_and_is_told(family, world, youth_nurse, by, now, today):
    followup.promise(family.pk, by=by, now=now, owner_id=youth_nurse.pk, what="Huisbezoek", due_on=today)
    actor = world.actor(youth_nurse)
    assert [row.what for row in my_promises(by=actor, now=now).rows] == ["Huisbezoek"]
    assert follow_up(family.pk, by=actor, now=now).open_promises
    [notice] = notices(by=actor, now=now)
    assert (notice.new, str(notice.message)) == (True, "U heeft een nieuwe taak voor een gezin, uiterlijk 23-11-2026.")


def test_a_task_cannot_be_given_to_somebody_who_does_not_work_here(family, by, now, today):
    with pytest.raises(NotNow) as refusal:
        followup.promise(family.pk, by=by, now=now, owner_id=999_999, what="Bezoek", due_on=today)
    assert refusal.value.field == "owner"


@pytest.mark.parametrize("days", [-1, 731, 3650])
def test_a_date_in_the_past_or_years_ahead_is_refused(family, by, now, today, coordinator, days):
    due_on = today + timedelta(days=days)
    with pytest.raises(NotNow) as refusal:
        followup.promise(family.pk, by=by, now=now, owner_id=coordinator.pk, what="Bezoek", due_on=due_on)
    assert refusal.value.field == "due_on"


def test_another_date_needs_a_reason_and_moves_the_next_step(family, by, now, today):
    only = Promise.objects.get()
    with pytest.raises(NotNow):
        followup.set_date(only.pk, by=by, now=now, due_on=today + timedelta(days=9), reason="")
    followup.set_date(only.pk, by=by, now=now, due_on=today + timedelta(days=9), reason="Op verzoek van Sam")
    assert Case.objects.get().next_due_on == today + timedelta(days=9)


def test_quiet_is_not_stretched_past_thirteen_weeks(family, by, now, today, coordinator):
    quiet = followup.stay_quiet(
        family.pk, by=by, now=now, owner_id=coordinator.pk, review_on=today + timedelta(weeks=13), reason="Gaat goed"
    )
    with pytest.raises(NotNow):
        followup.set_date(quiet, by=by, now=now, due_on=today + timedelta(weeks=14), reason="Nog even")


def test_passing_a_task_on_tells_the_new_owner(family, world, colleague, by, now):
    only = Promise.objects.get()
    followup.pass_on(only.pk, by=by, now=now, owner_id=colleague.pk)
    assert [row.promise_id for row in my_promises(by=world.actor(colleague), now=now).rows] == [only.pk]
    assert Case.objects.get().next_owner_id == colleague.pk


def test_reading_a_notice_changes_no_family(family, world, colleague, by, now, today):
    followup.promise(family.pk, by=by, now=now, owner_id=colleague.pk, what="Bezoek", due_on=today)
    before = Case.objects.get().changed_at
    actor = world.actor(colleague)
    assert followup.see(by=actor, now=now + timedelta(hours=2)) == 1
    assert not Notice.objects.filter(to=colleague, seen_at=None).exists()
    assert Case.objects.get().changed_at == before


def test_somebody_elses_notice_stays_unread(family, world, colleague, midwife, by, now, today):
    followup.promise(family.pk, by=by, now=now, owner_id=colleague.pk, what="Bezoek", due_on=today)
    [notice] = Notice.objects.filter(to=colleague)
    assert followup.see(notice.pk, by=world.actor(midwife), now=now) == 0


def test_only_the_owner_keeps_a_promise(family, world, youth_nurse, now):
    with pytest.raises(NotAllowed):
        followup.keep(Promise.objects.get().pk, by=world.actor(youth_nurse), now=now)


def test_quiet_lasts_no_longer_than_the_region_agreed(family, world, by, now, today, coordinator):
    version = Version.objects.get(region=world.region, kind="region")
    version.delete()  # a version is never edited
    version.pk, version.body, version.digest = None, version.body.replace("amount: 13", "amount: 6"), "six weeks"
    version.save()
    with pytest.raises(NotNow) as refusal:
        followup.stay_quiet(
            family.pk, by=by, now=now, owner_id=coordinator.pk, review_on=today + timedelta(weeks=7), reason="Gaat goed"
        )
    assert (refusal.value.field, refusal.value.reason.values) == ("review_on", {"weeks": 6})
