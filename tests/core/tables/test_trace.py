"""Which rules fired, and why something is missing (issue 3, part 1: Outcome)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from sluitend.core import tables
from sluitend.core.tables import definitions as d
from tests.core.tables.feel import TODAY
from tests.core.tables.feel import ask as asked_feel
from tests.core.tables.test_models import decision, fact, literal, read

ROWS = ((">= 18", '"low"', "1", "adult"), (">= 18", "-", "2", "any adult"), ("< 18", "-", "3", "child"))


def model(policy: str, rows: tuple[tuple[str, ...], ...] = ROWS, **output: Any) -> tables.Model:
    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref=kind))
        for name, kind in (("age", "number"), ("risk", "string"))
    )
    table = d.Table(
        hit_policy=policy,
        inputs=tuple(d.InputColumn(expression=d.Literal(text=one.name), label=one.name.title()) for one in inputs),
        outputs=(d.OutputColumn(name="answer", **output),),
        annotations=("why",),
        rules=tuple(
            d.Rule(
                id=f"row-{at}",
                inputs=(d.Cell(text=row[0]), d.Cell(text=row[1])),
                outputs=(d.Cell(text=row[2]),),
                annotations=(row[3],),
            )
            for at, row in enumerate(rows, 1)
        ),
    )
    needs = tuple(d.Requirement(kind="input", href=f"#{one.id}") for one in inputs)
    decision = d.Decision(id="d", name="Offer", question="What?", requirements=needs, logic=table)
    return tables.build(d.Definitions(namespace="urn:t", elements=(*inputs, decision)))


def ask(policy: str, facts: dict[str, Any], **output: Any) -> tables.Outcome:
    return model(policy, **output).decide("Offer", facts, today=TODAY)


@pytest.mark.parametrize(
    ("policy", "numbers"),
    [("FIRST", (1,)), ("PRIORITY", (2,)), ("RULE ORDER", (1, 2)), ("OUTPUT ORDER", (2, 1)), ("COLLECT", (1, 2))],
)
def test_the_rules_that_made_the_answer_are_named_in_order(policy: str, numbers: tuple[int, ...]) -> None:
    (fired,) = ask(policy, {"age": 20, "risk": "low"}, values=d.Cell(text="3, 2, 1")).fired
    assert fired.decision == "Offer"
    assert fired.rule_numbers == numbers
    assert fired.rule_ids == tuple(f"row-{number}" for number in numbers)
    assert fired.annotations == tuple((ROWS[number - 1][3],) for number in numbers)


def test_two_rows_where_one_is_allowed_give_null_and_say_which() -> None:
    outcome = ask("UNIQUE", {"age": 20, "risk": "low"})
    assert (outcome.value, outcome.fired) == (None, ())
    assert "1, 2" in str(outcome.reasons[-1].cause)


def test_rows_that_disagree_give_null_and_say_which() -> None:
    outcome = ask("ANY", {"age": 20, "risk": "low"})
    assert outcome.value is None
    assert "verschillend" in str(outcome.reasons[-1].cause)


def test_a_missing_answer_is_a_reason_with_its_cell() -> None:
    outcome = ask("UNIQUE", {"age": None, "risk": "low"})
    assert outcome.value is None
    cell = outcome.reasons[0]
    assert (cell.decision, cell.rule, cell.cell, cell.position) == ("Offer", 1, "Age", 0)
    assert str(outcome.reasons[-1].cause) == "Geen enkele rij past."


def test_a_default_is_given_where_no_row_matches() -> None:
    outcome = ask("UNIQUE", {"age": None, "risk": "low"}, default=d.Cell(text="9"))
    assert outcome.value == 9
    assert outcome.fired == ()


def test_a_wrong_fact_is_a_reason_with_its_name() -> None:
    outcome = ask("FIRST", {"age": "old", "risk": "low"})
    assert outcome.value is None
    assert outcome.reasons[0].decision == "age"
    assert "getal" in str(outcome.reasons[0].cause)


def test_the_answer_of_one_question_is_not_changed_by_the_next() -> None:
    asked = model("FIRST", (("-", "-", "{a: [1]}", ""),))
    first = asked.decide("Offer", {"age": 1, "risk": ""}, today=TODAY).value
    first["a"].append(2)
    assert asked.decide("Offer", {"age": 1, "risk": ""}, today=TODAY).value == {"a": [1]}


def test_a_model_may_be_asked_by_many_threads_at_once() -> None:
    def answer(asked: tables.Model, age: int) -> Any:
        return asked.decide("Offer", {"age": age, "risk": ""}, today=TODAY).value

    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            asked = model("FIRST", (("-", "-", "age + 1", ""),))
            assert list(pool.map(partial(answer, asked), range(40))) == list(range(1, 41))


def test_a_page_can_show_the_table() -> None:
    info = model("PRIORITY", values=d.Cell(text="3, 2, 1"), type_ref="number").decisions["Offer"]
    assert (info.id, info.hit_policy, info.kind, info.question) == ("d", "PRIORITY", "table", "What?")
    assert [(column.label, column.expression) for column in info.inputs] == [("Age", "age"), ("Risk", "risk")]
    assert (info.outputs[0].label, info.outputs[0].type, info.outputs[0].allowed) == ("answer", "number", "3, 2, 1")
    assert info.requires == ("age", "risk")
    assert (info.rules[0].number, info.rules[0].id) == (1, "row-1")
    assert info.rules[0].inputs == (">= 18", '"low"')
    assert info.rules[0].outputs == ("1",)
    assert info.rules[0].annotations == ("adult",)


def test_a_value_given_for_a_decision_or_an_argument_that_does_not_fit_says_whose() -> None:
    low = decision("Low", literal("n + 1"), "i_n", type_ref="number")
    service = (
        '<decisionService id="d_S" name="S"><outputDecision href="#d_Low"/><inputData href="#i_n"/></decisionService>'
    )
    asked = read(fact("n", "number") + low + decision("Top", literal("Low * 2"), "d_Low") + service)
    assert asked.decide("Top", {"n": 1, "Low": "x"}, today=TODAY).reasons[0].decision == "Low"
    assert asked.call("S", {"n": "x"}, today=TODAY).reasons[0].decision == "S"
    missing = asked.call("S", {}, today=TODAY).reasons[0]
    assert (missing.decision, str(missing.cause)) == ("S", "«n» is niet ingevuld.")


@pytest.mark.parametrize(
    ("asked", "position", "cause"),
    [
        ('not("a")', 3, "«not» kan niet met: tekst."),
        ('contains("a", 1)', 8, "«contains» kan niet met: tekst, getal."),
        ("abs(null)", 3, "«abs» kan niet met: lege waarde."),
        ("[1][2]", 3, "De lijst heeft geen plaats 2."),
        ("{f: function(x) x + null, r: f(1)}.r", 18, "getal + lege waarde kan niet."),
        ('sort([2, 1], function(a, b) a < "x")', 30, "getal en tekst zijn niet te vergelijken."),
        ("for x in [1] return x.a", 21, "getal heeft geen «a»."),
    ],
)
def test_a_reason_names_the_place_and_the_cause(asked: str, position: int, cause: str) -> None:
    first = asked_feel(asked).reasons[0]
    assert (first.decision, first.position, str(first.cause)) == ("D", position, cause)


def test_a_reason_in_an_answer_names_its_row_and_column() -> None:
    outcome = model("FIRST", (("-", "-", "age + risk", ""),)).decide("Offer", {"age": 1, "risk": "x"}, today=TODAY)
    reason = outcome.reasons[0]
    assert (reason.decision, reason.rule, reason.cell, reason.position) == ("Offer", 1, "answer", 4)
