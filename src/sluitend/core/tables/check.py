"""Everything that can be told of a model before it is put in force."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from sluitend.core.tables import definitions as d
from sluitend.core.tables import tree
from sluitend.core.tables.assemble import BUILTIN_LOCALS
from sluitend.core.tables.check_table import TableToCheck, check_table
from sluitend.core.tables.environment import Environment
from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.findings import Finding, at
from sluitend.core.tables.generate import Generator
from sluitend.core.tables.generate_table import QUICK, quick_code, quick_type
from sluitend.core.tables.logic import column_name, output_name
from sluitend.core.tables.model import Model
from sluitend.core.tables.parser import parse_tests
from sluitend.core.tables.program import define, has_type
from sluitend.core.tables.run import NO_DAY, Run
from sluitend.core.tables.types import ANY, Type
from sluitend.core.tables.units import Compiled
from sluitend.core.tables.values import Value
from sluitend.core.text import text


def check(model: Model) -> list[Finding]:
    """All findings, in the order of the file."""
    found: list[Finding] = []
    for element in model.definitions.elements:
        found += _types(model, element)
        unit = model.assembly.by_id[element.id]
        if isinstance(unit, Compiled):
            found += _Logic(model, element, unit).findings()
    return found


def _types(model: Model, element: d.Element) -> Iterator[Finding]:
    """References to types that are not there."""
    references: list[tuple[str, str | None, str]] = []
    if element.variable:
        references.append((element.variable.type_ref, None, ""))
    if isinstance(element, d.Decision) and isinstance(element.logic, d.Table):
        references += [(one.expression.type_ref, column_name(one), one.id) for one in element.logic.inputs]
        references += [(one.type_ref, output_name(one, element.logic), one.id) for one in element.logic.outputs]
    for reference, column, identifier in references:
        if model.assembly.types.of(reference).kind == "unknown":
            sentence = text("Het type «%(type)s» bestaat niet.", type=reference)
            yield at("unknown-type", Place(element.name, None, column, None, identifier), sentence)


class _Logic:
    """The checks of one decision or business knowledge model."""

    def __init__(self, model: Model, element: d.Element, unit: Compiled) -> None:
        self.model = model
        self.assembly = model.assembly
        self.element = element
        self.unit = unit

    def findings(self) -> list[Finding]:
        if self.unit.problems:
            return [at("syntax", problem.place, problem.sentence) for problem in self.unit.problems]
        found = list(self._unknown_names())
        if isinstance(self.unit.logic, tree.TableNode) and isinstance(self.element, d.Decision):
            found += check_table(self._table(self.unit.logic, self.element))
        return found

    def _unknown_names(self) -> Iterator[Finding]:
        """Names that mean nothing, found by making the code once more."""
        unknown = self.assembly.program.unknown
        start = len(unknown)
        try:
            self.unit.compile()
        except TablesError as problem:
            yield at("syntax", problem.place, problem.sentence)
        found, unknown[start:] = unknown[start:], []
        for name, place in dict.fromkeys(found):
            yield at("unknown-name", place, text("De naam «%(name)s» is hier niet bekend.", name=name))

    def _table(self, node: tree.TableNode, decision: d.Decision) -> TableToCheck:
        table = decision.logic
        assert isinstance(table, d.Table)
        types = tuple(self._column_type(node, column) for column in range(len(node.inputs)))
        allowed = [
            self._allowed(column.values, column.expression.type_ref or self._fact_type(input_))
            for column, input_ in zip(table.inputs, node.inputs, strict=True)
        ]
        outputs = [self._allowed(column.values, column.type_ref) for column in table.outputs]
        return TableToCheck(node, types, tuple(allowed), tuple(outputs), self.compile)

    def _needed(self, input_: tree.Node) -> d.Element | None:
        """The element whose value an input column simply is."""
        bare = input_.value if isinstance(input_, tree.Located) else input_
        if not isinstance(bare, tree.Name):
            return None
        return next((one for one in self.model.definitions.elements if one.name == bare.name), None)

    def _fact_type(self, input_: tree.Node) -> str:
        needed = self._needed(input_)
        return needed.variable.type_ref if needed and needed.variable else ""

    def _column_type(self, node: tree.TableNode, column: int) -> Type:
        declared = node.input_types[column]
        return declared if declared is not ANY else self.assembly.types.of(self._fact_type(node.inputs[column]))

    def _allowed(self, cell: d.Cell | None, reference: str) -> tree.Tests | None:
        written = cell.text if cell and cell.text else self.assembly.types.allowed_text(reference)
        if not written:
            return None
        try:
            tests = parse_tests(written, self.assembly.around, self.assembly.fields, {}, Place(self.element.name))
        except TablesError:
            return None
        return tests if tests.tests else None

    def compile(self, tests: tree.Tests, place: Place) -> Callable[[Value], bool]:
        """A cell of constants as a function of the value it tests; all that are wanted are compiled together."""
        program, quick = self.assembly.program, quick_type(tests)
        generator = Generator(program, BUILTIN_LOCALS, place)
        generator.environment = Environment((), "value")
        identifier = program.fresh("c")
        body: list[ast.stmt] = [ast.Return(generator.passes(tests, "value"))]
        if quick is not None:
            body.insert(
                0, ast.If(has_type("value", QUICK[quick]), [ast.Return(quick_code(program, tests, "value"))], [])
            )
        program.add(define(identifier, ["rt", "value"], body))
        rt = Run(program.sites, NO_DAY)
        made: Callable[..., bool] | None = None

        def passes(value: Value) -> bool:
            nonlocal made
            if made is None:
                made = program.namespace.get(identifier) or program.finish(identifier, place)
            return made(rt, value)

        return passes
