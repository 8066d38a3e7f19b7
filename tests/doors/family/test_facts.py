"""What is seen, what she wants, what may be shared, and the pathway: from the screens."""

import pytest
from django.urls import reverse

from sluitend.care.agreements import queries as agreements
from sluitend.care.consent.models import Ground
from sluitend.care.observations import actions as observations
from sluitend.care.observations.models import Observation
from sluitend.care.pathways.models import Run, Step
from tests.doors.family.conftest import account, date_parts


def verb(family, name, pk=None):
    return reverse("family-do-one", args=[family.pk, name, pk]) if pk else reverse("family-do", args=[family.pk, name])


@pytest.fixture
def mother(world, family):
    return world.mother(family)


@pytest.fixture
def factor(world, today):
    return agreements.factors(world.region.pk, today)[0]


def test_what_is_seen_is_noted_ended_and_struck(send, as_coordinator, family, mother, factor):
    facts = {"person": mother.pk, "factors": [factor.id], "unease": "Zij kijkt weg"}
    assert send(verb(family, "noteren"), **facts).status_code == 302
    page = as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    assert factor.labels.nl in page
    assert "Zij kijkt weg" in page
    seen = Observation.objects.get(kind="factor")
    assert send(verb(family, "geldt-niet-meer", seen.pk)).status_code == 302
    assert factor.labels.nl not in as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    unease = Observation.objects.get(kind="unease")
    assert send(verb(family, "vergissing", unease.pk), reason="Ander gezin").status_code == 302
    unease.refresh_from_db()
    assert unease.entered_in_error


def test_the_grade_keeps_its_history(send, as_coordinator, family, mother):
    for grade, agreed in (("B", "yes"), ("C", "no")):
        facts = {"person": mother.pk, "grade": grade, "agreed": agreed, "wish": "wants", "wish_words": "Rust"}
        assert send(verb(family, "inschatting"), **facts).status_code == 302
    page = as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    for words in ("Mogelijk in een kwetsbare situatie", "In een kwetsbare situatie", "zij ziet het anders", "Rust"):
        assert words in page


def test_notes_of_another_domain_are_counted_and_not_shown(
    as_coordinator, world, family, mother, midwife, factor, today, now
):
    medical = world.actor(midwife, today)
    family.involvements.create(professional=midwife, role="care_giver", starts_on=today)
    seen = observations.Seen(factors=(factor.id,))
    observations.note(family.pk, by=medical, now=now, person_id=mother.pk, seen=seen)
    page = as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    assert factor.labels.nl not in page
    assert "Er is 1 aantekening uit een ander domein die u niet ziet" in page


def test_consent_is_recorded_and_taken_back(send, as_coordinator, world, family, mother):
    facts = {"person": mother.pk, "receiver": world.youth_care.pk, "data_kinds": ["contact"], "purpose": "Huisbezoek"}
    read_out = send(reverse("ask-consent", args=[family.pk]), **facts)
    assert read_out.status_code == 200
    assert "Zegt u nee, of stopt u er later mee" in read_out.text
    assert not Ground.objects.exists()
    answer = {**facts, "answer": "yes", "explained": "Voorgelezen"}
    assert send(reverse("ask-consent", args=[family.pk]), **answer).status_code == 302
    ground = Ground.objects.get(family=family)
    assert "JGZ Proefregio" in as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    assert send(verb(family, "toestemming-intrekken", ground.pk)).status_code == 302
    assert "Ingetrokken op" in as_coordinator.get(reverse("family-facts", args=[family.pk])).text


def test_a_refusal_and_another_ground_are_recorded(send, as_coordinator, world, family, mother):
    asked = {"person": mother.pk, "receiver": world.youth_care.pk, "purpose": "Huisbezoek", "data_kinds": ["contact"]}
    said = {**asked, "answer": "no", "explained": "Met tolk"}
    assert send(reverse("ask-consent", args=[family.pk]), **said).status_code == 302
    legal = {**asked, "legal_name": "Jeugdwet"}
    assert send(verb(family, "andere-grond"), **legal).status_code == 302
    page = as_coordinator.get(reverse("family-facts", args=[family.pk])).text
    assert "Geweigerd" in page
    assert "Jeugdwet" in page


def test_a_pathway_is_started_followed_and_stopped(send, as_coordinator, family, today, django_assert_max_num_queries):
    assert send(verb(family, "zorgpad-starten"), pathway="friesland_early_signals").status_code == 302
    with django_assert_max_num_queries(15):
        page = as_coordinator.get(reverse("family-pathway", args=[family.pk])).text
    first = Step.objects.filter(status="planned").order_by("order").first()
    assert first.title["nl"] in page
    assert send(verb(family, "stap-gedaan", first.pk), **date_parts("on", today)).status_code == 302
    first.refresh_from_db()
    assert first.status == "done"
    following = Step.objects.filter(status="planned").order_by("order").first()
    assert send(verb(family, "stap-vervalt", following.pk), reason="Zij wil dit niet").status_code == 302
    overview = as_coordinator.get(reverse("family", args=[family.pk])).text
    assert first.title["nl"][:20] in overview
    run = Run.objects.get(family=family)
    assert send(verb(family, "zorgpad-stoppen", run.pk), why="Past niet").status_code == 302
    assert "Past niet" in as_coordinator.get(reverse("family-pathway", args=[family.pk])).text


def test_a_note_a_ground_and_a_step_of_another_family_are_refused(
    send, world, family, mother, coordinator, by, now, factor
):
    other = world.family("Familie Zwart", known_by=coordinator)
    seen = observations.Seen(factors=(factor.id,))
    observations.note(other.pk, by=by, now=now, person_id=world.mother(other).pk, seen=seen)
    foreign = Observation.objects.get(family=other)
    for name in ("geldt-niet-meer", "toestemming-intrekken", "stap-gedaan", "zorgpad-stoppen", "overdracht-intrekken"):
        assert send(verb(family, name, foreign.pk), reason="x").status_code == 403, name
    person = {"person": world.mother(other).pk, "factors": [factor.id]}
    assert send(verb(family, "noteren"), **person).status_code == 422


def test_whose_role_may_not_write_sees_no_buttons(client, world, family, today):
    from sluitend.core.roles import Role

    volunteer = world.professional("Vera Vrij", world.social, Role.VOLUNTEER_COORDINATOR)
    family.involvements.create(professional=volunteer, role="care_giver", starts_on=today)
    client.force_login(account(volunteer))
    page = client.get(reverse("family", args=[family.pk])).text
    assert "Volgende stap afspreken" not in page
    assert "Dossier sluiten" not in page
    refused = client.post(
        verb(family, "volgende-stap"),
        {
            "once": "6f2c1b9e-0000-4000-8000-000000000001",
            "what": "x",
            "owner": volunteer.pk,
            **date_parts("due_on", today),
        },
    )
    assert refused.status_code == 403
