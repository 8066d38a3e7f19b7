"""The signal as a midwife meets it: one page, errors beside the field, nothing lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sluitend.care.decisions.queries import in_force
from sluitend.care.followup.models import Promise
from sluitend.care.people.actions import register_family
from sluitend.care.people.models import Family, Person
from sluitend.care.safety.models import Member
from sluitend.care.signalling.models import Draft, Signal
from sluitend.core.person import PersonFacts

PAGE = "/signaal/"


@pytest.fixture
def filled(world):
    return {
        "once": str(uuid4()),
        "draft_key": "k1",
        "about": "new",
        "given_name": "Lina",
        "family_name": "Voorbeeld",
        "birth_date_day": "6",
        "birth_date_month": "5",
        "birth_date_year": "2004",
        "municipality": world.town.pk,
        "unease": "Ze zegt veel af",
        "risk": ["money_problems"],
        "wish": "wants",
        "grade": "C",
        "agrees": "yes",
        "knows": "on",
        "data_kinds": ["reason"],
        "do": "send",
    }


@pytest.fixture
def agreed(world):
    """What is in force was read by this process before, as in use; else a count of statements depends on which tests ran before."""
    in_force(world.region.pk, timezone.localdate(), world.town.pk)


@pytest.fixture
def mila(sign_in, midwife):
    return sign_in(midwife)


def text_of(answer):
    return answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(PAGE).url.startswith("/aanmelden/")


def test_the_page_asks_who_what_and_what_she_agreed_to(mila):
    page = text_of(mila.get(PAGE))
    assert "1. Wie" in page
    assert "3. Wat zij goed vindt" in page
    assert "Waterstad" in page
    assert "Zandstad" not in page, "nobody answers there"


def test_the_page_speaks_english(mila):
    mila.cookies["django_language"] = "en"
    page = text_of(mila.get(PAGE))
    assert "New signal" in page
    assert "What does she want herself?" in page


def test_a_signal_is_sent_and_the_next_page_says_who_answers_by_when(mila, filled, world):
    answer = mila.post(PAGE, filled)
    signal = Signal.objects.get()
    assert answer.url == f"/signaal/{signal.pk}/verstuurd/"
    assert (signal.person.name, signal.receiver, signal.grade) == ("Lina Voorbeeld", world.team, "C")
    page = text_of(mila.get(answer.url))
    assert "Team Waterstad" in page
    assert "Prenataal huisbezoek" not in signal.unease
    assert "Uit de tabel" in page, "the advice names its row"


def test_the_same_form_twice_is_one_signal(mila, filled):
    assert mila.post(PAGE, filled).url == mila.post(PAGE, filled).url
    assert (Signal.objects.count(), Family.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given_name": "", "family_name": ""}, "Vul een naam in"),
        ({"municipality": ""}, "Kies een gemeente"),
        ({"municipality": "99999"}, "Kies een van de mogelijkheden"),
        ({"birth_date_year": "3004"}, "toekomst"),
        ({"due_date_day": "1", "due_date_month": "1", "due_date_year": "2031"}, "40 weken"),
        ({"risk": ["made_up"]}, "Kies uit de mogelijkheden"),
        ({"unease": "", "risk": []}, "Kies wat u ziet"),
        ({"unease": "x" * 5000}, "hoogstens 4000 tekens"),
        ({"agrees": "unknown"}, "Vraag haar eerst"),
        ({"about": "known", "family": "12345"}, "Kies een van de mogelijkheden"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(mila, filled, change, words):
    answer = mila.post(PAGE, filled | change)
    page = text_of(answer)
    assert answer.status_code == 422
    assert words in page
    if "family_name" not in change:
        assert 'value="Voorbeeld"' in page
    assert not Signal.objects.exists()
    assert not Person.objects.exists()


def test_script_in_text_stays_text(mila, filled):
    page = text_of(mila.post(PAGE, filled | {"unease": "<script>alert(1)</script>", "municipality": ""}))
    assert "<script>alert(1)" not in page


def test_a_refusal_without_danger_stops_and_offers_advice_without_a_name(mila, filled):
    page = text_of(mila.post(PAGE, filled | {"agrees": "no"}))
    assert "Hier stopt het signaal" in page
    assert 'value="consult"' in page
    answer = mila.post(PAGE, filled | {"agrees": "no", "do": "consult"})
    signal = Signal.objects.get()
    assert (signal.anonymous, signal.family) == (True, None)
    assert not Person.objects.exists()
    assert "Signaal verstuurd" in text_of(mila.get(answer.url))


def test_a_refusal_with_danger_points_to_the_reporting_code(mila, filled, midwife):
    refused = filled | {"agrees": "no", "danger": "on"}
    page = text_of(mila.post(PAGE, refused))
    assert "Volg de meldcode" in page
    assert "0800-2000" in page
    answer = mila.post(PAGE, refused | {"do": "reporting_code"})
    assert answer.url.startswith("/veiligheid/")
    assert not Promise.objects.exists()
    assert Member.objects.get().professional == midwife
    assert not Signal.objects.exists()
    assert mila.get(answer.url).status_code == 200


def test_an_urgent_signal_says_whom_to_call_now(mila, filled, world):
    world.team.phone = "026-1234567"
    world.team.save()
    answer = mila.post(PAGE, filled | {"urgent": ["no_place_to_live"]})
    assert "026-1234567" in text_of(mila.get(answer.url))


def test_a_family_that_is_known_is_named_only_by_its_lead(mila, filled, world, coordinator, now, today):
    known = {"given_name": "Lina", "family_name": "Voorbeeld", "birth_date": today.replace(2004, 5, 6)}
    pk = register_family(
        by=world.actor(coordinator),
        now=now,
        municipality_id=world.town.pk,
        parent=PersonFacts(**known, phone="0612345678"),
    )
    family = Family.objects.get(pk=pk)
    family.involvements.update(role="lead")
    page = text_of(mila.post(PAGE, filled))
    assert "Dit gezin lijkt al bekend" in page
    assert "De regie ligt bij Cor Regie" in page
    assert "0612345678" not in page
    mila.post(PAGE, filled | {"same": str(pk)})
    assert Signal.objects.get().family == family
    assert Family.objects.count() == 1


def test_somebody_else_with_the_same_name_becomes_a_family_of_her_own(mila, filled, world, coordinator, now, today):
    parent = PersonFacts("Lina", "Voorbeeld", today.replace(2004, 5, 6))
    register_family(by=world.actor(coordinator), now=now, municipality_id=world.town.pk, parent=parent)
    mila.post(PAGE, filled | {"same": "none"})
    assert Family.objects.count() == 2


def test_a_draft_is_kept_by_the_button_and_found_again(mila, filled):
    mila.post(PAGE, filled | {"do": "save", "municipality": ""})
    assert Draft.objects.get().fields["unease"] == ["Ze zegt veel af"]
    page = text_of(mila.get(PAGE))
    assert "?concept=k1" in page
    page = text_of(mila.get(f"{PAGE}?concept=k1"))
    assert "Ze zegt veel af" in page
    assert 'value="2004"' in page


def test_the_page_keeps_a_draft_by_itself_and_sending_throws_it_away(mila, filled):
    assert mila.post("/signaal/concept/", filled).status_code == 204
    assert Draft.objects.count() == 1
    mila.post(PAGE, filled)
    assert not Draft.objects.exists()


def test_the_draft_of_a_colleague_is_not_shown(mila, filled, sign_in, coordinator):
    mila.post("/signaal/concept/", filled)
    page = text_of(sign_in(coordinator).get(f"{PAGE}?concept=k1"))
    assert "Ze zegt veel af" not in page


def test_a_draft_is_posted_not_got(mila):
    assert mila.get("/signaal/concept/").status_code == 405


def test_sending_costs_a_bounded_number_of_statements(mila, filled, agreed):
    mila.get(PAGE)
    with CaptureQueriesContext(connection) as sent:
        mila.post(PAGE, filled)
    assert Signal.objects.count() == 1
    assert len(sent) <= 24, "\n".join(query["sql"][:140] for query in sent)


def test_the_page_costs_few_statements(mila, django_assert_max_num_queries):
    mila.get(PAGE)
    with django_assert_max_num_queries(15):
        mila.get(PAGE)
    assert Signal.objects.count() == 0


def test_sending_about_a_known_family_costs_fewer_statements(mila, filled, world, midwife, agreed):
    family = world.family(known_by=midwife)
    mila.get(PAGE)
    with CaptureQueriesContext(connection) as sent:
        mila.post(PAGE, filled | {"about": "known", "family": family.pk})
    assert Signal.objects.get().family == family
    assert len(sent) <= 31, "\n".join(query["sql"][:140] for query in sent)
