"""Facts are three-valued and complete; what tables answer becomes proposals with their row and source."""

from dataclasses import dataclass, fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core import decide
from sluitend.core.content import FactorKind
from sluitend.core.facts import FACTS, Grade, Situation, Wish, facts_of
from sluitend.core.text import Text, text

TODAY = date(2026, 11, 22)
FACTORS = {"fire": FactorKind.URGENT, "rain": FactorKind.RISK, "snow": FactorKind.RISK, "sun": FactorKind.PROTECTIVE}


@dataclass(frozen=True)
class Fired:
    decision: str
    rule_ids: tuple[str, ...]
    rule_numbers: tuple[int, ...]
    annotations: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Reason:
    cause: Text


@dataclass(frozen=True)
class Outcome:
    value: object
    fired: tuple[Fired, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Written:
    """A table that was written out beforehand: the face of core.tables, with one answer."""

    outcome: Outcome

    def decide(self, name, facts, *, today):
        return self.outcome


def answer(code, **more):
    return {"proposal": code, "reason_nl": "Omdat.", "reason_en": "Because."} | more


def one_table(outcome, facts=None, inputs=("age", "wish")):
    return decide.decide(facts or {}, {"t": Written(outcome)}, TODAY, {"t": inputs})


def test_a_row_becomes_a_proposal_with_its_number_source_and_words():
    fired = (Fired("other", ("x",), (9,), ((),)), Fired("t", ("t_r3",), (3,), (("S1", ""),)))
    (proposal,) = one_table(Outcome(answer("visit", grade="B"), fired))
    assert (proposal.code, proposal.table, proposal.rules, proposal.rule_ids) == ("visit", "t", (3,), ("t_r3",))
    assert proposal.sources == ("S1",)
    assert proposal.reason.in_language("en") == "Because."
    assert proposal.outputs["grade"] == "B"
    assert proposal.is_offer
    assert proposal.missing == ()


def test_a_table_that_collects_gives_one_proposal_per_row():
    fired = (Fired("t", ("t_r1", "t_r4"), (1, 4), (("S1",), ("S2",))),)
    found = one_table(Outcome([answer("one"), answer("two")], fired))
    assert [(one.code, one.rules, one.sources) for one in found] == [("one", (1,), ("S1",)), ("two", (4,), ("S2",))]


def test_a_question_names_the_facts_that_nobody_knows():
    fired = (Fired("t", ("t_r9",), (9,), ((),)),)
    (proposal,) = one_table(Outcome(answer("ask"), fired), {"age": 22, "wish": None})
    assert proposal.missing == ("wish",)
    assert not proposal.is_offer


def test_a_table_without_an_answer_says_so_and_why():
    (proposal,) = one_table(Outcome(None, (), (Reason(text("geen rij past")),)))
    assert (proposal.code, [str(one) for one in proposal.trouble]) == ("no_answer", ["geen rij past"])
    assert not proposal.is_offer


def test_the_list_of_facts_is_exactly_what_is_made():
    names = {fact.name for fact in FACTS}
    assert names == {one.name for one in fields(Situation)} | {"urgent_count", "risk_count"}
    assert set(facts_of(Situation(), {}, ())) == names
    assert all(fact.labels.nl and fact.labels.en for fact in FACTS)


def test_what_nobody_asked_is_unknown_and_not_absent():
    facts = facts_of(Situation(grade=Grade.B, wish=Wish.WANTS), FACTORS, seen={"rain"})
    assert (facts["has_rain"], facts["has_snow"], facts["has_fire"]) == (True, None, None)
    assert (facts["risk_count"], facts["urgent_count"]) == (1, None)
    assert (facts["grade"], facts["wish"]) == ("B", "wants")
    assert type(facts["grade"]) is str


def test_a_kind_that_was_gone_through_makes_the_rest_absent():
    facts = facts_of(Situation(), FACTORS, seen={"rain"}, asked={FactorKind.URGENT, FactorKind.RISK})
    assert (facts["has_snow"], facts["has_fire"], facts["has_sun"]) == (False, False, None)
    assert (facts["risk_count"], facts["urgent_count"]) == (1, 0)


@pytest.mark.parametrize(("absent", "count"), [({"rain", "snow"}, 0), ({"rain"}, None), (set(), None)])
def test_a_count_is_zero_only_when_every_factor_was_asked(absent, count):
    assert facts_of(Situation(), FACTORS, seen=(), absent=absent)["risk_count"] == count


some = st.sets(st.sampled_from(sorted(FACTORS)))


@given(some, some, st.sets(st.sampled_from(list(FactorKind))))
def test_knowing_more_never_turns_a_known_fact_around(seen, absent, asked):
    before = facts_of(Situation(), FACTORS, seen, absent)
    after = facts_of(Situation(), FACTORS, seen, absent, asked)
    for name, value in before.items():
        assert value is None or after[name] == value
    for kind, name in ((FactorKind.URGENT, "urgent_count"), (FactorKind.RISK, "risk_count")):
        there = [factor for factor in seen if FACTORS[factor] is kind]
        assert after[name] == (len(there) or (0 if after[name] == 0 else None))
