"""My signals, the answer form, the call to a parent, and the proposals: each page, each way, in bounded statements."""

import re
from uuid import uuid4

import pytest

from sluitend.care.coordination.models import Case
from sluitend.care.decisions.models import Proposal
from sluitend.care.network.models import Municipality, Organisation, Region, Team
from sluitend.care.network.queries import system_actor
from sluitend.care.observations.actions import Seen
from sluitend.care.people.models import Person
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.actions import Concern, NewFamily, Request, ask_help, send_signal
from sluitend.care.signalling.models import SelfSignal, Signal
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts
from tests.care.conftest import put_content_in_force


def text_of(answer):
    return answer.content.decode()


def once(**fields):
    return {"once": str(uuid4()), **fields}


def day_parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def signal(world, midwife, now, today):
    concern = Concern(
        municipality_id=world.town.pk,
        seen=Seen(factors=("money_problems",), unease="Zegt veel af", grade=Grade.C, wish=Wish.WANTS),
        new=NewFamily(PersonFacts("Lina", "Voorbeeld"), today.replace(year=today.year + 1, month=1, day=20)),
        knows=True,
        agrees=ConsentAnswer.YES,
        data_kinds=("contact", "reason"),
    )
    return Signal.objects.get(pk=send_signal(by=world.actor(midwife, today), now=now, concern=concern))


@pytest.fixture
def take(signal, sign_in, coordinator, today):
    def taken(**more):
        given = once(do="take_up", owner=coordinator.pk, first_what="Bellen", **day_parts("first_due_on", today))
        return sign_in(coordinator).post(f"/postvak/signaal/{signal.pk}/", given | more)

    return taken


def test_my_signals_answer_who_has_it_and_by_when(sign_in, midwife, signal):
    page = text_of(sign_in(midwife).get("/mijn-signalen/"))
    assert "Voorbeeld" in page
    assert "Team Waterstad" in page
    assert "<title>Mijn signalen" in page


def test_my_signals_say_who_took_it_up_and_what_came_of_it(sign_in, midwife, signal, take):
    take()
    page = text_of(sign_in(midwife).get("/mijn-signalen/"))
    assert "Opgepakt door Cor Regie" in page


def test_my_signals_without_any_offer_to_send_one(sign_in, midwife):
    assert "U heeft nog geen signaal gestuurd" in text_of(sign_in(midwife).get("/mijn-signalen/"))


def test_my_signals_cost_few_statements(sign_in, midwife, signal, django_assert_max_num_queries):
    mila = sign_in(midwife)
    mila.get("/mijn-signalen/")
    with django_assert_max_num_queries(15):
        mila.get("/mijn-signalen/")


def test_taking_a_signal_back_asks_why(sign_in, midwife, signal):
    mila, where = sign_in(midwife), f"/mijn-signalen/{signal.pk}/terugtrekken/"
    assert mila.post(where, once(reason="")).status_code == 422
    mila.post(where, once(reason="Vergissing"))
    signal.refresh_from_db()
    assert signal.status == "withdrawn"


def test_somebody_elses_signal_is_refused_with_why(sign_in, youth_nurse, signal):
    answer = sign_in(youth_nurse).get(f"/mijn-signalen/{signal.pk}/terugtrekken/")
    assert answer.status_code == 403
    assert "Voorbeeld" not in text_of(answer)


def test_the_receiver_sees_what_she_agreed_to_share(sign_in, coordinator, signal):
    page = text_of(sign_in(coordinator).get(f"/postvak/signaal/{signal.pk}/"))
    assert "Zegt veel af" in page
    assert "Geld" not in page, "factors were not shared"
    assert "alleen wat zij goed vond" in page


def test_taking_up_opens_the_file_with_a_lead(take, signal, coordinator):
    assert take().status_code == 302
    assert Case.objects.get(family=signal.family).lead == coordinator


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"owner": ""}, "Kies een van de mogelijkheden"),
        ({"first_what": " "}, "Vul dit in"),
        ({"first_due_on_year": "2019"}, "Kies een datum vanaf"),
        ({"first_due_on_day": ""}, "Vul de dag, de maand en het jaar in"),
    ],
)
def test_what_is_wrong_in_taking_up_is_said_beside_the_field(take, signal, wrong, words):
    answer = take(**wrong)
    assert answer.status_code == 422
    assert words in text_of(answer)
    signal.refresh_from_db()
    assert signal.status == "sent"


def test_two_who_answer_at_once_hear_who_was_first(take, sign_in, colleague, signal):
    take()
    answer = sign_in(colleague).post(f"/postvak/signaal/{signal.pk}/", once(do="advise", answer="Bel samen"))
    assert answer.status_code == 422
    assert "al beantwoord door Cor Regie" in text_of(answer)


def test_another_organisation_does_not_open_it(sign_in, youth_nurse, signal):
    assert sign_in(youth_nurse).get(f"/postvak/signaal/{signal.pk}/").status_code == 403


def test_the_answer_page_costs_few_statements(sign_in, coordinator, signal, django_assert_max_num_queries):
    cor = sign_in(coordinator)
    cor.get(f"/postvak/signaal/{signal.pk}/")
    with django_assert_max_num_queries(15):
        cor.get(f"/postvak/signaal/{signal.pk}/")


# Parents who ask themselves.


@pytest.fixture
def asked(world):
    return once(
        name="Noa", phone="06 12345678", municipality=world.town.pk, call_when="", message="", language="", website=""
    )


def test_the_public_form_needs_no_account_and_names_no_programme(client, world):
    page = text_of(client.get("/hulp-vragen/"))
    assert "<title>Bel mij terug" in page
    assert "VoorZorg" not in page


def test_the_public_form_leads_to_a_call_and_to_nobody_in_the_files(client, asked):
    answer = client.post("/hulp-vragen/", asked)
    assert answer.url == f"/hulp-vragen/klaar/{SelfSignal.objects.get().region_id}/"
    assert SelfSignal.objects.get().name == "Noa"
    assert not Person.objects.exists()
    assert client.get(answer.url)["Cache-Control"] == "no-store"


def test_where_a_parent_lives_says_which_region_answers(client, asked, world):
    region = Region.objects.create(slug="overkant", name="Overkant")
    town = Municipality.objects.create(region=region, cbs_code="GM9101", name="Bergstad")
    organisation = Organisation.objects.create(region=region, name="CJG Bergstad", kind="local_team", domain="social")
    Team.objects.create(organisation=organisation, name="Team Bergstad", answers_signals=True).municipalities.add(town)
    put_content_in_force(region)
    assert {"Waterstad", "Bergstad"} <= set(re.findall(r"<option[^>]*>([^<]+)", text_of(client.get("/hulp-vragen/"))))
    client.post("/hulp-vragen/", asked | {"municipality": town.pk})
    found = SelfSignal.objects.get()
    assert (found.region, found.receiver.name) == (region, "Team Bergstad")


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client, asked):
    assert client.post("/hulp-vragen/", asked | {"website": "spam.example"}).status_code == 302
    assert not SelfSignal.objects.exists()


def test_the_public_form_is_limited_and_says_so(client, asked):
    for _ in range(3):
        client.post("/hulp-vragen/", asked | once())
    answer = client.post("/hulp-vragen/", asked | once())
    assert answer.status_code == 422
    assert "Wacht een uur" in text_of(answer)


@pytest.mark.parametrize("field", ["name", "phone", "municipality"])
def test_what_is_missing_in_the_public_form_is_named(client, asked, field):
    answer = client.post("/hulp-vragen/", asked | {field: ""})
    assert answer.status_code == 422
    assert not SelfSignal.objects.exists()


def test_the_call_becomes_a_signal(client, world, sign_in, coordinator, now):
    request = Request(world.town.pk, "Noa", "0612345678", message="Het is veel")
    pk = ask_help(by=system_actor(world.region.pk), now=now, request=request, sender="x")
    cor, where = sign_in(coordinator), f"/postvak/hulpvraag/{pk}/"
    assert "Het is veel" in text_of(cor.get(where))
    assert cor.post(where, once(do="confirm", given_name="Noa", wish_words="Hulp")).status_code == 422
    cor.post(where, once(do="not_reached", reason="Voicemail"))
    cor.post(where, once(do="confirm", given_name="Noa", wish_words="Hulp", agreed="on"))
    assert Signal.objects.get().signaller is None


# Proposals.


@pytest.fixture
def home_visit(signal, take):
    take()
    return Proposal.objects.get(code="offer_prenatal_home_visit", status="open")


def test_the_list_names_the_family_and_what_to_decide(sign_in, coordinator, home_visit):
    page = text_of(sign_in(coordinator).get("/voorstellen/"))
    assert "Voorbeeld" in page
    assert "Prenataal huisbezoek" in page


def test_a_proposal_explains_itself(sign_in, coordinator, home_visit):
    page = text_of(sign_in(coordinator).get(f"/gezin/{home_visit.family_id}/voorstellen/"))
    for words in (
        "versie 1, regel 4",
        "Kennisnet Geboortezorg",
        "Op welke feiten dit rust",
        "Graad, samen met haar bepaald",
        "zij wil hulp",
    ):
        assert words in page


def test_a_proposal_is_followed_with_a_referral(sign_in, coordinator, home_visit):
    cor, where = sign_in(coordinator), f"/gezin/{home_visit.family_id}/voorstellen/"
    offer = home_visit.family.municipality.offers.get()
    given = once(proposal=home_visit.pk, do="refer", offer=offer.pk)
    assert "Vraag haar eerst" in text_of(cor.post(where, given))
    assert cor.post(where, given | {"agreed": "on"}).status_code == 302
    assert Referral.objects.get().data_kinds == ["contact"]


def test_a_proposal_is_overridden_with_a_reason(sign_in, coordinator, home_visit):
    cor, where = sign_in(coordinator), f"/gezin/{home_visit.family_id}/voorstellen/"
    assert cor.post(where, once(proposal=home_visit.pk, do="override", reason="")).status_code == 422
    cor.post(where, once(proposal=home_visit.pk, do="override", reason="Zij heeft al iemand"))
    home_visit.refresh_from_db()
    assert (home_visit.status, home_visit.reason) == ("overridden", "Zij heeft al iemand")
    assert "Anders besloten" in text_of(cor.get(where))


def test_the_proposals_cost_few_statements(sign_in, coordinator, home_visit, django_assert_max_num_queries):
    cor = sign_in(coordinator)
    for where in ("/voorstellen/", f"/gezin/{home_visit.family_id}/voorstellen/"):
        cor.get(where)
        with django_assert_max_num_queries(15):
            cor.get(where)
