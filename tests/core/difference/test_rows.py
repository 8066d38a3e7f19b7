"""What is different between two versions of a table: nothing for equal ones, each changed cell once, rows that came, went and moved."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core import tables
from sluitend.core.difference import compare
from sluitend.core.tables import definitions as d
from sluitend.core.tables import editing

TABLES = sorted((Path(__file__).parents[3] / "content" / "tables").glob("*.dmn"))
SHIPPED = {path.stem: tables.read(path.read_bytes()).definitions for path in TABLES}
WHOLE = SHIPPED["voorzorg_stage_1"]
NAMES = st.sampled_from(sorted(SHIPPED))


def grid(found: d.Definitions) -> list[list[str]]:
    table = editing.edited(found).logic
    return [[cell.text for cell in (*rule.inputs, *rule.outputs)] for rule in table.rules]


def with_rules(found: d.Definitions, rules: list[d.Rule]) -> d.Definitions:
    decision = editing.edited(found)
    new = dataclasses.replace(decision, logic=dataclasses.replace(decision.logic, rules=tuple(rules)))
    return dataclasses.replace(found, elements=tuple(new if one is decision else one for one in found.elements))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_version_does_not_differ_from_itself_nor_from_what_was_written_and_read(name: str) -> None:
    found = SHIPPED[name]
    assert compare(found, found).nothing
    assert compare(found, tables.read(tables.write(tables.build(found))).definitions).nothing


@settings(max_examples=60, deadline=None)
@given(name=NAMES, data=st.data())
def test_each_changed_cell_is_told_once_with_its_row_and_texts(name: str, data: st.DataObject) -> None:
    before = SHIPPED[name]
    old = grid(before)
    places = st.tuples(st.integers(0, len(old) - 1), st.integers(0, len(old[0]) - 1))
    changes = data.draw(st.dictionaries(places, st.sampled_from(['"x"', '"y"', "> 99"]), min_size=1, max_size=6))
    new = [[changes.get((row, place), text) for place, text in enumerate(cells)] for row, cells in enumerate(old)]
    found = compare(before, editing.fill(before, new))
    told = [(row.after - 1, cell.before, cell.after) for row in found.rows for cell in row.cells]
    assert sorted(told) == sorted((row, old[row][place], text) for (row, place), text in changes.items())
    assert sorted(row for same in found.together() for row in same.rows) == sorted(row + 1 for row, _, _ in told)
    assert found.counts == (len({row for row, _ in changes}), 0, 0, 0)


@settings(max_examples=60, deadline=None)
@given(name=NAMES, data=st.data())
def test_rows_that_come_and_go_touch_no_other_row(name: str, data: st.DataObject) -> None:
    before = SHIPPED[name]
    number = data.draw(st.integers(1, len(grid(before))))
    went = editing.remove_rule(before, number)
    [row] = compare(before, went).rows
    assert (row.before, row.after, row.removed) == (number, None, True)
    assert [text for _, text in row.says] == [text.strip() for text in grid(before)[number - 1]]
    [row] = compare(went, before).rows
    assert (row.before, row.after, row.added) == (None, number, True)


@settings(max_examples=60, deadline=None)
@given(name=NAMES, order=st.randoms(use_true_random=False))
def test_rows_in_another_order_only_moved(name: str, order: object) -> None:
    before = SHIPPED[name]
    decision = editing.edited(before)
    rules = list(decision.logic.rules)
    order.shuffle(rules)
    found = compare(before, with_rules(before, rules))
    assert not any(row.cells or row.notes or row.added or row.removed for row in found.rows)
    assert found.nothing == (tuple(rules) == decision.logic.rules)
    assert len(found.rows) < len(rules)


def test_one_row_to_the_top_is_one_row_that_moved() -> None:
    found = WHOLE
    for number in (5, 4, 3, 2):
        found = editing.move_rule(found, number, -1)
    [row] = compare(WHOLE, found).rows
    assert (row.before, row.after, row.moved, row.cells) == (5, 1, True, ())


def test_rows_that_another_tool_numbered_again_are_the_same_rows() -> None:
    grown = editing.insert_rule(WHOLE, 0)
    rules = [
        dataclasses.replace(rule, id=f"voorzorg_stage_1_r{n}")
        for n, rule in enumerate(editing.edited(grown).logic.rules, 1)
    ]
    [row] = compare(WHOLE, with_rules(grown, rules)).rows
    assert (row.before, row.after) == (None, 1)


def test_a_new_column_is_told_by_itself_and_changes_no_row() -> None:
    found = compare(WHOLE, editing.add_input(WHOLE, "shoe_size", "Schoenmaat", "number"))
    assert [column.label for column in found.added_columns] == ["Schoenmaat"]
    assert (found.rows, found.removed_columns, found.elsewhere) == ((), (), False)
    gone = compare(editing.add_input(WHOLE, "shoe_size", "Schoenmaat", "number"), WHOLE)
    assert [column.label for column in gone.removed_columns] == ["Schoenmaat"]


def test_a_heading_a_note_and_the_policy_are_told() -> None:
    new = editing.change_column(WHOLE, 4, label="Hoe oud", type_ref="number", allowed="[0..60]")
    new = editing.set_hit_policy(new, "UNIQUE")
    new = editing.fill(new, [row[:] for row in grid(new)][:1], [["Andere bron"]])
    found = compare(WHOLE, new)
    [(was, now)] = found.changed_columns
    assert (now.label, now.allowed, was.expression) == ("Hoe oud", "[0..60]", now.expression)
    assert found.policy == ("FIRST", "UNIQUE")
    [row] = found.rows
    assert row.notes[0][1] == "Andere bron"


def test_same_changes_are_taken_together() -> None:
    texts = grid(WHOLE)
    rows = [n for n, row in enumerate(texts) if row[0] == "-"][:3]
    for row in rows:
        texts[row][0] = '"wants"'
    [same] = compare(WHOLE, editing.fill(WHOLE, texts)).together()
    assert (same.cell.before, same.cell.after, same.rows) == ("-", '"wants"', tuple(row + 1 for row in rows))


def test_files_without_a_table_differ_as_a_whole() -> None:
    bare = d.Definitions(name="a")
    assert compare(bare, bare).nothing
    assert compare(bare, WHOLE).elsewhere
