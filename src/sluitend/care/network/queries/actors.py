"""Who acts: the person behind an account, with what the work of today gives access to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from sluitend.care.compiled import Given, Row, compiled
from sluitend.care.network.models import Professional, Region, RoleAssignment, StandIn, TeamMember
from sluitend.core.access import Actor, Domain
from sluitend.core.roles import Role


def actor_of(user_id: int, today: date) -> Actor | None:
    """The actor behind an account, or None when nobody works under it today. Two statements: this runs on every request."""
    found = _working_under()(account=user_id, today=today)
    return _actor(found[0], today) if found else None


def actor_for(professional: Professional, today: date) -> Actor:
    one = professional
    row = (one.pk, one.name, one.user_id, one.region_id, one.organisation_id, one.organisation.domain)
    return _actor(row, today)


def _actor(professional: Row, today: date) -> Actor:
    pk, name, user_id, region_id, organisation_id, domain = professional
    facts = _roles_teams_and_absent()(who=pk, today=today)
    return Actor(
        user_id=user_id or 0,
        name=name,
        roles=frozenset(Role(value) for kind, value, _ in facts if kind == "role"),
        region_id=region_id,
        professional_id=pk,
        organisation_id=organisation_id,
        domain=Domain(domain),
        team_ids=frozenset(pk for kind, _, pk in facts if kind == "team"),
        standing_in_for=frozenset(pk for kind, _, pk in facts if kind == "absent"),
    )


@compiled
def _working_under(given: Given) -> QuerySet[Any, Any]:
    """The first of the professionals who work under an account today."""
    own = Professional.objects.on(given.today).filter(user_id=given.account)
    columns = ("pk", "name", "user_id", "region_id", "organisation_id", "organisation__domain")
    return own.order_by("pk").values_list(*columns)[:1]


@compiled
def _roles_teams_and_absent(given: Given) -> QuerySet[Any, Any]:
    """(kind, role, id) rows of three tables in one statement."""

    def rows(model, kind: str, value: F | Value, pk: F, **who: Any):  # type: ignore[no-untyped-def]
        found = model.objects.on(given.today).filter(**who)
        kinds = {"kind": Value(kind, CharField()), "value": value, "number": pk}
        return found.annotate(**kinds).values_list("kind", "value", "number")

    roles = rows(RoleAssignment, "role", F("role"), F("id"), professional=given.who)
    teams = rows(TeamMember, "team", Value("", CharField()), F("team_id"), professional=given.who)
    absent = rows(StandIn, "absent", Value("", CharField()), F("professional_id"), stand_in=given.who)
    return roles.union(teams, absent, all=True)  # type: ignore[no-any-return]


def system_actor(region_id: int) -> Actor:
    """For jobs and loading: acts on behalf of nobody, and the trail says so."""
    return Actor(user_id=0, name="Sluitend", roles=frozenset({Role.SYSTEM}), region_id=region_id)


def region_ids() -> list[int]:
    """All regions, for jobs: each is worked through by itself."""
    return list(Region.objects.order_by("pk").values_list("pk", flat=True))
