"""The tree of FEEL: immutable, typed, each node knowing its offset in the text it came from.

Boxed expressions and decision tables become nodes of the same tree, so that there is one meaning and one generator.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sluitend.core.tables.errors import NOWHERE, Place
from sluitend.core.tables.types import Type
from sluitend.core.tables.values import Value


@dataclass(frozen=True, kw_only=True)
class Node:
    position: int = 0


@dataclass(frozen=True)
class Literal(Node):
    value: Value


@dataclass(frozen=True)
class Name(Node):
    name: str


@dataclass(frozen=True)
class Input(Node):
    """`?`: the value that a unary test is about."""


@dataclass(frozen=True)
class ListNode(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Entry(Node):
    """One entry of a context; `type` is set where a boxed context declares one."""

    key: str
    value: Node
    type: Type | None = None


@dataclass(frozen=True)
class ContextNode(Node):
    """A context; with `result` (boxed contexts only) its value is that expression's."""

    entries: tuple[Entry, ...]
    result: Node | None = None


@dataclass(frozen=True)
class RangeNode(Node):
    start: Node | None
    start_included: bool
    end: Node | None
    end_included: bool
    sign: str = ""
    """The comparison it was written as."""


@dataclass(frozen=True)
class Negate(Node):
    operand: Node


@dataclass(frozen=True)
class Binary(Node):
    """Arithmetic, comparison, `and` and `or`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True)
class InstanceOf(Node):
    value: Node
    type: Type


@dataclass(frozen=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node
    boxed: bool = False
    """Whether a condition that is neither true, false nor unknown makes the whole null."""


@dataclass(frozen=True)
class Loop(Node):
    name: str
    start: Node
    end: Node | None
    """Set for `start..end`; otherwise `start` is a list."""
    type: Type | None = None


@dataclass(frozen=True)
class For(Node):
    loops: tuple[Loop, ...]
    result: Node


@dataclass(frozen=True)
class Quantified(Node):
    every: bool
    loops: tuple[Loop, ...]
    satisfies: Node


@dataclass(frozen=True)
class Path(Node):
    base: Node
    name: str


@dataclass(frozen=True)
class Filter(Node):
    base: Node
    condition: Node


@dataclass(frozen=True)
class Call(Node):
    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] = ()
    """The names of the arguments, when they are given by name."""


@dataclass(frozen=True)
class Parameter:
    name: str
    type: Type | None = None


@dataclass(frozen=True)
class FunctionNode(Node):
    parameters: tuple[Parameter, ...]
    body: Node
    result: Type | None = None


@dataclass(frozen=True)
class External(Node):
    """A function of another language: read, shown and refused."""


# --- unary tests ---


@dataclass(frozen=True)
class Test(Node):
    """One positive unary test."""


@dataclass(frozen=True)
class CompareTest(Test):
    operator: str
    operand: Node


@dataclass(frozen=True)
class RangeTest(Test):
    range: RangeNode


@dataclass(frozen=True)
class ValueTest(Test):
    """An expression: matches if it equals the input, contains it, or is true of it."""

    value: Node
    about_input: bool
    """Whether the expression holds `?`: then its truth alone decides."""


@dataclass(frozen=True)
class Tests(Node):
    """A cell: any of `tests`, or none of them if `negated`; no tests at all is `-`."""

    tests: tuple[Test, ...]
    negated: bool = False


@dataclass(frozen=True)
class In(Node):
    value: Node
    tests: Tests


# --- boxed ---


@dataclass(frozen=True)
class Located(Node):
    """Everything below stands in the text at `place`."""

    value: Node
    place: Place


@dataclass(frozen=True)
class Fitted(Node):
    """An expression that declares its own type."""

    value: Node
    type: Type


@dataclass(frozen=True)
class Broken(Node):
    """A text that could not be read: kept so that the rest of the model still works."""

    place: Place


@dataclass(frozen=True)
class TableRule:
    id: str
    tests: tuple[Tests, ...]
    outputs: tuple[Node, ...]
    places: tuple[Place, ...]
    """Of the input cells."""
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableNode(Node):
    name: str
    """Of the decision, for the trace."""
    inputs: tuple[Node, ...]
    input_types: tuple[Type, ...]
    columns: tuple[str, ...]
    """What the input columns are called, for the trace."""
    rules: tuple[TableRule, ...]
    output_names: tuple[str, ...]
    output_types: tuple[Type | None, ...]
    hit_policy: str
    aggregation: str
    priorities: tuple[tuple[Value, ...], ...] = ()
    defaults: tuple[Node | None, ...] = ()
    place: Place = field(default=NOWHERE)


def bare(node: Node) -> Node:
    """A node without what only says where it stands."""
    while isinstance(node, Located):
        node = node.value
    return node
