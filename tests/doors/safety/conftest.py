"""A family with its file, the people around it and far from it, and a matter with a circle of three."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.network.models import StandIn
from sluitend.care.people.models import Involvement
from sluitend.care.safety import actions
from sluitend.care.safety.actions.starting import Beginning
from sluitend.core.roles import JOBS, ROLES, Role


@pytest.fixture
def officer(world):
    return world.professional("Adinda Aandacht", world.youth_care, Role.YOUTH_NURSE, Role.ATTENTION_OFFICER)


@pytest.fixture
def family(world, midwife, coordinator, now, today):
    family = world.family("Familie Verborgen", known_by=midwife)
    first = {"first_what": "Bellen", "first_due_on": today + timedelta(days=3)}
    open_case(family.pk, by=world.actor(midwife), now=now, lead_id=coordinator.pk, **first)
    return family


@pytest.fixture
def outsiders(world, family, midwife, coordinator, today):
    """Everybody who is not in the circle, near and far: by role, by team, standing in, with emergency access."""
    kinds = {ROLES[role].permissions: role for role in JOBS}.values()  # one of each that may do the same
    people = [coordinator, *(world.professional(role, world.social, role) for role in kinds)]
    near = [world.professional(role, world.practice, role) for role in (Role.YOUTH_NURSE, Role.TEAM_LEAD)]
    stand_in, emergency = (world.professional(name, world.practice, Role.MIDWIFE) for name in ("Vera", "Nora"))
    StandIn.objects.create(professional=midwife, stand_in=stand_in, starts_on=today, ends_on=today)
    Involvement.objects.create(
        family=family, professional=emergency, role="emergency", reason="Nood", starts_on=today, ends_on=today
    )
    for one in near:
        Involvement.objects.create(family=family, professional=one, role="care_giver", starts_on=today)
    return [*people, *near, stand_in, emergency]


@pytest.fixture
def controller(world):
    return world.professional("Hilde Privacy", world.practice, Role.PRIVACY_OFFICER)


@pytest.fixture
def whole_matter(world, family, midwife, officer, youth_nurse, controller, now, today):
    """`whole_matter()`: a matter through all its steps, up to a report with its term, something shown to the mother, and a check."""

    def play():
        by = world.actor(midwife)
        beginning = Beginning("concern", "Het kind dat komt", "Een blauwe plek.", "Geweld?")
        facts = {"family_id": family.pk, "beginning": beginning, "officer_id": officer.pk}
        pk = actions.start(by=by, now=now, **facts)

        def do(verb, **facts):
            return verb(pk, by=by, now=now, **facts)

        do(actions.add_to_circle, professional_id=youth_nurse.pk, why="Kent het gezin.")
        do(actions.consult, on=today, way="veilig_thuis", whom="Advieslijn", facts="Let op.")
        do(actions.talk, on=today, held=False, reason="Niet veilig.")
        do(actions.talk, on=today, held=True, whom="Sam", facts="Zij wil hulp.")
        do(actions.check_child, on=today, serious=True, children=False, pregnant=True, facts="Het kind dat komt.")
        do(actions.weigh, answers={"suspicion": "yes", "danger": "yes"})
        do(actions.decide, decision="report_and_help", help_what="Plan", help_by=today + timedelta(days=14))
        report = {"way": "phone", "about_whom": "unborn", "parents_told": False, "why_not_told": "Niet veilig."}
        do(actions.register_report, made_on=today - timedelta(days=30), **report)
        do(actions.add_plan_line, when="Hij drinkt", what="Naar haar zus", who="Sam")
        shown = {"words": "Wij spraken over de ruzies.", "why": "Zij leest dit alleen."}
        do(actions.release, person_id=world.mother(family).pk, what="conversation", **shown)
        do(actions.ask_control, professional_id=controller.pk, why="Ik zag een naam die ik niet ken.")
        do(actions.pause, reason="Vakantie.", review_on=today)
        return pk

    return play
