"""The agreements document: all that holds on one page, per coalition, as it was on a day, and what changed between two editions."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sluitend.care.agreements.models import Draft, Version
from sluitend.care.network.actions import edit_card
from sluitend.care.network.models import Coalition, CoalitionMember, FormerCard
from sluitend.core import tables
from sluitend.core.roles import Role
from sluitend.core.tables import editing
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"
DOCUMENT, CHANGES = "agreements-document", "agreements-changes"


@pytest.fixture
def ada(sign_in, world):
    return sign_in(world.professional("Ada Advies", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def coalition(world):
    made = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    made.municipalities.add(world.town)
    CoalitionMember.objects.create(coalition=made, organisation=world.social, starts_on=TODAY - timedelta(days=9))
    return made


def deviate(world, coalition, since=TODAY):
    """The coalition lets the first row go."""
    old = Version.objects.get(kind="table", content_id=TABLE, coalition=None)
    body = tables.write(tables.build(editing.remove_rule(tables.read(old.body.encode()).definitions, 1))).decode()
    own = {"region": world.region, "coalition": coalition, "kind": "table", "content_id": TABLE}
    return Version.objects.create(**own, number=1, digest="own", body=body, in_force_from=since)


def test_everything_that_holds_is_in_it_and_in_its_contents(ada, world):
    page = ada.get(reverse(DOCUMENT)).text
    for version in Version.objects.filter(kind__in=["table", "pathway", "programme"]):
        assert page.count(reverse("agreement-version", args=[version.pk])) == 1, version
    assert page.count("<svg viewBox") == Version.objects.filter(kind="pathway").count()
    assert page.count('<li><a class="utrecht-link utrecht-link--html-a" href="#deel-1.') == len(
        Version.objects.filter(kind="table")
    )
    for wanted in ("Antwoord op een signaal", "2 werkdagen", "Eigenaar", "nummer 1", "Opnieuw kijken op"):
        assert wanted in page


def test_every_row_of_every_table_is_a_row_on_the_page(ada, world):
    page = ada.get(reverse(DOCUMENT)).text
    rows = sum(
        len(editing.edited(tables.read(one.body.encode()).definitions).logic.rules)
        for one in Version.objects.filter(kind="table")
    )
    assert page.count('<th scope="row">') >= rows
    assert "not_offered" not in page


def test_a_coalition_inherits_and_its_deviation_is_seen(ada, world, coalition):
    address = reverse(DOCUMENT) + f"?coalitie={coalition.pk}"
    assert "Nergens in." in ada.get(address).text
    own = deviate(world, coalition)
    page = ada.get(address).text
    assert page.count("Wijkt af van de regio") == 1
    assert reverse("agreement-version", args=[own.pk]) in page
    assert "Wijkt af van de regio" not in ada.get(reverse(DOCUMENT)).text
    assert "Waarin wijkt dit af van de regio?" in ada.get(reverse("agreement-version", args=[own.pk])).text


def test_whom_to_call_are_the_people_of_the_coalition_who_say_for_what(ada, world, coalition, coordinator):
    coordinator.call_me_for, coordinator.phone = "Elke zwangere", "06 5550 0000"
    coordinator.save()
    page = ada.get(reverse(DOCUMENT) + f"?coalitie={coalition.pk}").text
    assert "Elke zwangere" in page
    assert "06 5550 0000" in page


def test_an_older_edition_says_what_held_then_and_the_difference_names_the_row(ada, world, coalition):
    deviate(world, coalition)
    before = TODAY - timedelta(days=1)
    old = ada.get(reverse(DOCUMENT), {"coalitie": coalition.pk, "op": before.isoformat()}).text
    new = ada.get(reverse(DOCUMENT), {"coalitie": coalition.pk}).text
    assert "Wijkt af van de regio" not in old
    assert "nummer 1" in old
    assert "nummer 2" in new
    changed = ada.get(
        reverse(CHANGES), {"coalitie": coalition.pk, "van": before.isoformat(), "tot": TODAY.isoformat()}
    ).text
    assert "1 regel weg" in changed
    assert "Wijkt af van de regio" in changed
    assert "1 regel weg" in ada.get(reverse(CHANGES), {"coalitie": coalition.pk}).text


def test_editions_that_are_not_in_order_or_not_there_yet_are_refused_with_a_sentence(ada, world):
    for before, after in (("2026-01-02", "2026-01-01"), ("2020-01-01", "2999-01-01")):
        answer = ada.get(reverse(CHANGES), {"van": before, "tot": after})
        assert answer.status_code == 409
        assert "Kies eerst de oudste" in answer.text
    assert ada.get(reverse(DOCUMENT), {"op": "1901-01-01"}).status_code == 409
    assert ada.get(reverse(DOCUMENT), {"op": "x", "coalitie": "y"}).status_code == 200


@pytest.mark.parametrize("name", [DOCUMENT, CHANGES])
def test_it_takes_at_most_fifteen_statements_however_many_agreements_there_are(
    ada, world, coalition, name, django_assert_max_num_queries
):
    deviate(world, coalition)
    address = reverse(name) + f"?coalitie={coalition.pk}"
    ada.get(address)
    with django_assert_max_num_queries(15):
        ada.get(address)
    assert not Draft.objects.exists()


def test_the_difference_between_editions_tells_terms_and_whom_to_call(ada, world, coalition, coordinator):
    old = Version.objects.get(kind="region", region=world.region)
    Version.objects.filter(pk=old.pk).update(replaced_on=TODAY)
    body = old.body.replace("signal_answer:\n    amount: 2", "signal_answer:\n    amount: 3")
    facts = {"kind": "region", "content_id": old.content_id, "number": 2, "digest": "later", "body": body}
    Version.objects.create(region=world.region, in_force_from=TODAY, **facts)
    for phone in ("06 5550 0001", "06 5550 0002"):
        card = {"phone": phone, "call_me_for": "Elke zwangere"}
        edit_card(coordinator.pk, by=world.actor(coordinator), now=NOW, **card)
    FormerCard.objects.update(phone="06 5550 0000", call_me_for="Alles")
    before = (TODAY - timedelta(days=1)).isoformat()
    page = ada.get(reverse(CHANGES), {"coalitie": coalition.pk, "van": before, "tot": TODAY.isoformat()}).text
    for was, now in (("2 werkdagen", "3 werkdagen"), ("06 5550 0000", "06 5550 0002"), ("Alles", "Elke zwangere")):
        assert f"<del>{was}</del> → <ins>{now}</ins>" in page
    assert "06 5550 0000" in ada.get(reverse(DOCUMENT), {"coalitie": coalition.pk, "op": before}).text


@pytest.mark.parametrize("kind", ["table", "pathway", "programme"])
def test_who_looks_after_it_and_where_it_was_read_are_english_on_an_english_page(ada, settings, kind):
    ada.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    version = Version.objects.filter(kind=kind, replaced_on=None).first()
    for address in (reverse(DOCUMENT), reverse("agreements"), reverse("agreement-version", args=[version.pk])):
        page = ada.get(address).text
        assert "Project group Gelderland-Midden (demonstration)" in page
        shown = page.split("<pre")[0]
        assert [word for word in ("Projectgroep", "Brontekst", ", regel ", "niet bevestigd") if word in shown] == []


def test_terms_say_what_they_rest_on_in_the_language_of_the_page(ada, settings):
    assert "eigen voorstel, geen bron" in ada.get(reverse(DOCUMENT)).text
    ada.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = ada.get(reverse(DOCUMENT)).text
    assert "own proposal, no source" in page
    assert "eigen voorstel" not in page
