# ruff: noqa: F811 - fixtures are called as they are imported
"""An update of the program brings a new text of a table that people here agreed in their own words (docs/decisions/0024)."""

import shutil

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from sluitend.care.agreements import actions
from sluitend.care.agreements.models import Draft, Version
from sluitend.care.network.queries import system_actor
from tests.browser.conftest import ENGLISH, PHONE
from tests.browser.test_agreements import adviser, enter  # noqa: F401
from tests.care.conftest import coordinator, team_lead, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = "prenatal_home_visit"
SHIPPED, AGREED, NEW = "Alles is vrijwillig.", "Dat mag, alles is vrijwillig.", "Niets hoeft."


@pytest.fixture
def region(world, coordinator, team_lead):
    return {"coordinator": world.actor(coordinator), "team_lead": world.actor(team_lead), "pk": world.region.pk}


def given_a_table_in_the_words_of_the_region(region, adviser, world):
    by, now = world.actor(adviser), timezone.now()
    pk = actions.start_draft(region["pk"], by=by, now=now, kind="table", content_id=TABLE)
    draft = Draft.objects.get(pk=pk)
    texts = {"body": draft.body.replace(SHIPPED, AGREED), "examples": draft.examples}
    actions.save(pk, by=by, now=now, number=draft.number, **texts)
    actions.propose(pk, by=by, now=now, in_force_from=timezone.localdate(), why="Zo zeggen wij het.")
    actions.assent(pk, by=region["coordinator"], now=now, level="execution")
    actions.assent(pk, by=region["team_lead"], now=now, level="organisation")


def when_an_update_says_it_otherwise(region, tmp_path):
    folder = shutil.copytree(settings.CONTENT, tmp_path / "content")
    table = folder / "tables" / f"{TABLE}.dmn"
    table.write_text(table.read_text().replace(SHIPPED, NEW))
    facts = {"by": system_actor(region["pk"]), "now": timezone.now(), "folder": folder}
    actions.put_in_force(region["pk"], own="gelderland-midden", **facts)


def then_the_adviser_finds_it_beside_what_was_agreed(page):
    page.goto("/afspraken/")
    expect(page.locator("#starters")).to_contain_text("Nieuwe starttekst beschikbaar")
    page.locator("#starters a").first.click()


def then_it_says_what_is_new_and_what_would_change_here(page):
    expect(page.locator("#new del").filter(has_text=SHIPPED).first).to_be_visible()
    expect(page.locator("#new ins").filter(has_text=NEW).first).to_be_visible()
    expect(page.locator("#change del").filter(has_text=AGREED).first).to_be_visible()


def in_force():
    return Version.objects.get(kind="table", content_id=TABLE, replaced_on=None).body


@pytest.mark.parametrize("window", [{}, {**PHONE, "java_script_enabled": False}], ids=["wide", "phone-without-script"])
def test_a_new_starter_text_is_offered_compared_and_taken_over_as_a_draft(
    region, adviser, world, enter, tmp_path, window, assert_accessible
):
    given_a_table_in_the_words_of_the_region(region, adviser, world)
    when_an_update_says_it_otherwise(region, tmp_path)
    page = enter(adviser, **window)
    then_the_adviser_finds_it_beside_what_was_agreed(page)
    if window.get("java_script_enabled", True):
        assert_accessible(page)
    then_it_says_what_is_new_and_what_would_change_here(page)
    page.get_by_role("button", name="Open als concept").click()
    expect(page.get_by_text("Concept", exact=True).first).to_be_visible()
    draft = Draft.objects.get(status="draft")
    assert page.url.endswith(f"/afspraken/concept/{draft.pk}/")
    assert NEW in draft.body
    assert AGREED in in_force(), "what was agreed holds until people agree on something else"
    page.goto("/afspraken/")
    page.locator('a[href^="/afspraken/starttekst/"]').first.click()
    expect(page.get_by_role("link", name="Naar het concept")).to_be_visible()


def test_in_english_it_is_left_with_a_name_and_is_not_offered_again(region, adviser, world, enter, tmp_path):
    given_a_table_in_the_words_of_the_region(region, adviser, world)
    when_an_update_says_it_otherwise(region, tmp_path)
    page = enter(adviser, **ENGLISH)
    page.goto("/afspraken/")
    page.locator('a[href^="/afspraken/starttekst/"]').first.click()
    page.locator('form[action$="/laten/"] button').click()
    expect(page.get_by_text("Ada Advies").first).to_be_visible()
    (tmp_path / "content").rename(tmp_path / "before")
    when_an_update_says_it_otherwise(region, tmp_path)
    page.goto("/afspraken/")
    expect(page.locator('a[href^="/afspraken/starttekst/"]')).to_have_count(1)
    expect(page.get_by_text("Ada Advies left this").first).to_be_visible()
    assert AGREED in in_force()
