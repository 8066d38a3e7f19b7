"""A passkey from making it to coming in with it, in a real browser with Chromium's own virtual authenticator."""

import re

import pytest
from playwright.sync_api import expect

from sluitend.care.accounts.models import Passkey
from sluitend.core.roles import Role
from tests.doors.sign_in.test_sign_in import person

pytestmark = pytest.mark.django_db(transaction=True)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def authenticator(page, **more):
    """A device with a finger on it; returns (devtools, its number) to change it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, **more}})
    return tools, made["authenticatorId"]


def sign_in(page):
    page.goto("/aanmelden/")
    page.get_by_label(re.compile("Gebruikersnaam|Naam")).fill("mila")
    page.get_by_label("Wachtwoord").fill("geheim-woord-123")
    page.get_by_role("button", name="Aanmelden", exact=True).click()


@pytest.fixture
def mila(live_server):
    return person("mila", "Mila van Brakel", Role.MIDWIFE, demonstration=False)


def test_a_passkey_is_made_once_and_opens_the_door_without_a_name_or_a_password(mila, page, assert_accessible):
    tools, device = authenticator(page)
    sign_in(page)
    page.goto("/mijn-aanmelding/")
    page.get_by_role("link", name="Passkey maken").click()
    expect(page.get_by_label("Hoe noemt u dit toestel?")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Hoe noemt u dit toestel?").fill("Mobiel van de praktijk")
    page.get_by_role("button", name="Maak passkey").click()
    expect(page.get_by_text("Mobiel van de praktijk")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert Passkey.objects.get().used_at is not None

    page.get_by_role("button", name="Uitloggen").click()
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page.get_by_text("Dit lukte niet")).to_be_visible()

    tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    Passkey.objects.update(counter=99)
    page.goto("/aanmelden/")
    expect(page.get_by_text("Dit lukte niet")).to_be_hidden()
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(page.get_by_text("Dit lukte niet")).to_be_visible()


def test_without_javascript_the_password_is_there_and_no_passkey_is_offered(mila, plain_page):
    plain_page.goto("/aanmelden/")
    expect(plain_page.get_by_role("button", name="Aanmelden met een passkey")).to_be_hidden()
    sign_in(plain_page)
    expect(plain_page.get_by_role("button", name="Uitloggen")).to_be_visible()
