"""Whatever an author types or a file holds: an answer or a refusal with a message, never a fault of ours."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core import tables
from sluitend.core.tables import definitions as d
from sluitend.core.tables.builtins import BUILTINS
from tests.core.tables.feel import TODAY, ask

TEXT = """1 2.5 -1 0 "a" "" true false null x ? item partial ( ) [ ] { } , : . .. + - * / ** < <= > >= = != and or not
if then else for in return some every satisfies between instance of function number string list<number> [1,2,3]
@"2024-02-29" @"P1D" @"P1Y" @"10:00:00" @"2024-02-29T10:00:00Z" [1..3] {a:1} a (<5) date time duration"""
WORDS = TEXT.split()
OPERATORS = "+ - * / ** < <= > >= = != and or in"
texts = st.lists(st.sampled_from([*WORDS, *BUILTINS]), min_size=1, max_size=12).map(" ".join)
values = st.sampled_from(
    [
        "null", "true", "0", "-1", "2.5", "1e6000", '""', '"a"', '"[1..2]"', "[]", "[1, 2]", '["a", null]', "{}",
        "{a: 1}",
        '@"2024-02-29"', '@"10:00:00"', '@"10:00:00Z"', '@"2024-02-29T10:00:00@Europe/Amsterdam"', '@"P1D"', '@"-P14M"',
        "[1..3]", "(< 5)", "function(a) a", "function(a, b) a < b", "string length", '@"999999999-12-31"',
    ]
)  # fmt: skip


def answered_or_refused(text: str) -> None:
    try:
        outcome = ask(text, x=1)
    except tables.TablesError as refusal:
        answer = str(refusal)
        if not answer:
            raise AssertionError("refused without a message") from refusal
        return
    assert outcome.value is not None or outcome.reasons is not None


@settings(max_examples=400, deadline=None)
@given(texts)
def test_any_words_are_answered_or_refused(text: str) -> None:
    answered_or_refused(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_signs_are_answered_or_refused(text: str) -> None:
    answered_or_refused(text)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(BUILTINS)), st.lists(values, max_size=4))
def test_any_arguments_of_a_function_are_answered_or_refused(name: str, arguments: list[str]) -> None:
    answered_or_refused(f"{name}({', '.join(arguments)})")


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(OPERATORS.split(" ")), values, values)
def test_any_values_beside_an_operator_are_answered(operator: str, left: str, right: str) -> None:
    answered_or_refused(f"({left}) {operator} ({right})")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4),
    st.sampled_from(["UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"]),
    st.sampled_from(["", "SUM", "MIN", "MAX", "COUNT"]),
    st.sampled_from([None, 1, "a", True, [1], {"a": 1}, TODAY]),
)
def test_any_table_is_checked_written_and_answered_or_refused(
    rows: list[tuple[str, str, str]], policy: str, aggregation: str, fact: Any
) -> None:
    table = d.Table(
        hit_policy=policy,
        aggregation=aggregation,
        inputs=tuple(d.InputColumn(expression=d.Literal(text=text)) for text in ("x", rows[0][0])),
        outputs=(d.OutputColumn(name="answer", values=d.Cell(text=rows[0][2])),),
        rules=tuple(
            d.Rule(inputs=(d.Cell(text=row[0]), d.Cell(text=row[1])), outputs=(d.Cell(text=row[2]),)) for row in rows
        ),
    )
    need = d.Requirement(kind="input", href="#x")
    elements = (d.InputData(id="x", name="x"), d.Decision(id="d", name="D", requirements=(need,), logic=table))
    model = tables.build(d.Definitions(namespace="urn:any", elements=elements))
    assert all(str(finding.sentence) for finding in tables.check(model))
    assert tables.read(tables.write(model)).decisions == model.decisions
    try:
        model.decide("D", {"x": fact}, today=TODAY)
    except tables.TablesError as refusal:
        assert refusal.sentence  # noqa: PT017 - an answer is as good as a refusal
