"""The role under which the program runs can add to the trail and read it; nothing else, also not with the triggers off."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from sluitend.care.people.models import Family
from sluitend.care.people.queries import family_people
from sluitend.care.trail.models import Entry

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")
REFUSED = (
    "UPDATE trail_entry SET reason = 'anders'",
    "DELETE FROM trail_entry",
    "TRUNCATE trail_entry",
    "DELETE FROM trail_seal",
    "ALTER TABLE trail_entry DISABLE TRIGGER USER",
    "DROP TABLE trail_seal",
    "DELETE FROM django_migrations",
    "TRUNCATE people_family CASCADE",
)


@pytest.fixture
def as_the_program(world):
    """The rest of the test runs under a role that owns nothing."""
    granted = StringIO()
    call_command("rights", "sluitend_test_program", stdout=granted)
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE sluitend_test_program NOLOGIN")
        cursor.execute("GRANT sluitend_test_program TO current_user")
        cursor.execute(granted.getvalue())
        cursor.execute("SET LOCAL ROLE sluitend_test_program")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture
def family(world, coordinator):
    return world.family(known_by=coordinator)


def test_the_work_is_done_under_it_and_every_look_is_added(family, world, coordinator, as_the_program, now):
    before = Entry.objects.count()
    family_people(family.pk, by=world.actor(coordinator), now=now)
    assert Entry.objects.count() == before + 1
    assert Family.objects.filter(pk=family.pk).update(name="Familie Anders") == 1


@pytest.mark.parametrize("statement", REFUSED)
def test_what_changes_the_trail_or_a_table_is_refused(family, as_the_program, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
