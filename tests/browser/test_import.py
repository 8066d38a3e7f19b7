"""A coordinator brings in the list of the team: on a phone, in English, by keyboard and without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from sluitend.care.coordination.models import Case
from sluitend.care.network.models import Professional
from sluitend.core.roles import Role
from tests.care.conftest import World, make_world
from tests.doors.import_caseload.conftest import good, list_of

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = (
    good(),
    good("Bo van den Bergen-Kuik", born="1-1-2000"),
    good("Cas Kuik", "Elders (D)"),
    good("Dia", born="wk 32"),
    good("Ed Bos").replace("C. Regie", "Zwart").replace("geel", "lang verhaal " * 8),
)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def noor(world: World) -> Professional:
    world.professional("Cor Regie", world.social, Role.CASE_COORDINATOR)
    noor = world.professional("Noor Collega", world.social, Role.CASE_COORDINATOR)
    noor.user = get_user_model().objects.create_user("noor")
    noor.save()
    return noor


def signs_in(page: Page, who: Professional, base: str) -> None:
    client = Client()
    client.force_login(who.user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])


@pytest.fixture
def lijst(tmp_path: Path) -> Path:
    file = tmp_path / "lijst.csv"
    file.write_bytes(list_of(*ROWS))
    return file


def brings_in(page: Page, lijst: Path, check: Callable[[Page], None], picture: Callable[..., None], name: str) -> None:
    """The road from choosing a file to getting back what could not be taken, in Dutch."""
    page.goto(reverse("import"))
    check(page)
    picture(page, f"import-{name}-1", full_page=True)
    page.get_by_label("Welk bestand?").set_input_files(lijst)
    page.get_by_role("button", name="Lees het bestand").click()
    expect(page.get_by_role("heading", name="Wat staat in welke kolom?")).to_be_visible()
    expect(page.get_by_label("Gemeente")).to_have_value("municipality")
    check(page)
    picture(page, f"import-{name}-2", full_page=True)
    page.get_by_label("Kleur").select_option("Wat er speelt")
    page.get_by_role("button", name="Kijk wat er gebeurt").click()
    expect(page.get_by_text("Er is nog niets veranderd.")).to_be_visible()
    check(page)
    picture(page, f"import-{name}-3", full_page=True)
    page.get_by_role("button", name="Neem 3 gezinnen over").click()
    expect(page.get_by_role("heading", name="Overgenomen", exact=True)).to_be_visible()
    check(page)
    picture(page, f"import-{name}-4", full_page=True)


def test_a_coordinator_brings_in_a_list_on_a_phone(
    phone_page: Page,
    live_server,
    noor: Professional,
    lijst: Path,
    assert_accessible: Callable[[Page], None],
    picture: Callable[..., None],
) -> None:
    signs_in(phone_page, noor, live_server.url)
    brings_in(phone_page, lijst, assert_accessible, picture, "phone")
    with phone_page.expect_download() as download:
        phone_page.get_by_role("link", name="Haal het bestand op (.csv)").click()
    assert "Cas Kuik" in Path(download.value.path()).read_text("utf-8-sig")
    assert Case.objects.count() == 3


def test_it_works_without_javascript(
    plain_page: Page,
    live_server,
    noor: Professional,
    lijst: Path,
) -> None:
    signs_in(plain_page, noor, live_server.url)
    brings_in(plain_page, lijst, lambda page: None, lambda *_, **__: None, "plain")
    plain_page.get_by_role("button", name="Klaar: verwijder dit verslag").click()
    expect(plain_page.get_by_text("van de server verwijderd")).to_be_visible()


def test_it_works_in_english_and_by_keyboard(
    english_page: Page,
    live_server,
    noor: Professional,
    lijst: Path,
    assert_accessible: Callable[[Page], None],
    picture: Callable[..., None],
) -> None:
    page = english_page
    signs_in(page, noor, live_server.url)
    page.goto(reverse("import"))
    assert_accessible(page)
    page.get_by_label("Which file?").set_input_files(lijst)
    page.get_by_role("button", name="Read the file").press("Enter")
    expect(page.get_by_role("heading", name="What is in which column?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="See what happens").press("Enter")
    expect(page.get_by_text("Nothing has changed yet.")).to_be_visible()
    assert_accessible(page)
    picture(page, "import-english", full_page=True)
    page.get_by_role("button", name="Take over 3 families").press("Enter")
    expect(page.get_by_role("heading", name="Taken over", exact=True)).to_be_visible()
    assert Case.objects.count() == 3
