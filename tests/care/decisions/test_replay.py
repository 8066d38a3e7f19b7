"""Stored facts through two versions of a table: the same answers in SQL and in Python, whatever the facts are (issue 3, part 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from sluitend.care.decisions.queries.replay import Replay, cases_of
from sluitend.core import tables
from sluitend.core.tables import definitions as d
from sluitend.core.tables.bulk import Bulk

DAY = dt.date(2026, 3, 14)


def table(limit: str, answer: str = '"offer"', policy: str = "FIRST") -> Bulk:
    made = d.Table(
        hit_policy=policy,
        inputs=(
            d.InputColumn(expression=d.Literal(text="age", type_ref="number")),
            d.InputColumn(expression=d.Literal(text="wish", type_ref="string")),
        ),
        outputs=(d.OutputColumn(name="proposal"), d.OutputColumn(name="reason")),
        rules=(
            d.Rule(
                inputs=(d.Cell(text=limit), d.Cell(text='"wants"')),
                outputs=(d.Cell(text=answer), d.Cell(text='"young"')),
            ),
            d.Rule(
                inputs=(d.Cell(text="null"), d.Cell(text="-")), outputs=(d.Cell(text='"ask"'), d.Cell(text='"age"'))
            ),
        ),
    )
    needs = (d.Requirement(kind="input", href="#age"), d.Requirement(kind="input", href="#wish"))
    inputs = (d.InputData(id="age", name="age"), d.InputData(id="wish", name="wish"))
    decision = d.Decision(id="d", name="D", requirements=needs, logic=made)
    return Bulk(tables.build(d.Definitions(namespace="urn:r", elements=(*inputs, decision))), "D")


def rows(count: int) -> list[tuple[dict[str, Any], dt.date]]:
    return [
        ({"age": None if at % 7 == 0 else 15 + at % 20, "wish": "wants" if at % 3 else "refuses", "name": "x"}, DAY)
        for at in range(count)
    ]


def asked(old: Bulk, new: Bulk, found: Sequence[tuple[dict[str, Any], dt.date]]) -> list[tuple[Any, Any]]:
    with Replay(old, new) as replay:
        pairs = replay.numbers(cases_of(found, replay.facts))
    return [(old.answers[was], new.answers[becomes]) for was, becomes in pairs]


def test_a_changed_threshold_moves_those_between_the_old_and_the_new() -> None:
    found = rows(200)
    moved = [at for at, (was, becomes) in enumerate(asked(table("< 25"), table("< 30"), found)) if was != becomes]
    expected = [
        at for at, (facts, _) in enumerate(found) if facts["wish"] == "wants" and 25 <= (facts["age"] or 0) < 30
    ]
    assert moved == expected


def test_python_and_sql_find_the_same() -> None:
    """A computed answer is asked in Python; what it gives is the same here."""
    plain, computed = table("< 30"), table("< 30", 'if age > 0 then "offer" else "none"')
    with Replay(table("< 25"), plain) as in_sql, Replay(table("< 25"), computed) as in_python:
        assert (in_sql.way, in_python.way) == ("sql", "python")
    assert asked(table("< 25"), computed, rows(100)) == asked(table("< 25"), plain, rows(100))


@pytest.mark.parametrize("age", [10**15, "20", [20], True, {"years": 20}])
def test_a_fact_that_a_column_cannot_hold_is_asked_all_the_same(age: Any) -> None:
    odd = [*rows(20), ({"age": age, "wish": "wants"}, DAY)]
    answers = asked(table("< 25"), table("< 30"), odd)
    assert answers[:20] == asked(table("< 25"), table("< 30"), rows(20))
    assert answers[20][0].value == answers[20][1].value


def test_versions_that_disagree_about_a_fact_are_asked_in_python() -> None:
    other = Bulk(tables.read(tables.write(_with_text_age())), "D")
    with Replay(table("< 25"), other) as replay:
        assert replay.way == "python"
    assert len(asked(table("< 25"), other, rows(30))) == 30


def _with_text_age() -> tables.Model:
    made = d.Table(
        hit_policy="FIRST",
        inputs=(d.InputColumn(expression=d.Literal(text="age", type_ref="string")),),
        outputs=(d.OutputColumn(name="proposal"),),
        rules=(d.Rule(inputs=(d.Cell(text='"20"'),), outputs=(d.Cell(text='"offer"'),)),),
    )
    needs = (d.Requirement(kind="input", href="#age"),)
    elements = (d.InputData(id="age", name="age"), d.Decision(id="d", name="D", requirements=needs, logic=made))
    return tables.build(d.Definitions(namespace="urn:t", elements=elements))


def test_no_fact_reaches_a_disk(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked(table("< 25"), table("< 30"), rows(50))
    assert list(tmp_path.iterdir()) == []
