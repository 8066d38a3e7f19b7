"""Random tables of all hit policies against a naive reading of the same rows (decision-engines.md, 8)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core import tables
from sluitend.core.tables import definitions as d
from tests.core.tables.feel import TODAY

POLICIES = ("UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT")
AGGREGATORS = ("", "SUM", "MIN", "MAX", "COUNT")
TEXTS = ("a", "b", "c")
Test = tuple[str, Callable[[Any], bool]]
"""A cell as FEEL, and as Python; a value that is not filled in never reaches the latter."""

NUMBERS = st.integers(-3, 8)
SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def anything(_: Any) -> bool:
    return True


def one_of(values: list[Any]) -> Callable[[Any], bool]:
    return lambda value: value in values


def number_test(sign: str, number: int) -> Test:
    return f"{sign} {number}", lambda value: SIGNS[sign](value, number)


def interval(low: int, size: int, left: str, right: str) -> Test:
    def inside(value: Any) -> bool:
        after = value >= low if left == "[" else value > low
        return after and (value <= low + size if right == "]" else value < low + size)

    return f"{left}{low}..{low + size}{right}", inside


def listed(values: list[Any]) -> Test:
    return ", ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in values), one_of(values)


def negated(test: Test) -> Test:
    return f"not({test[0]})", lambda value: not test[1](value)


OPEN: st.SearchStrategy[Test] = st.just(("-", anything))
numbers = st.one_of(
    st.builds(number_test, st.sampled_from(list(SIGNS)), NUMBERS),
    st.builds(interval, NUMBERS, st.integers(0, 5), st.sampled_from("[("), st.sampled_from("])")),
    st.builds(listed, st.lists(NUMBERS, min_size=1, max_size=3)),
)
texts = st.builds(listed, st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2))
truths = st.sampled_from([("true", lambda value: value is True), ("false", lambda value: value is False)])
computed = st.builds(
    lambda number: (f"? * 2 > {number}", lambda value: value * 2 > number),
    NUMBERS,
)
rule = st.tuples(
    st.one_of(OPEN, numbers, st.builds(negated, numbers)),
    st.one_of(OPEN, texts, st.builds(negated, texts)),
    st.one_of(OPEN, truths),
    st.one_of(OPEN, computed),
    st.integers(0, 3),
)
plain_rule = st.builds(lambda row: (*row[:3], ("-", anything), row[4]), rule)
case = st.fixed_dictionaries(
    {
        "n": st.one_of(st.none(), st.integers(-5, 10), st.just(Decimal("2.5"))),
        "t": st.one_of(st.none(), st.sampled_from((*TEXTS, "z"))),
        "y": st.one_of(st.none(), st.booleans()),
        "m": st.integers(-5, 10),
    }
)
KINDS = {"n": "number", "t": "string", "y": "boolean", "m": "number"}


def model(policy: str, aggregator: str, rows: list[Any], typed: bool, default: str | None = None) -> tables.Model:
    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref=kind if typed else ""))
        for name, kind in KINDS.items()
    )
    table = d.Table(
        hit_policy=policy,
        aggregation=aggregator,
        inputs=tuple(d.InputColumn(expression=d.Literal(text=name)) for name in KINDS),
        outputs=(
            d.OutputColumn(
                name="answer", values=d.Cell(text="2, 0, 3, 1"), default=d.Cell(text=default) if default else None
            ),
        ),
        rules=tuple(
            d.Rule(
                id=f"r{at}",
                inputs=tuple(d.Cell(text=test[0]) for test in row[:4]),
                outputs=(d.Cell(text=str(row[4])),),
            )
            for at, row in enumerate(rows)
        ),
    )
    needs = tuple(d.Requirement(kind="input", href=f"#{name}") for name in KINDS)
    decision = d.Decision(id="d", name="D", requirements=needs, logic=table)
    return tables.build(d.Definitions(namespace="urn:r", elements=(*inputs, decision)))


def matches(test: Test, value: Any) -> bool:
    if test[0] == "-":
        return True
    if value is None:
        inner = test[0].removeprefix("not(")
        return inner != test[0] and not inner.startswith(("<", ">", "[", "("))
    return test[1](value)


def by_policy(policy: str, aggregator: str, hits: list[int], answers: list[int]) -> Any:
    """What the policy makes of the matching rules, from its definition."""
    if not hits:
        return 0 if policy == "COLLECT" and aggregator == "COUNT" else None
    found = [answers[hit] for hit in hits]
    ranked = sorted(found, key=[2, 0, 3, 1].index)
    reduce: dict[str, Callable[[list[int]], Any]] = {"": list, "SUM": sum, "MIN": min, "MAX": max, "COUNT": len}
    made: dict[str, Callable[[], Any]] = {
        "UNIQUE": lambda: found[0] if len(found) == 1 else None,
        "FIRST": lambda: found[0],
        "ANY": lambda: found[0] if len(set(found)) == 1 else None,
        "PRIORITY": lambda: ranked[0],
        "RULE ORDER": lambda: found,
        "OUTPUT ORDER": lambda: ranked,
        "COLLECT": lambda: reduce[aggregator](found),
    }
    return made[policy]()


@settings(max_examples=150, deadline=None)
@given(
    policy=st.sampled_from(POLICIES),
    aggregator=st.sampled_from(AGGREGATORS),
    rows=st.lists(rule, min_size=1, max_size=6),
    facts=st.lists(case, min_size=1, max_size=6),
    typed=st.booleans(),
)
def test_a_random_table_answers_as_its_rows_say(
    policy: str, aggregator: str, rows: list[Any], facts: list[dict[str, Any]], typed: bool
) -> None:
    aggregator = aggregator if policy == "COLLECT" else ""
    asked = model(policy, aggregator, rows, typed)
    for values in facts:
        hits = [
            at
            for at, row in enumerate(rows)
            if all(matches(test, values[name]) for test, name in zip(row[:4], KINDS, strict=True))
        ]
        outcome = asked.decide("D", values, today=TODAY)
        assert outcome.value == by_policy(policy, aggregator, hits, [row[4] for row in rows])
        if outcome.value is not None and hits:
            assert {number - 1 for one in outcome.fired for number in one.rule_numbers} <= set(hits)
        if outcome.value is None:
            assert outcome.reasons


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(plain_rule, min_size=1, max_size=5), facts=st.lists(case, min_size=5, max_size=20))
def test_the_checks_of_a_random_table_agree_with_its_answers(rows: list[Any], facts: list[dict[str, Any]]) -> None:
    asked = model("UNIQUE", "", rows, True)
    findings = tables.check(asked)
    told = {finding.kind for finding in findings}
    for finding in findings:
        if finding.kind == "gap":
            assert asked.decide("D", finding.example, today=TODAY).fired == ()
    assert "not-checked" not in told
    for values in facts:
        hits = [
            at
            for at, row in enumerate(rows)
            if all(matches(test, values[name]) for test, name in zip(row[:4], KINDS, strict=True))
        ]
        if len(hits) > 1:
            assert "overlap" in told
        if not hits and None not in values.values():
            assert "gap" in told
        assert not {finding.rule for finding in findings if finding.kind == "never"} & {hit + 1 for hit in hits}
