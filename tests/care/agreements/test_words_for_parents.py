"""What parents read of a pathway's steps is written into its text: the rest stays as it was, and what is wanting is said."""

import pytest
import yaml

from sluitend.care.agreements.actions import with_told
from sluitend.care.agreements.queries import checks_of, steps_told
from sluitend.care.agreements.queries.differing import _told
from tests.care.conftest import shipped_files

PATHWAYS = {file.content_id: file.body for file in shipped_files() if file.kind == "pathway"}
WORDS = {"nl": 'Wij komen: "samen" bij u', "ar": "مرحبا"}
LAYOUTS = {
    "block": "id: p\nsteps:\n- id: one\n  titles:\n    nl: Een\n    en: One\n  who: midwife # zij\n- id: two\n  who: x\n",
    "indented": "steps:\n  - titles: {nl: Een, en: One}\n    id: one\n\n    # eerst dit\n    who: midwife\nstops: []\n",
    "long titles": "steps:\n- id: one\n  titles:\n    nl: >\n      Een lange\n      titel\n    en: 'One\n      long'\n  who: midwife\n",
    "one line": "steps:\n- {id: one, titles: {nl: Een, en: One}, who: midwife}\n- {id: two}\n",
    "words first": "steps:\n- for_parents:\n    nl: Dag\n  id: one\n  titles: {nl: Een, en: One}\n",
    "words last": "steps:\n- id: one\n  titles: {nl: Een, en: One}\n  for_parents: {nl: Dag,\n    en: Hello}\nstops: []\n",
    "no titles": "steps:\n- id: one\n  who: midwife\n",
    "windows": "steps:\r\n- id: one\r\n  titles: {nl: Een, en: One}\r\n  who: midwife\r\n",
}


def steps(body):
    return {step["id"]: step for step in yaml.safe_load(body)["steps"]}


@pytest.mark.parametrize("words", [WORDS, {}, {"nl": "Twee\nregels  hier", "pl": " "}])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_words_come_in_whatever_the_layout_and_nothing_else_changes(layout, words):
    before, written = LAYOUTS[layout], with_told(LAYOUTS[layout], {"one": words})
    wanted = {code: " ".join(said.split()) for code, said in words.items() if said.strip()}
    assert steps(written)["one"].get("for_parents", {}) == wanted
    for step in (*steps(before).values(), *steps(written).values()):
        step.pop("for_parents", None)
    others = [
        {name: part for name, part in yaml.safe_load(body).items() if name != "steps"} for body in (before, written)
    ]
    assert others[0] == others[1]
    assert {name: {**step, "for_parents": 0} for name, step in steps(before).items()} == {
        name: {**step, "for_parents": 0} for name, step in steps(written).items()
    }


@pytest.mark.parametrize("name", sorted(PATHWAYS))
def test_in_a_shipped_pathway_only_the_lines_of_that_step_change(name):
    body = PATHWAYS[name]
    told = {step.id: step.told for step in steps_told(body)}
    assert with_told(body, told) == body
    first = next(step for step, words in told.items() if words)
    gone = set(with_told(body, {first: {**told[first], "pl": "Inaczej"}}).split("\n")) ^ set(body.split("\n"))
    assert {line.strip().partition(":")[0] for line in gone} <= {"nl", "en", "ar", "pl", "tr"}
    assert len(gone) <= 10
    nothing = with_told(body, {step: {} for step in told})
    assert "for_parents" not in nothing
    assert yaml.safe_load(with_told(nothing, told)) == yaml.safe_load(body)


def test_a_text_that_cannot_be_read_and_a_step_that_is_not_there_stay_as_they_are():
    for body in ("steps: [", "steps: 3", "- a", "", LAYOUTS["block"]):
        assert with_told(body, {"elsewhere": WORDS}) == body
    assert (steps_told("steps: ["), steps_told("steps: 3"), steps_told("- a")) == ((), (), ())


def checks(body):
    return [(one.severity, one.where, str(one.sentence)) for one in checks_of("pathway", name_of(body), body, "")]


def name_of(body):
    return yaml.safe_load(body)["id"]


def test_a_step_has_words_in_every_language_or_is_told_without_content_and_what_is_wanting_is_said():
    body = next(iter(PATHWAYS.values()))
    told = {step.id: step.told for step in steps_told(body)}
    assert not [one for one in checks(body) if one[1].endswith("for_parents")]
    step = next(name for name, words in told.items() if words)
    fewer = {code: words for code, words in told[step].items() if code not in {"ar", "tr"}}
    [(severity, where, said)] = [
        one for one in checks(with_told(body, {step: fewer})) if one[1].endswith("for_parents")
    ]
    assert (severity, where) == ("warning", f"{step}.for_parents")
    assert "العربية" in said
    assert "Türkçe" in said
    assert "Polski" not in said
    untold = sum(not words for words in told.values())
    assert ("note", "", f"Van {untold + 1} stappen lezen ouders alleen wie iets doet, en wanneer.") in checks(
        with_told(body, {step: {}})
    )


@pytest.mark.parametrize(
    ("more", "said"), [({"fr": "Bonjour"}, "geen pagina's voor ouders: fr"), ({"nl": "woord " * 16}, "15 woorden")]
)
def test_a_language_without_pages_and_a_long_sentence_are_said_and_stop_nothing(more, said):
    body = next(iter(PATHWAYS.values()))
    step = next(one for one in steps_told(body) if one.told)
    found = checks(with_told(body, {step.id: {**step.told, **more}}))
    assert [severity for severity, _, sentence in found if said in sentence] == ["warning"]
    assert "error" not in {severity for severity, *_ in found}


def test_the_difference_names_the_step_and_the_language_as_it_calls_itself():
    body = next(iter(PATHWAYS.values()))
    step = next(one for one in steps_told(body) if one.told)
    [found] = _told(body, with_told(body, {step.id: {**step.told, "ar": "مرحبا"}}))
    assert [str(part) for part in found.where if not hasattr(part, "nl")] == [
        "de stappen",
        "wat ouders ervan lezen",
        "العربية",
    ]
    assert (found.before, found.after) == (step.told["ar"], "مرحبا")
    assert found.where[1] == step.called
