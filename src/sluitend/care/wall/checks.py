"""`manage.py check --database default` says whether the wall stands, for the role under which the program runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register
from django.db import DatabaseError, connection

from sluitend.care.wall.queries import Standing, standing


@register(Tags.database)
def the_wall_stands(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    if not databases or connection.vendor != "postgresql":
        return []
    try:
        return list(_said(standing()))
    except DatabaseError as error:
        return [Warning(f"The wall between regions could not be looked at: {error}", id="wall.W002")]


def _said(found: Standing) -> Iterator[CheckMessage]:
    if not found.on:
        yield Warning("The wall between regions is off (docs/manual/beheer.md).", id="wall.W001")
        return
    if found.passes:
        hint = "Run the program under a role that is no superuser and has no BYPASSRLS."
        yield Error(f"The wall between regions does not hold {found.role}.", hint=hint, id="wall.E001")
    if found.off:
        hint = "Give the statements of `manage.py rights ROLE --wall on` again; so after each migrate."
        yield Error(f"Not behind the wall: {', '.join(found.off)}.", hint=hint, id="wall.E002")
    if found.lost:
        yield Warning(f"Rows that know no region, so nobody sees them: {', '.join(found.lost)}.", id="wall.W003")
    if not found.passes and not found.off:
        yield Info(f"The wall between regions is on: {len(found.on)} tables, as {found.role}.", id="wall.I001")
