"""Whether the wall stands: for the installation step and for `manage.py check --database default`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from sluitend.care import wall

ALL_TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_expr(p.polqual, p.polrelid) LIKE '%kept_region%'
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE p.polname = 'wall' ORDER BY 1
"""
ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


@dataclass(frozen=True)
class Standing:
    """What the database says of the wall, as the role of this connection meets it."""

    role: str
    passes: bool
    """This role is above every policy (a superuser, or `BYPASSRLS`)."""
    on: tuple[str, ...]
    off: tuple[str, ...]
    lost: tuple[str, ...]
    """Tables with rows that know no region: behind the wall nobody sees these."""


def walled() -> tuple[str, ...]:
    """The tables that have a policy, whether or not it works yet. None on SQLite."""
    return tuple(name for name, *_ in _tables())


def standing() -> Standing:
    """On PostgreSQL only. Looks at every row that was given its region, so not for a page."""
    tables = _tables()
    with wall.everywhere(), connection.cursor() as cursor:
        cursor.execute(ROLE)
        role, passes = cursor.fetchone()
        lost = []
        for name in (name for name, _, kept in tables if kept):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {name} WHERE kept_region IS NULL)")  # noqa: S608
            lost += [name] if cursor.fetchone()[0] else []
    on, off = ([name for name, stands, _ in tables if stands is wanted] for wanted in (True, False))
    return Standing(role, passes, tuple(on), tuple(off), tuple(lost))


def _tables() -> list[tuple[str, bool, bool]]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(ALL_TABLES)
        return [(str(name), bool(stands), bool(kept)) for name, stands, kept in cursor.fetchall()]
