"""The second wall, on PostgreSQL, under the real role of the program: whoever forgets the policy still gets nothing of another region."""

import pytest
from django.db import DatabaseError, connection, transaction

from sluitend.care import wall
from sluitend.doors.commands.management.commands.rights import ADD_ONLY
from tests.care.wall.rows import by_table
from tests.house.test_wall import behind_the_wall

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one wall, the policy")
WALLED = behind_the_wall()
REFUSED = r"row-level security|belongs to another region|belongs to a region stays there"


def one(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def done(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def refused(attempt):
    """Whether the wall itself says no; anything else is an error of the test."""
    try:
        with transaction.atomic():
            attempt()
    except DatabaseError as error:
        return any(words in str(error) for words in REFUSED.split("|"))
    return False


def of_region(rows, table):
    """What a region sees of a table, by raw SQL and by Django."""
    model = by_table()[table]
    with wall.within(rows.region.pk):
        counted = one(f"SELECT count(*) FROM {table}")
        return counted, [row.pk for row in model._base_manager.all()]


def test_a_region_sees_its_own_row_of_every_table_and_no_other(as_the_program):
    here, there = as_the_program
    assert len(WALLED) > 50
    for rows in (here, there):
        wrong = {table: seen for table in WALLED if (seen := of_region(rows, table)) != (1, [rows.of(table).pk])}
        assert wrong == {}


def test_who_works_nowhere_sees_nothing(as_the_program):
    with wall.nowhere():
        assert [table for table in WALLED if one(f"SELECT count(*) FROM {table}")] == []


def test_who_never_said_where_sees_nothing(as_the_program):
    with connection.cursor() as cursor:
        cursor.execute("RESET sluitend.regions")
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)
    # What was said behind the back of the program is said again by the next who asks.
    connection.connection.sluitend_regions = None


def test_who_works_in_two_regions_or_for_all_sees_both(as_the_program):
    here, there = as_the_program
    for working in (wall.within(here.region.pk, there.region.pk), wall.everywhere()):
        with working:
            assert [table for table in WALLED if one(f"SELECT count(*) FROM {table}") != 2] == []


def test_a_row_of_another_region_is_neither_changed_nor_removed(as_the_program):
    here, there = as_the_program
    with wall.within(here.region.pk):
        for table in set(WALLED) - set(ADD_ONLY):
            theirs = there.of(table).pk
            assert done(f"UPDATE {table} SET id = id WHERE id = {theirs}") == 0, table
            assert done(f"DELETE FROM {table} WHERE id = {theirs}") == 0, table
    with wall.within(there.region.pk):
        assert [table for table in WALLED if one(f"SELECT count(*) FROM {table}") != 1] == []


def test_nothing_is_written_into_another_region(as_the_program):
    here, there = as_the_program
    with wall.everywhere():
        waiting = {table: there.new(table) for table in WALLED}
    with wall.within(here.region.pk):
        assert [table for table, row in waiting.items() if not refused(row.save)] == []


def test_no_row_is_handed_to_another_region(as_the_program):
    here, there = as_the_program
    with wall.within(here.region.pk):
        for table in set(WALLED) - set(ADD_ONLY):
            column, number = WALLED[table].column, there.region.pk
            change = f"UPDATE {table} SET {column} = {number} WHERE id = {here.of(table).pk}"
            assert refused(lambda change=change: done(change)), table


def test_a_row_of_one_region_does_not_hang_on_what_is_in_another(as_the_program):
    """Foreign keys look over the wall; the trigger that gives a row its region does not."""
    here, there = as_the_program
    with wall.within(here.region.pk):
        for table, made in ((name, WALLED[name]) for name in set(WALLED) - set(ADD_ONLY) if WALLED[name].belongs_to):
            column, parent = next(iter(made.belongs_to.items()))
            change = f"UPDATE {table} SET {column} = {there.of(parent).pk} WHERE id = {here.of(table).pk}"
            if len(made.belongs_to) == 1:
                assert refused(lambda change=change: done(change)), table


def test_a_query_that_forgets_the_policy_gives_nothing_of_another_region(as_the_program, monkeypatch, now):
    from sluitend.care import query
    from sluitend.care.people.models import Family
    from sluitend.core.access import Actor
    from sluitend.core.permissions import Permission
    from sluitend.core.roles import Role

    here, _ = as_the_program
    monkeypatch.setattr(query, "REGISTER", {})

    def forgetful(*, by, now):
        return list(Family.objects.values_list("pk", flat=True))

    forgetful.__module__ = "sluitend.care.people.queries"
    by = Actor(user_id=1, name="Cor", roles=frozenset({Role.CASE_COORDINATOR}), region_id=here.region.pk)
    assert query.query(needs=Permission.SEE_CASELOAD)(forgetful)(by=by, now=now) == [here.of("people_family").pk]
