"""Who looked, on screen and as a file: for the circle, and for who was asked to check it."""

import csv
import io
import json

import pytest
from django.urls import reverse

from sluitend.care.trail.models import SecretEntry


@pytest.fixture
def matter_id(whole_matter):
    return whole_matter()


def test_the_circle_sees_who_looked_with_organisation_and_that_it_looked_itself(sign_in, midwife, matter_id):
    client = sign_in(midwife)
    client.get(f"/veiligheid/{matter_id}/wie-keek/")
    page = client.get(f"/veiligheid/{matter_id}/wie-keek/").text
    assert "Mila Brug" in page
    assert "Praktijk De Brug" in page
    assert page.count("Keek") >= 1
    assert "nog niet" in page


def test_who_checks_reads_the_trail_without_family_or_words(sign_in, controller, matter_id):
    client = sign_in(controller)
    assert "/veiligheid/controle/" in client.get("/spoor/").text
    assert f"/veiligheid/controle/{matter_id}/" in client.get("/veiligheid/controle/").text
    page = client.get(f"/veiligheid/controle/{matter_id}/").text
    assert "Mila Brug" in page
    for word in ("Verborgen", "blauwe plek", "Het kind dat komt"):
        assert word not in page
    assert client.get(f"/veiligheid/{matter_id}/").status_code == 403


@pytest.mark.parametrize("place", ["{}/wie-keek/", "controle/{}/"])
def test_the_files_for_an_auditor_hold_every_entry_and_leave_one(sign_in, midwife, controller, matter_id, place):
    client = sign_in(controller if place.startswith("controle") else midwife)
    before = SecretEntry.objects.filter(thing_id=matter_id).count()
    address = f"/veiligheid/{place.format(matter_id)}"
    table = client.get(address + "csv/").getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == before + 1, "the export itself is an entry"
    assert {row["family_id"] for row in rows} == {""}
    events = [json.loads(line) for line in client.get(address + "fhir/").getvalue().decode().splitlines()]
    assert len(events) == before + 2
    assert {event["resourceType"] for event in events} == {"AuditEvent"}
    assert client.get(address + "niets/").status_code == 404


def test_the_way_to_the_code_stands_where_worry_arises(sign_in, midwife, family):
    client = sign_in(midwife)
    page = client.get(reverse("family-programmes", args=[family.pk]))
    assert page.status_code == 200
    assert f"/gezin/{family.pk}/veiligheid/" in page.text
    begun = client.get(f"/gezin/{family.pk}/veiligheid/?weigering").text
    assert 'value="refusal" checked' in begun or "checked" in begun.split('value="refusal"')[1][:120]
