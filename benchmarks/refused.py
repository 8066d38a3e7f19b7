"""What is asked to see whether time tells: requests that must look alike, by somebody who may not know.

Each is a triple: about something that is there, about nothing, and about nothing again. The last two are the same page against itself:
what they differ is the noise of the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from sluitend.care.accounts.models import FailedSignIn, User
from sluitend.care.coordination.actions import open_case
from sluitend.care.network.models import Organisation, Professional, Region, Team
from sluitend.care.people.models import FamilyMember, Involvement, Person
from sluitend.care.safety import actions as safety
from sluitend.care.safety.actions.starting import Beginning
from sluitend.core.roles import Role
from tests.care.conftest import LONG_AGO, NOW, TODAY, World
from tests.care.parents.conftest import make_own_pages

Request = Callable[[int], Any]
Triple = tuple[Request, Request, Request]
FAMILIES = 43
"""Per side: one for each round."""
AGAIN = 200
ONCE = "6f2c1b9e-0000-4000-8000-000000000000"


def client_of(professional: Professional) -> Client:
    professional.user = User.objects.create_user(f"user-{professional.pk}")
    professional.save()
    client = Client()
    client.force_login(professional.user)
    return client


@dataclass(frozen=True)
class Side:
    """A team with families of the same shape, and who of those around them reads: nobody here is in a circle."""

    families: list[int]
    matters: list[int]
    lead: Client
    team_lead: Client
    other_parent: Client


@dataclass(frozen=True)
class Setting:
    """Families with a safety matter, and twice as many without one."""

    world: World
    secret: Side
    open: Side
    again: Side
    privacy: Client


def setting(world: World) -> Setting:
    """The sides are filled in turn, so that none lies earlier in the tables; the matters come last."""
    midwife = world.professional("Mila Brug", world.practice, Role.MIDWIFE)
    officer = world.professional("Adinda Aandacht", world.youth_care, Role.YOUTH_NURSE, Role.ATTENTION_OFFICER)
    privacy = world.professional("Hilde Privacy", world.social, Role.PRIVACY_OFFICER)
    sides = [_side(world, number) for number in range(3)]
    for number in range(FAMILIES):
        for families, lead, _ in sides:
            families.append(_family(world, f"Familie {number}-{lead.pk}", lead, midwife))
    parents = [_other_parent(world, families[0], lead, f"partner-{lead.pk}") for families, lead, _ in sides]
    matters = [_matter(world, pk, midwife, officer) for pk in sides[0][0]]
    found = [
        Side(families, [], client_of(lead), client_of(team_lead), parent)
        for (families, lead, team_lead), parent in zip(sides, parents, strict=True)
    ]
    found[0].matters.extend(matters)
    return Setting(world, *found, client_of(privacy))


def _side(world: World, number: int) -> tuple[list[int], Professional, Professional]:
    facts = {"region": world.region, "kind": "local_team", "domain": "social"}
    organisation = Organisation.objects.create(name=f"Wijkteam {number}", **facts)
    organisation.municipalities.add(world.town)
    Team.objects.create(organisation=organisation, name=f"Team {number}")
    lead = world.professional(f"Cor Regie {number}", organisation, Role.CASE_COORDINATOR)
    return [], lead, world.professional(f"Tess Leider {number}", organisation, Role.TEAM_LEAD)


def _family(world: World, name: str, lead: Professional, midwife: Professional) -> int:
    family = world.family(name, known_by=midwife)
    partner = Person.objects.create(region=world.region, given_name="Bo", family_name=name.removeprefix("Familie "))
    FamilyMember.objects.create(family=family, person=partner, part="partner", starts_on=LONG_AGO)
    Involvement.objects.create(family=family, professional=lead, role="care_giver", starts_on=LONG_AGO)
    first = {"first_what": "Bellen", "first_due_on": TODAY + timedelta(days=30)}
    open_case(family.pk, by=world.actor(midwife), now=NOW, lead_id=lead.pk, **first)
    return family.pk


def _other_parent(world: World, family_id: int, lead: Professional, username: str) -> Client:
    """The parent about whom a matter could be, on the own pages."""
    member = FamilyMember.objects.select_related("person", "family").get(family=family_id, part="partner")
    Person.objects.filter(pk=member.person_id).update(birth_date=TODAY.replace(year=TODAY.year - 30))
    member.person.refresh_from_db()
    code = f"K7QM-3XW-{username[-3:].upper():X>3}"
    pages = make_own_pages(member.family, member.person, world.actor(lead), code=code, username=username)
    client = Client()
    client.force_login(User.objects.get(pk=pages.by.user_id))
    return client


def _matter(world: World, family_id: int, midwife: Professional, officer: Professional) -> int:
    """Through its steps up to a report, with a plan and something shown to the mother."""
    by = world.actor(midwife)
    beginning = Beginning("concern", "Het kind dat komt", "Een blauwe plek.", "Geweld?")
    pk = safety.start(by=by, now=NOW, family_id=family_id, beginning=beginning, officer_id=officer.pk)

    def do(verb: Callable[..., int], **facts: Any) -> None:
        verb(pk, by=by, now=NOW, **facts)

    mother = FamilyMember.objects.get(family=family_id, part="mother").person_id
    report = {"way": "phone", "about_whom": "unborn", "parents_told": False, "why_not_told": "Niet veilig."}
    do(safety.consult, on=TODAY, way="veilig_thuis", whom="Advieslijn", facts="Let op.")
    do(safety.talk, on=TODAY, held=True, whom="Sam", facts="Zij wil hulp.")
    do(safety.check_child, on=TODAY, serious=True, children=False, pregnant=True, facts="Het kind dat komt.")
    do(safety.weigh, answers={"suspicion": "yes", "danger": "yes"})
    do(safety.decide, decision="report_and_help", help_what="Plan", help_by=TODAY + timedelta(days=14))
    do(safety.register_report, made_on=TODAY, **report)
    do(safety.add_plan_line, when="Hij drinkt", what="Naar haar zus", who="Sam")
    do(safety.release, person_id=mother, what="conversation", words="Wij spraken.", why="Zij leest dit alleen.")
    return pk


def near_a_matter(found: Setting) -> dict[str, Triple]:
    """The pages of who works with the family, leads the team, looks after the trail, or is its other parent."""
    sides = found.secret, found.open, found.again

    def of(ask: Callable[[Side, int], Any]) -> Triple:
        one, other, again = (lambda number, side=side: _opened(ask(side, number)) for side in sides)
        return one, other, again

    def lead(address: str) -> Triple:
        return of(lambda side, number: side.lead.get(address.format(side.families[number])))

    def parent(address: str) -> Triple:
        return of(lambda side, _: side.other_parent.get(address))

    def searched(side: Side, number: int) -> Any:
        words = Person.objects.filter(memberships__family=side.families[number], memberships__part="mother")
        return side.lead.post("/gezin-zoeken/", {"words": words.get().family_name, "once": ONCE})

    def trail(side: Side, number: int) -> Any:
        return found.privacy.post("/spoor/", {"family_id": side.families[number], "once": ONCE})

    return {
        "the family": lead("/gezin/{}/"),
        "where a matter begins": lead("/gezin/{}/veiligheid/"),
        "its plan": lead("/gezin/{}/plan/"),
        "its tasks and contacts": lead("/gezin/{}/taken/"),
        "its facts": lead("/gezin/{}/feiten/"),
        "its people": lead("/gezin/{}/mensen/"),
        "its programmes": lead("/gezin/{}/programma/"),
        "who looked at it": lead("/gezin/{}/wie-keek/"),
        "today": lead("/vandaag/"),
        "the team": of(lambda side, _: side.team_lead.get("/vandaag/team/")),
        "searching its name": of(searched),
        "its trail, for a privacy officer": of(trail),
        "the other parent: help": parent("/mijn/"),
        "the other parent: plan": parent("/mijn/plan/"),
        "the other parent: who looked": parent("/mijn/wie-keek/"),
        "the other parent: everything kept": parent("/mijn/gegevens/"),
    }


def _opened(answer: Any) -> Any:
    """A page that is refused or goes elsewhere is never measured by mistake."""
    if answer.status_code != 200:
        raise SystemExit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    return answer


def refusals(found: Setting) -> dict[str, Triple]:
    """About something that is there and about nothing, by somebody who is refused both."""
    world, families, matters = found.world, found.open.families, found.secret.matters
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    far = Organisation.objects.create(region=elsewhere, name="Ver weg", kind="local_team", domain="social")
    stranger = world.professional("Vreemde", far, Role.CASE_COORDINATOR)
    far_away = client_of(stranger)
    counting = client_of(world.professional("Bel Eid", world.social, Role.POLICY_OFFICER))

    def page(client: Client, address: str, ids: list[int] = families) -> Triple:
        def nothing(number: int) -> Any:
            return client.get(address.format(900_000 + number))

        return lambda number: client.get(address.format(ids[number])), nothing, lambda number: nothing(number + AGAIN)

    def sign_in(address: str, field: str) -> Triple:
        client = Client()

        def post(name: str) -> Any:
            FailedSignIn.objects.all().delete()
            return client.post(address, {field: name, "password": "verkeerd-woord-1", "once": ONCE})

        return (
            lambda number: post(f"user-{stranger.pk}"),
            lambda number: post(f"niemand-{number}"),
            lambda number: post(f"niemand-{number + AGAIN}"),
        )

    return {
        "a family, from another region": page(far_away, "/gezin/{}/"),
        "known here, from another region": page(far_away, "/gezin/{}/bekend/"),
        "a person, from another region": page(far_away, "/gezin/{}/mensen/"),
        "a family, for who counts": page(counting, "/gezin/{}/"),
        "a safety matter, for who leads the family": page(found.secret.lead, "/veiligheid/{}/", matters),
        "who looked in one, for a privacy officer": page(found.privacy, "/veiligheid/controle/{}/", matters),
        "signing in by name": sign_in("/aanmelden/", "username"),
        "signing in as a parent": sign_in("/mijn/binnen/inloggen/", "username"),
    }
