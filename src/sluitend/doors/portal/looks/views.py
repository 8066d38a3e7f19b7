"""Who looked, when and why; each with a button to ask."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sluitend.care.parents.queries import Look, OwnPages, who_looked
from sluitend.doors.portal.door import page, parents_only


@parents_only
def looks(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    found = who_looked(own.family_id, by=own.by, now=request.now)  # type: ignore[attr-defined]
    return page(request, "own_looks/looks.html", own, rows=[(look, _why(look)) for look in found])


def _why(look: Look) -> str:
    """The key of the sentence that says why."""
    return f"role.{look.role}" if look.role else "looks.no_role"
