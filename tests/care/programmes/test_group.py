"""A group is planned on one day and noted at once; its size is said, and nobody else's family is touched."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact
from sluitend.care.programmes.queries import group
from sluitend.core.access import NotNow
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
CENTERING = "centering_zwangerschap"


@pytest.fixture
def members(world, youth_nurse, by):
    """Eight pregnant women in a group of one nurse."""
    made = []
    for number in range(8):
        family = world.family(f"Familie {number}", known_by=youth_nurse)
        first = {"first_what": "Bellen", "first_due_on": TODAY}
        open_case(family.pk, by=by, now=NOW, lead_id=youth_nurse.pk, **first)
        admission = actions.Admission(CENTERING, world.mother(family).pk, youth_nurse.pk)
        actions.enrol(family.pk, by=by, now=NOW, admission=admission)
        made.append(Contact.objects.latest("pk").pk)
    return made


def test_one_day_for_everybody_and_another_size_asks_for_a_reason(members, by):
    facts = {"by": by, "now": NOW, "programme_id": CENTERING, "due_on": TODAY + timedelta(days=3)}
    actions.plan_group(contact_ids=members, **facts)
    found = group(by=by, now=NOW, programme_id=CENTERING)
    assert {(row.due_on, row.agreed) for row in found.rows} == {(TODAY + timedelta(days=3), True)}
    with pytest.raises(NotNow) as refused:
        actions.plan_group(contact_ids=members[:7], **facts)
    assert refused.value.field == "group_reason"
    actions.plan_group(contact_ids=members[:7], group_reason="Een vrouw beviel al", **facts)
    assert Contact.objects.filter(group_reason="Een vrouw beviel al").count() == 7


def test_who_was_there_is_noted_at_once_and_everybody_has_a_next_meeting(members, by):
    actions.plan_group(by=by, now=NOW, programme_id=CENTERING, contact_ids=members, due_on=TODAY)
    facts = {"programme_id": CENTERING, "contact_ids": members, "present": members[:6]}
    actions.record_group(by=by, now=NOW, **facts)
    assert Contact.objects.filter(pk__in=members, status="held").count() == 6
    missed = Contact.objects.filter(pk__in=members, status="not_held")
    assert [one.reason for one in missed] == ["Zij was er niet bij"] * 2
    assert Contact.objects.filter(status="planned").count() == 8


def test_a_meeting_that_is_to_come_is_not_noted_and_another_worker_touches_none_of_it(members, by, world):
    facts = {"programme_id": CENTERING, "contact_ids": members}
    with pytest.raises(NotNow, match="toekomst"):
        actions.record_group(by=by, now=NOW, present=members, **facts)
    other = world.actor(world.professional("Bo Ander", world.youth_care, "youth_nurse"))
    with pytest.raises(NotNow, match="groep"):
        actions.plan_group(by=other, now=NOW, due_on=TODAY, **facts)
    assert not Contact.objects.filter(agreed=True).exists()
