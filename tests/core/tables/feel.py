"""Asks one FEEL expression, or one small table, as a model of one decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sluitend.core import tables
from sluitend.core.tables import definitions as d

TODAY = dt.date(2026, 3, 14)


def model(text: str, *names: str, type_ref: str = "") -> tables.Model:
    inputs = tuple(d.InputData(id=f"i{at}", name=name) for at, name in enumerate(names))
    needs = tuple(d.Requirement(kind="input", href=f"#i{at}") for at in range(len(names)))
    decision = d.Decision(
        id="d",
        name="D",
        variable=d.Variable(name="D", type_ref=type_ref),
        requirements=needs,
        logic=d.Literal(text=text),
    )
    return tables.build(d.Definitions(id="m", name="m", namespace="urn:m", elements=(*inputs, decision)))


def ask(text: str, **facts: Any) -> tables.Outcome:
    names = {name.replace("_", " "): value for name, value in facts.items()}
    return model(text, *names).decide("D", names, today=TODAY)


def feel(text: str, **facts: Any) -> Any:
    """The value of an expression; a temporal value without a Python type of its own as its text."""
    value = ask(text, **facts).value
    return str(value) if hasattr(value, "feel_text") else value
