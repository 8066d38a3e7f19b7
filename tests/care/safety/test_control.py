"""The trail of a matter: sealed in a chain of its own, read by its circle and by who was asked to check it, who sees nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from sluitend.care.network.models import RoleAssignment
from sluitend.care.query import one_page
from sluitend.care.safety import actions
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.queries import controlled_trail, controls, exported, my_matters, trail
from sluitend.care.safety.queries import matter as page
from sluitend.care.trail.actions import seal, seal_secret
from sluitend.care.trail.models import SECRET, SecretEntry, SecretSeal
from sluitend.care.trail.queries import broken, broken_secretly, unsealed
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role
from sluitend.core.trail import masked
from tests.care.conftest import LONG_AGO


@pytest.fixture
def hilde(world):
    return world.professional("Hilde Privacy", world.social, Role.PRIVACY_OFFICER)


@pytest.fixture
def sealed(world, matter, midwife, now):
    """Five looks after the beginning; what is kept outside beside the head of the other chain."""
    for minute in range(5):
        page(matter.pk, by=world.actor(midwife), now=now + timedelta(minutes=minute))
    head = seal(world.region.pk, now=now).hash
    return head, masked(head, seal_secret(world.region.pk, now=now))


def without_triggers(statement, *values):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE trail_secretentry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE trail_secretseal DISABLE TRIGGER USER")
        else:
            for name in ("trail_secret_no", "trail_secret_seal_no"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_UPDATE")
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_DELETE")
        cursor.execute(statement, values)


def test_the_secret_trail_is_sealed_whole_and_the_other_chain_knows_nothing_of_it(sealed, world, now):
    assert SecretSeal.objects.count() == SecretEntry.objects.count() == 6
    assert unsealed(world.region.pk, SECRET) == 0
    assert list(broken_secretly(world.region.pk, [sealed])) == []
    assert masked(sealed[0], seal_secret(world.region.pk, now=now)) == sealed[1]
    assert seal(world.region.pk, now=now).number == 0
    assert list(broken(world.region.pk, {})) == []


@pytest.mark.parametrize("place", [0, 3, 5])
@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        ("UPDATE trail_secretentry SET action = 'anders' WHERE id = %s", "entry changed"),
        ("DELETE FROM trail_secretentry WHERE id = %s", "entry missing"),
        ("DELETE FROM trail_secretseal WHERE entry_id = %s", "seal missing"),
    ],
)
def test_every_change_behind_our_back_is_found(sealed, world, harm, kind, place):
    without_triggers(harm, SecretEntry.objects.order_by("pk")[place].pk)
    found = {one.kind for one in broken_secretly(world.region.pk, [sealed])}
    assert kind in found or (place == 5 and found == {"cut off before a kept head"})


@pytest.mark.parametrize("harm", [lambda rows: rows.update(number=99), lambda rows: rows.delete()])
def test_a_seal_is_never_changed(sealed, harm):
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        harm(SecretSeal.objects.all())


def test_who_checks_sees_who_looked_and_nothing_else(world, do, matter, hilde, midwife, colleague, now):
    by = world.actor(hilde)
    assert controls(by=by, now=now) == ()
    with pytest.raises(NotNow) as refused:
        do(actions.ask_control, professional_id=colleague.pk, why="Kijk mee.")
    assert refused.value.field == "professional"
    asked = do(actions.ask_control, professional_id=hilde.pk, why="Ik zag een naam die ik niet ken.")
    assert [one.matter_id for one in controls(by=by, now=now)] == [matter.pk]
    first = controlled_trail(matter.pk, by=by, now=now)[0]
    assert (first.who, first.in_circle) == (midwife.name, True)
    looked = trail(matter.pk, by=world.actor(midwife), now=now)[0]
    assert (looked.who, looked.what.message) == (hilde.name, "Keek")
    with pytest.raises(NotAllowed):
        page(matter.pk, by=by, now=now)
    do(actions.end_control, control_id=asked, reason="Klaar.")
    assert controls(by=by, now=now) == ()
    with pytest.raises(NotAllowed):
        controlled_trail(matter.pk, by=by, now=now)


def test_a_matter_seen_in_a_list_is_a_look_in_the_trail_of_each_matter_in_it(
    world, do, matter, midwife, officer, family, now, django_assert_num_queries
):
    by, beginning = world.actor(midwife), Beginning("concern", "Het kind", "Een blauwe plek.", "Ik denk aan geweld.")
    other = actions.start(by=by, now=now, family_id=family.pk, beginning=beginning, officer_id=officer.pk)
    before = SecretEntry.objects.count()
    with django_assert_num_queries(2):
        assert len(my_matters(by=by, now=now).rows) == 2
    for pk in (matter.pk, other):
        seen = trail(pk, by=by, now=now)[0]
        assert (seen.who, seen.what.message, seen.in_circle) == (midwife.name, "Zag deze zaak in een lijst", True)
    assert SecretEntry.objects.count() == before + 4


def test_who_checks_and_is_a_nurse_too_still_sees_only_who_looked(world, do, matter, hilde, now):
    RoleAssignment.objects.create(professional=hilde, role=Role.YOUTH_NURSE, starts_on=LONG_AGO)
    do(actions.ask_control, professional_id=hilde.pk, why="Kijk mee.")
    by = world.actor(hilde)
    assert my_matters(by=by, now=now).rows == ()
    for verb in (page, trail, exported):
        with pytest.raises(NotAllowed):
            verb(matter.pk, by=by, now=now)
    assert controlled_trail(matter.pk, by=by, now=now)


def test_who_is_in_the_circle_was_not_asked_to_check_by_that_not_even_on_one_page(world, matter, midwife, now):
    RoleAssignment.objects.create(professional=midwife, role=Role.PRIVACY_OFFICER, starts_on=LONG_AGO)
    by = world.actor(midwife)
    with one_page():
        assert trail(matter.pk, by=by, now=now)
        with pytest.raises(NotAllowed):
            controlled_trail(matter.pk, by=by, now=now)


def test_who_was_never_asked_learns_the_same_as_of_a_matter_that_is_not_there(world, matter, hilde, now):
    said = []
    for pk in (matter.pk, 4_242_424_242):
        with pytest.raises(NotAllowed) as refused:
            controlled_trail(pk, by=world.actor(hilde), now=now)
        said.append(refused.value.reason)
    assert said[0] == said[1]
