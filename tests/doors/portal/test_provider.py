"""Parents by a provider of identities, as a DigiD broker is: with the real one of the tests, and with one that does everything wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from django.test import Client
from django.urls import reverse

from sluitend.care.accounts.models import Identity, User
from sluitend.care.parents import actions
from sluitend.care.parents.models import Invitation
from sluitend.care.people.models import FamilyMember, Person
from sluitend.care.safety import actions as safety
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.trail.models import Entry
from sluitend.core.roles import Role
from sluitend.core.sign_in import Serves
from sluitend.ui.languages import languages
from tests.care.conftest import LONG_AGO
from tests.care.parents.conftest import CODE, by, family, make_own_pages, mother, own  # noqa: F401
from tests.doors.portal.test_portal import once
from tests.doors.sign_in.provider import Misbehaving, misbehaving
from tests.doors.sign_in.test_openid import WRONG, _our_key, provider  # noqa: F401

pytestmark = pytest.mark.django_db
HERS, HIS = "subject-of-sam", "subject-of-ali"


def digid(issuer: str, **more):
    return provider(issuer, **{"key": "digid", "name": "DigiD", "serves": "parents", **more})


@pytest.fixture
def wrong_one(settings) -> Iterator[Misbehaving]:
    with misbehaving() as server:
        settings.PROVIDERS = {"digid": digid(server.issuer)}
        server.claims["sub"] = HERS
        yield server


@pytest.fixture
def code(family, mother, by, now):  # noqa: F811
    actions.invite(family.pk, by=by, now=now, person_id=mother.pk, checked="known", code=CODE)


def sent_there(answer, server: Misbehaving) -> dict[str, str]:
    sent = {name: value[0] for name, value in parse_qs(urlsplit(answer.url).query).items()}
    server.claims["nonce"] = sent["nonce"]
    return sent


def with_code(client, server: Misbehaving, code: str = CODE) -> dict[str, str]:
    page = client.get("/mijn/binnen/code/digid/")
    return sent_there(client.post("/mijn/binnen/code/digid/", {"code": code, "once": once(page)}), server)


def come_back(client, sent: dict[str, str], **more):
    return client.get("/mijn/binnen/bij/digid/terug/", {"code": "c-1", "state": sent["state"], **more})


def comes_in(client, server: Misbehaving):
    return come_back(client, sent_there(client.post("/mijn/binnen/bij/digid/"), server))


def refused(answer, client, words: str) -> bool:
    page = answer.content.decode()
    return (
        answer.status_code == 403
        and words in page
        and "Begin opnieuw" in page
        and "_auth_user_id" not in client.session
    )


def test_with_the_code_a_parent_links_and_comes_in_later_without(client, code, mother, wrong_one):  # noqa: F811
    sent = with_code(client, wrong_one)
    assert (sent["prompt"], sent["scope"], sent["acr_values"]) == ("login", "openid", "two three")
    assert come_back(client, sent).url == "/mijn/"
    found = Invitation.objects.get()
    assert (found.person_id, found.user.has_usable_password()) == (mother.pk, False)
    assert Identity.objects.get().way == "invitation"
    assert Entry.objects.filter(action="parents.accept_at_provider", thing_id=found.pk).exists()
    later = Client()
    assert comes_in(later, wrong_one).url == "/mijn/"
    assert later.get("/mijn/").status_code == 200


def test_nobody_gets_pages_by_the_provider_alone(client, code, wrong_one):
    accounts = User.objects.count()
    assert refused(comes_in(client, wrong_one), client, "nog geen eigen pagina")
    assert (User.objects.count(), Identity.objects.count()) == (accounts, 0)


def test_a_wrong_code_never_reaches_the_provider(client, code, wrong_one):
    page = client.get("/mijn/binnen/code/digid/")
    answer = client.post("/mijn/binnen/code/digid/", {"code": "AAAA-BBB-CCC", "once": once(page)})
    assert (answer.status_code, "Deze code klopt niet" in answer.content.decode()) == (422, True)


def test_a_code_that_was_taken_back_meanwhile_opens_nothing(client, code, by, wrong_one, now):  # noqa: F811
    sent = with_code(client, wrong_one)
    actions.end_invitation(Invitation.objects.get().pk, by=by, now=now)
    assert refused(come_back(client, sent), client, "Deze code klopt niet")
    assert not Identity.objects.exists()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_wrong_opens_nothing_and_says_what_to_do(client, code, wrong_one, wrong):
    sent, how = with_code(client, wrong_one), WRONG[wrong]
    changed = {**wrong_one.claims, **how.get("claims", {})}
    wrong_one.claims = {name: value for name, value in changed.items() if value is not None}
    wrong_one.key, wrong_one.header = how.get("key", wrong_one.key), how.get("header", wrong_one.header)
    if "make" in how:
        wrong_one.id_token = how["make"](wrong_one)
    assert refused(come_back(client, sent), client, "DigiD")
    assert Invitation.objects.get().opened_at is None


def test_a_code_of_the_provider_that_comes_a_second_time_or_elsewhere_is_refused(client, code, wrong_one):
    sent = with_code(client, wrong_one)
    other = Client()
    assert refused(come_back(other, sent), other, "al een keer gebruikt")
    assert come_back(client, sent).url == "/mijn/"
    client.post("/mijn/weg/")
    assert refused(come_back(client, sent), client, "al een keer gebruikt")


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_refusal_is_there_in_every_language(client, wrong_one, language):
    client.post("/mijn/taal/", {"language": language})
    page = client.get("/mijn/binnen/bij/digid/terug/", {"error": "access_denied"}).content.decode()
    assert languages()[language].say("provider.stopped") in page.replace("&#x27;", "'")


def test_the_other_parent_does_not_come_in_by_hers(client, family, by, own, wrong_one):  # noqa: F811
    father = Person.objects.create(region=family.region, given_name="Ali")
    FamilyMember.objects.create(family=family, person=father, part="father", starts_on=LONG_AGO)
    his = make_own_pages(family, father, by, code="ALI2-ALI-ALI", username="ali")
    for pages, subject in ((own, HERS), (his, HIS)):
        phone, wrong_one.claims["sub"] = Client(), subject
        phone.force_login(User.objects.get(pk=pages.by.user_id))
        come_back(phone, sent_there(phone.post("/mijn/instellingen/bij/digid/"), wrong_one))
        assert "Maak DigiD los" in phone.get("/mijn/instellingen/").content.decode()
    comes_in(client, wrong_one)
    assert client.session["_auth_user_id"] == str(his.by.user_id)
    wrong_one.claims["sub"] = HERS
    phone = Client()
    phone.force_login(User.objects.get(pk=his.by.user_id))
    answer = come_back(phone, sent_there(phone.post("/mijn/instellingen/bij/digid/"), wrong_one))
    assert "hoort al bij een andere pagina" in answer.content.decode()


def test_with_a_new_code_the_same_person_begins_anew_and_the_old_ways_are_gone(client, by, own, wrong_one, now):  # noqa: F811
    phone = Client()
    phone.force_login(User.objects.get(pk=own.by.user_id))
    come_back(phone, sent_there(phone.post("/mijn/instellingen/bij/digid/"), wrong_one))
    actions.invite_again(own.invitation_id, by=by, now=now, checked="known", code="NEW2-NEW-NEW")
    assert phone.get("/mijn/").status_code == 302
    assert come_back(client, with_code(client, wrong_one, "NEW2-NEW-NEW")).url == "/mijn/"
    user = User.objects.get(pk=own.by.user_id)
    assert (client.session["_auth_user_id"], user.has_usable_password()) == (str(user.pk), False)


def test_the_only_way_in_is_not_taken_away(client, code, wrong_one):
    come_back(client, with_code(client, wrong_one))
    answer = client.post("/mijn/instellingen/bij/digid/los/")
    assert "Een andere manier is er nog niet" in answer.content.decode()
    assert Identity.objects.exists()


def test_a_provider_for_one_kind_of_people_is_not_there_for_the_other(client, db, settings, wrong_one):
    assert client.get("/aanmelden/bij/digid/").status_code == 404
    assert "DigiD" not in client.get("/aanmelden/").content.decode()
    assert "DigiD" in client.get("/mijn/binnen/").content.decode()
    settings.PROVIDERS = {"regio": provider(wrong_one.issuer)}
    assert client.post("/mijn/binnen/bij/regio/").status_code == 404
    with pytest.raises(ValueError, match="no roles"):
        digid(wrong_one.issuer, roles_claim="groups")
    assert digid(wrong_one.issuer).serves is Serves.PARENTS


def test_both_copies_hold_the_provider_and_what_was_shown_to_this_parent_of_what_was_talked_about(
    client,
    own,  # noqa: F811
    family,  # noqa: F811
    mother,  # noqa: F811
    by,  # noqa: F811
    world,
    wrong_one,
    now,
    today,
):
    Identity.objects.create(user_id=own.by.user_id, provider="digid", subject=HERS, way="invitation", bound_at=now)
    officer = world.professional("Adinda Aandacht", world.youth_care, Role.ATTENTION_OFFICER)
    beginning = Beginning("concern", "Het kind", "Een blauwe plek.", "Ik denk aan geweld.")
    matter = safety.start(by=by, now=now, family_id=family.pk, beginning=beginning, officer_id=officer.pk)
    safety.talk(matter, by=by, now=now, on=today, held=True, whom="Sam", facts="Zij wil hulp.")
    words = {"words": "Wij spraken over thuis.", "why": "Zij leest dit alleen."}
    shown = safety.release(matter, by=by, now=now, person_id=mother.pk, what="conversation", **words)
    client.force_login(User.objects.get(pk=own.by.user_id))
    page, file = (client.get(reverse(name)) for name in ("portal-copy", "portal-copy-file"))
    assert "U kunt inloggen met DigiD." in page.text
    assert file.json()["providers"] == ["DigiD"]
    assert words["words"] in page.text
    assert [one["words"] for one in file.json()["talked"]] == [words["words"]]
    safety.take_back(matter, by=by, now=now, release_id=shown, reason="Haar partner leest mee.")
    assert not any(words["words"] in client.get(reverse(name)).text for name in ("portal-copy", "portal-copy-file"))


@pytest.mark.filterwarnings("default")
def test_the_real_provider_lets_an_invited_parent_in_and_out(client, code, settings):
    sam = oidc_provider_mock.User(sub=HERS, claims={"acr": "two"})
    weak = oidc_provider_mock.User(sub=HIS, claims={"acr": "one"})
    with oidc_provider_mock.run_server_in_thread(user_claims=[sam, weak]) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.PROVIDERS = {"digid": digid(issuer, authentication="client_secret_basic")}

        def at_the_provider(answer, sub: str) -> str:
            return requests.post(answer.url, {"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]

        def code_page():
            page = client.get("/mijn/binnen/code/digid/")
            return client.post("/mijn/binnen/code/digid/", {"code": CODE, "once": once(page)})

        assert refused(client.get(at_the_provider(code_page(), HIS)), client, "niet veilig genoeg")
        back = at_the_provider(code_page(), HERS)
        assert client.get(back).url == "/mijn/"
        assert requests.get(client.post("/mijn/uit/").url, timeout=5).status_code == 200
        assert refused(client.get(back), client, "al een keer gebruikt")
        assert client.get(at_the_provider(client.post("/mijn/binnen/bij/digid/"), HERS)).url == "/mijn/"
        assert re.search("Sam|mama|Dag", client.get("/mijn/").content.decode())
