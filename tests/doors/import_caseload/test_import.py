"""Bringing in a list on the screen: choose, look, take, get back what could not; nothing is left on the server."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sluitend.care.coordination.actions import drop_old_caseload_drafts, keep_caseload_draft
from sluitend.care.coordination.models import Case, CaseloadDraft, CaseloadSheet
from sluitend.care.network.queries import system_actor
from sluitend.core.roles import Role
from sluitend.outside import spreadsheet
from tests.doors.import_caseload.conftest import good, list_of
from tests.doors.referrals.conftest import signed_in
from tests.outside.test_spreadsheet import book


def send(client, content, name="lijst.csv", once=None):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("import"), {"file": file, "once": once or uuid4()})


def chosen(page, **other):
    """What the form of the columns would post, with other choices for some."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields if name != "once"}
    return {**values, **other, "once": uuid4()}


def looked(client, *rows):
    """To the page that says what would happen."""
    answer = send(client, list_of(*rows))
    page = client.get(answer.url)
    answer = client.post(answer.url, chosen(page))
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer.url), answer.url


def test_a_list_is_chosen_looked_at_and_taken(noor, coordinator):
    page, url = looked(noor, good(), good("Bo Kuik", born="1-1-2000"), good("Cas Kuik", "Elders"))
    assert (page.context["report"].taken, page.context["report"].refused_count) == (2, 1)
    assert "Neem 2 gezinnen over" in page.content.decode()
    assert "deze gemeente hoort niet bij de regio" in page.content.decode()
    assert not Case.objects.exists()
    done = noor.post(f"{url}overnemen/", follow=True)
    assert done.context["report"].taken == 2
    assert [case.lead for case in Case.objects.all()] == [coordinator, coordinator]


def test_the_rows_that_were_not_taken_come_back_and_are_fed_in_again(noor):
    _page, url = looked(noor, good(), good("Cas Kuik", "Elders"))
    noor.post(f"{url}overnemen/")
    answer = noor.get(f"{url}rijen/")
    assert answer["Content-Disposition"] == 'attachment; filename="niet-overgenomen.csv"'
    rows = spreadsheet.read(answer.content, "csv").rows
    assert (len(rows), rows[1][0], rows[0][-1]) == (2, "Cas Kuik", "Waarom niet overgenomen")
    rows[1][3] = "Zandstad"
    again = send(noor, spreadsheet.write(rows, "csv"))
    page = noor.post(again.url, chosen(noor.get(again.url)), follow=True)
    assert page.context["report"].taken == 1


def test_nothing_of_the_file_stays_but_the_rows_that_were_not_taken(noor):
    _page, url = looked(noor, good(), good("Cas Kuik", "Elders"))
    noor.post(f"{url}overnemen/")
    kept = CaseloadDraft.objects.get()
    assert "Ans" not in bytes(kept.content).decode() + str(kept.report)
    noor.post(f"{url}weg/")
    assert not CaseloadDraft.objects.exists()


def test_taking_twice_takes_once(noor):
    _page, url = looked(noor, good())
    for _ in range(2):
        page = noor.post(f"{url}overnemen/", follow=True)
    assert page.context["report"].taken == 1
    assert Case.objects.count() == 1


def test_a_family_that_is_known_names_its_lead(noor):
    _page, url = looked(noor, good())
    noor.post(f"{url}overnemen/")
    page, _url = looked(noor, good())
    assert "De regie ligt bij Cor Regie" in page.content.decode()
    assert "Er is niets nieuws om over te nemen" in page.content.decode()


def test_the_columns_are_a_proposal_that_can_be_changed_and_is_remembered(noor, world):
    url = send(noor, list_of(good())).url
    page = noor.get(url)
    form = page.context["form"]
    assert [form[f"column_{place}"].value() for place in (0, 3, 8)] == ["name", "municipality", "note"]
    assert form["column_0"].help_text == "Ans Duin"
    look = noor.post(url, chosen(page, column_8="concerns"))
    noor.post(f"{look.url}overnemen/")
    assert CaseloadSheet.objects.get(organisation=world.social).mapping["kleur"] == "concerns"
    again = noor.get(send(noor, list_of(good("Bo Kuik"))).url)
    assert again.context["form"]["column_8"].value() == "concerns"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"column_8": "municipality"}, "Deze kolom is al gekozen bij “Gemeente”"),
        ({"column_0": "note"}, "Kies bij een van de kolommen “Naam van de moeder”"),
        ({"column_3": "note"}, "Kies bij een van de kolommen “Gemeente”"),
        ({"column_1": "nonsense"}, "Kies een van de mogelijkheden"),
    ],
)
def test_a_choice_that_cannot_be_is_said_and_nothing_is_lost(noor, other, reason):
    url = send(noor, list_of(good())).url
    answer = noor.post(url, chosen(noor.get(url), **other))
    assert (answer.status_code, CaseloadDraft.objects.get().mapping) == (200, {})
    assert reason in answer.content.decode()


def test_another_sheet_of_the_file_can_be_chosen(noor):
    rows = [cells.split(";") for cells in list_of(good()).decode("cp1252").splitlines()]
    content = book(("uitleg", [["Deze lijst is van het CJG"]]), ("lijst", rows), ("leeg", []))
    url = send(noor, content, "lijst.xlsx").url
    page = noor.get(url)
    refused = noor.post(url, chosen(page, sheet="leeg"))
    assert refused.context["form"].errors == {"sheet": ["Dit bestand is leeg."]}
    assert "geen kopregel gevonden" in page.content.decode()
    answer = noor.post(url, chosen(page, sheet="lijst"))
    page = noor.get(answer.url)
    assert page.context["form"]["column_0"].value() == "name"
    assert noor.post(url, chosen(page), follow=True).context["report"].taken == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("lijst.pdf", b"%PDF", "Dit soort bestand kan niet"),
        ("lijst.xlsx", b"no zip", "Dit is geen leesbaar xlsx-bestand"),
        ("lijst.csv", b"", "Dit bestand is leeg"),
        ("lijst.csv", b"a;b\n" * 501, "meer dan 500 rijen"),
        ("lijst.csv", b"a;b\n" * 5001, "meer dan 5000 rijen"),
        ("lijst.csv", b"x" * 5_000_001, "hoogstens 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_the_field(noor, name, content, reason):
    answer = send(noor, content, name)
    assert answer.status_code == 200
    assert reason in str(answer.context["form"].errors["file"])
    assert not CaseloadDraft.objects.exists()


def test_script_in_a_cell_is_text(noor):
    page, _url = looked(noor, good("<script>alert(1)</script>"))
    assert "<script>alert(1)" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_a_colleague_cannot_see_my_file(noor, coordinator):
    _page, url = looked(noor, good())
    other = signed_in(coordinator)
    for address in (url, f"{url}kolommen/", f"{url}rijen/"):
        assert other.get(address).status_code == 403, address
    for address in (f"{url}overnemen/", f"{url}weg/", f"{url}kolommen/"):
        assert other.post(address).status_code == 403, address
    assert CaseloadDraft.objects.exists()


def test_who_may_not_bring_in_a_list_is_refused(world):
    nurse = signed_in(world.professional("Kraam Hulp", world.practice, Role.MATERNITY_NURSE))
    assert nurse.get(reverse("import")).status_code == 403
    assert send(nurse, list_of(good())).status_code == 403


def test_a_file_is_kept_for_a_day_at_most(noor, world, colleague, coordinator):
    send(noor, list_of(good()))
    now = timezone.now()
    later = now + timedelta(days=1, minutes=1)
    drop_old_caseload_drafts(world.region.pk, by=system_actor(world.region.pk), now=now)
    assert CaseloadDraft.objects.count() == 1
    drop_old_caseload_drafts(world.region.pk, by=system_actor(world.region.pk), now=later)
    assert not CaseloadDraft.objects.exists()


def test_one_has_one_file_at_a_time_and_finds_it_again(noor, world, colleague):
    now = timezone.now()
    for _ in range(2):
        by = world.actor(colleague)
        keep_caseload_draft(world.social.pk, by=by, now=now, kind="csv", content=list_of(good()), sheet="")
    assert CaseloadDraft.objects.count() == 1
    assert "Ga verder met uw vorige bestand" in noor.get(reverse("import")).content.decode()


def test_another_file_in_the_same_form_is_that_other_file(noor):
    once = uuid4()
    for name in ("Ans Duin", "Bo Kuik"):
        url = send(noor, list_of(good(name)), once=once).url
    assert noor.get(url).context["form"]["column_0"].help_text == "Bo Kuik"


def test_the_pages_are_in_english_too(noor):
    noor.cookies["django_language"] = "en"
    page, _url = looked(noor, good(), good("Cas Kuik", "Elders"))
    words = page.content.decode()
    assert "What would happen" in words
    assert "this municipality does not belong to the region" in words


def test_the_pages_cost_few_statements(noor, django_assert_max_num_queries):
    url = send(noor, list_of(good())).url
    with django_assert_max_num_queries(15):
        noor.get(reverse("import"))
    with django_assert_max_num_queries(15):
        noor.get(url)
