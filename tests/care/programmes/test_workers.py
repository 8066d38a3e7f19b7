"""Who delivers: warned without training or room, going on with a reason; and what a team lead sees of it."""

import pytest

from sluitend.care.network.actions import set_staffing
from sluitend.care.network.models import Training
from sluitend.care.network.queries import staffing
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Enrolment
from sluitend.care.programmes.queries import caseload, staff, workers
from sluitend.care.programmes.queries.known import programme_of
from sluitend.core.access import NotAllowed, NotNow
from tests.care.conftest import NOW, TODAY
from tests.care.programmes.conftest import trained

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(world):
    return world.professional("Bo Nieuw", world.youth_care, "youth_nurse")


@pytest.fixture
def lead(world):
    return world.professional("Lea Leider", world.youth_care, "team_lead")


def test_without_the_training_it_is_said_and_a_reason_goes_on(enrol, by, newcomer):
    row = enrol()
    with pytest.raises(NotNow, match="deze medewerker") as refused:
        actions.change_worker(row.pk, by=by, now=NOW, worker_id=newcomer.pk)
    assert refused.value.field == "worker_reason"
    assert [one.message for one in refused.value.reason.values["warnings"]] == [
        "Voor deze medewerker is niet genoteerd: %(trainings)s."
    ]
    actions.change_worker(row.pk, by=by, now=NOW, worker_id=newcomer.pk, worker_reason="Volgt nu de opleiding")
    row.refresh_from_db()
    assert (row.worker, row.worker_reason) == (newcomer, "Volgt nu de opleiding")
    trained(newcomer)
    actions.change_worker(row.pk, by=by, now=NOW, worker_id=newcomer.pk)
    assert Enrolment.objects.get().worker_reason == ""


def test_a_full_caseload_is_said_and_who_waits_takes_no_room(enrol, by, newcomer, youth_nurse):
    trained(newcomer)
    newcomer.hours = 1
    newcomer.save()
    row = enrol(waiting=True)
    with pytest.raises(NotNow, match="deze medewerker"):
        actions.start(row.pk, by=by, now=NOW, worker_id=newcomer.pk)
    actions.start(row.pk, by=by, now=NOW, worker_id=newcomer.pk, worker_reason="Zij spreekt haar taal")
    (mine,) = [one for one in workers(by=by, now=NOW, programme=programme_of(row.version)) if one.id == newcomer.pk]
    assert (mine.families, mine.room, mine.full, mine.untrained) == (1, 0, True, ())


def test_the_room_of_a_caseload_follows_from_the_hours(enrol, by, youth_nurse):
    youth_nurse.hours = 18
    youth_nurse.save()
    enrol()
    (room,) = caseload(by=by, now=NOW).rooms
    assert (room.active, room.hours, room.most, room.over) == (1, 18, 12, 0)


def test_the_team_lead_notes_hours_and_trainings_and_one_that_lapsed_keeps_its_days(world, lead, newcomer):
    by = world.actor(lead)
    set_staffing(newcomer.pk, by=by, now=NOW, hours=28, trainings=["voorzorg_training", "other_training"])
    assert staffing(newcomer.pk, by=by, now=NOW).trainings == ("other_training", "voorzorg_training")
    Training.objects.update(starts_on=TODAY.replace(year=2020))
    set_staffing(newcomer.pk, by=by, now=NOW, hours=None, trainings=["voorzorg_training"])
    assert staffing(newcomer.pk, by=by, now=NOW).trainings == ("voorzorg_training",)
    assert Training.objects.get(code="other_training").ends_on < TODAY
    with pytest.raises(NotNow, match="uren"):
        set_staffing(newcomer.pk, by=by, now=NOW, hours=99)
    with pytest.raises(NotAllowed):
        set_staffing(newcomer.pk, by=world.actor(newcomer), now=NOW, hours=36)


def test_the_team_page_knows_training_room_and_supervision(world, enrol, youth_nurse, django_assert_max_num_queries):
    team = world.youth_care.teams.create(name="VoorZorgteam")
    lead = world.professional("Lea Leider", world.youth_care, "team_lead")
    team.members.create(professional=youth_nurse, starts_on=TODAY)
    enrol()
    with django_assert_max_num_queries(6):
        (one,) = staff(by=world.actor(lead), now=NOW)
    assert (one.programme.id, one.leads, one.enough_leads) == ("voorzorg", 1, True)
    assert [(row.name, row.families, row.room, row.untrained) for row in one.workers] == [("Jip Wijk", 1, None, ())]
