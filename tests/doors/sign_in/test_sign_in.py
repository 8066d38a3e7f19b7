"""Coming in: one click in the demonstration, a name and a password elsewhere; and the pages for when it goes wrong."""

import subprocess
import sys
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.queries import MOST_PER_ADDRESS
from sluitend.care.network.models import Organisation, Professional, Region, RoleAssignment
from sluitend.core.roles import ROLES, Role
from sluitend.doors.workspace.menu import SCREENS, menu
from tests.house.rules import ROOT

LONG_AGO = date(2020, 1, 1)


def person(username: str, name: str, *roles: Role, demonstration: bool = True) -> Professional:
    region, _ = Region.objects.get_or_create(slug="proefregio", name="Proefregio")
    place, _ = Organisation.objects.get_or_create(region=region, name="De Brug", kind="midwifery", domain="medical")
    user = get_user_model().objects.create_user(username, "geheim-woord-123", demonstration=demonstration)
    found = Professional.objects.create(region=region, organisation=place, user=user, name=name, starts_on=LONG_AGO)
    for role in roles:
        RoleAssignment.objects.create(professional=found, role=role, starts_on=LONG_AGO)
    return found


@pytest.fixture
def midwife(db) -> Professional:
    return person("mila", "Mila Brug", Role.MIDWIFE)


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def test_the_demonstration_lists_people_under_their_first_role_with_what_it_does(client, midwife, demonstration):
    person("cor", "Cor Regie", Role.CASE_COORDINATOR, Role.SOCIAL_WORKER)
    page = client.get("/aanmelden/").content.decode()
    assert str(ROLES[Role.MIDWIFE].sentence) in page
    assert str(ROLES[Role.CASE_COORDINATOR].sentence) in page
    assert str(ROLES[Role.SOCIAL_WORKER].sentence) not in page


def test_the_list_speaks_english_too(client, midwife, demonstration):
    client.cookies["django_language"] = "en"
    page = client.get("/aanmelden/").content.decode()
    assert "Who are you today?" in page
    assert "Midwife" in page


def test_one_click_is_enough_to_come_in(client, midwife, demonstration):
    answer = client.post("/aanmelden/", {"person": midwife.user_id})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(midwife.user_id)


def test_one_goes_on_to_the_page_that_was_asked_for_but_never_elsewhere(client, midwife, demonstration):
    there = client.post("/aanmelden/", {"person": midwife.user_id, "next": "/postvak/"})
    elsewhere = client.post("/aanmelden/", {"person": midwife.user_id, "next": "https://elders.example/"})
    assert (there.url, elsewhere.url) == ("/postvak/", "/")


@pytest.mark.parametrize("wrong", ["", "x", "-1", "999999", "²"])
def test_a_click_on_somebody_who_is_not_there_is_a_page_that_is_not_there(client, midwife, demonstration, wrong):
    assert client.post("/aanmelden/", {"person": wrong}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_real_account_cannot_be_clicked(client, midwife, demonstration):
    real = person("echt", "Echt Iemand", Role.MIDWIFE, demonstration=False)
    assert client.post("/aanmelden/", {"person": real.user_id}).status_code == 404
    assert "Echt Iemand" not in client.get("/aanmelden/").content.decode()


def test_outside_the_demonstration_nobody_is_listed_and_a_click_does_nothing(client, midwife):
    assert "Mila" not in client.get("/aanmelden/").content.decode()
    client.post("/aanmelden/", {"person": midwife.user_id})
    assert "_auth_user_id" not in client.session


def test_a_name_and_its_password_come_in(client, midwife):
    client.post("/aanmelden/", {"username": "mila", "password": "geheim-woord-123", "once": ONCE})
    assert client.session["_auth_user_id"] == str(midwife.user_id)


ONCE = "7d444840-9dc0-11d1-b245-5ffdce74fad2"


def test_a_wrong_password_and_an_unknown_name_hear_the_same(client, midwife):
    wrong = client.post("/aanmelden/", {"username": "mila", "password": "fout", "once": ONCE})
    unknown = client.post("/aanmelden/", {"username": "niemand", "password": "fout", "once": ONCE})
    said = [list(map(str, page.context["form"].non_field_errors())) for page in (wrong, unknown)]
    assert said[0]
    assert said[0] == said[1]
    assert 'value="fout"' not in wrong.content.decode()


def test_guessing_is_slowed_down_even_with_the_right_password(client, midwife):
    for _ in range(5):
        client.post("/aanmelden/", {"username": "mila", "password": "fout", "once": ONCE})
    page = client.post("/aanmelden/", {"username": "MILA", "password": "geheim-woord-123", "once": ONCE})
    assert "te vaak" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_somebody_elses_mistakes_do_not_lock_me_out(client, midwife):
    person("cor", "Cor Regie", Role.CASE_COORDINATOR)
    for _ in range(5):
        client.post("/aanmelden/", {"username": "mila", "password": "fout", "once": ONCE})
    client.post("/aanmelden/", {"username": "cor", "password": "geheim-woord-123", "once": ONCE})
    assert "_auth_user_id" in client.session


def test_behind_our_proxy_one_guesser_does_not_lock_out_everybody(client, midwife, settings):
    settings.BEHIND_PROXY = True
    guesser, colleague = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}, {"X-Forwarded-For": "203.0.113.7"}
    for number in range(MOST_PER_ADDRESS):
        note_failed_sign_in(f"x{number}", "203.0.113.9", timezone.now())
    facts = {"username": "mila", "password": "geheim-woord-123", "once": ONCE}
    assert "te vaak" in client.post("/aanmelden/", facts, headers=guesser).content.decode()
    client.post("/aanmelden/", facts, headers=colleague)
    assert "_auth_user_id" in client.session


def test_signing_out_takes_a_click_on_the_button(client, midwife):
    client.force_login(midwife.user)
    assert client.get("/afmelden/").status_code == 405
    assert client.post("/afmelden/").url == "/aanmelden/"
    assert "_auth_user_id" not in client.session


def test_the_root_leads_a_stranger_to_the_way_in(client, db):
    assert client.get("/").url == "/aanmelden/"


def test_the_menu_holds_only_what_a_role_gives_access_to():
    from sluitend.core.access import Actor

    def words(role: Role) -> set[str]:
        return {item.url for item in menu(Actor(1, "x", frozenset({role}), 1))}

    assert words(Role.POLICY_OFFICER) <= words(Role.PROJECT_LEADER)
    assert menu(None) == []
    assert {name for name, _, _ in SCREENS} >= {"today", "signal", "inbox", "network"}


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_page_that_is_not_there_says_where_to_go_and_nothing_of_the_inside(client, midwife, signed_in):
    if signed_in:
        client.force_login(midwife.user)
    answer = client.get("/dit-is-er-niet/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in page
    assert "urlpatterns" not in page
    assert "dit-is-er-niet" not in page.replace('name="next" value="/dit-is-er-niet/"', "")
    assert ("Naar de inlogpagina" in page) == (not signed_in)


def test_a_form_without_its_key_is_refused_with_what_to_do(midwife, demonstration):
    answer = Client(enforce_csrf_checks=True).post("/aanmelden/", {"person": midwife.user_id})
    assert answer.status_code == 403
    assert "niet verstuurd" in answer.content.decode()


def test_an_accident_shows_our_own_page_and_not_the_inside(midwife, demonstration, monkeypatch):
    monkeypatch.setattr("sluitend.doors.workspace.sign_in.views.by_role", lambda people: 1 / 0)
    answer = Client(raise_request_exception=False).get("/aanmelden/")
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.content.decode()
    assert "ZeroDivision" not in answer.content.decode()


def checked(**environment: str) -> subprocess.CompletedProcess[str]:
    """The program started with this environment; prints whether Django's debugging is on."""
    environment |= {"PATH": "", "SECRET_KEY": "x", "MATCHING_KEY": "x", "SLUITEND_DEMONSTRATION": "1"}
    show = "from django.conf import settings; print(settings.DEBUG)"
    command = [sys.executable, ROOT / "manage.py", "shell", "--verbosity", "0", "-c", show]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


POSTGRESQL = "postgresql://iemand@localhost/db"


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": POSTGRESQL}, {"DEBUG": "1", "DATABASE_URL": POSTGRESQL}])
def test_the_demonstration_cannot_be_switched_on_where_real_people_could_be(environment):
    tried = checked(**environment)
    assert tried.returncode != 0
    assert "SLUITEND_DEMONSTRATION=1 works only with DEBUG=1 and an SQLite database" in tried.stderr


def test_the_demonstration_does_not_show_its_inside_on_an_error():
    assert checked(DEBUG="1").stdout.strip() == "False"


def test_the_list_takes_as_many_statements_for_one_person_as_for_many(
    client, midwife, demonstration, django_assert_num_queries
):
    for number in range(20):
        person(f"collega-{number}", f"Collega {number}", Role.MIDWIFE)
    with django_assert_num_queries(3):
        client.get("/aanmelden/")
