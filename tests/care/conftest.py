"""A small invented region for the tests of care: two municipalities, three organisations, one person per role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
import yaml
from django.conf import settings

from sluitend.care.agreements.actions import ContentFile, files_in_use
from sluitend.care.agreements.models import Version
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
from sluitend.care.network.queries import actor_for
from sluitend.care.people.models import Family, FamilyMember, Involvement, Person, Pregnancy
from sluitend.core.access import Actor
from sluitend.core.roles import Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))  # a Monday
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)


@dataclass
class World:
    """The invented region, and ways to add people to it as facts that were there before the test began."""

    region: Region
    town: Municipality
    practice: Organisation
    youth_care: Organisation
    social: Organisation
    team: Team

    def professional(
        self, name: str, organisation: Organisation, *roles: Role, ends_on: date | None = None
    ) -> Professional:
        found = Professional.objects.create(
            region=organisation.region, organisation=organisation, name=name, starts_on=LONG_AGO, ends_on=ends_on
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(professional=found, role=role, starts_on=LONG_AGO) for role in roles
        )
        for team in organisation.teams.all():
            TeamMember.objects.create(team=team, professional=found, starts_on=LONG_AGO, leads=Role.TEAM_LEAD in roles)
        return found

    def agree(self, **facts: object) -> None:
        """Let a next version of the region's agreement say this from today on."""
        found = Version.objects.get(kind=Version.Kind.REGION, region=self.region, replaced_on=None)
        Version.objects.filter(pk=found.pk).update(replaced_on=TODAY)
        found.body = yaml.safe_dump(yaml.safe_load(found.body) | facts, allow_unicode=True)
        found.pk, found.number, found.in_force_from = None, found.number + 1, TODAY
        found.digest = sha256(found.body.encode()).hexdigest()
        found.save(force_insert=True)

    def actor(self, professional: Professional, today: date = TODAY) -> Actor:
        return actor_for(professional, today)

    def family(
        self, name: str = "Familie De Wit", *, weeks: int | None = 20, known_by: Professional | None = None
    ) -> Family:
        """A household of a pregnant mother, `weeks` along (None: not pregnant)."""
        family = Family.objects.create(region=self.region, municipality=self.town, name=name, created_on=LONG_AGO)
        mother = Person.objects.create(region=self.region, given_name="Sam", family_name=name.removeprefix("Familie "))
        FamilyMember.objects.create(family=family, person=mother, part="mother", starts_on=LONG_AGO)
        if weeks is not None:
            due = TODAY + timedelta(days=280 - 7 * weeks)
            Pregnancy.objects.create(mother=mother, family=family, due_date=due, dated_by="early_scan")
        if known_by is not None:
            Involvement.objects.create(family=family, professional=known_by, role="care_giver", starts_on=LONG_AGO)
        return family

    def mother(self, family: Family) -> Person:
        return Person.objects.get(memberships__family=family, memberships__part="mother")


@cache
def shipped_files() -> list[ContentFile]:
    return files_in_use(settings.CONTENT, "gelderland-midden")


def put_content_in_force(region: Region) -> None:
    """The starter set as if it was always in force here; the action itself has its own tests."""
    Version.objects.bulk_create(
        Version(
            region=region,
            kind=file.kind,
            content_id=file.content_id,
            number=1,
            digest=file.digest,
            body=file.body,
            in_force_from=LONG_AGO,
        )
        for file in shipped_files()
    )


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def make_world() -> World:
    region = Region.objects.create(slug="proefregio", name="Proefregio")
    town = Municipality.objects.create(region=region, cbs_code="GM9001", name="Waterstad")
    Municipality.objects.create(region=region, cbs_code="GM9002", name="Zandstad")
    practice = Organisation.objects.create(region=region, name="Praktijk De Brug", kind="midwifery", domain="medical")
    youth = Organisation.objects.create(
        region=region, name="JGZ Proefregio", kind="youth_health", domain="public_health"
    )
    social = Organisation.objects.create(region=region, name="CJG Waterstad", kind="local_team", domain="social")
    for organisation in (practice, youth, social):
        organisation.municipalities.add(town)
    team = Team.objects.create(organisation=social, name="Team Waterstad", answers_signals=True)
    team.municipalities.add(town)
    put_content_in_force(region)
    visits = Offer.objects.create(
        organisation=youth,
        code="prenataal-huisbezoek",
        name="Huisbezoek als u zwanger bent",
        for_whom="",
        stated_on=TODAY,
    )
    visits.municipalities.add(town)
    return World(region, town, practice, youth, social, team)


@pytest.fixture
def midwife(world: World) -> Professional:
    return world.professional("Mila Brug", world.practice, Role.MIDWIFE)


@pytest.fixture
def coordinator(world: World) -> Professional:
    return world.professional("Cor Regie", world.social, Role.CASE_COORDINATOR)


@pytest.fixture
def colleague(world: World) -> Professional:
    return world.professional("Noor Collega", world.social, Role.CASE_COORDINATOR)


@pytest.fixture
def team_lead(world: World) -> Professional:
    return world.professional("Tess Leider", world.social, Role.TEAM_LEAD)


@pytest.fixture
def youth_nurse(world: World) -> Professional:
    return world.professional("Jip Wijk", world.youth_care, Role.YOUTH_NURSE)
