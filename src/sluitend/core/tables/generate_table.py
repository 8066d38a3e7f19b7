"""A decision table to one Python function: a quick road for inputs of the expected types, and FEEL's own beside it.

The quick road compares with Python's own operators; it is taken when every input that matters is of the type its cells
are written for, and gives the same rules as the other (tests/core/tables/test_random_tables.py).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from sluitend.core.tables import tree
from sluitend.core.tables.constants import constant, fixed_outputs, operands
from sluitend.core.tables.disjoint import exclude_one_another
from sluitend.core.tables.environment import Frame
from sluitend.core.tables.errors import Place
from sluitend.core.tables.generate import RT, Generator
from sluitend.core.tables.hit_policy import POLICIES, Plan
from sluitend.core.tables.program import (
    Program,
    all_of,
    assign,
    bind,
    call,
    compare,
    const,
    define,
    function_of,
    has_type,
    name,
    one_of,
    tuple_of,
)
from sluitend.core.tables.temporal import Date
from sluitend.core.tables.tree import Node, TableNode, TableRule
from sluitend.core.tables.types import ANY, Type
from sluitend.core.tables.values import KINDS

QUICK: dict[type, str] = {Decimal: "Decimal", str: "str", bool: "bool", Date: "Date"}
_SIGNS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "=": ast.Eq,
    "!=": ast.NotEq,
}


def _ordering(test: tree.Test) -> bool:
    return isinstance(test, tree.RangeTest) or (isinstance(test, tree.CompareTest) and test.operator not in ("=", "!="))


def quick_type(tests: tree.Tests) -> type | None:
    """The one type all constants of a cell have, if its tests are quick ones."""
    found: set[type] = set()
    for test in tests.tests:
        for operand in operands(test):
            value = constant(operand)
            if value is None:
                return None
            found.add(type(value[0]))
    if bool in found and any(_ordering(test) for test in tests.tests):
        return None
    return found.pop() if len(found) == 1 and found <= QUICK.keys() else None


def quick_code(program: Program, tests: tree.Tests, local: str) -> ast.expr:
    """A cell of constants in Python's own operators, for a local of their type (`quick_type`)."""
    values = [constant(test.value) for test in tests.tests if isinstance(test, tree.ValueTest)]
    if len(values) == len(tests.tests) > 1 and quick_type(tests) is str:
        found = compare(name(local), ast.In(), program.constant(frozenset(value[0] for value in values if value)))
    else:
        found = one_of([_quick_test(program, test, local) for test in tests.tests])
    return ast.UnaryOp(ast.Not(), found) if tests.negated else found


def _quick_test(program: Program, test: tree.Test, local: str) -> ast.expr:
    sides = [program.constant(value[0]) for one in operands(test) if (value := constant(one))]
    if isinstance(test, tree.CompareTest):
        return compare(name(local), _SIGNS[test.operator](), sides[0])
    if isinstance(test, tree.RangeTest):
        start = ast.LtE() if test.range.start_included else ast.Lt()
        end = ast.LtE() if test.range.end_included else ast.Lt()
        return ast.Compare(sides[0], [start, end], [name(local), sides[1]])
    if isinstance(sides[0], ast.Constant) and isinstance(sides[0].value, bool):
        return name(local) if sides[0].value else ast.UnaryOp(ast.Not(), name(local))
    return compare(name(local), ast.Eq(), sides[0])


@dataclass
class _Column:
    """One input of a table while its code is made."""

    local: str
    type: type | None
    """What the quick road expects; None where the column has cells of several types, or only open ones."""


class _TableCode:
    def __init__(self, generator: Generator, node: TableNode) -> None:
        self.generator = generator
        self.program = generator.program
        self.node = node
        self.columns = [_Column(self.program.fresh("i"), self._column_type(at)) for at in range(len(node.inputs))]
        self.free = generator.environment.locals()
        self.fixed = fixed_outputs(node)
        self.single = node.hit_policy == "FIRST" or (
            node.hit_policy == "UNIQUE" and exclude_one_another(node, node.input_types)
        )
        """Whether the first rule that matches is the answer."""

    def _column_type(self, at: int) -> type | None:
        found = {quick_type(rule.tests[at]) for rule in self.node.rules if rule.tests[at].tests} - {None}
        return found.pop() if len(found) == 1 else None

    # --- cells ---

    def _cell(self, rule: TableRule, at: int, quick: bool) -> ast.expr:
        tests, column = rule.tests[at], self.columns[at]
        if quick and column.type is not None and quick_type(tests) is column.type:
            return quick_code(self.program, tests, column.local)
        around, self.generator.place = self.generator.place, rule.places[at]
        made = self.generator.passes(tests, column.local)
        self.generator.place = around
        return made

    # --- rules ---

    def _rules(self, quick: bool) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for number, rule in enumerate(self.node.rules):
            cells = [self._cell(rule, at, quick) for at in range(len(rule.tests)) if rule.tests[at].tests]
            made.append(ast.If(all_of(cells), self._hit(number), []))
        return made

    def _hit(self, number: int) -> list[ast.stmt]:
        if not self.single:
            return [ast.Expr(ast.Call(name("hit"), [const(number)], []))]
        if self.fixed is None:
            return [ast.Return(self._finish(tuple_of([const(number)])))]
        return [self._fired(number), ast.Return(self._given(number))]

    def _fired(self, number: int) -> ast.stmt:
        """What `first_hit` notes, without the call."""
        entry = self.program.fresh("k")
        self.program.namespace[entry] = ((self.program.namespace[self.plan], (number,)),)
        return ast.AugAssign(ast.Attribute(RT, "fired", ast.Store()), ast.Add(), name(entry))

    def _given(self, number: int) -> ast.expr:
        """A fixed answer; a context is given anew each time."""
        assert self.fixed is not None
        value = self.fixed(number)
        if not isinstance(value, dict):
            return self.program.constant(value)
        keys: list[ast.expr | None] = [const(key) for key in value]
        return ast.Dict(keys, [self.program.constant(one) for one in value.values()])

    def _body(self) -> list[ast.stmt]:
        """The rules on the quick road where every guard holds, else on FEEL's; then the policy decides."""
        start: list[ast.stmt] = []
        if not self.single:
            start = [
                assign("hits", ast.List([], ast.Load())),
                assign("hit", ast.Attribute(name("hits"), "append", ast.Load())),
            ]
        guards = [self._guard(at) for at, one in enumerate(self.columns) if one.type is not None]
        rules = self._rules(quick=False) or [ast.Pass()]
        if guards:
            rules = [ast.If(all_of(guards), self._rules(quick=True), rules)]
        return [*start, *rules, *self._end()]

    def _guard(self, at: int) -> ast.expr:
        """Whether an input is what its cells are written for; one of that declared type can only be null besides."""
        column = self.columns[at]
        expected = QUICK[column.type] if column.type is not None else ""
        if exact_type(self.node.input_types[at]) == expected:
            return compare(name(column.local), ast.IsNot(), const(None))
        return has_type(column.local, expected)

    def _end(self) -> list[ast.stmt]:
        end: list[ast.stmt] = [ast.Return(self._finish(tuple_of([]) if self.single else name("hits")))]
        if not any(self.node.defaults):
            return end
        if self.single:
            return [ast.Return(self._default())]
        return [ast.If(ast.UnaryOp(ast.Not(), name("hits")), [ast.Return(self._default())], []), *end]

    def _finish(self, hits: ast.expr) -> ast.expr:
        return call(self.policy, RT, name(self.plan), hits, self.outputs())

    # --- outputs ---

    def _output(self, output: Node, at: int) -> ast.expr:
        type_ = self.node.output_types[at]
        made = self.generator.code(output)
        if type_ is None or type_ is ANY:
            return made
        place = output.place if isinstance(output, tree.Located) else self.node.place
        return call("fit", RT, const(self.program.site(place)), made, self.program.constant(type_))

    def _answer(self, values: list[ast.expr]) -> ast.expr:
        if len(values) == 1:
            return values[0]
        keys: list[ast.expr | None] = [const(one) for one in self.node.output_names]
        return ast.Dict(keys, values)

    def _computed(self) -> ast.stmt:
        """A function of the rule's number."""
        self.answers = self.program.fresh("o")
        body: list[ast.stmt] = []
        for number, rule in enumerate(self.node.rules):
            values = self._answer([self._output(output, at) for at, output in enumerate(rule.outputs)])
            body.append(ast.If(compare(name("number"), ast.Eq(), const(number)), [ast.Return(values)], []))
        return define(self.answers, ["rt", "number", *self.locals()], [*body, ast.Return(const(None))])

    def _default(self) -> ast.expr:
        values = [const(None) if one is None else self._output(one, at) for at, one in enumerate(self.node.defaults)]
        return self._answer(values)

    def locals(self) -> list[str]:
        return [*(one.local for one in self.columns), *self.free]

    def _prepare(self) -> list[ast.stmt]:
        """What the body needs outside itself: the plan, and a function for outputs that are computed."""
        node = self.node
        self.plan, self.policy = self.program.fresh("p"), POLICIES[node.hit_policy]
        self.program.namespace[self.plan] = Plan.of(node, self.program.site(node.place))
        self.outputs: Callable[[], ast.expr]
        if self.fixed is not None:
            self.answers = self.program.fresh("k")
            self.program.namespace[self.answers] = self.fixed
            self.outputs = lambda: name(self.answers)
            return []
        computed = self._computed()
        self.outputs = lambda: function_of(
            ("number",), call(self.answers, RT, name("number"), *map(name, self.locals()))
        )
        return [computed]

    def make(self) -> ast.expr:
        """The table as a function of its inputs and of those locals around it that it really uses."""
        computed = self._prepare()
        identifier = self.program.fresh("t")
        body = self._body()
        if not computed:
            self.free = [local for local in self.free if local in self.generator.used]
        for statement in (*computed, define(identifier, ["rt", *self.locals()], body)):
            self.program.add(statement)
        inputs = [self._input(at) for at in range(len(self.columns))]
        return call(identifier, RT, *inputs, *map(name, self.free))

    def statements(self) -> list[ast.stmt]:
        """The table as the end of a function that has its facts in locals."""
        for statement in self._prepare():
            self.program.add(statement)
        inputs = [assign(column.local, self._input(at)) for at, column in enumerate(self.columns)]
        return [*inputs, *self._body()]

    def _input(self, at: int) -> ast.expr:
        """The value of an input column, as its declared type."""
        made = self.generator.code(self.node.inputs[at])
        type_ = self.node.input_types[at]
        if type_ is ANY:
            return made
        site = const(self.program.site(Place(self.node.name, None, self.node.columns[at])))
        exact = exact_type(type_)
        if exact is None:
            return call("fit", RT, site, made, self.program.constant(type_))
        if isinstance(made, ast.Name) and self.generator.environment.exact(made.id) == exact:
            return made
        local = self.program.fresh("v")
        fitted = call("fit", RT, site, name(local), self.program.constant(type_))
        right = compare(call("type", bind(local, made)), ast.Is(), name(exact))
        return ast.IfExp(right, name(local), fitted)


def exact_type(type_: Type) -> str | None:
    """The name of the one Python type that needs no conversion to become this type."""
    if type_.allowed is not None:
        return None
    return next((name_ for python, name_ in QUICK.items() if KINDS[python] == type_.kind), None)


def table_code(generator: Generator, node: TableNode) -> ast.expr:
    """Code for the value of a table, which becomes a function of its inputs and of what its cells may use."""
    with _around(generator) as inside:
        return _TableCode(inside, node).make()


def table_statements(generator: Generator, node: TableNode) -> list[ast.stmt]:
    """The same as statements that return: one call less for a decision that is a table and nothing else."""
    with _around(generator) as inside:
        return _TableCode(inside, node).statements()


@contextmanager
def _around(generator: Generator) -> Iterator[Generator]:
    around = generator.environment
    generator.environment = around.inside(Frame())
    try:
        yield generator
    finally:
        generator.environment = around
