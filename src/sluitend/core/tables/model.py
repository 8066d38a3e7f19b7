"""A model that can be asked: its decisions, their answers, the rules behind them, the reasons for what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any

from sluitend.core.tables.assemble import Assembly, operations
from sluitend.core.tables.boundary import inward, outward
from sluitend.core.tables.definitions import Decision, Definitions
from sluitend.core.tables.describe import DecisionInfo, describe
from sluitend.core.tables.errors import NOWHERE, Place, TablesError
from sluitend.core.tables.hit_policy import Plan
from sluitend.core.tables.loops import call
from sluitend.core.tables.names import normal
from sluitend.core.tables.program import Program
from sluitend.core.tables.run import Fired, Reason, Run
from sluitend.core.tables.units import DecisionUnit, Facts, KnowledgeUnit, ServiceUnit, facts_of
from sluitend.core.tables.values import Value
from sluitend.core.tables.xml_read import read_definitions
from sluitend.core.text import text

MAX_IMPORTS = 20


class Outcome:
    """What a decision answered. The trace is put into words only when asked for."""

    __slots__ = ("_run", "value")

    def __init__(self, value: Any, run: Run) -> None:
        self.value = value
        self._run = run

    @property
    def fired(self) -> tuple[Fired, ...]:
        """Per table that was used: the rules that made its answer, in order."""
        return tuple(_fired(plan, hits) for plan, hits in self._run.fired)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why anything became null, in the order in which it happened."""
        return self._run.reasons()

    def __repr__(self) -> str:
        return f"Outcome({self.value!r})"


def _fired(plan: Plan, hits: Sequence[int]) -> Fired:
    return Fired(
        plan.name,
        tuple(plan.rule_ids[hit] for hit in hits),
        tuple(hit + 1 for hit in hits),
        tuple(plan.annotations[hit] for hit in hits),
    )


@dataclass(frozen=True, eq=False)
class Model:
    """A DMN model. `definitions` is what was written; the rest is what it means."""

    definitions: Definitions
    decisions: Mapping[str, DecisionInfo]
    assembly: Assembly
    imports: Mapping[str, bytes]

    def decide(self, name: str, facts: Facts, *, today: dt.date, now: dt.datetime | None = None) -> Outcome:
        """The answer of a decision. Raises TablesError if there is no such decision, or its texts are no FEEL."""
        unit = self.assembly.by_name.get(name) or self._found(name)
        if type(unit) is not DecisionUnit:
            raise TablesError(text("Er is geen beslissing «%(name)s».", name=name), Place(name))
        run = Run(self.assembly.program.sites, today, now)
        try:
            value = (unit.compiled or unit.compile())(run, facts)
        except InvalidOperation:
            raise TablesError(text("Een van de feiten is geen getal."), Place(name)) from None
        except RecursionError:
            raise TablesError(text("Deze berekening gaat te diep."), Place(name)) from None
        return Outcome(value if unit.plain else outward(value), run)

    def _found(self, name: str) -> Any:
        """The element of a name; `import.name` for one of an imported model."""
        own = self.assembly.named(normal(name))
        prefix, _, rest = name.partition(".")
        imported = self.assembly.imported.get(normal(prefix))
        return imported.named(normal(rest)) if own is None and imported is not None else own

    def call(self, name: str, facts: Facts, *, today: dt.date, now: dt.datetime | None = None) -> Outcome:
        """The answer of a decision service or a business knowledge model; `facts` are its arguments by name."""
        unit = self._found(name)
        if not isinstance(unit, ServiceUnit | KnowledgeUnit):
            raise TablesError(text("Er is geen dienst of kennismodel «%(name)s».", name=name), Place(name))
        run = Run(self.assembly.program.sites, today, now)
        try:
            return Outcome(outward(_called(unit, run, facts)), run)
        except RecursionError:
            raise TablesError(text("Deze berekening gaat te diep."), Place(name)) from None


def _called(unit: ServiceUnit | KnowledgeUnit, run: Run, facts: Facts) -> Value:
    function = unit.as_function()
    if isinstance(unit, ServiceUnit):
        facts = {**_imported(unit, run, facts), **facts}
    for name in function.names:
        if name not in facts:
            run.note(unit.site, text("«%(name)s» is niet ingevuld.", name=name))
    arguments = tuple(inward(facts[name]) if name in facts else None for name in function.names)
    return call(run, unit.site, function, arguments)


def _imported(unit: ServiceUnit, run: Run, facts: Facts) -> Facts:
    """What imports lend to a service, by qualified name: found as `decide` finds it, under the import or loose."""
    lent = [(path, facts_of(run, facts, path[0])) for path, _ in unit.parameters if len(path) > 1]
    return {".".join(path): found[path[-1]] for path, found in lent if path[-1] in found}


def read(xml: bytes, imports: Mapping[str, bytes] | None = None) -> Model:
    """Reads a DMN file; `imports` are the files it may import, by namespace, name or location.

    Raises TablesError for what is no safe DMN file or is too large, too deep or too costly. A cell that is no FEEL does
    not stop the reading (a draft must open in the editor): `check` finds it, and `decide` refuses that decision.
    """
    return _model(read_definitions(xml), dict(imports or {}))


def build(definitions: Definitions, imports: Mapping[str, bytes] | None = None) -> Model:
    """A model of definitions that were made or changed by a program, such as the table editor."""
    return _model(definitions, dict(imports or {}))


def _model(definitions: Definitions, imports: dict[str, bytes]) -> Model:
    found: dict[str, Definitions] = {}
    for key, xml in imports.items():
        imported = read_definitions(xml)
        found[imported.namespace] = imported
        found.setdefault(key, imported)
    program = Program(operations())
    assembly = _assembly(definitions, found, program, ())
    decisions = {
        element.name: describe(element, definitions)
        for element in definitions.elements
        if isinstance(element, Decision)
    }
    return Model(definitions, decisions, assembly, imports)


def _assembly(
    definitions: Definitions, found: Mapping[str, Definitions], program: Program, above: tuple[str, ...]
) -> Assembly:
    if definitions.namespace in above or len(above) > MAX_IMPORTS:
        raise TablesError(text("Dit bestand haalt zichzelf binnen."), NOWHERE)
    imported: list[tuple[str, Assembly]] = []
    for one in definitions.imports:
        if "DMN" not in one.type.upper() and one.namespace not in found:
            continue
        target = found.get(one.namespace) or found.get(one.name) or found.get(one.location)
        if target is None:
            raise TablesError(text("Het bestand «%(name)s» dat hier hoort ontbreekt.", name=one.name or one.namespace))
        imported.append((normal(one.name), _assembly(target, found, program, (*above, definitions.namespace))))
    named = {name: assembly for name, assembly in imported if name}
    return Assembly(definitions, named, [assembly for name, assembly in imported if not name], program)
