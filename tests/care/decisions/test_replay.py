"""Stored cases through two versions of a table: who moves, and how many (issue 3, part 6)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.decisions.models import Decision
from sluitend.care.decisions.queries import replay as replaying
from sluitend.care.decisions.queries.replay import Replay, chunks, stored
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


def rows(count: int) -> list[replaying.Row]:
    return [
        (
            100 + at,
            {"age": None if at % 7 == 0 else 15 + at % 20, "wish": "wants" if at % 3 else "refuses", "name": "x"},
            DAY,
            ("Arnhem", "Doesburg", None)[at % 3],
        )
        for at in range(count)
    ]


def compared(old: Bulk, new: Bulk, found: list[replaying.Row], size: int = 40) -> tuple[Counter[Any], list[Any]]:
    counts: Counter[Any] = Counter()
    moved: list[Any] = []
    with Replay(old, new) as replay:
        for cases in chunks(found, replay.facts, size):
            part = replay.compare(cases)
            for one in part.counts:
                counts[one.group, str(one.old.value), one.old.rules, str(one.new.value), one.new.rules] += one.cases
            moved += [(one.key, one.group, str(one.old.value), str(one.new.value)) for one in part.moved]
    return counts, moved


def test_a_changed_threshold_names_those_who_move_and_counts_the_rest() -> None:
    old, new, found = table("< 25"), table("< 30"), rows(200)
    counts, moved = compared(old, new, found)
    assert sum(counts.values()) == 200
    expected = [key for key, facts, _, _ in found if facts["wish"] == "wants" and 25 <= (facts["age"] or 0) < 30]  # type: ignore[operator]
    assert [key for key, *_ in moved] == expected
    assert {(was, becomes) for _, _, was, becomes in moved} == {("None", "{'proposal': 'offer', 'reason': 'young'}")}
    assert {group for group, *_ in counts} == {"Arnhem", "Doesburg", None}


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_size_of_the_chunks_changes_nothing(size: int) -> None:
    assert compared(table("< 25"), table("< 30"), rows(60), size) == compared(table("< 25"), table("< 30"), rows(60))


def test_python_and_sql_find_the_same() -> None:
    """A computed answer is asked in Python; what it gives is the same here."""
    plain, computed = table("< 30"), table("< 30", 'if age > 0 then "offer" else "none"')
    assert (plain.way, computed.way) == ("sql", "python")
    with Replay(plain, computed) as replay:
        assert replay.way == "python"
    assert compared(table("< 25"), computed, rows(100)) == compared(table("< 25"), plain, rows(100))


@pytest.mark.parametrize("age", [10**15, "20", [20], True, {"years": 20}])
def test_a_fact_that_a_column_cannot_hold_is_asked_all_the_same(age: Any) -> None:
    odd = [*rows(20), (999, {"age": age, "wish": "wants"}, DAY, "Arnhem")]
    counts, moved = compared(table("< 25"), table("< 30"), odd)
    assert sum(counts.values()) == 21
    assert 999 not in [key for key, *_ in moved]


def test_versions_that_disagree_about_a_fact_are_asked_apart() -> None:
    other = Bulk(tables.read(tables.write(_with_text_age())), "D")
    with Replay(table("< 25"), other) as replay:
        assert replay.way == "python"
    counts, _ = compared(table("< 25"), other, rows(30))
    assert sum(counts.values()) == 30


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


def test_the_same_answer_by_another_row_is_no_move() -> None:
    old, new = table("< 25"), table("< 25", policy="RULE ORDER")
    _, moved = compared(old, table("< 25"), rows(50))
    assert moved == []
    _, moved = compared(old, new, rows(50))
    assert moved != []


def test_no_fact_reaches_a_disk(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    compared(table("< 25"), table("< 30"), rows(50))
    assert list(tmp_path.iterdir()) == []


def test_stored_facts_of_a_period_come_in_columns(world: Any, now: dt.datetime) -> None:
    family, elsewhere = world.family(), world.family("Familie Elders")
    elsewhere.municipality = world.region.municipality_set.exclude(pk=world.town.pk).get()
    elsewhere.save()
    made = [
        (family, {"age": 19, "wish": "wants"}, now),
        (family, {"age": 27, "wish": "wants"}, now),
        (elsewhere, {"age": 28, "wish": "wants"}, now),
        (family, {"age": 29, "wish": "wants"}, now - dt.timedelta(days=40)),
    ]
    rows = [Decision(family=one, facts=facts, facts_digest="x", made_at=at) for one, facts, at in made]
    pks = [row.pk for row in Decision.objects.bulk_create(rows)]
    first, last = now.date() - dt.timedelta(days=7), now.date()
    old, new = table("< 25"), table("< 30")
    with Replay(old, new) as replay:
        [cases] = chunks(stored(world.region.pk, first, last), replay.facts)
        found = replay.compare(cases)
    assert cases.keys == (pks[0], pks[1], pks[2])
    assert cases.facts["age"] == [19, 27, 28]
    assert set(cases.days) == {now.date()}
    assert [(one.key, one.group) for one in found.moved] == [
        (pks[1], world.town.pk),
        (pks[2], elsewhere.municipality_id),
    ]
    assert [row[0] for row in stored(world.region.pk, first, last, [world.town.pk])] == [pks[0], pks[1]]


def test_reading_stored_facts_costs_one_statement(world: Any, now: dt.datetime) -> None:
    family = world.family()
    Decision.objects.bulk_create(
        Decision(family=family, facts={"age": at}, facts_digest="x", made_at=now) for at in range(50)
    )
    with CaptureQueriesContext(connection) as asked:
        assert sum(1 for _ in stored(world.region.pk, now.date(), now.date())) == 50
    assert len(asked) == 1
