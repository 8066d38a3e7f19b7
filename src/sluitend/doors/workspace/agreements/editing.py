"""What a press on a button of the editor does: first every cell as it was typed, then the one change that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import QueryDict

from sluitend.core.tables import Model, build, editing, write
from sluitend.core.tables.definitions import Definitions, Table
from sluitend.doors.workspace.agreements.views import number

TYPES = ("", "string", "number", "boolean", "date", "time", "date and time", "Any")
POLICIES = ("FIRST", "UNIQUE", "ANY", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER")
AGGREGATIONS = ("", "SUM", "MIN", "MAX", "COUNT")


def changed(model: Model, posted: QueryDict) -> str:
    """The new text of the draft."""
    found = _typed(model, posted)
    do, _, row = posted.get("do", "save").partition(":")
    act = STEPS.get(do)
    if act is not None:
        found = act(found, number(row) or 0, posted)
    return write(build(found)).decode()


def _typed(model: Model, posted: QueryDict) -> Definitions:
    """Every cell, note and heading that came with the form; what did not come, or came as it was shown, stays as it was."""
    definitions = model.definitions
    decision = editing.edited(definitions)
    if decision is None or not isinstance(decision.logic, Table):
        return definitions
    table = decision.logic
    width = len(table.inputs) + len(table.outputs)
    cells = [
        [posted.get(f"c_{row}_{place}", _old(table, row, place)) for place in range(width)]
        for row in range(1, len(table.rules) + 1)
    ]
    notes = [
        [posted.get(f"n_{row}_{place}", old) for place, old in enumerate(rule.annotations)]
        for row, rule in enumerate(table.rules, 1)
    ]
    found = editing.fill(definitions, cells, notes)
    shown = model.decisions[decision.name]
    headings = [one.label for one in (*table.inputs, *table.outputs)]
    for place, column in enumerate((*shown.inputs, *shown.outputs)):
        was = {"label": headings[place], "type_ref": column.type, "allowed": column.allowed}
        if f"label_{place}" in posted and (heading := _heading(posted, place)) != was:
            found = editing.change_column(found, place, **heading)
    if posted.get("policy") in POLICIES:
        aggregation = posted.get("aggregation", "") if posted["policy"] == "COLLECT" else ""
        found = editing.set_hit_policy(found, posted["policy"], aggregation if aggregation in AGGREGATIONS else "")
    return found


def _old(table: Table, row: int, place: int) -> str:
    rule = table.rules[row - 1]
    return (*rule.inputs, *rule.outputs)[place].text


def _heading(posted: QueryDict, place: int) -> dict[str, str]:
    type_ref = posted.get(f"type_{place}", "")
    return {
        "label": posted[f"label_{place}"].strip(),
        "type_ref": type_ref if type_ref in TYPES else "",
        "allowed": posted.get(f"allowed_{place}", ""),
    }


Step = Callable[[Definitions, int, QueryDict], Definitions]


def _new_column(found: Definitions, _: int, posted: QueryDict) -> Definitions:
    name, label = posted.get("new_name", "").strip(), posted.get("new_label", "").strip()
    type_ref = posted.get("new_type", "") if posted.get("new_type", "") in TYPES else "string"
    if not name:
        return found
    add = editing.add_output if posted.get("new_kind") == "output" else editing.add_input
    return add(found, name, label or name, type_ref)


def _pasted(found: Definitions, _: int, posted: QueryDict) -> Definitions:
    row, column = number(posted.get("paste_row", "")), number(posted.get("paste_column", ""))
    return editing.paste(found, posted.get("block", ""), row or 1, column or 0)


STEPS: Mapping[str, Step] = {
    "row-add": lambda found, number, _: editing.insert_rule(found, number),
    "row-copy": lambda found, number, _: editing.insert_rule(found, number, copy=True),
    "row-up": lambda found, number, _: editing.move_rule(found, number, -1),
    "row-down": lambda found, number, _: editing.move_rule(found, number, 1),
    "row-remove": lambda found, number, _: editing.remove_rule(found, number),
    "column-left": lambda found, number, _: editing.move_column(found, number, -1),
    "column-right": lambda found, number, _: editing.move_column(found, number, 1),
    "column-remove": lambda found, number, _: editing.remove_column(found, number),
    "column-add": _new_column,
    "paste": _pasted,
}
