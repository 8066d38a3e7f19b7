"""Signing in at the provider of one's own organisation: with a real provider, and with one that does everything wrong."""

from __future__ import annotations

import hmac
import json
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.util import urlsafe_b64encode

from sluitend.care.accounts.models import Identity, User
from sluitend.care.action import day
from sluitend.care.network.actions import bind_sign_in, follow_provider, recognise_by_email
from sluitend.care.network.models import Professional
from sluitend.care.network.queries import actor_of, system_actor
from sluitend.care.trail.models import Entry
from sluitend.config.providers import levels, providers
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.sign_in import LEVELS, Level, Provider
from tests.doors.sign_in.provider import OTHER_KEY, Misbehaving, misbehaving
from tests.doors.sign_in.test_sign_in import ONCE, person

OUR_KEY = RSAKey.generate_key(2048, private=True)


@pytest.fixture(autouse=True)
def _our_key(monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("OUR_KEY", OUR_KEY.as_pem(private=True).decode())


def provider(issuer: str, **more) -> Provider:
    facts = {
        "key": "regio",
        "name": "Regio Inlog",
        "issuer": issuer,
        "client_id": "sluitend",
        "key_from": "OUR_KEY",
    }
    return Provider.model_validate({**facts, "acr": {"one": "low", "two": "substantial", "three": "high"}, **more})


@pytest.fixture
def midwife(db) -> Professional:
    found = person("mila", "Mila Brug", Role.MIDWIFE, demonstration=False)
    Professional.objects.filter(pk=found.pk).update(email="mila@brug.example")
    return found


@pytest.fixture
def wrong_one(settings) -> Iterator[Misbehaving]:
    with misbehaving() as server:
        settings.PROVIDERS = {"regio": provider(server.issuer)}
        yield server


def bound(professional: Professional, subject: str = "s-1") -> None:
    now = professional.starts_on
    Identity.objects.create(
        user=professional.user, provider="regio", subject=subject, way="administrator", bound_at=f"{now}T12:00Z"
    )


def begin(client, server: Misbehaving) -> dict[str, str]:
    """To the provider; what we sent along. The provider remembers the nonce for its token."""
    there = client.get("/aanmelden/bij/regio/?next=/postvak/")
    sent = {name: value[0] for name, value in parse_qs(urlsplit(there.url).query).items()}
    server.claims["nonce"] = sent["nonce"]
    return sent


def come_back(client, sent: dict[str, str], **more):
    return client.get("/aanmelden/bij/regio/terug/", {"code": "c-1", "state": sent["state"], **more})


def refused_with_what_to_do(answer, client) -> bool:
    page = answer.content.decode()
    return answer.status_code == 403 and "Opnieuw beginnen" in page and "_auth_user_id" not in client.session


def test_a_bound_person_comes_in_and_goes_on_to_the_page_that_was_asked_for(client, midwife, wrong_one):
    bound(midwife)
    sent = begin(client, wrong_one)
    answer = come_back(client, sent)
    assert (answer.status_code, answer.url) == (302, "/postvak/")
    assert client.session["_auth_user_id"] == str(midwife.user_id)
    assert (sent["code_challenge_method"], sent["acr_values"]) == ("S256", "two three")
    assert "code_verifier" in wrong_one.asked


def test_we_prove_who_we_are_with_our_own_key(client, midwife, wrong_one):
    bound(midwife)
    come_back(client, begin(client, wrong_one))
    assert "client_secret" not in wrong_one.asked
    claims = jwt.decode(wrong_one.asked["client_assertion"][0], OUR_KEY).claims
    assert (claims["iss"], claims["sub"], claims["aud"]) == (
        "sluitend",
        "sluitend",
        f"{wrong_one.issuer}/token_endpoint",
    )


def encoded(*parts: dict[str, Any]) -> list[bytes]:
    return [urlsafe_b64encode(json.dumps(part).encode()) for part in parts]


def unsigned(server: Misbehaving) -> str:
    return b".".join([*encoded({"alg": "none"}, server.claims), b""]).decode()


def signed_with_the_public_key(server: Misbehaving) -> str:
    """What a checker that trusts the header would accept: HMAC with the public key as its secret."""
    begin = b".".join(encoded({"alg": "HS256", "kid": "ours"}, server.claims))
    sign = hmac.digest(server.key.as_pem(private=False), begin, "sha256")
    return b".".join([begin, urlsafe_b64encode(sign)]).decode()


LONG_AGO = int(time.time()) - 3600

WRONG = {
    "a weak acr": {"claims": {"acr": "one"}},
    "an unknown acr": {"claims": {"acr": "four"}},
    "no acr": {"claims": {"acr": None}},
    "a foreign issuer": {"claims": {"iss": "https://elders.example"}},
    "no issuer": {"claims": {"iss": None}},
    "somebody else's aud": {"claims": {"aud": "elders"}},
    "somebody else's aud with our azp": {"claims": {"aud": "elders", "azp": "sluitend"}},
    "an expired token": {"claims": {"exp": LONG_AGO}},
    "a token without an end": {"claims": {"exp": None}},
    "a wrong nonce": {"claims": {"nonce": "x"}},
    "no nonce": {"claims": {"nonce": None}},
    "no subject": {"claims": {"sub": None}},
    "a key that is not in the set": {"key": OTHER_KEY},
    "a key that was withdrawn": {"key": OTHER_KEY, "header": {"alg": "RS256", "kid": "earlier"}},
    "no signature": {"make": unsigned},
    "the public key used as a secret": {"make": signed_with_the_public_key},
    "no token at all": {"make": lambda server: "geen.token"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_wrong_lets_nobody_in_and_says_what_to_do(client, midwife, wrong_one, wrong):
    bound(midwife)
    sent, how = begin(client, wrong_one), WRONG[wrong]
    changed = {**wrong_one.claims, **how.get("claims", {})}
    wrong_one.claims = {name: value for name, value in changed.items() if value is not None}
    wrong_one.key, wrong_one.header = how.get("key", wrong_one.key), how.get("header", wrong_one.header)
    if "make" in how:
        wrong_one.id_token = how["make"](wrong_one)
    assert refused_with_what_to_do(come_back(client, sent), client)


def test_a_sign_in_that_is_too_weak_says_to_use_a_second_step(client, midwife, wrong_one):
    sent = begin(client, wrong_one)
    wrong_one.claims["acr"] = "one"
    assert "tweede stap" in come_back(client, sent).content.decode()


def test_a_code_that_comes_a_second_time_is_refused(client, midwife, wrong_one):
    bound(midwife)
    sent = begin(client, wrong_one)
    come_back(client, sent)
    client.post("/afmelden/")
    assert refused_with_what_to_do(come_back(client, sent), client)


def test_a_code_in_somebody_elses_browser_is_refused(client, midwife, wrong_one):
    bound(midwife)
    sent, other = begin(client, wrong_one), Client()
    assert refused_with_what_to_do(come_back(other, sent), other)


def test_a_provider_that_answers_as_another_is_refused(client, midwife, wrong_one):
    sent = begin(client, wrong_one)
    assert refused_with_what_to_do(come_back(client, sent, iss="https://elders.example"), client)
    wrong_one.issuer = "https://elders.example"
    assert refused_with_what_to_do(client.get("/aanmelden/bij/regio/"), client)


def test_a_provider_that_is_away_gives_a_page_that_says_so(client, db, settings):
    settings.PROVIDERS = {"regio": provider("http://localhost:9")}
    answer = client.get("/aanmelden/bij/regio/")
    assert refused_with_what_to_do(answer, client)
    assert "antwoordt niet" in answer.content.decode()


def test_who_stops_at_the_provider_can_begin_again(client, db, settings):
    settings.PROVIDERS = {"regio": provider("http://localhost:9")}
    assert refused_with_what_to_do(client.get("/aanmelden/bij/regio/terug/?error=access_denied"), client)


def test_a_provider_that_is_not_in_the_settings_is_not_there(client, db):
    assert client.get("/aanmelden/bij/elders/").status_code == 404


def test_a_stranger_is_told_the_mark_to_pass_on_and_no_account_is_made(client, midwife, wrong_one):
    answer = come_back(client, begin(client, wrong_one))
    assert refused_with_what_to_do(answer, client)
    assert "s-1" in answer.content.decode()
    assert User.objects.count() == 1


def by_email(server: Misbehaving, settings, **more) -> None:
    settings.PROVIDERS = {"regio": provider(server.issuer, binds_by_email=True, **more)}
    server.claims |= {"email": "Mila@brug.example", "email_verified": True}


def test_a_verified_work_email_is_recognised_once_and_the_person_says_so(client, midwife, wrong_one, settings):
    by_email(wrong_one, settings)
    page = come_back(client, begin(client, wrong_one)).content.decode()
    assert "Bent u dit?" in page
    assert "_auth_user_id" not in client.session
    client.post("/aanmelden/bij/regio/eerste-keer/")
    assert client.session["_auth_user_id"] == str(midwife.user_id)
    assert Identity.objects.get().way == "email"
    assert Entry.objects.filter(action="network.recognise_by_email", thing_id=midwife.pk).exists()


def test_an_email_that_was_not_verified_recognises_nobody(client, midwife, wrong_one, settings):
    by_email(wrong_one, settings)
    wrong_one.claims["email_verified"] = "true"
    assert refused_with_what_to_do(come_back(client, begin(client, wrong_one)), client)


def test_nobody_is_recognised_twice_for_one_card(client, midwife, wrong_one, settings):
    by_email(wrong_one, settings)
    bound(midwife, "somebody-else")
    assert refused_with_what_to_do(come_back(client, begin(client, wrong_one)), client)


def test_saying_this_is_me_without_having_been_at_the_provider_is_refused(client, midwife, wrong_one):
    assert refused_with_what_to_do(client.post("/aanmelden/bij/regio/eerste-keer/"), client)


def test_an_administrator_binds_a_colleague_on_the_card(client, midwife, wrong_one):
    manager = person("bea", "Bea Beheer", Role.TEAM_LEAD, Role.PROJECT_LEADER, demonstration=False)
    client.force_login(manager.user)
    assert f"/netwerk/{midwife.pk}/aanmelding/" in client.get(f"/netwerk/{midwife.pk}/").content.decode()
    sent = {"provider": "regio", "subject": "s-1", "once": ONCE}
    assert client.post(f"/netwerk/{midwife.pk}/aanmelding/", sent).status_code == 302
    again = client.post(f"/netwerk/{manager.pk}/aanmelding/", {**sent, "once": ONCE[::-1]})
    assert "al aan iemand gekoppeld" in again.content.decode()
    client.post("/afmelden/")
    come_back(client, begin(client, wrong_one))
    assert client.session["_auth_user_id"] == str(midwife.user_id)


def test_where_only_parents_have_a_provider_nobody_binds_a_colleague_to_it(client, midwife, settings):
    manager = person("bea", "Bea Beheer", Role.TEAM_LEAD, Role.PROJECT_LEADER, demonstration=False)
    client.force_login(manager.user)
    settings.PROVIDERS = {"digid": provider("http://localhost:9", key="digid", serves="parents")}
    assert f"/netwerk/{midwife.pk}/aanmelding/" not in client.get(f"/netwerk/{midwife.pk}/").content.decode()
    assert client.get(f"/netwerk/{midwife.pk}/aanmelding/").status_code == 404


def test_the_roles_follow_the_provider_and_roles_it_cannot_give_stay(client, midwife, wrong_one, settings):
    roles = {"vk": "midwife", "cor": "case_coordinator", "tl": "team_lead"}
    settings.PROVIDERS = {"regio": provider(wrong_one.issuer, roles_claim="groups", roles=roles)}
    midwife.role_assignments.create(role=Role.SOCIAL_WORKER, starts_on=midwife.starts_on)
    bound(midwife)
    sent = begin(client, wrong_one)
    wrong_one.claims["groups"] = ["cor", "iets anders"]
    come_back(client, sent)
    today = day(Entry.objects.latest("pk").at)
    assert actor_of(midwife.user_id, today).roles == {Role.CASE_COORDINATOR, Role.SOCIAL_WORKER}
    assert Entry.objects.filter(action="network.follow_provider").exists()


@pytest.mark.parametrize(("said", "in_"), [("0001", True), ("0002", False), ("9999", False)])
def test_only_the_own_organisation_lets_one_in(client, midwife, wrong_one, settings, said, in_):
    organisations = {"0001": "De Brug", "0002": "De Poort"}
    settings.PROVIDERS = {"regio": provider(wrong_one.issuer, organisation_claim="org", organisations=organisations)}
    bound(midwife)
    sent = begin(client, wrong_one)
    wrong_one.claims["org"] = said
    answer = come_back(client, sent)
    assert ("_auth_user_id" in client.session) is in_
    assert in_ or refused_with_what_to_do(answer, client)


def test_signing_out_goes_on_to_the_provider(client, midwife, wrong_one):
    bound(midwife)
    come_back(client, begin(client, wrong_one))
    answer = client.post("/afmelden/")
    sent = parse_qs(urlsplit(answer.url).query)
    assert answer.url.startswith(f"{wrong_one.issuer}/end_session_endpoint?")
    assert sent["post_logout_redirect_uri"] == ["http://testserver/aanmelden/"]
    assert sent["id_token_hint"]
    assert "_auth_user_id" not in client.session


def test_what_needs_more_than_a_password_gives_a_page_that_says_what_to_do(client, db, wrong_one, settings):
    settings.SIGN_IN_LEVELS = {Permission.SEE_TRAIL: Level.HIGH}
    officer = person("fg", "Fenna Geel", Role.PRIVACY_OFFICER, demonstration=False)
    bound(officer)
    come_back(client, begin(client, wrong_one))
    answer = client.get("/spoor/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Regio Inlog" in page
    [address] = re.findall(r'href="(/aanmelden/bij/regio/[^"]*)"', page)
    there = client.get(address.replace("&amp;", "&"))
    sent = {name: value[0] for name, value in parse_qs(urlsplit(there.url).query).items()}
    assert sent["acr_values"] == "three"
    wrong_one.claims |= {"acr": "three", "nonce": sent["nonce"]}
    assert come_back(client, sent).url == "/spoor/"
    assert client.get("/spoor/").status_code == 200


def test_who_came_in_by_a_provider_makes_no_way_in_beside_it(client, midwife, wrong_one):
    bound(midwife)
    come_back(client, begin(client, wrong_one))
    for address in ("/mijn-aanmelding/passkey/", "/mijn-aanmelding/tweede-stap/"):
        assert client.get(address).url == "/mijn-aanmelding/"


def test_an_administrator_binds_only_in_the_own_organisation_and_only_once(midwife):
    now = timezone.now()
    by = actor_of(midwife.user_id, day(now))
    with pytest.raises(NotAllowed):
        bind_sign_in(midwife.pk, by=by, now=now, provider="regio", subject="s-1")
    system = system_actor(midwife.region_id)
    recognise_by_email(midwife.pk, by=system, now=now, provider="regio", subject="s-1")
    with pytest.raises(NotNow):
        recognise_by_email(midwife.pk, by=system, now=now, provider="regio", subject="s-2")
    follow_provider(midwife.pk, by=system, now=now, roles=[], possible=[Role.MIDWIFE])
    assert actor_of(midwife.user_id, day(now)).roles == frozenset()


@pytest.mark.filterwarnings("default")
def test_the_real_provider_lets_a_bound_person_in_and_out(client, midwife, settings):
    """The whole flow with a provider that was not made for us; the other one answers as this one does."""
    mila = oidc_provider_mock.User(sub="s-1", claims={"acr": "two"})
    with oidc_provider_mock.run_server_in_thread(user_claims=[mila]) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.PROVIDERS = {"regio": provider(issuer, authentication="client_secret_basic")}
        bound(midwife)
        there = client.get("/aanmelden/bij/regio/").url
        back = requests.post(there, {"sub": "s-1"}, allow_redirects=False, timeout=5).headers["Location"]
        assert client.get(back).url == "/"
        assert client.session["_auth_user_id"] == str(midwife.user_id)
        assert requests.get(client.post("/afmelden/").url, timeout=5).status_code == 200
        assert refused_with_what_to_do(client.get(back), client)


def test_settings_that_are_wrong_stop_the_start(tmp_path, monkeypatch):
    facts = {
        "key": "regio",
        "name": "R",
        "issuer": "https://r.example",
        "client_id": "s",
        "key_from": "OUR_KEY",
        "acr": {"two": "high"},
    }
    file = tmp_path / "providers.json"

    def read(**more):
        file.write_text(json.dumps([{**facts, **more}]))
        return providers(str(file))

    assert read()["regio"].needs is Level.SUBSTANTIAL
    for wrong in (
        {"issuer": "http://r.example"},
        {"acr": {"two": "huge"}},
        {"secret": "x"},
        {"roles": {"x": "system"}},
    ):
        with pytest.raises(ImproperlyConfigured):
            read(**wrong)
    monkeypatch.delenv("OUR_KEY")
    with pytest.raises(ImproperlyConfigured, match="OUR_KEY"):
        read()
    assert levels("see_trail=high") == LEVELS | {Permission.SEE_TRAIL: Level.HIGH}
    with pytest.raises(ImproperlyConfigured):
        levels("see_trail=huge")
    with pytest.raises(ImproperlyConfigured, match="less"):
        levels("see_trail=low")
