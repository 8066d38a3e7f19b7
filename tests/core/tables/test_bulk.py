"""Many cases at once: SQL's answers are those of Python, for the shipped tables and for random ones (issue 3, part 6)."""

from __future__ import annotations

import datetime as dt
import pathlib
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.care.decisions.queries.replay import Cases, Replay
from sluitend.core import tables
from sluitend.core.tables import definitions as d
from sluitend.core.tables.bulk import Bulk
from sluitend.core.tables.regions import constants_of
from sluitend.core.tables.sql import TODAY as ASKED_ON
from sluitend.core.tables.temporal import Date
from sluitend.core.tables.tree import Located, TableNode
from tests.core.tables.feel import TODAY
from tests.core.tables.test_random_tables import AGGREGATORS, KINDS, POLICIES, case, model, plain_rule, rule

SHIPPED = sorted((pathlib.Path(__file__).parents[3] / "content" / "tables").glob("*.dmn"))
ODD = (
    None,
    "",
    "zz",
    -1,
    0,
    10**15,
    Decimal("0.1234567"),
    True,
    [],
    [3],
    {"a": 1},
    dt.date(2026, 1, 1),
    "a\nb",
    'a"b,',
    "\0",
)
"""What a stored fact can be beside what the table names."""


def one_by_one(
    asked: tables.Model, name: str, facts: dict[str, list[Any]], days: list[dt.date]
) -> list[tuple[Any, Any]]:
    """The answers of the ordinary road, with the rules of the decision itself."""
    found = []
    for at, day in enumerate(days):
        outcome = asked.decide(name, {key: column[at] for key, column in facts.items()}, today=day)
        rules = tuple(number for one in outcome.fired if one.decision == name for number in one.rule_numbers)
        found.append((outcome.value, rules))
    return found


def in_bulk(bulk: Bulk, facts: dict[str, list[Any]], days: list[dt.date]) -> list[tuple[Any, Any]]:
    with Replay(bulk) as replay:
        numbers = replay.numbers(Cases(facts, days))
    return [(bulk.answers[number].value, bulk.answers[number].rules) for (number,) in numbers]


def values_of(bulk: Bulk) -> dict[str, list[Any]]:
    """Per fact the values that cells name, with their neighbours: where answers change."""
    logic = bulk.unit.logic
    node = logic.value if isinstance(logic, Located) else logic
    assert isinstance(node, TableNode)
    found: dict[str, list[Any]] = {}
    for at, input_ in enumerate(node.inputs):
        assert isinstance(input_, Located)
        named = [value for one in node.rules for value in constants_of(one.tests[at]) or ()]
        column = found.setdefault(input_.value.name, [])  # type: ignore[attr-defined]
        for value in named:
            column += [value - 1, value, value + 1] if type(value) is Decimal else [value]
    return {name: list({repr(value): value for value in column}.values()) for name, column in found.items()}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_shipped_table_answers_the_same_in_sql(path: pathlib.Path, data: st.DataObject) -> None:
    asked = tables.read(path.read_bytes())
    name = next(iter(asked.decisions))
    bulk = Bulk(asked, name)
    assert (bulk.way, bulk.why) == ("sql", None)
    around = values_of(bulk)
    assert set(around) == set(bulk.facts)
    size = data.draw(st.integers(1, 30))
    facts = {
        fact: data.draw(st.lists(st.sampled_from([*around[fact], None, True, False]), min_size=size, max_size=size))
        for fact in bulk.facts
    }
    days = [TODAY] * size
    assert in_bulk(bulk, facts, days) == one_by_one(asked, name, facts, days)


@settings(max_examples=120, deadline=None)
@given(
    policy=st.sampled_from(POLICIES),
    aggregator=st.sampled_from(AGGREGATORS),
    rows=st.lists(st.one_of(rule, plain_rule), min_size=1, max_size=6),
    facts=st.lists(case, min_size=1, max_size=8),
    odd=st.lists(st.tuples(st.sampled_from(list(KINDS)), st.sampled_from(ODD)), max_size=2),
    default=st.sampled_from([None, "7"]),
)
def test_a_random_table_of_any_policy_answers_the_same_in_sql(
    policy: str, aggregator: str, rows: list[Any], facts: list[dict[str, Any]], odd: list[Any], default: str | None
) -> None:
    asked = model(policy, aggregator if policy == "COLLECT" else "", rows, True, default)
    bulk = Bulk(asked, "D")
    assert (bulk.way, bulk.why) == ("sql", None)
    for at, (name, value) in enumerate(odd):
        facts[at % len(facts)] = {**facts[at % len(facts)], name: value}
    columns = {name: [one[name] for one in facts] for name in KINDS}
    days = [TODAY] * len(facts)
    expected = one_by_one(asked, "D", columns, days)
    assert in_bulk(bulk, columns, days) == expected
    again = Bulk(asked, "D")
    assert [again.answers[number][:2] for number in again.rows(columns, days)] == expected


EXPRESSIONS = """a + b * 2 > 5 and not(c) | if c then a else b | a between b and 5 | t in ("x", "y", null) | a = b | a != b
t = null | t + "z" | contains(t, "x") | -a - b | a in [1..3] | a in (< 2, > 4, null) | c or a > 1 | t < "m" | w = null
w + @"P1M" | w - @"P1Y" < today() | w >= date("2024-02-29") | if a > 1 then t else null | starts with(t, "x") and c
a in (b, 3) | t in [\"x\", \"y\"] | c = (a > 1) | (a > 1) in (c) | if a > b then a * 2 else b - 0.5 | 1 = null"""


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "a": st.sampled_from([None, 0, 1, 2, 3, 4, 5, Decimal("1.5"), "1", [2]]),
                "b": st.sampled_from([None, 0, 1, 3, Decimal("-2.25")]),
                "c": st.sampled_from([None, True, False]),
                "t": st.sampled_from([None, "", "x", "xy", "m", "é", "🐎"]),
                "w": st.sampled_from([None, dt.date(2024, 2, 29), dt.date(2024, 1, 31), dt.date(1999, 12, 31)]),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_an_expression_is_worth_the_same_in_sql(rows: list[dict[str, Any]]) -> None:
    for expression in EXPRESSIONS.replace("\n", "|").split("|"):
        asked = decided(expression.strip(), a="number", b="number", c="boolean", t="string", w="date")
        bulk = Bulk(asked, "D")
        assert (bulk.way, bulk.why) == ("sql", None), expression
        columns = {name: [row[name] for row in rows] for name in "abctw"}
        days = [dt.date(2024, 3, at % 28 + 1) for at in range(len(rows))]
        assert in_bulk(bulk, columns, days) == one_by_one(asked, "D", columns, days), expression


def decided(expression: str, **facts: str) -> tables.Model:
    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref=kind)) for name, kind in facts.items()
    )
    needs = tuple(d.Requirement(kind="input", href=f"#{name}") for name in facts)
    decision = d.Decision(id="d", name="D", requirements=needs, logic=d.Literal(text=expression))
    return tables.build(d.Definitions(namespace="urn:e", elements=(*inputs, decision)))


@pytest.mark.parametrize(
    "expression", ["a / 3", "a ** 2", "sqrt(a)", "[a]", "{b: a}", "a * a", "now()", "for x in [a] return x"]
)
def test_what_sql_cannot_say_exactly_is_asked_in_python_and_says_so(expression: str) -> None:
    bulk = Bulk(decided(expression, a="number"), "D")
    assert bulk.way == "python"
    assert str(bulk.why)
    [found] = in_bulk(bulk, {"a": [2]}, [TODAY])
    assert found[0] is not None


def test_a_fact_without_a_type_is_asked_in_python() -> None:
    bulk = Bulk(decided("a > 1", a=""), "D")
    assert bulk.way == "python"
    assert "«a»" in str(bulk.why)


def test_a_fact_without_a_type_has_that_of_its_column() -> None:
    table = d.Table(
        hit_policy="FIRST",
        inputs=(d.InputColumn(expression=d.Literal(text="age", type_ref="number")),),
        outputs=(d.OutputColumn(name="x"),),
        rules=(d.Rule(inputs=(d.Cell(text="> 18"),), outputs=(d.Cell(text='"adult"'),)),),
    )
    needs = (d.Requirement(kind="input", href="#age"),)
    elements = (d.InputData(id="age", name="age"), d.Decision(id="d", name="D", requirements=needs, logic=table))
    bulk = Bulk(tables.build(d.Definitions(namespace="urn:x", elements=elements)), "D")
    assert bulk.way == "sql"
    assert in_bulk(bulk, {"age": [18, 19, "20", [21], None]}, [TODAY] * 5) == [
        (None, ()),
        ("adult", (1,)),
        (None, ()),
        ("adult", (1,)),
        (None, ()),
    ]


def test_a_required_table_is_asked_first() -> None:
    asked = tables.build(required_table())
    bulk = Bulk(asked, "Offer")
    assert (bulk.way, bulk.facts) == ("sql", ("income", "age"))
    columns = {"age": [17, 18, 30, None], "income": [100, 100, 900, 100]}
    assert in_bulk(bulk, columns, [TODAY] * 4) == one_by_one(asked, "Offer", columns, [TODAY] * 4)


def required_table() -> d.Definitions:
    def table(column: str, kind: str, outputs: tuple[str, ...], *rows: tuple[str, ...]) -> d.Table:
        return d.Table(
            hit_policy="FIRST",
            inputs=(d.InputColumn(expression=d.Literal(text=column, type_ref=kind)),),
            outputs=tuple(d.OutputColumn(name=name) for name in outputs),
            rules=tuple(
                d.Rule(inputs=(d.Cell(text=row[0]),), outputs=tuple(d.Cell(text=one) for one in row[1:]))
                for row in rows
            ),
        )

    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref="number")) for name in ("age", "income")
    )
    low = d.Decision(
        id="low",
        name="Low",
        requirements=(d.Requirement(kind="input", href="#age"),),
        logic=table("age", "number", ("group", "weight"), ("< 18", '"child"', "1"), (">= 18", '"adult"', "2")),
    )
    sum_ = d.Decision(
        id="sum",
        name="Sum",
        requirements=(d.Requirement(kind="input", href="#income"), d.Requirement(kind="decision", href="#low")),
        logic=d.Literal(text="income * Low.weight"),
    )
    offer = d.Decision(
        id="offer",
        name="Offer",
        requirements=(d.Requirement(kind="decision", href="#sum"),),
        logic=table("Sum", "number", ("offer",), ("<= 100", '"much"'), ("<= 200", '"some"'), ("-", '"none"')),
    )
    return d.Definitions(namespace="urn:r", elements=(*inputs, low, sum_, offer))


def test_the_day_of_each_case_is_a_column() -> None:
    asked = decided('w < today() - @"P1Y"', w="date")
    bulk = Bulk(asked, "D")
    assert bulk.facts == ("w", ASKED_ON)
    day = dt.date(2025, 1, 1)
    assert in_bulk(bulk, {"w": [day, day]}, [dt.date(2025, 6, 1), dt.date(2026, 6, 1)]) == [(False, ()), (True, ())]


def test_a_name_or_a_text_of_an_author_is_never_sql() -> None:
    evil = 'x"; DROP TABLE cases; --'
    asked = decided(f'a = "\'; DROP TABLE cases; --" and {evil.split(chr(34))[0]} = 1', a="string", x="number")
    bulk = Bulk(asked, "D")
    assert in_bulk(bulk, {"a": ["'; DROP TABLE cases; --", "b"], "x": [1, 1]}, [TODAY] * 2) == [(True, ()), (False, ())]


def test_a_case_that_is_refused_does_not_stop_the_others() -> None:
    asked = decided("if a > 1 then count(for x in 1..99999999 return x) else a", a="number")
    bulk = Bulk(asked, "D")
    numbers = bulk.rows({"a": [1, 5, 0]}, [TODAY] * 3)
    assert [bulk.answers[number].value for number in numbers] == [1, None, 0]
    assert bulk.answers[numbers[1]].trouble
    assert bulk.answers[numbers[0]].trouble is None


def test_dates_and_numbers_keep_their_exact_kind() -> None:
    assert Bulk(decided("a", a="date"), "D").columns[0].sql == "DATE"
    assert Date(2024, 1, 1) < Date(2024, 1, 2)
    assert duckdb.execute("SELECT 0.1 + 0.2 = 0.3").fetchall() == [(True,)]
