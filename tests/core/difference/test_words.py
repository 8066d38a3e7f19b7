"""For whom the answer changes, and a difference in plain words."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from sluitend.core import difference, tables
from sluitend.core.content import Words
from sluitend.core.flow_chart import Named
from sluitend.core.tables import editing
from tests.core.difference.test_rows import SHIPPED, WHOLE, grid

TODAY = date(2026, 1, 1)
NAMED = Named(proposals={"not_offered": Words(nl="niet aanbieden", en="do not offer")})
PATHWAY = yaml.safe_load(
    (Path(__file__).parents[3] / "content" / "pathways" / "friesland_early_signals.yaml").read_text()
)


def raised(limit: int = 27):
    texts = grid(WHOLE)
    texts[4][4], texts[7][4] = f"> {limit}", f"<= {limit}"
    return editing.fill(WHOLE, texts)


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_is_affected_by_the_same_table(name: str) -> None:
    model = tables.build(SHIPPED[name])
    assert difference.asked(model, model, TODAY).affected == ()


def test_a_higher_limit_affects_who_is_between_the_old_and_the_new_one() -> None:
    before, after = tables.build(WHOLE), tables.build(raised())
    found = {(one.before, one.after): one for one in difference.asked(before, after, TODAY).affected}
    one = found["not_offered", "offer_voorzorg_intake"]
    labels = difference.labels_of((before, after))
    said = {name: str(words) for name, words in difference.affected_words(one, labels, NAMED)}
    assert said[labels["age"]] == "26 tot en met 27"
    assert said[labels["gestational_weeks"]] == "28 of minder"
    assert said[labels["earlier_live_births"]] == "0"
    assert said[labels["pregnant"]] == "ja"
    for model, answer in ((before, one.before), (after, one.after)):
        assert model.decide("voorzorg_stage_1", one.example, today=TODAY).value["proposal"] == answer


def test_only_a_table_with_too_many_cases_has_them_drawn() -> None:
    models = {name: tables.build(text) for name, text in SHIPPED.items()}
    drawn = {name for name, model in models.items() if difference.asked(model, model, TODAY).drawn}
    assert drawn
    assert drawn < set(models)


def test_a_draft_that_cannot_answer_affects_nobody_yet() -> None:
    texts = grid(WHOLE)
    texts[4][4] = "> ("
    found = difference.asked(tables.build(WHOLE), tables.build(editing.fill(WHOLE, texts)), TODAY)
    assert found.affected == ()


def test_rows_are_counted_in_words() -> None:
    new = editing.remove_rule(editing.insert_rule(raised(), 9), 1)
    assert [str(one) for one in difference.counted(difference.compare(WHOLE, new))] == [
        "2 regels veranderd",
        "1 regel erbij",
        "1 regel weg",
    ]
    assert difference.counted(difference.compare(WHOLE, WHOLE)) == ()


def test_a_row_is_told_by_what_matters_and_by_the_name_of_its_proposal() -> None:
    [row, _] = difference.compare(WHOLE, raised()).rows
    asks, answers = difference.row_words(row, NAMED)
    assert [str(words) for _, words in asks] == ["meer dan 27"]
    assert NAMED.proposals["not_offered"] in [words for _, words in answers]
    [cell] = row.cells
    assert [str(words) for words in difference.change_words(cell, NAMED)] == ["meer dan 25", "meer dan 27"]


def test_a_step_is_told_by_its_name_and_its_moment_in_words() -> None:
    steps = [dict(step) for step in PATHWAY["steps"]]
    steps[0]["at"] = "signal + 9 working days"
    after = {**PATHWAY, "steps": steps}
    [field] = difference.fields(PATHWAY, after)
    told = difference.told(field, PATHWAY, after)
    assert [str(one) for one in told.where if not isinstance(one, Words)] == ["de stappen", "wanneer"]
    assert told.where[1] == Words.model_validate(steps[0]["titles"])
    assert str(told.after) == "9 werkdagen na het signaal"


def test_what_is_not_a_whole_pathway_is_told_as_it_was_written() -> None:
    broken = {**PATHWAY, "steps": [{"id": "a", "at": "never"}]}
    for field in difference.fields(PATHWAY, broken):
        assert difference.told(field, PATHWAY, broken).where
