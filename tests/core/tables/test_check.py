"""What the checks find before a table is put in force (issue 3, part 2), each with its place and smallest example."""

from __future__ import annotations

from typing import Any

import pytest

from sluitend.core import tables
from sluitend.core.tables import definitions as d

Rows = list[tuple[str, ...]]


def findings(
    rows: Rows,
    policy: str = "UNIQUE",
    kinds: tuple[str, ...] = ("number",),
    allowed: tuple[str, ...] = (),
    **output: Any,
) -> list[tables.Finding]:
    names = ("a", "b", "c")[: len(kinds)]
    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref=kind))
        for name, kind in zip(names, kinds, strict=True)
    )
    values = [d.Cell(text=one) if one else None for one in (*allowed, *[""] * len(names))]
    table = d.Table(
        hit_policy=policy,
        inputs=tuple(
            d.InputColumn(expression=d.Literal(text=name), values=cell)
            for name, cell in zip(names, values, strict=False)
        ),
        outputs=(d.OutputColumn(name="answer", **output),),
        rules=tuple(
            d.Rule(inputs=tuple(d.Cell(text=cell) for cell in row[:-1]), outputs=(d.Cell(text=row[-1]),))
            for row in rows
        ),
    )
    needs = tuple(d.Requirement(kind="input", href=f"#{name}") for name in names)
    decision = d.Decision(id="d", name="D", requirements=needs, logic=table)
    return tables.check(tables.build(d.Definitions(namespace="urn:c", elements=(*inputs, decision))))


def of(kind: str, found: list[tables.Finding]) -> list[tables.Finding]:
    return [finding for finding in found if finding.kind == kind]


WHOLE: Rows = [("< 18", "1"), (">= 18", "2"), ("null", "3")]


def test_a_table_without_faults_has_no_findings() -> None:
    assert findings(WHOLE) == []


def test_a_gap_between_two_rows_comes_with_its_smallest_example() -> None:
    (gap,) = of("gap", findings([("< 18", "1"), ("> 18", "2"), ("null", "3")]))
    assert gap.example == {"a": 18}
    assert str(gap.sentence) == "Voor a = 18 is er geen rij."
    assert gap.severity == "warning"


def test_a_gap_in_days_is_a_day() -> None:
    rows = [('<= date("2026-01-01")', "1"), ('>= date("2026-01-02")', "2")]
    assert of("gap", findings(rows, kinds=("date",))) == []
    rows[1] = ('>= date("2026-01-03")', "2")
    (gap,) = of("gap", findings(rows, kinds=("date",)))
    assert gap.example["a"].isoformat() == "2026-01-02"


def test_a_gap_in_texts_is_an_allowed_one_that_no_row_names() -> None:
    found = findings([('"x"', "1"), ("null", "2")], kinds=("string",), allowed=('"x", "y"',))
    assert [gap.example for gap in of("gap", found)] == [{"a": "y"}]


def test_allowed_numbers_bound_the_search_for_gaps() -> None:
    rows = [("[0..10]", "1"), ("(10..20]", "2"), ("null", "3")]
    assert of("gap", findings(rows, allowed=("[0..20]",))) == []
    assert of("gap", findings(rows)) != []


def test_a_gap_of_two_columns_names_only_what_matters() -> None:
    rows = [("< 18", "-", "1"), (">= 18", "true", "2")]
    (gap,) = of("gap", findings(rows, kinds=("number", "boolean")))
    assert str(gap.sentence) == "Voor a = 18, b = false is er geen rij."


def test_a_default_answer_fills_every_gap() -> None:
    assert findings([("< 18", "1")], default=d.Cell(text="0")) == []


def test_rows_that_overlap_come_with_a_case_that_both_match() -> None:
    (overlap,) = of("overlap", findings([("<= 18", "1"), (">= 18", "2"), ("null", "3")]))
    assert overlap.rules == (1, 2)
    assert overlap.example == {"a": 18}
    assert overlap.severity == "error"


def test_overlap_matters_only_where_the_policy_says_so() -> None:
    rows = [("<= 18", "1"), (">= 18", "2")]
    assert of("overlap", findings(rows, "FIRST")) == []
    assert of("overlap", findings(rows, "COLLECT")) == []
    assert of("overlap", findings(rows, "ANY")) != []
    assert of("overlap", findings([("<= 18", "1"), (">= 18", "1")], "ANY")) == []


def test_a_row_below_rows_that_catch_everything_never_fires() -> None:
    (never,) = of("never", findings([("< 10", "1"), (">= 10", "2"), ("[5..15]", "3"), ("null", "4")], "FIRST"))
    assert never.rule == 3


def test_a_row_outside_the_allowed_values_never_fires() -> None:
    (never,) = of("never", findings([("> 30", "1"), ("-", "2")], "FIRST", allowed=("[0..20]",)))
    assert (never.rule, never.column) == (1, "a")


def test_a_case_that_is_not_complete_has_no_answer() -> None:
    (unanswered,) = of("no-answer", findings(WHOLE[:2]))
    assert unanswered.column == "a"
    assert unanswered.example == {"a": None}


def test_a_list_of_offers_says_what_it_does_when_something_is_not_filled_in() -> None:
    assert of("no-answer", findings([("< 18", "1")], "COLLECT")) != []
    assert of("no-answer", findings([("< 18", "1"), ("null", "2")], "COLLECT")) == []


@pytest.mark.parametrize(
    ("cell", "kind", "position"),
    [
        ('"x"', "wrong-type", 0),
        ('1, "x"', "wrong-type", 3),
        ('< "x"', "wrong-type", 2),
        ("[1..true]", "wrong-type", 4),
        ("1 +", "syntax", 3),
        ("< ", "syntax", 2),
        ("b > 1", "unknown-name", 0),
        ("99", "not-allowed", 0),
    ],
)
def test_a_wrong_cell_is_pointed_at(cell: str, kind: str, position: int) -> None:
    found = of(kind, findings([(cell, "1")], "FIRST", allowed=("[0..20]",)))
    assert [(one.decision, one.rule, one.column, one.position) for one in found] == [("D", 1, "a", position)]
    assert found[0].severity == "error"
    assert str(found[0].sentence)


def test_a_wrong_answer_is_pointed_at() -> None:
    (wrong,) = of("wrong-type", findings([("-", '"x"')], type_ref="number"))
    assert (wrong.rule, wrong.column) == (1, "answer")
    (wrong,) = of("not-allowed", findings([("-", '"x"')], values=d.Cell(text='"y", "z"')))
    assert (wrong.rule, wrong.column) == (1, "answer")


def test_a_type_that_is_not_there_is_pointed_at() -> None:
    (unknown,) = of("unknown-type", findings([("-", "1")], type_ref="tNope"))
    assert unknown.column == "answer"


def test_a_row_with_too_few_cells_is_pointed_at() -> None:
    assert [one.rule for one in of("syntax", findings([("1",)]))] == [1]


def test_a_cell_that_cannot_be_told_beforehand_is_said_to_be_so() -> None:
    found = findings([("odd(?)", "1")])
    assert [(one.kind, one.rule, one.severity) for one in found] == [("not-checked", 1, "note")]


def test_a_large_table_is_checked_in_a_second() -> None:
    rows = [(f"[{at}..{at + 1})", f'"t{at % 7}"', "true" if at % 2 else "-", "1") for at in range(200)]
    assert of("gap", findings(rows, "FIRST", ("number", "string", "boolean")))


def test_rows_that_overlap_when_something_is_not_filled_in_are_found_too() -> None:
    rows = [("null", "-", "1"), ("> 0", "true", "2"), ("-", "null", "3")]
    overlaps = of("overlap", findings(rows, kinds=("number", "boolean")))
    assert [(one.rules, one.example) for one in overlaps] == [((1, 3), {"a": None, "b": None})]


def test_texts_may_be_compared_by_their_order() -> None:
    rows = [('< "m"', "1"), ('> "m"', "2"), ("null", "3")]
    (gap,) = of("gap", findings(rows, kinds=("string",)))
    assert gap.example == {"a": "m"}
    assert of("gap", findings([('< "m"', "1"), ('>= "m"', "2"), ("null", "3")], kinds=("string",))) == []
    (overlap,) = of("overlap", findings([('["a".."m"]', "1"), ('["k".."z"]', "2")], kinds=("string",)))
    assert "k" <= overlap.example["a"] <= "m"


def test_a_gap_in_times_is_a_moment() -> None:
    rows = [('< time("12:00:00")', "1"), ('> time("12:00:00")', "2"), ("null", "3")]
    (gap,) = of("gap", findings(rows, kinds=("time",)))
    assert gap.example["a"].isoformat() == "12:00:00"
    rows[1] = ('>= time("12:00:00")', "2")
    assert findings(rows, kinds=("time",)) == []


def test_a_row_that_others_always_take_precedence_over_never_fires() -> None:
    rows = [("> 5", "1"), ("> 0", "2"), ("<= 0", "1"), ("null", "1")]
    (never,) = of("never", findings(rows, "PRIORITY", values=d.Cell(text="2, 1")))
    assert never.rule == 1
    assert of("never", findings(rows, "PRIORITY", values=d.Cell(text="1, 2"))) == []


def test_a_column_of_mixed_kinds_is_said_not_to_be_checked() -> None:
    found = findings([("1", "1"), ('"x"', "2")], kinds=("",))
    assert [(one.kind, one.rule, one.column) for one in found] == [("not-checked", None, "a")]


def test_columns_that_are_called_the_same_are_told_apart_by_their_id() -> None:
    table = d.Table(
        hit_policy="FIRST",
        inputs=tuple(
            d.InputColumn(id=name, label="Age", expression=d.Literal(text=name, type_ref="number"))
            for name in ("p", "q")
        ),
        outputs=(d.OutputColumn(id="r", name="Age", type_ref="number"),),
        rules=(d.Rule(inputs=(d.Cell(text="1"), d.Cell(text='"x"')), outputs=(d.Cell(text='"y"'),)),),
    )
    needs = tuple(d.Requirement(kind="input", href=f"#i{name}") for name in ("p", "q"))
    inputs = tuple(d.InputData(id=f"i{name}", name=name) for name in ("p", "q"))
    model = tables.build(
        d.Definitions(
            namespace="urn:c", elements=(*inputs, d.Decision(id="d", name="D", requirements=needs, logic=table))
        )
    )
    wrong = of("wrong-type", tables.check(model))
    assert [(one.rule, one.column, one.column_id) for one in wrong] == [(1, "Age", "q"), (1, "Age", "r")]
