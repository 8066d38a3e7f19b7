"""Changing a table step by step: what is not touched stays, and what comes out is a table that is read again as the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluitend.core import tables
from sluitend.core.tables import definitions as d
from sluitend.core.tables import editing

TABLES = sorted((Path(__file__).parents[3] / "content" / "tables").glob("*.dmn"))


def definitions(path=TABLES[0]):
    return tables.read(path.read_bytes()).definitions


def table(found) -> d.Table:
    return editing.edited(found).logic


def grid(found):
    return [[cell.text for cell in (*rule.inputs, *rule.outputs)] for rule in table(found).rules]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_filling_in_what_stands_there_changes_nothing(path):
    found = definitions(path)
    assert editing.fill(found, grid(found), [rule.annotations for rule in table(found).rules]) == found


def test_a_cell_is_changed_and_an_empty_input_does_not_matter():
    found = definitions()
    texts = grid(found)
    texts[0][0], texts[1][0] = '"unsure"', "  "
    new = grid(editing.fill(found, texts))
    assert (new[0][0], new[1][0]) == ('"unsure"', "-")
    assert new[2:] == texts[2:]


def test_rows_are_inserted_copied_moved_and_removed():
    found, before = definitions(), grid(definitions())
    assert grid(editing.insert_rule(found, 1))[2] == before[1]
    assert grid(editing.insert_rule(found, 1, copy=True))[1] == before[0]
    assert grid(editing.move_rule(found, 1, 1))[:2] == [before[1], before[0]]
    assert grid(editing.move_rule(found, 1, -1)) == before
    assert grid(editing.remove_rule(found, 1)) == before[1:]


def test_a_new_input_lets_every_row_be_and_declares_its_fact():
    found = editing.add_input(definitions(), "shoe_size", "Schoenmaat", "number")
    assert {row[len(table(found).inputs) - 1] for row in grid(found)} == {"-"}
    assert "shoe_size" in {element.name for element in found.elements}
    assert not [one for one in tables.check(tables.build(found)) if one.kind == "unknown-name"]


def test_columns_are_added_changed_moved_and_removed_but_never_the_last_output():
    found = editing.add_output(definitions(), "remark", "Opmerking", "string")
    width = len(table(found).inputs)
    last = width + len(table(found).outputs) - 1
    moved = editing.move_column(found, last, -1)
    assert table(moved).outputs[-2].name == "remark"
    changed = editing.change_column(found, 0, label="Wens", type_ref="string", allowed='"a","b"')
    assert (table(changed).inputs[0].label, table(changed).inputs[0].values.text) == ("Wens", '"a","b"')
    while len(table(found).outputs) > 1:
        found = editing.remove_column(found, width)
    assert len(table(editing.remove_column(found, width)).outputs) == 1


def test_a_block_from_a_spreadsheet_lands_where_one_stands_and_adds_rows():
    found = definitions()
    rows = len(table(found).rules)
    new = grid(editing.paste(found, '"wants"\ttrue\r\n"refuses"\t-\r\n\r\n', rows, 0))
    assert len(new) == rows + 1
    assert [row[:2] for row in new[-2:]] == [['"wants"', "true"], ['"refuses"', "-"]]


STEPS = st.one_of(
    st.tuples(st.just("insert_rule"), st.integers(0, 30), st.booleans()),
    st.tuples(st.just("remove_rule"), st.integers(1, 30)),
    st.tuples(st.just("move_rule"), st.integers(1, 30), st.sampled_from([-1, 1])),
    st.tuples(st.just("move_column"), st.integers(0, 5), st.sampled_from([-1, 1])),
    st.tuples(st.just("remove_column"), st.integers(0, 5)),
    st.tuples(st.just("add_output"), st.sampled_from(["x", "y"]), st.just("Nieuw"), st.just("string")),
    st.tuples(st.just("paste"), st.text('ab"\t\n-', max_size=20), st.integers(1, 5), st.integers(0, 3)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_whatever_steps_are_taken_every_row_is_whole_and_the_file_is_read_back_as_the_same(steps):
    found = definitions()
    for name, *arguments in steps:
        found = getattr(editing, name)(found, *arguments)
    widths = {(len(rule.inputs), len(rule.outputs)) for rule in table(found).rules}
    assert widths <= {(len(table(found).inputs), len(table(found).outputs))}
    again = tables.read(tables.write(tables.build(found))).definitions
    assert grid(again) == grid(found)
