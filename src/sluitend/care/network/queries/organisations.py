"""The organisations of the region, to choose from."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.network.models import Organisation
from sluitend.care.network.queries.cards import Choice
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@query(needs=Permission.SEE_NETWORK)
def organisations(*, by: Actor, now: datetime) -> tuple[Choice, ...]:
    """Every organisation of this region, by name. One statement."""
    found = Organisation.objects.filter(region_id=by.region_id).order_by("name", "pk")
    return tuple(Choice(pk, name) for pk, name in found.values_list("pk", "name"))
