"""Lets the public conformance kit ask our engine (protocol: ../shared/tools/dmn_tck_runner.py)."""

from __future__ import annotations

import datetime as dt
import pathlib
import sys
from collections.abc import Mapping
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "src"))

from sluitend.core import tables

TODAY = dt.date(2026, 1, 1)


class FeelError(Exception):
    """A FEEL error: the kit grades it as null."""

    is_evaluation_error = True


class Engine:
    label = "Sluitend core.tables"
    numbers = "decimal"
    temporals = "lexical"

    def __init__(self) -> None:
        self.model: tables.Model | None = None

    def load(self, model_paths: list[str]) -> Engine:
        main, *others = [pathlib.Path(path) for path in model_paths]
        self.model = tables.read(main.read_bytes(), {path.name: path.read_bytes() for path in others})
        return self

    def evaluate(
        self, name: str, inputs: Mapping[str, Any], *, kind: str = "decision", namespace: str | None = None
    ) -> Any:
        assert self.model is not None
        for prefix, imported in self.model.assembly.imported.items():
            if namespace == imported.definitions.namespace:
                name = f"{prefix}.{name}"
        ask = self.model.decide if kind == "decision" else self.model.call
        try:
            return ask(name, inputs, today=TODAY).value
        except tables.TablesError as error:
            raise FeelError(str(error)) from error
