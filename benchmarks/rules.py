"""The table that is measured: 25 rows and 6 inputs, as our model, as a function and a CASE by hand, and for zen-engine."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from sluitend.core import tables
from sluitend.core.tables import definitions as d

INPUTS = (
    ("age", "number"),
    ("weeks", "number"),
    ("score", "number"),
    ("region", "string"),
    ("risk", "string"),
    ("first", "boolean"),
)
REGIONS = ("noord", "oost", "zuid", "west", "midden")
TODAY = dt.date(2026, 1, 1)
Case = dict[str, Any]
Row = tuple[str, ...]


def disjoint_rows() -> list[Row]:
    """25 rows that exclude one another: five regions by five bands of age, with further conditions that always hold."""
    bands = ("< 18", "[18..25)", "[25..35)", "[35..45)", ">= 45")
    return [(band, ">= 0", "<= 100", f'"{region}"', '"hoog", "laag"', "-") for region in REGIONS for band in bands]


def overlapping_rows(dice: random.Random) -> list[Row]:
    """25 rows of which several match a case: about two and a half filled cells a row."""
    choices = (
        lambda: f">= {dice.randrange(15, 45)}",
        lambda: f"[{dice.randrange(0, 10)}..{dice.randrange(20, 40)}]",
        lambda: f"< {dice.randrange(20, 100)}",
        lambda: ", ".join(f'"{one}"' for one in dice.sample(REGIONS, 2)),
        lambda: f'"{dice.choice(("hoog", "laag"))}"',
        lambda: dice.choice(("true", "false")),
    )
    rows = []
    for _ in range(25):
        filled = set(dice.sample(range(6), dice.choice((2, 2, 3))))
        rows.append(tuple(choice() if at in filled else "-" for at, choice in enumerate(choices)))
    return rows


def model(policy: str, rows: Sequence[Row]) -> tables.Model:
    inputs = tuple(
        d.InputData(id=name, name=name, variable=d.Variable(name=name, type_ref=kind)) for name, kind in INPUTS
    )
    table = d.Table(
        hit_policy=policy,
        inputs=tuple(d.InputColumn(expression=d.Literal(text=name, type_ref=kind)) for name, kind in INPUTS),
        outputs=(d.OutputColumn(name="offer", type_ref="string"), d.OutputColumn(name="order", type_ref="number")),
        rules=tuple(
            d.Rule(
                id=f"r{at}",
                inputs=tuple(d.Cell(text=cell) for cell in row),
                outputs=(d.Cell(text=f'"offer {at}"'), d.Cell(text=str(at))),
            )
            for at, row in enumerate(rows)
        ),
    )
    needs = tuple(d.Requirement(kind="input", href=f"#{name}") for name, _ in INPUTS)
    decision = d.Decision(id="d", name="D", requirements=needs, logic=table)
    return tables.build(d.Definitions(namespace="urn:bench", elements=(*inputs, decision)))


def condition(name: str, cell: str) -> str:
    """A cell as a programmer would write it, with the numbers made beforehand."""
    if cell in ("true", "false"):
        return name if cell == "true" else f"not {name}"
    if cell.startswith('"'):
        parts = cell.split(", ")
        return f"{name} == {cell}" if len(parts) == 1 else f"{name} in ({cell})"
    if cell.startswith("["):
        low, high = cell[1:-1].split("..")
        return f"K[{low}] <= {name} {'<=' if cell.endswith(']') else '<'} K[{high}]"
    operator, number = cell.split()
    return f"{name} {operator} K[{number}]"


def by_hand(policy: str, rows: Sequence[Row]) -> Callable[[Case], Any]:
    """The function a programmer would write for these rows; from text here, so that it cannot differ from the table."""
    lines = ["def decide(case):", *(f"    {name} = case['{name}']" for name, _ in INPUTS), "    found = []"]
    for at, row in enumerate(rows):
        tests = [condition(name, cell) for (name, _), cell in zip(INPUTS, row, strict=True) if cell != "-"]
        answer = f"{{'offer': 'offer {at}', 'order': K[{at}]}}"
        single = policy in ("FIRST", "UNIQUE")
        lines.append(f"    if {' and '.join(tests)}: " + (f"return {answer}" if single else f"found.append({answer})"))
    lines.append("    return found or None" if policy not in ("FIRST", "UNIQUE") else "    return None")
    source = "\n".join(lines)
    constants = {}
    for number in range(101):
        constants[number] = f"k{number}"
        source = source.replace(f"K[{number}]", f"k{number}")
    space: dict[str, Any] = {f"k{number}": Decimal(number) for number in range(101)}
    exec(source, space)  # noqa: S102 - our own text
    made: Callable[[Case], Any] = space["decide"]
    return made


def cases(dice: random.Random, count: int) -> list[Case]:
    return [
        {
            "age": Decimal(dice.randrange(14, 50)),
            "weeks": Decimal(dice.randrange(0, 42)),
            "score": Decimal(dice.randrange(0, 100)),
            "region": dice.choice(REGIONS),
            "risk": dice.choice(("hoog", "laag")),
            "first": dice.random() < 0.5,
        }
        for _ in range(count)
    ]


def for_zen(policy: str, rows: Sequence[Row]) -> str:
    """The same rows in zen-engine's own format, JDM. It knows two policies; on disjoint rows UNIQUE is its "first"."""
    table = {
        "hitPolicy": "first" if policy in ("FIRST", "UNIQUE") else "collect",
        "inputs": [{"id": f"i{at}", "name": name, "field": name} for at, (name, _) in enumerate(INPUTS)],
        "outputs": [{"id": f"o{at}", "name": name, "field": name} for at, name in enumerate(("offer", "order"))],
        "rules": [
            {f"i{at}": "" if cell == "-" else cell for at, cell in enumerate(row)}
            | {"_id": f"r{number}", "o0": f'"offer {number}"', "o1": str(number)}
            for number, row in enumerate(rows)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{one}-{two}", "sourceId": one, "targetId": two, "type": "edge"}
        for one, two in (("in", "table"), ("table", "out"))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def in_sql(name: str, cell: str) -> str:
    """A cell as somebody would write it in a CASE."""
    if cell.startswith('"'):
        return f"{name} IN ({cell.replace(chr(34), chr(39))})"
    if cell.startswith("["):
        low, high = cell[1:-1].split("..")
        return f"{name} >= {low} AND {name} {'<=' if cell.endswith(']') else '<'} {high}"
    return f"{name} {cell}" if cell[0] in "<>" else f"{name} = {cell}"


def case_by_hand(policy: str, rows: Sequence[Row]) -> str:
    """The number of the row that matches, or for several hits the list of them, as a DuckDB expression."""
    conditions = [
        " AND ".join(in_sql(name, cell) for (name, _), cell in zip(INPUTS, row, strict=True) if cell != "-")
        for row in rows
    ]
    if policy in ("FIRST", "UNIQUE"):
        return "CASE " + " ".join(f"WHEN {one} THEN {at}" for at, one in enumerate(conditions)) + " END"
    hits = ", ".join(f"CASE WHEN {one} THEN {at} END" for at, one in enumerate(conditions))
    return f"list_filter([{hits}], lambda x: x IS NOT NULL)"
