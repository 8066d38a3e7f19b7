"""The parties of the synthetic region: municipalities, three organisations, and a coordinator for every forty families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from benchmarks import calibration
from benchmarks.bulk import bulk
from sluitend.care.accounts.models import User
from sluitend.care.agreements.actions import put_in_force
from sluitend.care.network.models import (
    Municipality,
    Offer,
    Organisation,
    Professional,
    Region,
    RoleAssignment,
    Team,
    TeamMember,
)
from sluitend.care.network.queries import system_actor
from sluitend.core.roles import Role

CASELOAD = 40
"""Families of one coordinator."""


@dataclass(frozen=True)
class Places:
    region: Region
    municipalities: dict[str, Municipality]
    social: Organisation
    youth: Organisation
    practice: Organisation
    teams: list[Team]
    midwife: Professional
    nurse: Professional
    offer: Offer


def places_of(now: datetime, content: Any) -> Places:
    region = Region.objects.create(slug="gelderland-midden", name="Synthetische regio")
    towns = {
        code: Municipality.objects.create(region=region, cbs_code=code, name=name)
        for code, (name, _, _) in calibration.BIRTHS.items()
    }
    put_in_force(region.pk, by=system_actor(region.pk), now=now, folder=content)
    social, youth, practice = (
        Organisation.objects.create(region=region, name=name, kind=kind, domain=domain)
        for name, kind, domain in (
            ("Sociaal team", "local_team", "social"),
            ("Jeugdgezondheid", "youth_health", "public_health"),
            ("Verloskundigen", "midwifery", "medical"),
        )
    )
    for organisation in (social, youth, practice):
        organisation.municipalities.set(towns.values())
    teams = []
    for code, town in towns.items():
        teams.append(Team.objects.create(organisation=social, name=f"Team {code}", answers_signals=True))
        teams[-1].municipalities.add(town)
    midwife = _person(region, practice, "Verloskundige", Role.MIDWIFE, now.date(), user="midwife")
    nurse = _person(region, youth, "Verpleegkundige", Role.YOUTH_NURSE, now.date(), user="nurse")
    offer = Offer.objects.create(organisation=youth, name="Huisbezoek", for_whom="", stated_on=now.date())
    offer.municipalities.set(towns.values())
    return Places(region, towns, social, youth, practice, teams, midwife, nurse, offer)


def _person(
    region: Region,
    organisation: Organisation,
    name: str,
    role: Role,
    today: date,
    *,
    user: str,
    team: Team | None = None,
) -> Professional:
    account = User.objects.create_user(user)
    made = Professional.objects.create(
        region=region, organisation=organisation, name=name, user=account, starts_on=date(2020, 1, 1)
    )
    RoleAssignment.objects.create(professional=made, role=role, starts_on=date(2020, 1, 1))
    if team is not None:
        TeamMember.objects.create(team=team, professional=made, starts_on=date(2020, 1, 1))
    return made


def coordinators_of(places: Places, families: int, today: date) -> list[Professional]:
    """As many as the caseload asks for. The first has an account and a team lead."""
    number = max(1, families // CASELOAD)
    first = _person(
        places.region,
        places.social,
        "Regiehouder 1",
        Role.CASE_COORDINATOR,
        today,
        user="coordinator",
        team=places.teams[0],
    )
    _person(places.region, places.social, "Teamleider", Role.TEAM_LEAD, today, user="lead", team=places.teams[0])
    start = date(2020, 1, 1)
    others = bulk(
        [
            Professional(region=places.region, organisation=places.social, name=f"Regiehouder {n}", starts_on=start)
            for n in range(2, number + 1)
        ]
    )
    bulk([RoleAssignment(professional=p, role=Role.CASE_COORDINATOR, starts_on=start) for p in others])
    # Ten to a team, so that a team's lists stay as long as they are in life; further teams answer no signals.
    extra = bulk([Team(organisation=places.social, name=f"Groep {n}") for n in range(1, (len(others) + 9) // 10 + 1)])
    bulk(
        [
            TeamMember(team=places.teams[0] if at < 9 else extra[at // 10], professional=p, starts_on=start)
            for at, p in enumerate(others)
        ]
    )
    return [first, *others]
