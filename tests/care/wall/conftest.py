from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.care.wall.rows import Rows, without_checks
from tests.house.test_wall import behind_the_wall

PROGRAM = "sluitend_wall_program"


@pytest.fixture
def two_regions(db):
    """A row of each region in every table behind the wall."""
    without_checks()
    here, there = Rows("hier"), Rows("daar")
    for table in behind_the_wall():
        here.of(table)
        there.of(table)
    return here, there


@pytest.fixture
def as_the_program(two_regions):
    """The rest of the test runs under a role with the rights of the program; the wall is on in all tests (tests/conftest.py)."""
    granted = StringIO()
    call_command("rights", PROGRAM, stdout=granted)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {PROGRAM} NOLOGIN")
        cursor.execute(f"GRANT {PROGRAM} TO current_user")
        cursor.execute(granted.getvalue())
        cursor.execute(f"SET LOCAL ROLE {PROGRAM}")
    yield two_regions
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
