"""What is different between two versions of a pathway or programme, field by field."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core.difference import fields, told

CONTENT = Path(__file__).parents[3] / "content"
FILES = sorted([*(CONTENT / "pathways").glob("*.yaml"), *(CONTENT / "programmes").glob("*.yaml")])
BODIES = {path.stem: json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str)) for path in FILES}
"""Through JSON, so that parts which a file writes once and uses twice are two."""
PATHWAY = BODIES["friesland_early_signals"]


def leaves(value: object, path: tuple = ()) -> list[tuple]:
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in leaves(part, (*path, name))]
    if isinstance(value, list):
        return [found for place, part in enumerate(value) for found in leaves(part, (*path, place))]
    return [path]


@pytest.mark.parametrize("name", BODIES)
def test_equal_versions_give_nothing(name: str) -> None:
    assert fields(BODIES[name], copy.deepcopy(BODIES[name])) == ()


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(sorted(BODIES)), data=st.data())
def test_a_changed_leaf_is_told_once(name: str, data: st.DataObject) -> None:
    after = copy.deepcopy(BODIES[name])
    path = data.draw(st.sampled_from([one for one in leaves(after) if one[-1] != "id"]))
    place = after
    for step in path[:-1]:
        place = place[step]
    part = copy.deepcopy(place)
    before, place[path[-1]] = place[path[-1]], "another"
    found = fields(BODIES[name], after)
    told = [(one.before, one.after) for one in found]
    whole = len(found) == 1 and (before, "another") == told[0]
    # A name in a list, or the Dutch by which a part of one is called: that went, and another came.
    replaced = [(before, None), (None, "another")], [(part, None), (None, place)]
    named = any(sorted(told, key=str) == sorted(one, key=str) for one in replaced)
    assert whole or named or (len(found) == 1 and "another" in str(found[0].after))


def test_a_step_that_came_or_went_is_told_once_and_called_by_its_id() -> None:
    shorter = {**PATHWAY, "steps": PATHWAY["steps"][:-1]}
    [went] = fields(PATHWAY, shorter)
    assert went.path == ("steps", PATHWAY["steps"][-1]["id"])
    assert (went.before, went.after) == (PATHWAY["steps"][-1], None)
    [came] = fields(shorter, PATHWAY)
    assert (came.before, came.after) == (None, PATHWAY["steps"][-1])


def test_steps_in_another_order_are_told_as_an_order() -> None:
    steps = PATHWAY["steps"]
    [found] = fields(PATHWAY, {**PATHWAY, "steps": [steps[1], steps[0], *steps[2:]]})
    assert found.path == ("steps", "order")


def test_one_name_more_in_a_list_is_told_by_itself() -> None:
    [found] = fields({"sources": ["a", "b"]}, {"sources": ["a", "b", "c"]})
    assert (found.path, found.before, found.after) == (("sources", "c"), None, "c")


def test_yes_is_not_one() -> None:
    assert fields({"a": True}, {"a": 1}) != ()


def test_a_source_in_both_languages_that_came_is_told_by_itself_in_both():
    old = {"sources": ["Fries Zorgpad 2.0", {"nl": "Brontekst 001", "en": "Source text 001"}]}
    new = {"sources": [*old["sources"], {"nl": "Eigen regel", "en": "Own rule"}]}
    [field] = fields(old, new)
    found = told(field, old, new)
    assert (field.path, found.before) == (("sources", "Eigen regel"), None)
    assert (found.after.nl, found.after.en, found.where[1].en) == ("Eigen regel", "Own rule", "Own rule")
