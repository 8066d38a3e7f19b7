"""Groups with a name: two of one programme at one worker stay apart, and who is in which has dates."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError

from sluitend.care.coordination.actions import leave_job, open_case
from sluitend.care.people.actions import set_due_date
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from sluitend.care.programmes.queries import (
    Scope,
    calendar,
    caseload,
    group,
    groups,
    groups_to_join,
    numbers,
    programmes_of,
    visits,
)
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
CENTERING = "centering_zwangerschap"
SOON = TODAY + timedelta(days=5)
WHY = "Kleine groep"


@pytest.fixture
def enrolments(world, youth_nurse, by):
    """Four pregnant women in Centering with one nurse, each from another week of pregnancy on."""
    made = []
    for number in range(4):
        family = world.family(f"Familie {number}", weeks=14 + number, known_by=youth_nurse)
        first = {"first_what": "Bellen", "first_due_on": TODAY}
        open_case(family.pk, by=by, now=NOW, lead_id=youth_nurse.pk, **first)
        admission = actions.Admission(CENTERING, world.mother(family).pk, youth_nurse.pk)
        made.append(actions.enrol(family.pk, by=by, now=NOW, admission=admission))
    return made


@pytest.fixture
def two(enrolments, by):
    """Two groups with two women each."""
    made = [make(by, "Dinsdag", "De Brink 3"), make(by, "Donderdag", "Wijkhuis Zuid")]
    for number, pk in enumerate(enrolments):
        place(by, pk, made[number // 2])
    return made


def make(by, name, where="", programme_id=CENTERING, **facts):
    return actions.make_group(by=by, now=NOW, programme_id=programme_id, name=name, place=where, **facts)


def place(by, enrolment, group_id, now=NOW):
    return actions.place_in_group(enrolment, by=by, now=now, group_id=group_id)


def plan(by, group_id, due_on, at=None):
    rows = shown(by, group_id).planned
    facts = {"programme_id": CENTERING, "group_id": group_id, "group_reason": WHY, "at": at}
    actions.plan_group(by=by, now=NOW, contact_ids=[row.contact_id for row in rows], due_on=due_on, **facts)


def shown(by, group_id=None, now=NOW):
    return group(by=by, now=now, programme_id=CENTERING, group_id=group_id)


def next_of(pk):
    return Contact.objects.get(enrolment=pk, status="planned")


def test_two_groups_of_one_programme_on_one_day_are_two_entries_everywhere(two, by, youth_nurse):
    plan(by, two[0], TODAY, time(9))
    plan(by, two[1], TODAY, time(14))
    today = visits(by=by, now=NOW).today
    assert [(one.named.name, one.at, len(one.visits)) for one in today] == [
        ("Dinsdag", time(9), 2),
        ("Donderdag", time(14), 2),
    ]
    assert [one.address for one in visits(by=by, now=NOW).route] == ["De Brink 3", "Wijkhuis Zuid"]
    events = calendar(by=by, now=NOW)
    assert [(one.on, one.at, one.who) for one in events] == [(TODAY, time(9), "D. (2)"), (TODAY, time(14), "D. (2)")]
    assert len({one.key for one in events}) == 2
    assert [(row.named.name, row.size, row.next_on) for row in groups(by=by, now=NOW).rows] == [
        ("Dinsdag", 2, TODAY),
        ("Donderdag", 2, TODAY),
    ]
    assert [row.meets_in for row in caseload(by=by, now=NOW).rows] == ["Dinsdag"] * 2 + ["Donderdag"] * 2


def test_who_was_at_one_group_is_noted_without_touching_the_other(two, by, enrolments):
    for one in two:
        plan(by, one, TODAY)
    rows = shown(by, two[0]).now
    everybody = [row.contact_id for row in (*rows, *shown(by, two[1]).now)]
    facts = {"programme_id": CENTERING, "group_id": two[0], "contact_ids": everybody}
    assert actions.record_group(by=by, now=NOW, present=[rows[0].contact_id], **facts) == 2
    assert sorted(Contact.objects.exclude(status="planned").values_list("group", "status")) == [
        (two[0], "held"),
        (two[0], "not_held"),
    ]
    assert [(one.on, one.present, one.whole) for one in shown(by, two[0]).met] == [(TODAY, 1, 2)]
    assert shown(by, two[1]).met == ()
    assert {next_of(pk).group_id for pk in enrolments[:2]} == {two[0]}
    assert {next_of(pk).due_on for pk in enrolments[2:]} == {TODAY}


def test_who_joins_meets_on_the_day_of_the_group_and_who_moves_on_that_of_the_other(two, by, enrolments):
    plan(by, two[0], SOON, time(9, 30))
    plan(by, two[1], SOON + timedelta(days=2))
    place(by, enrolments[3], two[0], NOW + timedelta(days=1))
    contact = next_of(enrolments[3])
    assert (contact.group_id, contact.due_on, contact.at, contact.agreed) == (two[0], SOON, time(9, 30), True)
    assert contact.promise.due_on == SOON
    dated = GroupMember.objects.filter(enrolment=enrolments[3]).order_by("pk")
    moved_on = TODAY + timedelta(days=1)
    assert list(dated.values_list("group", "starts_on", "ends_on")) == [
        (two[1], TODAY, moved_on),
        (two[0], moved_on, None),
    ]
    (view,) = programmes_of(contact.enrolment.family_id, by=by, now=NOW)
    assert (view.group.named.name, [one.named.name for one in view.groups]) == ("Dinsdag", ["Dinsdag", "Donderdag"])


@pytest.mark.parametrize("in_group", [True, False])
def test_a_corrected_due_date_moves_nobody_away_from_her_group(two, by, enrolments, in_group):
    """Who missed a meeting would otherwise be dated from the last one at which she was."""
    if not in_group:
        place(by, enrolments[0], None)
    missed, later = next_of(enrolments[0]), NOW + timedelta(days=28)
    actions.record(missed.pk, by=by, now=later, held=False, why_not="Zij was er niet bij")
    due_on = next_of(enrolments[0]).due_on
    pregnancy = missed.enrolment.pregnancy
    set_due_date(pregnancy.pk, by=by, now=later, due_date=pregnancy.due_date + timedelta(days=4), dated_by="early_scan")
    assert (next_of(enrolments[0]).due_on == due_on) is in_group


def test_who_leaves_a_group_stays_in_the_programme_with_a_next_contact(two, by, enrolments):
    place(by, enrolments[0], None)
    assert next_of(enrolments[0]).group_id is None
    assert [row.family_id for row in shown(by).rows] == [Enrolment.objects.get(pk=enrolments[0]).family_id]
    assert [(one.id, many) for one, many in groups(by=by, now=NOW).without] == [(CENTERING, 1)]
    assert Entry.objects.filter(action="programmes.place_in_group").latest("pk").details == {
        "was": str(two[0]),
        "becomes": "None",
    }


def test_nobody_is_in_two_groups_at_once_and_the_database_keeps_it_so(two, enrolments):
    with pytest.raises(IntegrityError):
        GroupMember.objects.create(enrolment_id=enrolments[0], group_id=two[1], starts_on=TODAY)


def test_placing_again_changes_nothing(two, by, enrolments):
    place(by, enrolments[0], two[0], NOW + timedelta(days=3))
    assert GroupMember.objects.get(enrolment=enrolments[0]).starts_on == TODAY


def test_a_group_is_of_its_programme_and_of_the_fixed_worker(two, by, enrolments, world):
    other = world.professional("Bo Ander", world.youth_care, "youth_nurse")
    theirs = make(world.actor(other), "Vrijdag")
    for wrong in (theirs, 999_999):
        with pytest.raises(NotNow, match="groep van dit programma"):
            place(by, enrolments[0], wrong)
    with pytest.raises(NotNow, match="niet in groepen"):
        make(by, "Maandag", programme_id="voorzorg")
    with pytest.raises(NotNow, match="al een groep met deze naam"):
        make(by, "dinsdag ")
    with pytest.raises(NotNow, match="naam"):
        actions.edit_group(two[0], by=by, now=NOW, name=" ")


def test_another_worker_sees_and_changes_nothing_of_it(two, by, world, enrolments):
    other = world.actor(world.professional("Bo Ander", world.youth_care, "youth_nurse"))
    for verb, facts in ((actions.edit_group, {"name": "Mijn"}), (actions.end_group, {})):
        with pytest.raises(NotAllowed):
            verb(two[0], by=other, now=NOW, **facts)
    with pytest.raises(NotNow):
        shown(other, two[0])
    assert groups(by=other, now=NOW).rows == ()
    assert ProgrammeGroup.objects.get(pk=two[0]).name == "Dinsdag"


def test_a_group_that_is_handed_over_takes_everybody_along(two, by, world, enrolments, youth_nurse):
    other = world.professional("Bo Ander", world.youth_care, "youth_nurse")
    actions.hand_over_group(two[0], by=by, now=NOW, worker_id=other.pk)
    assert set(Enrolment.objects.filter(pk__in=enrolments[:2]).values_list("worker", flat=True)) == {other.pk}
    assert len(shown(world.actor(other), two[0]).planned) == 2
    facts = {"programme_id": CENTERING, "worker_id": other.pk}
    assert [one.name for one in groups_to_join(by=by, now=NOW, **facts)] == ["Dinsdag"]
    actions.change_worker(enrolments[2], by=by, now=NOW, worker_id=other.pk)
    assert next_of(enrolments[2]).group_id is None
    assert GroupMember.objects.filter(group=two[1], ends_on=None).count() == 1


def test_a_group_of_who_leaves_the_job_goes_to_who_takes_over(two, by, world, youth_nurse, enrolments):
    heir = world.professional("Bo Erft", world.youth_care, "youth_nurse")
    lead = world.professional("Lea Leidt", world.youth_care, "team_lead")
    world.youth_care.teams.get_or_create(name="Team JGZ")
    for who, leads in ((youth_nurse, False), (lead, True)):
        world.youth_care.teams.get().members.get_or_create(professional=who, starts_on=TODAY, leads=leads)
    leave_job(youth_nurse.pk, by=world.actor(lead), now=NOW, last_day=TODAY, to_id=heir.pk)
    assert set(ProgrammeGroup.objects.values_list("worker", flat=True)) == {heir.pk}
    assert len(shown(world.actor(heir), two[0]).planned) == 2


def test_a_group_ends_and_its_programme_goes_on_for_everybody(two, by, enrolments):
    actions.end_group(two[0], by=by, now=NOW)
    assert next_of(enrolments[0]).group_id is None
    assert [row.named.name for row in groups(by=by, now=NOW).rows] == ["Donderdag"]
    with pytest.raises(NotNow, match="gestopt"):
        actions.end_group(two[0], by=by, now=NOW)
    with pytest.raises(NotNow, match="groep van dit programma"):
        place(by, enrolments[2], two[0])


def test_who_ends_the_programme_leaves_the_group_and_what_was_held_stays_of_it(two, by, enrolments):
    plan(by, two[0], TODAY)
    rows = shown(by, two[0]).now
    facts = {"programme_id": CENTERING, "group_id": two[0], "contact_ids": [one.contact_id for one in rows]}
    actions.record_group(by=by, now=NOW, present=[one.contact_id for one in rows], **facts)
    actions.end(enrolments[0], by=by, now=NOW, ending="not_wanted", why="Genoeg")
    assert GroupMember.objects.get(enrolment=enrolments[0]).ends_on == TODAY
    assert len(shown(by, two[0]).rows) == 1
    assert [(one.present, one.whole) for one in shown(by, two[0]).met] == [(2, 2)]
    with pytest.raises(NotNow, match="loopt nu niet"):
        place(by, enrolments[0], two[1])


def test_somebody_with_nothing_planned_is_still_seen_in_her_group(two, by, enrolments):
    actions.record(next_of(enrolments[0]).pk, by=by, now=NOW, held=False, why_not="Zij wil geen contact", refused=True)
    found = shown(by, two[0])
    assert sorted(row.contact_id is None for row in found.rows) == [False, True]
    assert len(found.planned) == 1


def test_ones_own_numbers_show_each_group_apart(two, by, enrolments):
    plan(by, two[0], TODAY)
    (row, _) = shown(by, two[0]).now
    actions.record(row.contact_id, by=by, now=NOW, held=True)
    (found,) = numbers(by=by, now=NOW + timedelta(days=29), scope=Scope.MINE)
    contacts = next(one for one in found.rows if one.figure.phase == "group" and one.figure.kind == "contacts")
    assert {cell.group: (cell.count.part, cell.count.whole) for cell in contacts.cells} == {
        "Dinsdag": (1, 2),
        "Donderdag": (0, 2),
    }


def test_a_group_costs_the_same_statements_whatever_its_size(two, by, enrolments, django_assert_max_num_queries):
    place(by, enrolments[2], two[0])
    with django_assert_max_num_queries(9):
        assert len(shown(by, two[0]).rows) == 3
    with django_assert_max_num_queries(4):
        groups(by=by, now=NOW)
