"""The wall is taken down and put up again around rows that are there, of two regions: each row learns its own."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from sluitend.care import wall
from sluitend.care.wall.queries import standing, walled
from sluitend.care.wall.sql import Wall
from tests.care.wall.rows import by_table
from tests.house.test_wall import behind_the_wall

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one wall, the policy")
OURS = """
SELECT proname FROM pg_proc WHERE proname LIKE 'wall\\_%' UNION ALL
SELECT tgname FROM pg_trigger WHERE tgname LIKE 'wall\\_%' UNION ALL
SELECT polname FROM pg_policy WHERE polname = 'wall' UNION ALL
SELECT attname FROM pg_attribute WHERE attname = 'kept_region'
"""


def steps():
    """Every operation of the migrations of the wall, in their order."""
    found = sorted((key, one) for key, one in MigrationLoader(None).disk_migrations.items() if key[0] == "wall")
    return [step for _, one in found for step in one.operations]


def play(operations, direction):
    """As `migrate` does; what is deferred is asked first, because a table with waiting triggers is not changed."""
    with wall.everywhere(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with connection.schema_editor(atomic=False) as editor:
            for step in operations:
                getattr(step, direction)("wall", editor, ProjectState(), ProjectState())


def rest():
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        return sorted(name for (name,) in cursor.fetchall())


def of_region(rows, table):
    with wall.within(rows.region.pk):
        return [row.pk for row in by_table()[table]._base_manager.all()]


def test_taken_down_nothing_of_the_wall_is_left_and_put_up_again_every_row_of_two_regions_learns_its_own(two_regions):
    operations, before = steps(), rest()
    assert sum(isinstance(step, Wall) for step in operations) >= 2
    play(reversed(operations), "database_backwards")
    assert rest() == []
    assert walled() == ()
    play(operations, "database_forwards")
    assert rest() == before
    assert standing().lost == ()
    for table, made in behind_the_wall().items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {made.column} FROM {table}")
            learned = dict(cursor.fetchall())
        assert learned == {rows.of(table).pk: rows.region.pk for rows in two_regions}, table
