"""A decision table to one Python function: a quick road for inputs of the expected types, and FEEL's own beside it.

The quick road compares with Python's own operators; it is taken when every input that matters is of the type its cells
are written for, and gives the same rules as the other (tests/core/tables/test_random_tables.py).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sluitend.core.tables import tree
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
from sluitend.core.tables.temporal import Date, parse_date, parse_date_time, parse_duration, parse_time
from sluitend.core.tables.tree import Node, TableNode, TableRule
from sluitend.core.tables.types import ANY, Type, holds
from sluitend.core.tables.values import KINDS, NUMBERS, Value

QUICK: dict[type, str] = {Decimal: "Decimal", str: "str", bool: "bool", Date: "Date"}
_SIGNS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "=": ast.Eq,
    "!=": ast.NotEq,
}


_MOMENTS: dict[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "duration": parse_duration,
    "date and time": parse_date_time,
}


def constant(node: Node | None) -> tuple[Value] | None:
    """The value of an expression that is always the same, in a tuple of one; None if it is not."""
    if isinstance(node, tree.Located):
        return constant(node.value)
    if isinstance(node, tree.Literal):
        return (node.value,)
    if isinstance(node, tree.Negate) and isinstance(node.operand, tree.Literal):
        value = node.operand.value
        return (NUMBERS.minus(value),) if type(value) is Decimal else None
    return _moment(node) if isinstance(node, tree.Call) else None


def _moment(node: tree.Call) -> tuple[Value] | None:
    """The value of `date("2026-01-01")` and the like."""
    if not isinstance(node.function, tree.Name) or len(node.arguments) != 1:
        return None
    parse, written = _MOMENTS.get(node.function.name), node.arguments[0]
    if parse is None or not isinstance(written, tree.Literal) or type(written.value) is not str:
        return None
    value = parse(written.value)
    return None if value is None else (value,)


def operands(test: tree.Test) -> list[Node | None]:
    if isinstance(test, tree.CompareTest):
        return [test.operand]
    if isinstance(test, tree.RangeTest):
        return [test.range.start, test.range.end]
    assert isinstance(test, tree.ValueTest)
    return [test.value]


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
            made.append(ast.If(all_of(cells), [self._hit(number)], []))
        return made

    def _hit(self, number: int) -> ast.stmt:
        if self.node.hit_policy == "FIRST":
            return ast.Return(self._finish(tuple_of([const(number)])))
        return ast.Expr(ast.Call(name("hit"), [const(number)], []))

    def _body(self) -> list[ast.stmt]:
        """The rules on the quick road where every guard holds, else on FEEL's; then the policy decides."""
        start: list[ast.stmt] = []
        if self.node.hit_policy != "FIRST":
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
        single = self.node.hit_policy == "FIRST"
        end: list[ast.stmt] = [ast.Return(self._finish(tuple_of([]) if single else name("hits")))]
        if not any(self.node.defaults):
            return end
        if single:
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

    def make(self) -> ast.expr:
        node = self.node
        fixed = fixed_outputs(node)
        self.plan, self.policy = self.program.fresh("p"), POLICIES[node.hit_policy]
        self.program.namespace[self.plan] = Plan.of(node, self.program.site(node.place))
        self.outputs: Callable[[], ast.expr]
        computed: list[ast.stmt] = []
        if fixed is not None:
            self.answers = self.program.fresh("k")
            self.program.namespace[self.answers] = fixed
            self.outputs = lambda: name(self.answers)
        else:
            computed = [self._computed()]
            self.outputs = lambda: function_of(
                ("number",), call(self.answers, RT, name("number"), *map(name, self.locals()))
            )
        return self._define(computed)

    def _define(self, computed: list[ast.stmt]) -> ast.expr:
        """The table as a function of its inputs and of those locals around it that it really uses."""
        identifier = self.program.fresh("t")
        body = self._body()
        if not computed:
            self.free = [local for local in self.free if local in self.generator.used]
        for statement in (*computed, define(identifier, ["rt", *self.locals()], body)):
            self.program.add(statement)
        inputs = [self._input(at) for at in range(len(self.columns))]
        return call(identifier, RT, *inputs, *map(name, self.free))

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


def has_fixed_outputs(node: TableNode) -> bool:
    """Whether every rule always gives the same, and of the declared types."""
    for rule in node.rules:
        for output, type_ in zip(rule.outputs, node.output_types, strict=True):
            value = constant(output)
            if value is None or (value[0] is not None and not holds(value[0], type_ or ANY)):
                return False
    return True


def fixed_outputs(node: TableNode) -> Callable[[int], Value] | None:
    """What the rules give, where that is always the same; a context is given anew each time."""
    if not has_fixed_outputs(node):
        return None
    rows = [[value[0] for output in rule.outputs if (value := constant(output))] for rule in node.rules]
    if len(node.output_names) == 1:
        return [row[0] for row in rows].__getitem__
    contexts = [dict(zip(node.output_names, row, strict=True)) for row in rows]
    return lambda number: contexts[number].copy()


def has_plain_outputs(node: TableNode) -> bool:
    """Whether what it gives needs no conversion on the way out."""
    plain = (Decimal, str, bool, type(None))
    found = (constant(output) for rule in node.rules for output in rule.outputs)
    return has_fixed_outputs(node) and not any(node.defaults) and all(one and type(one[0]) in plain for one in found)


def table_code(generator: Generator, node: TableNode) -> ast.expr:
    """Code for the value of a table, which becomes a function of its inputs and of what its cells may use."""
    around = generator.environment
    generator.environment = around.inside(Frame())
    made = _TableCode(generator, node).make()
    generator.environment = around
    return made
