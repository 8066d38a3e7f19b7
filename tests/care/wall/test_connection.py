"""What a connection was told never reaches the next who uses it: on one connection, after what was taken back, and through the pool."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from sluitend.care import wall
from sluitend.care.accounts.backend import Accounts
from sluitend.care.accounts.models import User
from sluitend.care.accounts.sessions import SessionStore
from sluitend.care.network.models import Municipality, Region
from sluitend.care.people.models import Family
from sluitend.care.wall.queries import standing, walled

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one wall, the policy")


def make_families():
    made = {}
    for number, slug in ((1, "hier"), (2, "daar")):
        region = Region.objects.create(slug=slug, name=slug)
        town = Municipality.objects.create(region=region, cbs_code=f"GM900{number}", name=slug)
        family = Family.objects.create(region=region, municipality=town, name=slug, created_on="2026-01-01")
        made[region.pk] = family.pk
    return made


def seen():
    return sorted(Family.objects.values_list("pk", flat=True))


@pytest.fixture
def held():
    """A superuser is held by no wall (SLUITEND_TEST_POSTGRES of elsewhere)."""
    if standing().passes:
        pytest.skip("this role is above every policy")


@pytest.fixture
def families(db, held):
    return make_families()


@pytest.fixture
def told(families, monkeypatch):
    """What the connection was told from here on."""
    said = []
    execute = connection.connection.execute
    monkeypatch.setattr(
        connection.connection, "execute", lambda sql, values: said.append(values[0]) or execute(sql, values)
    )
    return said


def test_the_next_person_on_the_connection_sees_only_the_own_region(families):
    for _ in range(2):
        for region, family in families.items():
            with wall.within(region):
                assert seen() == [family]
        with wall.nowhere():
            assert seen() == []


def test_the_connection_is_told_once_as_long_as_it_stays_the_same(families, told):
    one, two = families
    for region in (one, one, one, two, two):
        with wall.within(region):
            seen()
            seen()
    assert told == [str(one), str(two)]


@pytest.mark.parametrize("error", [False, True])
def test_what_is_taken_back_is_said_again(families, error):
    (here, mine), (there, theirs) = families.items()
    with wall.within(here):
        seen()

    def fail():
        assert seen() == [theirs]
        if error:
            connection.cursor().execute("SELECT 1 / 0")
        raise ZeroDivisionError

    with pytest.raises((DatabaseError, ZeroDivisionError)), transaction.atomic(), wall.within(there):
        fail()
    with wall.within(there):
        assert seen() == [theirs]
    with wall.within(here):
        assert seen() == [mine]


def test_a_place_inside_another_ends_with_it(families):
    (here, mine), (there, theirs) = families.items()
    with wall.within(here):
        with wall.within(there):
            assert seen() == [theirs]
        assert seen() == [mine]
    assert seen() == sorted(families.values())


def test_outside_the_wall_nothing_is_said_and_nothing_more_is_seen(families, told):
    (here, mine), _ = families.items()
    with wall.outside():
        assert SessionStore("unknown").load() == {}
        assert Accounts().get_user(1) is None
    with wall.within(here):
        SessionStore("unknown").load()
        assert seen() == [mine]
    assert told == [str(here)]


def test_what_is_read_outside_the_wall_stands_outside_it(db):
    assert not {Session._meta.db_table, User._meta.db_table} & {*walled()}


def test_where_one_was_found_before_is_looked_at_first(families, told):
    (here, mine), (there, _) = families.items()

    def read():
        return Family.objects.filter(pk=mine).first()

    assert wall.found_in(here, read).pk == mine
    assert told == [str(here)]
    assert wall.found_in(there, read).pk == mine
    assert wall.found_in(None, read).pk == mine
    assert told == [str(here), str(there), wall.ALL]


def test_nothing_is_left_over_in_the_pool(transactional_db, held):
    families = make_families()
    numbers = list(families.items())

    def ask(turn):
        region, family = numbers[turn % 2]
        try:
            with wall.nowhere():
                nothing = seen()
            with wall.within(region), transaction.atomic():
                mine = seen()
                if turn % 5 == 0:
                    transaction.set_rollback(True)
            return nothing, mine, [family]
        finally:
            connection.close()  # back to the pool, as at the end of a request

    with ThreadPoolExecutor(4) as several:
        assert [one for one in several.map(ask, range(120)) if one[0] != [] or one[1] != one[2]] == []


def test_a_connection_that_goes_back_in_the_middle_is_not_trusted(transactional_db, held):
    (here, mine), (there, theirs) = make_families().items()
    with wall.within(here):
        assert seen() == [mine]
    connection.set_autocommit(False)
    with wall.within(there):
        assert seen() == [theirs]
    connection.close()
    with wall.within(there):
        assert seen() == [theirs]
    with wall.within(here):
        assert seen() == [mine]


def test_the_check_says_whether_the_wall_stands(families):
    (said,) = [one for one in run_checks(databases=["default"]) if one.id.startswith("wall.")]
    assert said.id == "wall.I001"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_birth DISABLE ROW LEVEL SECURITY")
    (said,) = [one for one in run_checks(databases=["default"]) if one.id.startswith("wall.")]
    assert said.id == "wall.E002"
    assert "people_birth" in said.msg


def test_the_installation_step_switches_the_wall_off_and_on(families):
    here, _ = families
    for turn, count in (("off", 2), ("on", 1)):
        written = StringIO()
        call_command("rights", "somebody", "--wall", turn, stdout=written)
        lines = [line for line in written.getvalue().splitlines() if line.startswith("ALTER TABLE")]
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("\n".join(lines))
        with wall.within(here):
            assert len(seen()) == count
    (said,) = [one for one in run_checks(databases=["default"]) if one.id.startswith("wall.")]
    assert said.id == "wall.I001"


def test_rows_that_know_no_region_are_reported(families):
    region = next(iter(families))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO decisions_decision (made_at, facts, facts_digest, answers) VALUES (now(), '{}', '', '[]')"
        )
    assert standing().lost == ("decisions_decision",)
    with wall.within(region), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM decisions_decision")
        assert cursor.fetchone() == (0,)


def test_without_migrate_there_is_nothing_to_switch(monkeypatch, db):
    monkeypatch.setattr("sluitend.doors.commands.management.commands.rights.walled", lambda: ())
    with pytest.raises(CommandError, match="needs PostgreSQL"):
        call_command("rights", "somebody", "--wall", "on")


def _asked(sentence, *values):
    cursor = connection.cursor_for(sentence)
    cursor.execute(sentence, values)
    return cursor.fetchall()


def test_a_sentence_keeps_its_cursor_and_another_has_its_own(db):
    one, other = "SELECT %s::int", "SELECT %s::int + 1"
    first, second = connection.cursor_for(one), connection.cursor_for(other)
    first.execute(one, [1])
    second.execute(other, [1])
    assert (first.fetchall(), second.fetchall()) == ([(1,)], [(2,)])
    assert connection.cursor_for(one).cursor is first.cursor is not second.cursor


def test_a_sentence_that_failed_is_asked_again(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        _asked("SELECT 1 / %s::int", 0)
    assert _asked("SELECT 1 / %s::int", 1) == [(1,)]


def test_another_connection_knows_nothing_of_the_cursors_of_this_one(db):
    def kept():
        try:
            return connection.cursor_for("SELECT %s::int").cursor.connection
        finally:
            connection.close()

    here = connection.cursor_for("SELECT %s::int").cursor
    with ThreadPoolExecutor(1) as elsewhere:
        there = elsewhere.submit(kept).result()
    assert here.connection is connection.connection is not there
