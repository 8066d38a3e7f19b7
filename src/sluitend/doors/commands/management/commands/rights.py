"""`manage.py rights ROLE | psql`: the least rights for the role under which the program runs, while another role owns the tables."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

ADD_ONLY = "trail_entry", "trail_seal", "trail_secretentry", "trail_secretseal"
READ_ONLY = ("django_migrations",)


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


class Command(BaseCommand):
    help = "Write the statements that give a database role the least rights that the program needs (PostgreSQL)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="an existing role that does not own the tables")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n".join(statements(options["role"], connection.introspection.table_names())))
