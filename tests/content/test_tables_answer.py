"""The shipped tables through the engine: every example, and no answer that rests on what nobody knows."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core import tables
from sluitend.core.content import FactorKind, check
from sluitend.core.decide import ASK, LATER, NOT_OFFERED, decide
from sluitend.core.facts import ConsentAnswer, Grade, Situation, Wish, facts_of
from tests.content.reader import CONTENT, data, read

TODAY = date(2026, 11, 22)
TABLES = sorted(path.stem for path in (CONTENT / "tables").glob("*.dmn"))


@cache
def model(table):
    return tables.read((CONTENT / "tables" / f"{table}.dmn").read_bytes())


@cache
def sheet(table):
    path = CONTENT / "tables" / f"{table}.examples.yaml"
    return check("table", data(path), path.name)


EXAMPLES = [(table, number) for table in TABLES for number in range(len(sheet(table).examples))]


@pytest.mark.parametrize(("table", "number"), EXAMPLES)
def test_an_example_fires_its_row_and_gives_its_answer(table, number):
    example = sheet(table).examples[number]
    outcome = model(table).decide(table, example.facts, today=TODAY)
    assert {name: outcome.value[name] for name in example.expect} == example.expect
    assert [fired.rule_numbers for fired in outcome.fired] == [(example.rule,)]


@pytest.mark.parametrize("table", TABLES)
def test_a_shipped_table_has_nothing_to_mend(table):
    assert tables.check(model(table)) == []


@cache
def known_values(table, fact):
    """Values of a fact around those in the examples; for numbers also the ones beside them."""
    values = {example.facts[fact] for example in sheet(table).examples} - {None}
    if any(isinstance(value, bool) for value in values):
        return [True, False]
    numbers = {value + step for value in values if isinstance(value, int) for step in (-1, 0, 1)}
    return sorted({number for number in numbers if number >= 0} or values)


@cache
def situations(table):
    facts = sheet(table).examples[0].facts
    return st.fixed_dictionaries({fact: st.sampled_from(known_values(table, fact)) for fact in facts})


def answer(table, facts):
    """The proposal and the grade, if any; "later" is a kind of "not now"."""
    value = model(table).decide(table, facts, today=TODAY).value
    assert value is not None, (table, facts)
    code = NOT_OFFERED if value["proposal"] == LATER else value["proposal"]
    return code, value.get("grade")


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=150, deadline=None)
@given(drawn=st.data())
def test_learning_more_turns_a_question_into_an_answer_and_never_an_answer_around(table, drawn):
    """What she wants may stay open: an offer is how one asks for it."""
    known = drawn.draw(situations(table))
    unknown = drawn.draw(st.sets(st.sampled_from(sorted(set(known) - {"wish"})), min_size=1, max_size=3))
    before = answer(table, known | dict.fromkeys(unknown))
    assert before[0] == ASK or before == answer(table, known)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_knows_nothing_asks(table):
    nothing = dict.fromkeys(sheet(table).examples[0].facts)
    assert answer(table, nothing)[0] == ASK


def proposals(situation, seen=(), asked=tuple(FactorKind)):
    (region,) = read("region").values()
    factors = {factor.id: factor.kind for factor in read("factor").values()}
    in_force = {name: model(name) for name in region.in_use.tables}
    inputs = {name: tuple(sheet(name).examples[0].facts) for name in in_force}
    facts = facts_of(situation, factors, seen, asked=asked)
    return {one.table: one for one in decide(facts, in_force, TODAY, inputs)}


def test_a_young_first_time_mother_who_wants_help_is_offered_a_visit_and_an_intake():
    situation = Situation(
        age=20,
        pregnant=True,
        gestational_weeks=18,
        earlier_live_births=0,
        child_born=False,
        low_or_unfinished_education=True,
        speaks_some_dutch=True,
        protective_enough=False,
        unease=False,
        grade=Grade.C,
        wish=Wish.WANTS,
        consent=ConsentAnswer.YES,
        danger=False,
    )
    found = proposals(situation, seen={"money_problems"})
    assert found["vulnerability_grade"].outputs["grade"] == "C"
    assert {name: one.code for name, one in found.items() if one.is_offer} == {
        "vulnerability_grade": "agree_grade",
        "route_per_grade": "tailored_care",
        "prenatal_home_visit": "offer_prenatal_home_visit",
        "voorzorg_stage_1": "offer_voorzorg_intake",
    }
    assert all(one.sources and one.reason for one in found.values())


def test_a_refusal_without_danger_ends_it_and_offers_nothing_else():
    situation = Situation(pregnant=True, grade=Grade.C, wish=Wish.REFUSES, danger=False, child_born=False)
    found = proposals(situation, seen={"money_problems"})
    offers = {one.code for one in found.values() if one.is_offer}
    assert offers <= {"agree_grade", "end_pathway"}
    assert "end_pathway" in offers


def test_a_refusal_with_danger_leads_to_the_reporting_code():
    found = proposals(Situation(pregnant=True, wish=Wish.REFUSES, danger=True))
    assert found["route_per_grade"].code == "reporting_code"


def test_an_urgent_factor_leads_to_the_last_grade_whatever_protects():
    found = proposals(Situation(protective_enough=True), seen={"no_place_to_live", "resilience"})
    assert found["vulnerability_grade"].outputs["grade"] == "D"


def test_a_question_names_what_nobody_knows():
    found = proposals(Situation(pregnant=True, grade=Grade.B, wish=Wish.WANTS, danger=False), asked=())
    assert found["route_per_grade"].missing == ("consent",)
