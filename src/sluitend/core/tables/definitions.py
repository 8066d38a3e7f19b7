"""A DMN file as immutable values: what was written, before anything is understood as FEEL.

What we do not use ourselves (drawings, other tools' extensions, notes) is kept as it was, so that nothing is lost on
the way through (issue 3, part 4: both ways without loss).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kept:
    """Attributes and child elements that we carry along; elements as XML text, `after` those we know."""

    attributes: tuple[tuple[str, str], ...] = ()
    elements: tuple[str, ...] = ()


NOTHING = Kept()


@dataclass(frozen=True, kw_only=True)
class Part:
    """Any element: its id, name, label, description, and what else was on it."""

    id: str = ""
    name: str = ""
    label: str = ""
    description: str = ""
    kept: Kept = NOTHING


@dataclass(frozen=True, kw_only=True)
class Expression(Part):
    type_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Literal(Expression):
    text: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell(Part):
    """An input entry, an output entry, or a set of allowed values."""

    text: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class InputColumn(Part):
    expression: Literal
    values: Cell | None = None


@dataclass(frozen=True, kw_only=True)
class OutputColumn(Part):
    type_ref: str = ""
    values: Cell | None = None
    default: Cell | None = None


@dataclass(frozen=True, kw_only=True)
class Rule(Part):
    inputs: tuple[Cell, ...] = ()
    outputs: tuple[Cell, ...] = ()
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table(Expression):
    hit_policy: str = "UNIQUE"
    aggregation: str = ""
    inputs: tuple[InputColumn, ...] = ()
    outputs: tuple[OutputColumn, ...] = ()
    annotations: tuple[str, ...] = ()
    """The heads of the annotation columns."""
    rules: tuple[Rule, ...] = ()
    output_label: str = ""
    orientation: str = ""


@dataclass(frozen=True, kw_only=True)
class Variable(Part):
    type_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class ContextEntry(Part):
    variable: Variable | None
    """None for the entry that is the result."""
    value: Expression | None


@dataclass(frozen=True, kw_only=True)
class Context(Expression):
    entries: tuple[ContextEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListOf(Expression):
    items: tuple[Expression, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Relation(Expression):
    columns: tuple[Variable, ...] = ()
    rows: tuple[tuple[Expression, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Invocation(Expression):
    function: Expression | None = None
    bindings: tuple[tuple[Variable, Expression | None], ...] = ()


@dataclass(frozen=True, kw_only=True)
class FunctionOf(Expression):
    parameters: tuple[Variable, ...] = ()
    body: Expression | None = None
    language: str = "FEEL"
    """FEEL, Java or PMML."""


@dataclass(frozen=True, kw_only=True)
class Conditional(Expression):
    condition: Expression | None = None
    then: Expression | None = None
    otherwise: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class FilterOf(Expression):
    items: Expression | None = None
    match: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Iteration(Expression):
    kind: str = "for"
    """for, some or every."""
    variable: str = ""
    items: Expression | None = None
    body: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class ItemDefinition(Part):
    type_ref: str = ""
    collection: bool = False
    allowed: Cell | None = None
    constraint: Cell | None = None
    """On the type itself rather than on its elements (DMN 1.4)."""
    components: tuple[ItemDefinition, ...] = ()
    parameters: tuple[Variable, ...] = ()
    """Of a function item."""
    result: str = ""
    function: bool = False


@dataclass(frozen=True, kw_only=True)
class Requirement(Part):
    kind: str
    """decision, input, knowledge or authority."""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Element(Part):
    """A thing in the requirements diagram, with the variable that holds its value."""

    variable: Variable | None = None


@dataclass(frozen=True, kw_only=True)
class InputData(Element):
    pass


@dataclass(frozen=True, kw_only=True)
class Decision(Element):
    requirements: tuple[Requirement, ...] = ()
    logic: Expression | None = None
    question: str = ""
    answers: str = ""


@dataclass(frozen=True, kw_only=True)
class Knowledge(Element):
    """A business knowledge model."""

    requirements: tuple[Requirement, ...] = ()
    logic: FunctionOf | None = None


@dataclass(frozen=True, kw_only=True)
class Service(Element):
    outputs: tuple[str, ...] = ()
    encapsulated: tuple[str, ...] = ()
    input_decisions: tuple[str, ...] = ()
    input_data: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Import(Part):
    namespace: str = ""
    location: str = ""
    type: str = ""


@dataclass(frozen=True, kw_only=True)
class Definitions(Part):
    namespace: str = ""
    exporter: str = ""
    exporter_version: str = ""
    imports: tuple[Import, ...] = ()
    types: tuple[ItemDefinition, ...] = ()
    elements: tuple[Element, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """What the file calls its namespaces; two files that differ in nothing else are the same."""
