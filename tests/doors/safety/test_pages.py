"""What the circle sees and does on its pages; statements stay few however much happened."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.safety.models import Matter, Report, StepTaken

MOST = 15


def post(client, path, **filled):
    return client.post(path, {"once": uuid4(), **filled})


def text_of(answer):
    return answer.content.decode()


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def page_of(whole_matter):
    return f"/veiligheid/{whole_matter()}/"


@pytest.mark.parametrize(
    "place", ["", "plan/", "wie-keek/", "wegen/", "doen/overleg/", "doen/meekijken/", "doen/besluiten/"]
)
def test_a_page_takes_few_statements(sign_in, midwife, page_of, place):
    client = sign_in(midwife)
    client.get(page_of)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(page_of + place)
    assert answer.status_code == 200
    assert len(found) <= MOST, len(found)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("place", ["/veiligheid/", "/veiligheid/meldingen/"])
def test_the_lists_take_few_statements(sign_in, midwife, whole_matter, place):
    for _ in range(3):
        whole_matter()
    client = sign_in(midwife)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(place)
    assert "Familie Verborgen" in text_of(answer)
    assert len(found) <= MOST, len(found)


def test_the_title_of_a_page_names_nobody(sign_in, midwife, page_of):
    title = text_of(sign_in(midwife).get(page_of)).split("<title>")[1].split("</title>")[0]
    assert "Verborgen" not in title


def test_the_safety_plan_on_paper_names_no_family(sign_in, midwife, page_of):
    page = text_of(sign_in(midwife).get(page_of + "plan/"))
    assert "Naar haar zus" in page
    assert "Verborgen" not in page


def test_from_the_page_of_a_family_to_a_report(sign_in, midwife, officer, family, today):
    client = sign_in(midwife)
    assert f"/gezin/{family.pk}/veiligheid/" in text_of(client.get(f"/gezin/{family.pk}/"))
    begin = {"ground": "concern", "whose": "Het kind dat komt", "facts": "Zij schrikt.", "officer": officer.pk}
    page = post(client, f"/gezin/{family.pk}/veiligheid/", **begin).url
    assert page == f"/veiligheid/{Matter.objects.get().pk}/"
    looked = client.post(page + "wegen/", {"do": "look", "q_suspicion": "yes", "q_danger": "yes"})
    assert "Melden hoort bij uw beroep" in text_of(looked)
    assert not StepTaken.objects.filter(kind="weighing").exists()
    post(client, page + "wegen/", q_suspicion="yes", q_danger="yes", do="weigh")
    refused = post(client, page + "doen/besluiten/", decision="report")
    assert refused.status_code == 422
    assert "stappen overgeslagen" in text_of(refused)
    post(client, page + "doen/besluiten/", decision="report", reason="Nu.")
    told = {"way": "phone", "about_whom": "unborn", "parents_told": "no", "why_not_told": "Niet veilig."}
    post(client, page + "doen/melding/", **told, **dated("made_on", today))
    report = Report.objects.get()
    assert "streeftermijn" in text_of(client.get(page))
    post(client, page + f"doen/beoordeling/{report.pk}/", route="investigation", **dated("on", today))
    assert "Vragen wat het onderzoek" in text_of(client.get(page))
    assert client.get(page + "doen/beoordeling/1/").status_code == 404


def test_what_was_typed_stays_when_something_is_missing(sign_in, midwife, page_of, today):
    answer = post(
        sign_in(midwife), page_of + "doen/gesprek/", held="no", facts_="Bijna gesproken", **dated("on", today)
    )
    assert answer.status_code == 422
    assert "Bijna gesproken" in text_of(answer)
    assert "Schrijf waarom er geen gesprek was" in text_of(answer)


def test_who_is_asked_in_sees_the_matter_and_no_button_to_decide(sign_in, youth_nurse, page_of):
    page = text_of(sign_in(youth_nurse).get(page_of))
    assert "Een blauwe plek." in page
    assert "doen/besluiten/" not in page
    assert "doen/afsluiten/" not in page


def test_english_has_all_of_it(sign_in, midwife, page_of):
    client = sign_in(midwife)
    client.cookies["django_language"] = "en"
    page = text_of(client.get(page_of, headers={"accept-language": "en"}))
    assert "Reporting is" not in page
    assert "The circle" in page
    assert "Danger" in text_of(client.get(page_of + "wegen/")) or "danger" in text_of(client.get(page_of + "wegen/"))
