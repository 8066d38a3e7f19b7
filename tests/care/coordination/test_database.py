"""What the database itself keeps: PostgreSQL at commit, and the trail on both."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Involvement
from sluitend.care.trail.models import Entry
from sluitend.care.wall.queries import walled
from sluitend.core.access import NotNow
from sluitend.doors.commands.management.commands import rights

postgresql_only = pytest.mark.skipif(
    "postgresql" not in connection.settings_dict["ENGINE"],
    reason="SQLite has no deferred triggers and writes one transaction at a time; the rule runs on PostgreSQL",
)


def commit(harm) -> None:
    """Do this, and let the deferred triggers look as they do at commit."""
    with transaction.atomic():
        harm()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@postgresql_only
@pytest.mark.parametrize(
    "harm",
    [
        lambda case: Promise.objects.filter(family=case.family).update(status="kept", done_on="2026-11-23"),
        lambda case: Promise.objects.filter(family=case.family).delete(),
        lambda case: Involvement.objects.filter(family=case.family, role="lead").update(ends_on="2026-11-23"),
        lambda case: Involvement.objects.filter(family=case.family, role="lead").delete(),
    ],
    ids=["last promise kept", "last promise deleted", "lead ended", "lead deleted"],
)
def test_the_database_refuses_an_open_file_out_of_view(case, harm):
    with pytest.raises(IntegrityError, match="has an open case without"):
        commit(lambda: harm(case))


@postgresql_only
def test_the_database_refuses_a_file_with_another_lead_than_it_names(case, colleague):
    with pytest.raises(IntegrityError, match="without its lead"):
        commit(lambda: Case.objects.update(lead=colleague))


@postgresql_only
@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth():
    """With all that was built on it since, the wall between regions among them."""
    before = walled()
    call_command("migrate", "coordination", "0001", verbosity=0)
    assert walled() == ()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'coordination_stay_in_view'")
        assert cursor.fetchone() == (3,)
        assert walled() == before
        cursor.execute("\n".join(rights.wall("on")))


@pytest.mark.parametrize("harm", [lambda rows: rows.update(action="x"), lambda rows: rows.delete()])
def test_the_trail_is_only_added_to(case, harm):
    before = Entry.objects.count()
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        harm(Entry.objects.all())
    assert Entry.objects.count() == before > 0


def both_at_once(*attempts):
    """Run these at the same moment, each on its own connection; what each gave, or the refusal."""
    start, found = threading.Barrier(len(attempts)), [None] * len(attempts)

    def run(number, attempt):
        try:
            start.wait()
            found[number] = attempt()
        except NotNow as refusal:
            found[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@postgresql_only
@pytest.mark.django_db(transaction=True)
def test_of_the_last_two_promises_only_one_can_be_kept(case, world, coordinator, now, today):
    by = world.actor(coordinator)
    soon = today + timedelta(days=3)
    followup.promise(case.family_id, by=by, now=now, owner_id=coordinator.pk, what="Op bezoek", due_on=soon)
    first, second = Promise.objects.values_list("pk", flat=True)
    found = both_at_once(lambda: followup.keep(first, by=by, now=now), lambda: followup.keep(second, by=by, now=now))
    assert sum(isinstance(one, NotNow) for one in found) == 1
    assert Promise.objects.filter(status="open").count() == 1


@postgresql_only
@pytest.mark.django_db(transaction=True)
def test_a_hand_over_is_accepted_once(case, world, coordinator, colleague, team_lead, now, today):
    asked = coordination.ask_lead_handover(
        case.pk, by=world.actor(coordinator), now=now, receiver_id=colleague.pk, why="Ruil"
    )
    coordination.stand_in_takes_over(
        colleague.pk,
        by=world.actor(colleague),
        now=now,
        stand_in_id=team_lead.pk,
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=9),
    )
    tomorrow = now + timedelta(days=1)
    both = [world.actor(one, tomorrow.date()) for one in (colleague, team_lead)]
    found = both_at_once(*(lambda by=by: coordination.accept_handover(asked, by=by, now=tomorrow) for by in both))
    assert sum(isinstance(one, NotNow) for one in found) == 1
    assert Involvement.objects.filter(role="lead", ends_on=None).count() == 1
