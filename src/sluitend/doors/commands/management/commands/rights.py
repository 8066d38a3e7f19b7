"""`manage.py rights ROLE | psql`: the least rights for the role under which the program runs, while another role owns the tables.

With `--wall on` the wall between regions works from then on, with `--wall off` no longer; without it that stays as it is.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sluitend.care.wall.queries import walled

ADD_ONLY = "trail_entry", "trail_seal", "trail_secretentry", "trail_secretseal"
READ_ONLY = ("django_migrations",)
WALL = {"on": ("ENABLE", "FORCE"), "off": ("NO FORCE", "DISABLE")}


def statements(role: str, tables: list[str]) -> Iterator[str]:
    """Read and write what the work needs; the trail can only be read and added to, and nobody empties a table or changes one."""
    who = connection.ops.quote_name(role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {who};"
    for table in sorted(tables):
        rights = "SELECT" if table in READ_ONLY else "SELECT, INSERT"
        if table not in (*ADD_ONLY, *READ_ONLY):
            rights += ", UPDATE, DELETE"
        yield f"GRANT {rights} ON {connection.ops.quote_name(table)} TO {who};"


def wall(turn: str) -> Iterator[str]:
    for table in walled():
        for word in WALL[turn]:
            yield f"ALTER TABLE {connection.ops.quote_name(table)} {word} ROW LEVEL SECURITY;"


class Command(BaseCommand):
    help = "Write the statements that give a database role the least rights that the program needs (PostgreSQL)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="an existing role that does not own the tables")
        parser.add_argument("--wall", choices=sorted(WALL), help="switch the wall between regions on or off as well")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["wall"] and not walled():
            raise CommandError("There is no wall here: it needs PostgreSQL, and `manage.py migrate` first.")
        lines = list(statements(options["role"], connection.introspection.table_names()))
        self.stdout.write("\n".join([*lines, *wall(options["wall"])] if options["wall"] else lines))
