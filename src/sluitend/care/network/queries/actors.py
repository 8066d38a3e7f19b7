"""Who acts: the person behind an account, with what the work of today gives access to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from sluitend.care.compiled import Given, Row, compiled
from sluitend.care.network.models import Professional, Region
from sluitend.core.access import Actor, Domain
from sluitend.core.roles import Role


def actor_of(user_id: int, today: date) -> Actor | None:
    """The actor behind an account, or None when nobody works under it today. One statement: this runs on every request."""
    found = _at_work("user")(account=user_id, today=today)
    # Of several who work under one account today the first acts.
    return _actor([row for row in found if row[0] == found[0][0]]) if found else None


def actor_for(professional: Professional, today: date) -> Actor:
    return _actor(_at_work("pk")(account=professional.pk, today=today))


def _actor(rows: Sequence[Row]) -> Actor:
    """Rows of one professional: every pairing of a role, a team and somebody stood in for, few as these are."""
    pk, name, user_id, region_id, organisation_id, domain, *_ = rows[0]
    roles, teams, absent = ({row[at] for row in rows} - {None} for at in (6, 7, 8))
    return Actor(
        user_id=user_id or 0,
        name=name,
        roles=frozenset(map(Role, roles)),
        region_id=region_id,
        professional_id=pk,
        organisation_id=organisation_id,
        domain=Domain(domain),
        team_ids=frozenset(teams),
        standing_in_for=frozenset(absent),
    )


@compiled
def _at_work(given: Given, by: str) -> QuerySet[Any, Any]:
    """Who works under an account today (`by` user), or one professional (`by` pk), with the work of today."""

    def of_today(relation: str) -> FilteredRelation:
        lasts = Q((f"{relation}__ends_on", None)) | Q((f"{relation}__ends_on__gte", given.today))
        return FilteredRelation(relation, condition=lasts & Q((f"{relation}__starts_on__lte", given.today)))

    found = Professional.objects.filter(**{by: given.account})
    if by == "user":
        found = found.on(given.today)
    relations = {"role": "role_assignments", "team": "team_memberships", "absent": "stands_in_for"}
    found = found.annotate(**{name: of_today(relation) for name, relation in relations.items()})
    columns = ("pk", "name", "user_id", "region_id", "organisation_id", "organisation__domain")
    return found.order_by("pk").values_list(*columns, "role__role", "team__team_id", "absent__professional_id")


def system_actor(region_id: int) -> Actor:
    """For jobs and loading: acts on behalf of nobody, and the trail says so."""
    return Actor(user_id=0, name="Sluitend", roles=frozenset({Role.SYSTEM}), region_id=region_id)


def region_ids() -> list[int]:
    """All regions, for jobs: each is worked through by itself."""
    return list(Region.objects.order_by("pk").values_list("pk", flat=True))


def region_named(slug: str) -> int | None:
    """The region with this short name, for commands; None when there is none."""
    return Region.objects.filter(slug=slug).values_list("pk", flat=True).first()
