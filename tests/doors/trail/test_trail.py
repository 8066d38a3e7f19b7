"""The pages of the trail, the scripted day, and the command."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from sluitend.care.coordination.actions import open_case
from sluitend.care.people.queries import family_people
from sluitend.care.privacy.models import NoRelation
from sluitend.care.trail.models import Entry
from sluitend.core.roles import Role
from tests.doors.test_outsiders import about_families, filled


@pytest.fixture
def officer(world, sign_in):
    return sign_in(world.professional("Hilde Privacy", world.youth_care, Role.PRIVACY_OFFICER))


@pytest.fixture
def family(world, coordinator, now, today):
    family = world.family(known_by=coordinator)
    step = {"first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    open_case(family.pk, by=world.actor(coordinator), now=now, lead_id=coordinator.pk, **step)
    return family


@pytest.fixture
def heads(settings, tmp_path):
    settings.TRAIL_HEADS = tmp_path / "heads.ndjson"
    return settings.TRAIL_HEADS


def run(*words):
    out = StringIO()
    call_command("trail", *words, stdout=out)
    return out.getvalue()


def test_every_look_of_a_day_is_in_the_trail_no_more_no_less(world, family, coordinator, youth_nurse, sign_in):
    """What each page should leave: (page, looks at this family)."""
    file = f"/gezin/{family.pk}/"
    day = [
        (file, 1),
        (f"{file}plan/", 1),
        (f"{file}mensen/", 1),
        (f"{file}taken/", 1),
        (f"{file}feiten/", 1),
        (f"{file}zorgpad/", 1),
        (f"{file}wie-keek/", 1),
        ("/netwerk/", 0),
        ("/postvak/", 0),
    ]
    for page, looks in day:
        client = sign_in(coordinator)
        before = Entry.objects.count()
        assert client.get(page).status_code == 200, page
        rows = Entry.objects.order_by("pk")[before:]
        assert [(row.kind, row.family_id) for row in rows] == [("look", family.pk)] * looks, page
    before = Entry.objects.count()
    assert sign_in(coordinator).get("/vandaag/gezinnen/").status_code == 200
    [row] = Entry.objects.order_by("pk")[before:]
    assert row.details == {"families": [family.pk]}
    before = Entry.objects.count()
    assert sign_in(youth_nurse).get(file).status_code == 403
    assert [row.kind for row in Entry.objects.order_by("pk")[before:]] == ["refused"]


def test_every_page_of_a_file_leaves_one_look_at_it(family, coordinator, sign_in):
    """Also the pages that come later: a page that shows something of a family and leaves no look, or two, is found here."""
    client, seen = sign_in(coordinator), 0
    for name, route in about_families():
        if route.count("<") != 1 or "family_id" not in route or name == "known-here":
            continue
        before = Entry.objects.order_by("pk").last().pk
        page = client.get(filled(route, family.pk, 0, 0))
        if page.status_code != 200:
            continue
        rows = [(row.kind, row.family_id) for row in Entry.objects.filter(pk__gt=before)]
        shows = family.name.removeprefix("Familie ") in page.text or rows
        assert rows == ([("look", family.pk)] if shows else []), name
        seen += bool(rows)
    assert seen > 15


def test_an_entry_says_from_where_and_in_which_request(family, coordinator, sign_in):
    client = sign_in(coordinator)
    client.get(
        f"/gezin/{family.pk}/", headers={"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
    )
    look = Entry.objects.filter(kind="look").latest("pk")
    assert (look.access_point, look.trace) == ("127.0.0.1", "4bf92f3577b34da6a3ce929d0e0e4736")
    client.get(f"/gezin/{family.pk}/", headers={"traceparent": "nonsense", "x-forwarded-for": "6.6.6.6"})
    other = Entry.objects.filter(kind="look").latest("pk")
    assert other.access_point == "127.0.0.1"
    assert len(other.trace) == 32 != look.trace


def test_the_officer_begins_with_the_trail_and_finds_one_family_by_number(
    officer, family, django_assert_max_num_queries
):
    assert officer.get("/vandaag/").headers["Location"] == "/spoor/"
    with django_assert_max_num_queries(15):
        page = officer.post("/spoor/", {"family_id": family.pk, "once": "6f2c1b9e-0000-4000-8000-000000000000"})
    assert "Cor Regie" in page.text
    assert "De Wit" not in page.text
    assert officer.get("/spoor/bijzonder/").status_code == 200
    assert officer.get(f"/gezin/{family.pk}/wie-keek/").status_code == 403


def test_a_coordinator_sees_who_looked_and_has_no_trail_of_the_region(family, coordinator, sign_in):
    client = sign_in(coordinator)
    assert f"/gezin/{family.pk}/wie-keek/" in client.get(f"/gezin/{family.pk}/").text
    assert "Cor Regie" in client.get(f"/gezin/{family.pk}/wie-keek/").text
    assert client.get("/spoor/").status_code == 403


def test_the_command_seals_keeps_the_head_and_proves_the_trail(family, heads):
    assert "sealed, head" in run("seal")
    assert len(heads.read_text().splitlines()) == 1
    assert run("seal") == ""
    assert run("verify") == "the trail is whole\n"


def test_the_proof_fails_when_the_end_was_cut_off(family, heads):
    run("seal")
    head = json.loads(heads.read_text())
    heads.write_text(json.dumps({**head, "number": head["number"] + 1}) + "\n")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("trail", "verify", stdout=out)
    assert "cut off before this head" in out.getvalue()


def test_the_export_has_every_entry_as_audit_event_and_as_csv(family, world, coordinator, sign_in, now):
    sign_in(coordinator).get(f"/gezin/{family.pk}/")
    events = [json.loads(line) for line in run("export").splitlines()]
    assert [int(event["id"]) for event in events] == sorted(int(event["id"]) for event in events)
    look = next(event for event in events if event["action"] == "R")
    assert (look["resourceType"], look["outcome"], look["source"]["site"]) == (
        "AuditEvent",
        "0",
        f"region/{world.region.pk}",
    )
    assert look["agent"][0]["who"]["identifier"]["value"] == f"Practitioner/{coordinator.pk}"
    assert look["agent"][0]["network"] == {"address": "127.0.0.1", "type": "2"}
    assert look["purposeOfEvent"][0]["coding"][0]["code"] == "TREAT"
    assert look["entity"][0]["what"]["identifier"]["value"] == f"Group/{family.pk}"
    assert "De Wit" not in json.dumps(events)
    rows = list(csv.DictReader(StringIO(run("export", "--format", "csv"))))
    assert len(rows) == len(events) + 1, "the export itself is an entry"
    assert {row["controls"] for row in rows if row["kind"] == "look"} >= {"TTFF"}
    assert run("export", "--from", "2001-01-01", "--to", "2001-01-02") == ""


def test_a_cell_that_begins_like_a_formula_is_plain_text():
    from sluitend.core.trail.audit_export import COLUMNS, row

    assert row({**dict.fromkeys(COLUMNS), "reason": "=2+5"})[COLUMNS.index("reason")] == "'=2+5"


def test_who_seems_a_relative_is_cleared_with_one_tap_and_taken_back(world, officer, coordinator, now):
    family = world.family("Familie Regie", known_by=coordinator)
    family_people(family.pk, by=world.actor(coordinator), now=now)
    page, facts = "/spoor/bijzonder/", {"family_id": family.pk, "professional_id": coordinator.pk}
    assert "deelt een achternaam" in officer.get(page).text
    for wrong in ({}, {**facts, "family_id": "x"}):
        assert officer.post(f"{page}geen-familie/", wrong).status_code == 302
    assert "deelt een achternaam" in officer.get(page).text
    assert officer.post(f"{page}geen-familie/", facts).url == page
    told = officer.get(page).text
    assert "deelt een achternaam" not in told
    assert f"Cor Regie en gezin {family.pk}, nagekeken door Hilde Privacy" in told
    assert officer.post(f"{page}toch/{NoRelation.objects.get().pk}/").url == page
    assert "deelt een achternaam" in officer.get(page).text
