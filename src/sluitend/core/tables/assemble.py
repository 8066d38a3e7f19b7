"""Definitions to units: names resolved, requirements linked, every text parsed."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sluitend.core.tables import definitions as d
from sluitend.core.tables import hit_policy, loops, operators, properties, types, units
from sluitend.core.tables.builtins import BUILTINS
from sluitend.core.tables.environment import Environment
from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.generate import Generator
from sluitend.core.tables.generate_table import QUICK
from sluitend.core.tables.hit_policy import POLICIES
from sluitend.core.tables.item_types import ItemTypes
from sluitend.core.tables.logic import NULL, Logic
from sluitend.core.tables.names import Scope, keys_in, normal
from sluitend.core.tables.parser import parse_tests
from sluitend.core.tables.program import Program, define
from sluitend.core.tables.reader import SyntaxProblem
from sluitend.core.tables.run import NO_DAY, Run
from sluitend.core.tables.units import Compiled, DecisionUnit, Input, KnowledgeUnit, ServiceUnit
from sluitend.core.tables.values import Value
from sluitend.core.text import text

OPERATORS = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "power",
    "negate",
    "both",
    "either",
    "truth",
    "equals",
    "differs",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "between",
    "instance_of",
    "make_range",
    "in_range_test",
    "value_test",
    "any_test",
]
LOOPS = [
    "turns",
    "members",
    "each",
    "collect",
    "give",
    "copied",
    "quantify",
    "filtered",
    "field",
    "path",
    "unknown",
    "refused",
    "fit",
    "call_named",
    "call",
    "doubled",
]
BUILTIN_LOCALS = {normal(name): f"f{at}" for at, name in enumerate(BUILTINS)}


def operations() -> dict[str, Any]:
    """Everything that generated code may call."""
    found: dict[str, Any] = {name: getattr(operators, name) for name in OPERATORS}
    found.update({name: getattr(loops, name) for name in LOOPS})
    found.update({name: getattr(hit_policy, name) for name in POLICIES.values()})
    found.update({name: type_ for type_, name in QUICK.items()})
    found.update({BUILTIN_LOCALS[normal(name)]: function for name, function in BUILTINS.items()})
    found["user_function"] = loops.user_function
    found["facts_of"] = units.facts_of
    return found


class Assembly:
    """One file of a model, and those it imports, in one program."""

    def __init__(
        self,
        definitions: d.Definitions,
        imported: Mapping[str, Assembly],
        merged: Sequence[Assembly],
        program: Program,
    ) -> None:
        self.definitions = definitions
        self.imported = imported
        """By the name of the import."""
        self.merged = merged
        """Those imported without a name, in their order: what they have counts as this file's own (DMN 1.5)."""
        self.program = program
        self.by_id: dict[str, Any] = {}
        self.by_name: dict[str, Any] = {}
        self.around = Scope(BUILTINS)
        self.fields = Scope([*properties.NAMES, *self._field_names()])
        self.types = ItemTypes(definitions.types, self._imported_types(), self._constraint)
        for element in definitions.elements:
            self._declare(element)
        for element in definitions.elements:
            self._link(element)

    # --- names and types ---

    def _field_names(self) -> list[str]:
        names: list[str] = []
        for assembly in (*self.imported.values(), *self.merged):
            names += [*assembly.fields.names(), *assembly.by_name]
        for item in self.definitions.types:
            names += _component_names(item)
        for part in _parts(self.definitions.elements):
            names += _part_names(part)
        return names

    def _imported_types(self) -> dict[str, types.Type]:
        """Under the name of their import; those without one as they are, unless this file has that name."""
        own = {normal(item.name) for item in self.definitions.types}
        found = {
            name: type_
            for assembly in reversed(self.merged)
            for name, type_ in assembly.types.named.items()
            if name not in own
        }
        for prefix, assembly in self.imported.items():
            found |= {f"{prefix}.{name}": type_ for name, type_ in assembly.types.named.items()}
        return found

    def _constraint(self, cell: d.Cell, owner: str) -> Callable[[Value], bool]:
        """A check of allowed values; compiled when first used, because types may name one another."""

        @functools.cache
        def compiled() -> Callable[..., bool]:
            return self._compile_constraint(cell, owner)

        def check(value: Value) -> bool:
            try:
                return compiled()(Run(self.program.sites, NO_DAY), value)
            except SyntaxProblem:
                return True

        return check

    def _compile_constraint(self, cell: d.Cell, owner: str) -> Callable[..., bool]:
        tests = parse_tests(cell.text, self.around, self.fields, {}, Place(owner))
        if not tests.tests:
            return lambda rt, value: True
        generator = Generator(self.program, BUILTIN_LOCALS, Place(owner))
        generator.environment = Environment((), "value")
        identifier = self.program.fresh("a")
        self.program.add(define(identifier, ["rt", "value"], [ast.Return(generator.passes(tests, "value"))]))
        return self.program.finish(identifier, Place(owner))

    # --- elements ---

    def _type(self, element: d.Element) -> types.Type:
        return self.types.of(element.variable.type_ref) if element.variable else types.ANY

    def _declare(self, element: d.Element) -> None:
        unit: Any
        name = normal(element.name)
        if isinstance(element, d.InputData):
            unit = Input(name, self._type(element), self.program)
        elif isinstance(element, d.Service):
            unit = ServiceUnit(name, self._type(element), self.program)
        else:
            kind = DecisionUnit if isinstance(element, d.Decision) else KnowledgeUnit
            unit = kind(name, NULL, [], self._type(element), self.program)
            unit.builtins = BUILTIN_LOCALS
        self.by_id[element.id] = unit
        self.by_name[name] = unit

    def _link(self, element: d.Element) -> None:
        unit = self.by_id[element.id]
        if isinstance(element, d.Service):
            self._link_service(element, unit)
        elif isinstance(element, d.Decision | d.Knowledge):
            self._link_logic(element, unit)

    def _link_service(self, element: d.Service, unit: ServiceUnit) -> None:
        for href in (*element.input_data, *element.input_decisions):
            path, found = self.resolve(href, element.name)
            unit.parameters.append((path, found.type))
        for href in element.outputs:
            unit.outputs.append(self.resolve(href, element.name))

    def _link_logic(self, element: d.Decision | d.Knowledge, unit: Compiled) -> None:
        for requirement in element.requirements:
            if requirement.kind.startswith("authority"):
                continue
            path, found = self.resolve(requirement.href, element.name)
            unit.needs.append((path, found))
        if isinstance(element, d.Knowledge):
            unit.needs.append(((unit.name,), unit))
        self._read_logic(element, unit)

    def _read_logic(self, element: d.Decision | d.Knowledge, unit: Compiled) -> None:
        names = [path[0] for path, _ in unit.needs]
        logic = Logic(unit.name, names, self.around, self.fields, self.types)
        unit.logic = logic.node(element.logic, element.variable.type_ref if element.variable else "")
        unit.problems = list(logic.problems)

    def resolve(self, href: str, owner: str) -> tuple[tuple[str, ...], Any]:
        """The path of names and the unit a reference means. Raises TablesError for one that leads nowhere."""
        namespace, _, identifier = href.rpartition("#")
        found = self._with_id(namespace, identifier)
        if found is not None:
            return (found.name,), found
        for name, assembly in self.imported.items():
            unit = assembly._with_id(namespace, identifier) if namespace else None
            if unit is not None:
                return (name, unit.name), unit
        raise TablesError(text("De verwijzing «%(href)s» leidt nergens heen.", href=href), Place(owner))

    def _with_id(self, namespace: str, identifier: str) -> Any:
        """The unit of an id, here or in what is imported without a name; None if there is none."""
        own = self.by_id.get(identifier) if namespace in ("", self.definitions.namespace) else None
        units = (assembly._with_id(namespace, identifier) for assembly in self.merged)
        return own or next(filter(None, units), None)

    def named(self, name: str) -> Any:
        """The unit of a name, here or else in what is imported without a name; None if there is none."""
        units = (assembly.named(name) for assembly in self.merged)
        return self.by_name.get(name) or next(filter(None, units), None)


def _component_names(item: d.ItemDefinition) -> list[str]:
    names = [component.name for component in item.components]
    return names + [name for component in item.components for name in _component_names(component)]


def _part_names(part: object) -> list[str]:
    """Names under which the value of a part may be asked for with a dot."""
    if isinstance(part, d.Literal | d.Cell):
        return keys_in(part.text)
    if isinstance(part, d.Variable | d.OutputColumn):
        return [part.name] if part.name else []
    if isinstance(part, d.Service | d.Decision):
        return [part.name]
    return []


def _parts(value: object) -> Iterator[object]:
    """A part and every part in it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, d.Part):
        yield value
        for name in value.__dataclass_fields__:
            yield from _parts(getattr(value, name))
