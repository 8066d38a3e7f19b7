"""Who acts: the person behind an account, with what the work of today gives access to."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, F, Value

from sluitend.care.network.models import Professional, Region, RoleAssignment, StandIn, TeamMember
from sluitend.core.access import Actor, Domain
from sluitend.core.roles import Role


def actor_of(user_id: int, today: date) -> Actor | None:
    """The actor behind an account, or None when nobody works under it today. Two statements: this runs on every request."""
    professional = (
        Professional.objects.on(today).select_related("organisation").filter(user_id=user_id).order_by("pk").first()
    )
    return None if professional is None else actor_for(professional, today)


def actor_for(professional: Professional, today: date) -> Actor:
    facts = _roles_teams_and_absent(professional.pk, today)
    return Actor(
        user_id=professional.user_id or 0,
        name=professional.name,
        roles=frozenset(Role(value) for kind, value, _ in facts if kind == "role"),
        region_id=professional.region_id,
        professional_id=professional.pk,
        organisation_id=professional.organisation_id,
        domain=Domain(professional.organisation.domain),
        team_ids=frozenset(pk for kind, _, pk in facts if kind == "team"),
        standing_in_for=frozenset(pk for kind, _, pk in facts if kind == "absent"),
    )


def _roles_teams_and_absent(professional_id: int, today: date) -> list[tuple[str, str, int]]:
    """(kind, role, id) rows of three tables in one statement."""

    def rows(model, kind: str, value: F | Value, pk: F, **who: int):  # type: ignore[no-untyped-def]
        found = model.objects.on(today).filter(**who)
        kinds = {"kind": Value(kind, CharField()), "value": value, "number": pk}
        return found.annotate(**kinds).values_list("kind", "value", "number")

    roles = rows(RoleAssignment, "role", F("role"), F("id"), professional=professional_id)
    teams = rows(TeamMember, "team", Value("", CharField()), F("team_id"), professional=professional_id)
    absent = rows(StandIn, "absent", Value("", CharField()), F("professional_id"), stand_in=professional_id)
    return list(roles.union(teams, absent, all=True))


def system_actor(region_id: int) -> Actor:
    """For jobs and loading: acts on behalf of nobody, and the trail says so."""
    return Actor(user_id=0, name="Sluitend", roles=frozenset({Role.SYSTEM}), region_id=region_id)


def region_ids() -> list[int]:
    """All regions, for jobs: each is worked through by itself."""
    return list(Region.objects.order_by("pk").values_list("pk", flat=True))
