"""What the wall is made of, for migrations: a row knows its region, and a policy compares that with the regions of the connection.

A table that has its own `region_id` is walled as it is. Any other gets a column `kept_region` that no model knows: a trigger fills it
from what the row belongs to, so that a program which never heard of the wall keeps it too. Nothing here switches the wall on; a policy
works from `ENABLE ROW LEVEL SECURITY` (`manage.py rights`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.migrations.operations.base import Operation

AT_ONCE = 20_000
"""Rows in one transaction where old rows have to learn their region."""

REGIONS = """
CREATE FUNCTION wall_regions() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT string_to_array(nullif(nullif(current_setting('sluitend.regions', true), ''), '*'), ',')::bigint[] $$
"""
STAYS = """
CREATE FUNCTION wall_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what belongs to a region stays there' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wall_stays';
END $$
"""


@dataclass(frozen=True)
class Table:
    """A table behind the wall. `belongs_to` are columns with the table that each points to; the first that is filled counts."""

    name: str
    belongs_to: dict[str, str] = field(default_factory=dict)
    own: bool = False
    """It has a `region_id` itself."""

    @property
    def column(self) -> str:
        return "region_id" if self.own else "kept_region"


class Wall(Operation):
    """Put tables behind the wall, on PostgreSQL. In a migration with `atomic = False`: each table is locked for a moment and by itself."""

    reversible = True

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            regions = _regions(schema_editor)
            for table in self.tables:
                with transaction.atomic():
                    _run(schema_editor, _up(table, regions))
                _fill(schema_editor, table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in reversed(self.tables):
                with transaction.atomic():
                    _run(schema_editor, _down(table))

    def describe(self) -> str:
        return f"Put {len(self.tables)} tables behind the wall"


def _run(schema_editor: Any, statements: Iterator[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _regions(schema_editor: Any) -> list[int]:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM network_region LIMIT 2")
        return [pk for (pk,) in cursor.fetchall()]


def _up(table: Table, regions: list[int]) -> Iterator[str]:
    name, column = table.name, table.column
    if table.own:
        yield (
            f"CREATE TRIGGER wall_stays BEFORE UPDATE OF region_id ON {name} FOR EACH ROW "
            "WHEN (OLD.region_id IS DISTINCT FROM NEW.region_id) EXECUTE FUNCTION wall_stays()"
        )
    else:
        # All rows that are there are of the only region: said once, without touching a row.
        yield f"ALTER TABLE {name} ADD COLUMN {column} bigint" + (f" DEFAULT {regions[0]}" if len(regions) == 1 else "")
        yield f"ALTER TABLE {name} ALTER COLUMN {column} DROP DEFAULT"
    if table.belongs_to:
        yield (
            f"CREATE FUNCTION wall_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_body(table)} RETURN NEW; END $$"
        )
        moved = " OR ".join(f"OLD.{mine} IS DISTINCT FROM NEW.{mine}" for mine in table.belongs_to)
        yield f"CREATE TRIGGER wall_in BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION wall_{name}()"
        yield (
            f"CREATE TRIGGER wall_moved BEFORE UPDATE OF {', '.join(table.belongs_to)} ON {name} FOR EACH ROW "
            f"WHEN ({moved}) EXECUTE FUNCTION wall_{name}()"
        )
    yield (
        f"CREATE POLICY wall ON {name} USING ((SELECT current_setting('sluitend.regions', true) = '*') "
        f"OR {column} = ANY ((SELECT wall_regions())::bigint[]))"
    )


def _body(table: Table) -> str:
    if table.own:
        return " ".join(
            f"IF NEW.{mine} IS NOT NULL AND NEW.region_id IS DISTINCT FROM ({_of(mine, theirs, 'NEW')}) THEN "
            "RAISE EXCEPTION 'this belongs to another region' USING ERRCODE = 'integrity_constraint_violation', "
            "CONSTRAINT = 'wall_same_region'; END IF;"
            for mine, theirs in table.belongs_to.items()
        )
    return f"NEW.kept_region := {_found(table, 'NEW')};"


def _found(table: Table, row: str) -> str:
    return f"COALESCE({', '.join(f'({_of(mine, theirs, row)})' for mine, theirs in table.belongs_to.items())})"


def _of(mine: str, theirs: str, row: str) -> str:
    column = "region_id" if theirs in WITH_REGION else "kept_region"
    return f"SELECT {column} FROM {theirs} WHERE id = {row}.{mine}"  # noqa: S608 names of tables


WITH_REGION = frozenset(
    {
        "coordination_case",
        "network_organisation",
        "network_professional",
        "people_family",
        "people_person",
        "referrals_referral",
        "safety_matter",
        "signalling_signal",
    }
)
"""What has a `region_id` itself, of all that rows belong to."""


def _fill(schema_editor: Any, table: Table) -> None:
    """Rows that were there before learn their region, some at a time, while the work goes on. By the rows that are there and not by
    counting: numbers of safety matters are drawn from a wide range (`docs/decisions/0017`)."""
    if table.own:
        return
    name = table.name
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id) - 1 FROM {name} WHERE kept_region IS NULL")  # noqa: S608
        (done,) = cursor.fetchone()
        while done is not None:
            cursor.execute(
                f"WITH these AS (SELECT id FROM {name} WHERE id > {done} AND kept_region IS NULL ORDER BY id LIMIT {AT_ONCE}), "  # noqa: S608
                f"filled AS (UPDATE {name} SET kept_region = {_found(table, name)} FROM these WHERE {name}.id = these.id) "
                "SELECT max(id) FROM these"
            )
            (done,) = cursor.fetchone()


def _down(table: Table) -> Iterator[str]:
    name = table.name
    yield f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY wall ON {name}"
    if table.belongs_to:
        yield f"DROP TRIGGER wall_in ON {name}"
        yield f"DROP TRIGGER wall_moved ON {name}"
        yield f"DROP FUNCTION wall_{name}()"
    yield f"DROP TRIGGER wall_stays ON {name}" if table.own else f"ALTER TABLE {name} DROP COLUMN kept_region"
