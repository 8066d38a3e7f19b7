"""The pages of agreements: reading what holds, writing a draft with what is wrong beside the cell, trying, proposing, saying yes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from sluitend.care.agreements import actions, queries
from sluitend.care.agreements.models import Draft, Version
from sluitend.care.network.models import Coalition
from sluitend.core.roles import Role
from sluitend.ui.wording import written
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"


@pytest.fixture
def adviser(world):
    return world.professional("Ada Advies", world.social, Role.PROJECT_LEADER)


@pytest.fixture
def ada(sign_in, adviser):
    return sign_in(adviser)


@pytest.fixture
def draft(world, adviser):
    pk = actions.start_draft(world.region.pk, by=world.actor(adviser), now=NOW, kind="table", content_id=TABLE)
    return Draft.objects.get(pk=pk)


def fields(page):
    """What the editor's form would send as it stands."""
    import html

    found = {
        name: html.unescape(text)
        for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    }
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        if chosen:
            found[name] = html.unescape(chosen[1] if chosen[1] is not None else chosen[2])
    return found


def edit(client, draft, do="save", **more):
    address = reverse("draft", args=[draft.pk])
    page = client.get(address).text
    answer = client.post(address, {**fields(page), "do": do, **more})
    draft.refresh_from_db()
    return answer


def test_what_holds_is_read_as_sentences(ada, world):
    page = ada.get(reverse("agreements")).text
    version = Version.objects.get(kind="table", content_id=TABLE)
    assert reverse("agreement-version", args=[version.pk]) in page
    read = ada.get(reverse("agreement-version", args=[version.pk])).text
    assert "<strong>Als</strong>" in read
    assert "zij wil geen hulp" in read


@pytest.mark.parametrize("kind", ["table", "pathway", "programme"])
def test_every_kind_has_a_page_and_a_file(ada, world, kind):
    for version in Version.objects.filter(kind=kind):
        assert ada.get(reverse("agreement-version", args=[version.pk])).status_code == 200
        assert ada.get(reverse("agreement-file", args=[version.pk])).content.decode() == version.body


def test_saving_without_a_change_changes_no_word_of_the_table(ada, draft):
    from sluitend.core import tables

    before = tables.read(draft.body.encode()).definitions
    edit(ada, draft)
    assert tables.read(draft.body.encode()).definitions == before


def test_a_wrong_cell_keeps_its_text_and_says_what_was_expected_beside_it(ada, draft):
    edit(ada, draft, c_2_1="<script> >")
    page = ada.get(reverse("draft", args=[draft.pk])).text
    assert "&lt;script&gt; &gt;" in page
    assert 'aria-invalid="true"' in page
    assert 'id="w_2_1"' in page


def test_a_gap_is_shown_with_a_smallest_example(ada, draft):
    rows = len(re.findall(r"<tr id=", ada.get(reverse("draft", args=[draft.pk])).text))
    edit(ada, draft, do=f"row-remove:{rows}")
    page = ada.get(reverse("draft", args=[draft.pk])).text
    assert "Bijvoorbeeld:" in page


@pytest.mark.parametrize(
    ("do", "more", "rows"),
    [
        ("row-add:1", {}, 1),
        ("row-copy:2", {}, 1),
        ("row-remove:1", {}, -1),
        ("row-up:2", {}, 0),
        ("paste", {"block": "true\ttrue\nfalse\tfalse", "paste_row": "99", "paste_column": "0"}, None),
    ],
)
def test_rows_come_go_and_move_and_an_undo_brings_them_back(ada, draft, do, more, rows):
    def count():
        return draft.body.count("<rule ")

    before, body = count(), draft.body
    edit(ada, draft, do=do, **more)
    if rows is not None:
        assert count() == before + rows
    ada.post(reverse("draft-restore", args=[draft.pk, 1]), {"number": draft.number})
    draft.refresh_from_db()
    assert draft.body == body


def test_a_column_is_added_with_its_fact(ada, draft):
    edit(ada, draft, do="column-add", new_kind="input", new_name="age", new_label="Leeftijd", new_type="number")
    assert 'label="Leeftijd"' in draft.body
    page = ada.get(reverse("draft", args=[draft.pk])).text
    assert "Rij 1, Leeftijd" in page


def test_a_stale_form_is_refused_and_what_was_typed_stays(ada, draft):
    address = reverse("draft", args=[draft.pk])
    stale = fields(ada.get(address).text)
    edit(ada, draft, c_1_0='"unsure"')
    answer = ada.post(address, {**stale, "do": "save", "c_1_0": '"refuses","unsure"'})
    assert answer.status_code == 409
    assert "&quot;refuses&quot;,&quot;unsure&quot;" in answer.text


def test_the_live_check_saves_nothing(ada, draft):
    page = ada.get(reverse("draft", args=[draft.pk])).text
    answer = ada.post(reverse("draft-live", args=[draft.pk]), {**fields(page), "c_1_1": "fout ("})
    assert "nog niet bewaard" in answer.text
    body = draft.body
    draft.refresh_from_db()
    assert draft.body == body


def test_an_example_that_is_answered_otherwise_tells_the_answer_as_it_is_called(ada, draft):
    page = ada.get(reverse("draft", args=[draft.pk])).text
    answer = ada.post(reverse("draft-live", args=[draft.pk]), {**fields(page), "c_1_0": '"wants"'}).text
    told = re.findall(r"Nu antwoordt de tabel: ([^<]+)<", answer)
    assert len(told) == answer.count("krijgt een ander antwoord") > 0
    assert set(told) == {"Prenataal huisbezoek", "niet aanbieden"}


def test_trying_shows_the_row_that_answers(ada, draft):
    page = ada.get(reverse("draft-try", args=[draft.pk]), {"f_0": "refuses", "f_1": "true", "f_2": "B", "f_3": ""}).text
    assert "rules__rule--fired" in page
    assert "Door rij 1." in page
    answer = re.search(r'id="answer".*?</dl>', page, re.DOTALL)[0]
    assert re.findall(r"<d[td]>([^<]*)<", answer)[:2] == ["Voorstel", "niet aanbieden"]
    assert "reason_" not in answer


def test_a_file_of_another_tool_comes_in_with_a_report_and_garbage_is_refused(ada, draft):
    from django.core.files.uploadedfile import SimpleUploadedFile

    once = re.search(r'name="once" value="([^"]+)"', ada.get(reverse("draft-import", args=[draft.pk])).text)[1]
    address = reverse("draft-import", args=[draft.pk])
    wrong = ada.post(address, {"once": once, "file": SimpleUploadedFile("x.dmn", b"<!DOCTYPE x []><a/>")})
    assert wrong.status_code == 422
    right = ada.post(address, {"once": once, "file": SimpleUploadedFile("x.dmn", draft.body.encode())})
    assert right.status_code == 200
    assert "1 × beslistabel die u kunt bewerken" in right.text
    assert "7 × rijen in die tabel" in right.text
    assert "4 × feiten waar naar gevraagd wordt" in right.text
    assert "fouten" not in right.text


def test_the_report_of_a_file_tells_what_is_kept_and_not_shown(ada, draft):
    from pathlib import Path

    from django.core.files.uploadedfile import SimpleUploadedFile

    address = reverse("draft-import", args=[draft.pk])
    once = re.search(r'name="once" value="([^"]+)"', ada.get(address).text)[1]
    other = Path(__file__).parents[2] / "core" / "tables" / "dmn_js" / "home_visit.saved.dmn"
    page = ada.post(address, {"once": once, "file": SimpleUploadedFile("x.dmn", other.read_bytes())}).text
    assert "niet in de editor" in page
    assert "van een ander programma: bewaard" in page
    draft.refresh_from_db()
    assert "What a region agreed." in draft.body


def test_two_people_make_it_hold_and_old_advice_keeps_its_version(ada, draft, world, sign_in, coordinator, client):
    edit(ada, draft, n_1_0="Nieuwe bron")
    later = TODAY + timedelta(days=400)
    once = re.search(r'name="once" value="([^"]+)"', ada.get(reverse("draft-propose", args=[draft.pk])).text)[1]
    parts = {"in_force_from_day": later.day, "in_force_from_month": later.month, "in_force_from_year": later.year}
    ada.post(reverse("draft-propose", args=[draft.pk]), {"once": once, "why": "Beter zo", **parts})
    draft.refresh_from_db()
    assert draft.status == "proposed"
    cor = sign_in(coordinator)
    assert reverse("draft", args=[draft.pk]) in cor.get(reverse("agreements")).text
    page = cor.get(reverse("draft-assent", args=[draft.pk])).text
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    cor.post(reverse("draft-assent", args=[draft.pk]), {"once": once, "level": "execution"})
    draft.refresh_from_db()
    assert draft.status in {"agreed", "proposed"}
    assert draft.assents.count() == 1


def test_a_coalition_begins_its_own_draft(ada, world):
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    answer = ada.post(reverse("draft-new"), {"kind": "table", "content_id": TABLE, "coalition": coalition.pk})
    assert Draft.objects.get().coalition == coalition
    assert ada.get(answer.url).status_code == 200
    assert "Coalitie Waterstad" in ada.get(reverse("agreements") + f"?coalitie={coalition.pk}").text


def test_who_may_only_read_gets_no_editor(sign_in, midwife, draft):
    page = sign_in(midwife).get(reverse("draft", args=[draft.pk])).text
    assert "<textarea" not in page
    assert sign_in(midwife).post(reverse("draft", args=[draft.pk]), {"body": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["agreements", "draft", "draft-try", "draft-examples", "version"])
def test_a_page_takes_at_most_fifteen_statements(ada, draft, name, django_assert_max_num_queries):
    version = Version.objects.get(kind="table", content_id=TABLE)
    address = {
        "agreements": reverse("agreements"),
        "version": reverse("agreement-version", args=[version.pk]),
    }.get(name) or reverse(name, args=[draft.pk])
    ada.get(address)
    with django_assert_max_num_queries(15):
        ada.get(address)


def test_the_difference_of_a_draft_is_told_cell_by_cell_and_by_whom_it_affects(ada, draft):
    address = reverse("draft-difference", args=[draft.pk])
    assert "Er is niets anders." in ada.get(address).text
    edit(ada, draft, c_3_2='"B","C"')
    page = ada.get(address).text
    assert "1 regel veranderd" in page
    assert "B of C" in page
    assert "Voor wie wordt het antwoord anders?" in page
    edit(ada, draft, c_3_2="fout (")
    assert "fout (" in ada.get(address).text


def test_two_versions_differ_as_their_texts_and_a_stranger_to_them_is_refused(ada, world):
    from sluitend.core import tables
    from sluitend.core.tables import editing

    old = Version.objects.get(kind="table", content_id=TABLE)
    body = tables.write(tables.build(editing.remove_rule(tables.read(old.body.encode()).definitions, 1))).decode()
    old.replaced_on = TODAY
    old.save(update_fields=["replaced_on"])
    own = {"region": world.region, "kind": "table", "content_id": TABLE}
    new = Version.objects.create(**own, number=2, digest="d", body=body, in_force_from=TODAY)
    page = ada.get(reverse("agreement-difference", args=[old.pk, new.pk])).text
    assert "1 regel weg" in page
    assert (
        reverse("agreement-difference", args=[old.pk, new.pk])
        in ada.get(reverse("agreement-version", args=[new.pk])).text
    )
    assert "Er is niets anders." in ada.get(reverse("agreement-difference", args=[new.pk, new.pk])).text
    other = Version.objects.filter(kind="pathway").first()
    assert "geen twee versies" in ada.get(reverse("agreement-difference", args=[other.pk, new.pk])).text


@pytest.mark.parametrize("kind", ["pathway", "programme"])
def test_a_text_that_is_changed_is_told_field_by_field(ada, world, adviser, kind):
    first = Version.objects.filter(kind=kind).first()
    pk = actions.start_draft(world.region.pk, by=world.actor(adviser), now=NOW, kind=kind, content_id=first.content_id)
    draft = Draft.objects.get(pk=pk)
    Draft.objects.filter(pk=pk).update(body=re.sub(r"(?m)^owner: .*$", "owner: Nieuwe groep", draft.body))
    page = ada.get(reverse("draft-difference", args=[pk])).text
    assert "wie ervoor zorgt" in page
    assert "<ins>Nieuwe" in page
    Draft.objects.filter(pk=pk).update(body="a: [")
    assert "nog niet te lezen" in ada.get(reverse("draft-difference", args=[pk])).text


def test_a_stale_form_of_examples_keeps_what_was_typed_there(ada, draft):
    address = reverse("draft", args=[draft.pk])
    edit(ada, draft, c_1_0='"unsure"')
    answer = ada.post(address, {"number": "1", "examples": "titles: wat ik typte"})
    assert answer.status_code == 409
    assert "titles: wat ik typte</textarea>" in answer.text


def test_saved_examples_are_shown_again(ada, draft):
    examples = draft.examples + "\n"
    answer = ada.post(reverse("draft", args=[draft.pk]), {"number": "1", "examples": examples})
    assert answer.url == reverse("draft-examples", args=[draft.pk])


def test_a_table_is_not_read_into_a_draft_of_something_else(ada, adviser, world):
    pathway = Version.objects.filter(kind="pathway").first()
    facts = {"kind": "pathway", "content_id": pathway.content_id}
    pk = actions.start_draft(world.region.pk, by=world.actor(adviser), now=NOW, **facts)
    assert ada.get(reverse("draft-import", args=[pk])).status_code == 404


@pytest.mark.parametrize("kind", ["region", "factor", "examples"])
def test_what_has_no_page_is_refused_in_one_way(ada, kind):
    pk = Version.objects.filter(kind=kind).first().pk
    for address in (
        reverse("agreement-version", args=[pk]),
        reverse("agreement-file", args=[pk]),
        reverse("agreement-difference", args=[pk, pk]),
        reverse("pathway-chart", args=[pk]),
    ):
        assert ada.get(address).status_code == 403


def test_the_steps_of_a_pathway_say_when_in_words(ada):
    page = ada.get(reverse("agreement-version", args=[Version.objects.filter(kind="pathway").first().pk])).text
    assert "na de " in page
    assert not re.search(r"[+-] \d+ (working )?(days|weeks|months)", page)


@pytest.mark.parametrize("typed", ["9" * 30, "9" * 5000, "x"])
def test_a_number_that_is_none_is_no_number(ada, typed):
    assert ada.get(reverse("agreements"), {"coalitie": typed}).status_code == 200
    facts = {"kind": "table", "content_id": TABLE, "coalition": typed}
    assert ada.post(reverse("draft-new"), facts).status_code == 409


def test_what_was_agreed_for_later_does_not_say_that_it_holds(ada):
    now = Version.objects.get(kind="table", content_id=TABLE)
    since = TODAY + timedelta(days=4000)
    Version.objects.filter(pk=now.pk).update(replaced_on=since)
    facts = {"kind": "table", "content_id": TABLE, "number": 2, "digest": now.digest, "body": now.body}
    coming = Version.objects.create(region_id=now.region_id, in_force_from=since, **facts)
    page = ada.get(reverse("agreement-version", args=[coming.pk])).text
    assert "In werking" not in page
    assert f"vanaf {written(since, 'nl')}" in page


def test_who_saves_over_another_sees_both_and_chooses(ada, draft, world, sign_in):
    address = reverse("draft", args=[draft.pk])
    stale = fields(ada.get(address).text)
    other = sign_in(world.professional("Piet Beleid", world.social, Role.POLICY_OFFICER))
    edit(other, draft, do="row-copy:1")
    theirs = draft.body
    for _ in range(2):
        answer = ada.post(address, {**stale, "do": "save", "c_2_0": '"unsure"'})
        draft.refresh_from_db()
        assert (answer.status_code, draft.body) == (409, theirs)
    assert "Piet Beleid heeft dit concept bewaard" in answer.text
    assert "1 regel erbij" in answer.text
    assert "<ins>zij weet het nog niet</ins>" in answer.text
    kept = ada.post(address, {name: text for name, text in fields(answer.text).items() if name in {"number", "body"}})
    draft.refresh_from_db()
    assert kept.status_code == 302
    assert draft.body.count("<rule ") == theirs.count("<rule ") - 1
    assert draft.saves.filter(body=theirs).exists()


def test_examples_that_are_kept_after_all_leave_the_table_of_the_other(ada, draft):
    address = reverse("draft", args=[draft.pk])
    edit(ada, draft, c_1_0='"unsure"')
    table, typed = draft.body, draft.examples.replace("owner: ", "owner: Wij en ")
    answer = ada.post(address, {"number": "1", "examples": typed})
    ada.post(address, {name: text for name, text in fields(answer.text).items() if name in {"number", "examples"}})
    draft.refresh_from_db()
    assert (draft.body, draft.examples) == (table, typed)


@pytest.fixture
def pathway(world, adviser):
    name = Version.objects.filter(kind="pathway").first().content_id
    pk = actions.start_draft(world.region.pk, by=world.actor(adviser), now=NOW, kind="pathway", content_id=name)
    return Draft.objects.get(pk=pk)


def told(client, draft, **more):
    """The form with the words for parents, sent as it stands or with other words."""
    page = client.get(reverse("draft-for-parents", args=[draft.pk])).text
    answer = client.post(reverse("draft", args=[draft.pk]), {**fields(page), **more})
    draft.refresh_from_db()
    return answer


def test_what_parents_read_is_written_per_step_and_language_beside_what_the_step_is_called(ada, pathway):
    before = pathway.body
    assert reverse("draft-for-parents", args=[pathway.pk]) in ada.get(reverse("draft", args=[pathway.pk])).text
    assert told(ada, pathway).url == reverse("draft-for-parents", args=[pathway.pk])
    assert pathway.body == before, "what is sent as it stands changes nothing"
    step = next(one for one in queries.steps_told(before) if one.told)
    told(ada, pathway, **{f"{step.id}:nl": "Wij bellen u", f"{step.id}:pl": ""})
    [found] = [one.told for one in queries.steps_told(pathway.body) if one.id == step.id]
    assert (found["nl"], found["ar"], "pl" in found) == ("Wij bellen u", step.told["ar"], False)
    page = ada.get(reverse("draft-for-parents", args=[pathway.pk])).text
    assert "Polski</bdi>" in page
    assert "lezen hiervan alleen wie iets doet: Polski" in page
    difference = ada.get(reverse("draft-difference", args=[pathway.pk])).text
    assert "wat ouders ervan lezen" in difference
    assert "Wij bellen u" in difference


def test_two_who_write_for_parents_at_once_both_see_what_the_other_wrote(ada, adviser, world, pathway):
    page = ada.get(reverse("draft-for-parents", args=[pathway.pk])).text
    one, two = [step for step in queries.steps_told(pathway.body) if step.told][:2]
    theirs = actions.with_told(pathway.body, {one.id: {"nl": "Van de ander"}})
    actions.save(pathway.pk, by=world.actor(adviser), now=NOW, number=pathway.number, body=theirs)
    sent = {**fields(page), f"{two.id}:nl": "Van mij"}
    answer = ada.post(reverse("draft", args=[pathway.pk]), sent)
    assert answer.status_code == 409
    assert "Van de ander" in answer.text
    assert "Van mij" in answer.text


def test_who_only_says_yes_reads_the_words_and_a_table_has_none(ada, draft, pathway, world, sign_in):
    assert ada.get(reverse("draft-for-parents", args=[draft.pk])).status_code == 404
    reader = sign_in(world.professional("Toon Ja", world.social, Role.TEAM_LEAD))
    page = reader.get(reverse("draft-for-parents", args=[pathway.pk])).text
    step = next(one for one in queries.steps_told(pathway.body) if one.told)
    assert step.told["ar"] in page
    assert "<textarea" not in page
