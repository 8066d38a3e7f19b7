"""The shipped content: every file is taken, every name it uses exists, every table row has an example and a source."""

from datetime import date
from xml.etree import ElementTree

import pytest

from sluitend.core.calendar import Anchor
from sluitend.core.content import FactorKind, Standing, check, unknown_references
from sluitend.core.facts import FACTS, factor_fact
from sluitend.core.pathway import Done, Known, Outcome, Status, plan
from tests.content.reader import CONTENT, FOLDERS, data, read

DMN = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
TABLES = sorted(path.stem for path in (CONTENT / "tables").glob("*.dmn"))


def sheet(table):
    path = CONTENT / "tables" / f"{table}.examples.yaml"
    return check("table", data(path), f"tables/{path.name}")


def root(table):
    return ElementTree.parse(CONTENT / "tables" / f"{table}.dmn").getroot()


def known_ids():
    folders = {folder: frozenset(read(kind)) for kind, folder in FOLDERS.items()}
    return folders | {"tables": frozenset(TABLES)}


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_file_of_a_kind_is_taken_and_names_only_what_exists(kind):
    items = read(kind)
    assert items
    known = known_ids()
    assert [problem for item in items.values() for problem in unknown_references(item, item.id, known)] == []


def test_every_kind_of_factor_is_there_and_the_region_uses_them_all():
    factors = read("factor")
    assert {factor.kind for factor in factors.values()} == set(FactorKind)
    (region,) = read("region").values()
    assert set(region.in_use.factors) == set(factors)
    assert set(region.in_use.tables) == set(TABLES)
    assert len(region.municipalities) == 15


def test_what_is_not_confirmed_says_so():
    for kind in FOLDERS:
        for item in read(kind).values():
            if item.standing is Standing.WORKING_MODEL:
                assert item.note is not None, item.id


def test_the_depression_scale_flags_the_tenth_item_whatever_the_total():
    flagged = [item for item in read("instrument").values() if item.flags]
    assert [(item.range.highest, item.flags[0].part, item.flags[0].above) for item in flagged] == [(30, "10", 0)]


def test_programmes_and_tables_agree_on_what_is_proposed():
    offered = {code for item in read("programme").values() for code in item.proposals}
    answers = {example.expect["proposal"] for table in TABLES for example in sheet(table).examples}
    assert offered <= answers


@pytest.mark.parametrize("name", sorted(read("pathway")))
@pytest.mark.parametrize("week", range(4, 40, 4))
def test_a_shipped_pathway_plans_any_pregnancy_from_signal_to_six_weeks_after_birth(name, week):
    due = date(2027, 3, 12)
    signal = date.fromordinal(due.toordinal() - 280 + 7 * week)
    steps = plan(read("pathway")[name], Known({Anchor.SIGNAL: signal, Anchor.DUE_DATE: due}))
    planned = [step for step in steps if step.status is Status.PLANNED]
    assert planned
    assert all(signal <= step.due <= date.fromordinal(due.toordinal() + 60) for step in planned)
    assert not [step for step in steps if step.status is Status.WAITING]


@pytest.mark.parametrize("name", sorted(read("pathway")))
def test_a_shipped_pathway_still_gives_feedback_when_the_birth_came_before_the_visit(name):
    dates = {"signal": date(2027, 1, 4), "due_date": date(2027, 3, 12), "birth": date(2027, 1, 20)}
    registered = Done("register_home_visit", date(2027, 1, 6))
    steps = {step.step: step for step in plan(read("pathway")[name], Known(dates, done=(registered,)))}
    feedback = [step.due for key, step in steps.items() if key.startswith("feedback_")]
    assert feedback == [date(2027, 1, 20)]
    assert steps["home_visit_in_pregnancy"].status is Status.VOID


@pytest.mark.parametrize("name", sorted(read("pathway")))
def test_a_shipped_pathway_offers_aftercare_after_a_loss_and_nothing_else(name):
    known = Known({"signal": date(2026, 9, 1), "outcome": date(2026, 11, 1)}, outcome=Outcome.MISCARRIAGE)
    planned = [step for step in plan(read("pathway")[name], known) if step.status is Status.PLANNED]
    assert [step.step for step in planned] == ["loss_stop_invitations", "loss_first_call", "loss_support"]
    assert all(step.offered for step in planned)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_asks_only_for_facts_that_exist(table):
    facts = {fact.name: fact.kind for fact in FACTS}
    facts |= {factor_fact(factor): "boolean" for factor in read("factor")}
    asked = {
        one.get("name"): one.find("dmn:variable", DMN).get("typeRef") for one in root(table).iter(tag("inputData"))
    }
    assert asked.items() <= facts.items()
    expressions = [one.findtext("dmn:text", namespaces=DMN) for one in root(table).iter(tag("inputExpression"))]
    assert expressions == list(asked)
    for example in sheet(table).examples:
        assert set(example.facts) == set(asked)


def tag(name):
    return f"{{{DMN['dmn']}}}{name}"


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_has_an_example_a_source_and_words_in_both_languages(table):
    decision = root(table).find("dmn:decision", DMN)
    rules = list(decision.iter(tag("rule")))
    assert {example.rule for example in sheet(table).examples} == set(range(1, len(rules) + 1))
    outputs = [one.get("name") for one in decision.iter(tag("output"))]
    assert outputs[-3:] == ["proposal", "reason_nl", "reason_en"]
    for rule in rules:
        cells = [one.findtext("dmn:text", namespaces=DMN) for one in rule.findall("dmn:outputEntry", DMN)]
        assert len(cells) == len(outputs)
        assert all(cell not in (None, "", "null") for cell in cells[-3:])
        assert rule.findtext("dmn:annotationEntry/dmn:text", namespaces=DMN)


@pytest.mark.parametrize("table", TABLES)
def test_every_id_in_a_table_is_used_once(table):
    ids = [one.get("id") for one in root(table).iter() if one.get("id")]
    assert len(ids) == len(set(ids))
