"""Where somebody lives, as an action asks it: of which region that is, and who answers signals there."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from sluitend.care.action import remembered
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.models import Municipality


class Place(NamedTuple):
    """A municipality with the team that answers signals there, and its organisation; None where nobody was appointed."""

    name: str
    region_id: int
    team_id: int | None
    organisation_id: int | None


def place(municipality_id: int) -> Place | None:
    """One statement per action, however many of its parts ask."""
    found: list[Any] = remembered(("place", municipality_id), lambda: _place()(pk=municipality_id))
    return Place(*found[0]) if found else None


@compiled
def _place(given: Given) -> QuerySet[Any, Any]:
    team = FilteredRelation("teams", condition=Q(teams__answers_signals=True))
    rows = Municipality.objects.filter(pk=given.pk).annotate(team=team)
    rows = rows.order_by(F("team__pk").asc(nulls_last=True))
    return rows.values_list("name", "region_id", "team__pk", "team__organisation_id")[:1]
