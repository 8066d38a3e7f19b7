"""Content data becomes frozen values, or an error that names file and field."""

from copy import deepcopy

import pytest
from pydantic import ValidationError

from sluitend.core.content import ContentError, Factor, Pathway, check, unknown_references

WORDS = {"nl": "Woorden", "en": "Words"}
GOVERNED = {
    "standing": "starter",
    "sources": ["Definitie kwetsbaarheid 2019"],
    "owner": "Regio",
    "review_date": "2027-11-01",
}
FACTOR = GOVERNED | {
    "id": "wind",
    "kind": "risk",
    "topic": "home",
    "labels": WORDS,
    "explanation": WORDS,
    "recorded_by": ["anyone"],
}
STEP = {"id": "call", "titles": WORDS, "who": "youth_nurse", "about": "mother", "at": "signal", "source": "S2"}
PATHWAY = GOVERNED | {"id": "road", "titles": WORDS, "steps": [STEP, STEP | {"id": "visit", "at": "call + 2 weeks"}]}


def errors(kind, data, file="factors/wind.yaml"):
    with pytest.raises(ContentError) as caught:
        check(kind, data, file)
    return str(caught.value).splitlines()


def test_a_good_file_becomes_a_frozen_value():
    factor = check("factor", FACTOR, "content/factors/wind.yaml")
    assert isinstance(factor, Factor)
    assert factor.labels.in_language("en-gb") == "Words"
    assert factor.labels.in_language("nl") == "Woorden"
    with pytest.raises(ValidationError):
        factor.owner = "iemand anders"


def test_a_missing_label_is_named_with_file_and_field():
    data = FACTOR | {"labels": {"nl": "Woorden"}}
    assert errors("factor", data) == ["factors/wind.yaml: labels.en: ontbreekt"]


def test_every_problem_is_listed_not_only_the_first():
    data = FACTOR | {
        "kind": "odd",
        "ownr": "x",
        "review_date": "morgen",
        "sources": [],
        "explanation": {"nl": "", "en": 3},
    }
    found = "\n".join(errors("factor", data))
    for field in (
        "kind: verwacht",
        "ownr: dit veld bestaat niet",
        "review_date: verwacht een datum",
        "sources: mag niet",
    ):
        assert field in found
    assert "explanation.nl: mag niet leeg zijn" in found
    assert "explanation.en: verwacht een tekst, niet '3'" in found


def test_the_id_is_the_name_of_the_file():
    assert errors("factor", FACTOR, "factors/rain.yaml") == [
        "factors/rain.yaml: id: verwacht rain, zoals het bestand heet"
    ]


def test_a_step_may_lean_only_on_steps_above_it():
    data = deepcopy(PATHWAY)
    data["steps"].reverse()
    assert "stap visit verwijst naar call, dat niet erboven staat" in errors("pathway", data, "road.yaml")[0]


def test_a_step_that_occurs_twice_is_refused():
    assert "stap call staat er twee keer in" in errors("pathway", PATHWAY | {"steps": [STEP, STEP]}, "road.yaml")[0]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"at": "soon"}, "steps.0", "verwijst naar soon"),
        ({"at": "signal + 2"}, "steps.0.at", "verwacht iets als"),
        ({"when": {}}, "steps.0.when", "verwacht facts"),
        ({"when": {"table": "grade"}}, "steps.0.when", "horen bij elkaar"),
        ({"who": "wizard"}, "steps.0.who", "verwacht 'anyone'"),
        ({"repeat": {"every": 0, "unit": "weeks", "times": "veel"}}, "steps.0.repeat.every", "te laag"),
    ],
)
def test_a_step_that_says_something_impossible_is_refused(change, field, reason):
    found = errors("pathway", PATHWAY | {"steps": [STEP | change]}, "road.yaml")
    assert any(reason in line and (field in line or field == "steps.0") for line in found), found


def test_instruments_never_ship_items_and_need_a_scale_for_cut_offs():
    cut_off = {"at_least": 13, "meaning": WORDS, "source": "S50"}
    data = GOVERNED | {
        "id": "moodscore",
        "labels": WORDS,
        "explanation": WORDS,
        "score": "total",
        "cut_offs": [cut_off],
        "rights": {"items_shipped": True, "holder": "iemand", "note": WORDS},
        "recorded_by": ["midwife"],
    }
    assert "rights.items_shipped" in errors("instrument", data, "moodscore.yaml")[0]
    data["rights"]["items_shipped"] = False
    assert "afkapwaarden hebben een range nodig" in errors("instrument", data, "moodscore.yaml")[0]
    data["range"] = {"lowest": 30, "highest": 0}
    assert "lowest moet kleiner zijn" in errors("instrument", data, "moodscore.yaml")[0]
    data["range"] = {"lowest": 0, "highest": 30}
    assert check("instrument", data, "moodscore.yaml").cut_offs[0].at_least == 13
    assert (
        "verwacht at_least of at_most"
        in errors("instrument", data | {"cut_offs": [{"meaning": WORDS, "source": "S50"}]}, "moodscore.yaml")[0]
    )


def region():
    term = {"amount": 2, "unit": "working days", "basis": "S2"}
    names = ("signal_answer", "referral_answer", "first_contact", "acute", "intake", "referrer_chase", "feedback")
    terms = dict.fromkeys((*names, "visit_evaluation_after_birth"), term)
    return GOVERNED | {
        "id": "vallei",
        "names": WORDS,
        "municipalities": [{"code": "GM9901", "name": "Dorp"}],
        "sub_regions": [{"id": "noord", "name": "Noord", "municipalities": ["GM9901"]}],
        "terms": terms | {"quiet_at_most": {"amount": 13, "unit": "weeks", "basis": "design.md 5"}},
        "escalation": [{"tell": "owner", "after": term}],
        "retention": [{"record": "signals", "years": 20, "counted_from": WORDS, "basis": "S113"}],
        "hide_counts_below": 10,
        "in_use": {kind: ["wind"] for kind in ("tables", "pathways", "factors", "instruments", "programmes")},
    }


def test_a_region_may_not_be_quiet_longer_than_thirteen_weeks_nor_show_small_counts():
    data = region()
    assert check("region", data, "vallei.yaml").terms.quiet_at_most.amount == 13
    data["terms"]["quiet_at_most"]["amount"] = 14
    assert "13 weeks" in errors("region", data, "vallei.yaml")[0]
    assert "hide_counts_below" in errors("region", region() | {"hide_counts_below": 5}, "vallei.yaml")[0]
    assert "council_names_days" in errors("region", region() | {"council_names_days": 91}, "vallei.yaml")[0]


def test_a_sub_region_lies_within_its_region():
    data = region() | {"sub_regions": [{"id": "noord", "name": "Noord", "municipalities": ["GM1234"]}]}
    assert "onbekende gemeente GM1234" in errors("region", data, "vallei.yaml")[0]


def test_names_of_content_that_does_not_exist_are_listed():
    known = {kind: frozenset({"wind"}) for kind in ("tables", "pathways", "factors", "instruments")}
    found = unknown_references(
        check("region", region(), "vallei.yaml"), "vallei.yaml", known | {"programmes": frozenset()}
    )
    assert [str(problem) for problem in found] == ["vallei.yaml: in_use.programmes: 'wind' bestaat niet in programmes"]
    steps = [STEP | {"when": {"facts": ["rain"]}}, STEP | {"id": "two", "when": {"table": "t1", "proposal": "p1"}}]
    pathway = check("pathway", PATHWAY | {"steps": steps}, "road.yaml")
    assert isinstance(pathway, Pathway)
    assert {problem.field for problem in unknown_references(pathway, "road.yaml", known)} == {
        "steps.call.when.facts",
        "steps.two.when.table",
    }
    assert unknown_references(check("factor", FACTOR, "wind.yaml"), "wind.yaml", known) == ()
