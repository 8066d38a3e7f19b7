"""Families and their people through the door: found, registered, changed; with bad input beside its field."""

from datetime import timedelta

import pytest

from sluitend.care.people.models import Birth, Family, FamilyMember, Involvement, Merge, Person, Pregnancy
from sluitend.core.roles import Role
from tests.doors.people.conftest import day_parts, errors, send


@pytest.fixture
def client(enter, coordinator):
    return enter(coordinator)


@pytest.fixture
def family(world, coordinator):
    return world.family(weeks=39, known_by=coordinator)


@pytest.fixture
def mother(world, family):
    return world.mother(family)


@pytest.fixture
def pregnancy(family):
    return family.pregnancies.get()


def at(family, rest):
    return f"/gezin/{family.pk}/{rest}"


def test_a_family_is_registered_with_what_one_knows(client, world, today):
    due = today + timedelta(days=100)
    answer = send(
        client,
        "/gezin/nieuw/",
        part="mother",
        given_name="Noor",
        family_name="de Vries",
        municipality=world.town.pk,
        phone="06-12345678",
        never_phone="on",
        what="Bellen",
        **day_parts("due_date", due),
        **day_parts("due_on", today),
    )
    family = Family.objects.get()
    assert family.cases.get().next_what == "Bellen"
    assert answer.url == at(family, "mensen/")
    page = client.get(answer.url).content.decode()
    assert "Nooit bellen" in page
    assert "0612345678" not in page
    assert Pregnancy.objects.get().due_date == due


def test_a_family_that_seems_known_is_shown_before_a_second_one_is_made(client, world, today):
    sent = {
        "part": "mother",
        "given_name": "Noor",
        "municipality": world.town.pk,
        "phone": "0612345678",
        "what": "Bellen",
    }
    sent |= day_parts("due_date", today + timedelta(days=100)) | day_parts("due_on", today)
    assert send(client, "/gezin/nieuw/", **sent).status_code == 302
    answer = send(client, "/gezin/nieuw/", **sent)
    assert set(errors(answer)) == {"sure"}
    assert "het telefoonnummer is gelijk" in answer.content.decode()
    assert send(client, "/gezin/nieuw/", sure="on", **sent).status_code == 302
    assert Family.objects.count() == 2


def test_a_registration_needs_a_pregnancy_or_a_child(client, world, today):
    answer = send(
        client,
        "/gezin/nieuw/",
        part="mother",
        given_name="Noor",
        municipality=world.town.pk,
        what="Bellen",
        **day_parts("due_on", today),
    )
    assert set(errors(answer)) == {"due_date"}
    assert not Family.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_date_day": "31", "due_date_month": "2", "due_date_year": "2027"}, "due_date"),
        ({"due_date_day": "1", "due_date_month": "12", "due_date_year": "2028"}, "due_date"),
        ({"given_name": "x" * 200_000}, "given_name"),
        ({"phone": "12"}, "phone"),
        ({"what": " "}, "what"),
        ({"due_on_year": "2020"}, "due_on"),
        ({"municipality": "999999"}, "municipality"),
        ({"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "2030"}, "birth_date"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(client, world, today, wrong, field):
    good = {"part": "mother", "family_name": "de Vries", "municipality": world.town.pk}
    good |= {"what": "Bellen"} | day_parts("due_date", today + timedelta(days=100)) | day_parts("due_on", today)
    answer = send(client, "/gezin/nieuw/", **(good | wrong))
    assert answer.status_code == 422
    assert set(errors(answer)) == {field}
    assert 'value="de Vries"' in answer.content.decode()
    assert not Family.objects.exists()


def test_a_name_of_ten_megabytes_is_refused_beside_its_field_and_not_sent_back(client, world):
    answer = send(client, "/gezin/nieuw/", given_name="x" * 10_000_000)
    assert "hoogstens 100 tekens" in errors(answer)["given_name"][0]
    assert len(answer.content) < 200_000


def test_script_in_a_name_is_shown_as_text(client, family, mother):
    send(client, at(family, f"mensen/{mother.pk}/"), given_name="<script>alert(1)</script>", interpreter="unknown")
    page = client.get(at(family, "mensen/")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_title_of_a_page_never_holds_a_name(client, family, mother):
    for rest in ("mensen/", f"mensen/{mother.pk}/", "naam/"):
        page = client.get(at(family, rest)).content.decode()
        assert "De Wit" not in page[page.index("<title>") : page.index("</title>")]


def test_whoever_cannot_coordinate_sends_a_signal_instead(enter, world):
    nurse = enter(world.professional("Kim Kraam", world.practice, Role.MATERNITY_NURSE))
    assert nurse.get("/gezin/nieuw/").status_code == 403
    assert "Nieuw gezin inschrijven" not in nurse.get("/gezin-zoeken/").content.decode()


def test_ones_own_families_are_found_by_name_and_nothing_goes_into_the_address(client, family, mother):
    send(client, at(family, f"mensen/{mother.pk}/"), given_name="Sam", family_name="de Wit", interpreter="unknown")
    answer = send(client, "/gezin-zoeken/", words="wit")
    assert answer.status_code == 200
    assert [row.family_id for row in answer.context["found"].own] == [family.pk]


def test_another_ones_family_is_only_known(enter, youth_nurse, client, family, mother):
    send(client, at(family, f"mensen/{mother.pk}/"), given_name="Sam", phone="0612345678", interpreter="unknown")
    page = send(enter(youth_nurse), "/gezin-zoeken/", phone="0612345678").content.decode()
    assert "Dit gezin is bekend" in page
    assert "De Wit" not in page


@pytest.mark.parametrize(
    "rest",
    ["mensen/", "mensen/nieuw/", "verhuizing/", "splitsen/", "gezag/", "betrokken/nieuw/", "samenvoegen/", "naam/"],
)
def test_whoever_is_not_involved_gets_a_reason_and_whom_to_ask(enter, youth_nurse, family, coordinator, today, rest):
    Involvement.objects.create(family=family, professional=coordinator, role="lead", starts_on=today)
    answer = enter(youth_nurse).get(at(family, rest))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Cor Regie" in page
    assert "De Wit" not in page
    assert at(family, "bekend/") in page


def test_the_people_page_keeps_within_its_statements(client, family, django_assert_max_num_queries):
    for number in range(6):
        person = Person.objects.create(region=family.region, given_name=f"Kind {number}")
        FamilyMember.objects.create(family=family, person=person, part="child", starts_on=family.created_on)
    with django_assert_max_num_queries(13):
        client.get(at(family, "mensen/"))


def test_somebody_new_and_somebody_known_join_the_household(client, family, world, coordinator):
    send(client, at(family, "mensen/nieuw/"), part="father", given_name="Tom", interpreter="unknown")
    other = world.family("Familie Kok", weeks=None, known_by=coordinator)
    child = Person.objects.create(region=other.region, given_name="Bo", family_name="Kok")
    FamilyMember.objects.create(family=other, person=child, part="child", starts_on=other.created_on)
    send(client, at(family, "mensen/bekend/"), person=child.pk, part="child")
    assert sorted(family.members.values_list("part", flat=True)) == ["child", "father", "mother"]
    assert "Hoort ook bij een ander gezin" in client.get(at(family, "mensen/")).content.decode()


def test_a_foreign_person_in_the_form_is_refused_beside_the_field(client, family, world):
    stranger = world.mother(world.family("Familie Vreemd"))
    answer = send(client, at(family, "mensen/bekend/"), person=stranger.pk, part="other")
    assert set(errors(answer)) == {"person"}
    assert client.get(at(family, f"mensen/{stranger.pk}/")).status_code == 403


def test_a_pregnancy_of_another_family_is_not_there(client, family, world):
    other = world.family("Familie Vreemd").pregnancies.get()
    assert client.get(at(family, f"zwangerschap/{other.pk}/geboorte/")).status_code == 404
    assert send(client, at(family, f"zwangerschap/{other.pk}/verlies/"), outcome="miscarriage").status_code == 404


def test_twins_are_recorded_on_one_page(client, family, pregnancy, today):
    page = at(family, f"zwangerschap/{pregnancy.pk}/geboorte/?kinderen=2")
    answers = day_parts("child_1_born_on", today) | day_parts("child_2_born_on", today)
    answer = send(client, page, child_1_given_name="Ada", child_2_weight_grams="2150", **answers)
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()
    assert "Ada De Wit" in shown
    assert "Baby De Wit" in shown
    assert "wk 39+0" in shown


def test_a_birth_next_week_is_refused_beside_that_child(client, family, pregnancy, today):
    page = at(family, f"zwangerschap/{pregnancy.pk}/geboorte/?kinderen=2")
    answers = day_parts("child_1_born_on", today) | day_parts("child_2_born_on", today + timedelta(days=7))
    answer = send(client, page, **answers)
    assert set(errors(answer)) == {"child_2_born_on"}
    assert not Birth.objects.exists()


def test_a_due_date_two_years_ahead_is_refused_and_stays_to_be_corrected(client, family, pregnancy, today):
    page = at(family, f"zwangerschap/{pregnancy.pk}/datum/")
    dates = day_parts("due_date", today + timedelta(days=730))
    answer = send(client, page, dated_by="early_scan", expected_children="1", **dates)
    assert "40 weken vooruit" in errors(answer)["due_date"][0]
    assert f'value="{(today + timedelta(days=730)).year}"' in answer.content.decode()


def test_a_loss_is_recorded_and_the_family_stays_open(client, family, pregnancy, today):
    page = at(family, f"zwangerschap/{pregnancy.pk}/verlies/")
    answer = send(client, page, outcome="stillbirth", **day_parts("on", today))
    assert answer.status_code == 302
    assert "levenloos geboren" in client.get(answer.url).content.decode()


def test_what_was_before_has_its_own_page(client, family, pregnancy, today):
    page = at(family, f"zwangerschap/{pregnancy.pk}/datum/")
    due = day_parts("due_date", today + timedelta(days=9))
    send(client, page, dated_by="early_scan", expected_children="1", **due)
    assert "vroege echo" in client.get(at(family, "mensen/eerder/")).content.decode()


def test_only_parents_of_another_household_can_be_named_for_authority(client, family, world, coordinator):
    other = world.family("Familie Kok", weeks=None)
    partner = Person.objects.create(region=other.region, given_name="Nieuwe", family_name="Partner")
    child = Person.objects.create(region=other.region, given_name="Bo", family_name="Kok")
    for home, person, part in ((other, partner, "partner"), (other, child, "child"), (family, child, "child")):
        FamilyMember.objects.create(family=home, person=person, part=part, starts_on=other.created_on)
    form = client.get(at(family, "gezag/")).context["form"]
    assert [name for pk, name in form.fields["holder"].choices if pk] == ["Sam De Wit", "Sam Kok"]


def test_separated_parents_become_two_households_that_share_the_child(client, family, mother, today, world):
    send(
        client, at(family, "mensen/nieuw/"), part="father", given_name="Tom", family_name="Dijk", interpreter="unknown"
    )
    send(client, at(family, "mensen/nieuw/"), part="child", given_name="Bo", interpreter="unknown")
    tom, bo = Person.objects.get(given_name="Tom"), Person.objects.get(given_name="Bo")
    answer = send(
        client,
        at(family, "splitsen/"),
        leaving=[tom.pk],
        both=[bo.pk],
        municipality=world.town.pk,
        **day_parts("on", today),
    )
    new = Family.objects.get(name="Dijk")
    assert answer.url == at(new, "mensen/")
    assert new.members.count() == 2
    answer = send(client, at(new, "gezag/"), child=bo.pk, holder=mother.pk, **day_parts("since", today))
    assert "Sam De Wit" in client.get(answer.url).content.decode()


def test_moving_leaving_dying_and_the_own_network_go_through_their_pages(client, family, mother, today, world):
    send(client, at(family, "verhuizing/"), municipality=world.town.pk, street="Kade 1", **day_parts("on", today))
    assert "Kade 1" in client.get(at(family, "mensen/")).content.decode()
    send(client, at(family, "mensen/nieuw/"), part="father", given_name="Tom", interpreter="unknown")
    tom = family.members.get(part="father")
    assert (
        send(client, at(family, f"mensen/{tom.person_id}/vertrek/"), **day_parts("last_day", today)).status_code == 302
    )
    answer = send(client, at(family, f"mensen/{tom.person_id}/overleden/"), **day_parts("on", today))
    assert answer.status_code == 302
    answer = send(client, at(family, f"mensen/{mother.pk}/overleden/"), **day_parts("on", today))
    assert "zwangerschap is afgelopen" in str(errors(answer))
    send(client, at(family, "eigen-netwerk/nieuw/"), name="Oma Bep", can_do="oppassen")
    assert "Oma Bep" in client.get(at(family, "mensen/")).content.decode()
    send(client, at(family, f"eigen-netwerk/{family.informalhelpers.get().pk}/einde/"), **day_parts("last_day", today))
    assert family.informalhelpers.get().ends_on == today


def test_a_colleague_is_involved_and_leaves_again(client, enter, family, youth_nurse, today):
    send(client, at(family, "betrokken/nieuw/"), professional=youth_nurse.pk, role="care_giver")
    assert enter(youth_nurse).get(at(family, "mensen/")).status_code == 200
    row = family.involvements.get(professional=youth_nurse)
    assert send(client, at(family, f"betrokken/{row.pk}/einde/"), **day_parts("last_day", today)).status_code == 302


def test_double_records_become_one_and_two_again(client, family, mother, world, coordinator):
    other = world.mother(world.family("Familie Dubbel", weeks=None, known_by=coordinator))
    answer = send(client, at(family, "samenvoegen/"), kept=mother.pk, gone=other.pk, reason="Zelfde vrouw")
    assert answer.status_code == 302
    merge = Merge.objects.get()
    assert send(client, at(family, f"samenvoegen/{merge.pk}/ongedaan/")).status_code == 302
    other.refresh_from_db()
    assert other.merged_into is None


def test_the_pages_speak_english(enter, coordinator, family):
    page = enter(coordinator, "en").get(at(family, "mensen/")).content.decode()
    assert "Who lives here" in page
    assert "Wie wonen hier" not in page
