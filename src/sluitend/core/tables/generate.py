"""The tree of FEEL to Python code: each node becomes one expression."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.environment import Environment, Frame
from sluitend.core.tables.errors import NOWHERE, Place
from sluitend.core.tables.program import (
    Program,
    all_of,
    bind,
    call,
    compare,
    const,
    function_of,
    is_false,
    is_true,
    name,
    tuple_of,
)
from sluitend.core.tables.tree import Node

BINARY = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "**": "power",
    "=": "equals",
    "!=": "differs",
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
}
RT = name("rt")


class Generator:
    """Makes code for one expression and what is in it. `names` are the functions that every expression knows."""

    def __init__(self, program: Program, names: dict[str, str], place: Place = NOWHERE) -> None:
        self.program = program
        self.names = names
        self.place = place
        self.environment = Environment()
        self.used: set[str] = set()
        """Locals that the code made so far refers to."""
        self._forms: dict[type[Node], Callable[[Any], ast.expr]] = {
            tree.Literal: lambda node: program.constant(node.value),
            tree.Name: self._name,
            tree.Input: lambda node: (
                name(self.environment.input) if self.environment.input else self._unknown(node, "?")
            ),
            tree.ListNode: lambda node: ast.List([self.code(item) for item in node.items], ast.Load()),
            tree.ContextNode: self._context,
            tree.RangeNode: self.range,
            tree.Negate: lambda node: self._at(node, "negate", self.code(node.operand)),
            tree.Binary: self._binary,
            tree.Between: lambda node: self._at(node, "between", *map(self.code, (node.value, node.low, node.high))),
            tree.InstanceOf: lambda node: self._at(node, "instance_of", self.code(node.value), self._type(node.type)),
            tree.If: self._if,
            tree.For: self._for,
            tree.Quantified: self._quantified,
            tree.Path: lambda node: self._at(node, "path", self.code(node.base), const(node.name)),
            tree.Filter: self._filter,
            tree.Call: self._call,
            tree.FunctionNode: self._function,
            tree.External: lambda node: self._at(node, "refused"),
            tree.In: self._in,
            tree.Located: self._located,
            tree.Fitted: lambda node: self._at(node, "fit", self.code(node.value), self._type(node.type)),
            tree.TableNode: self._table,
        }

    def code(self, node: Node) -> ast.expr:
        return self._forms[type(node)](node)

    def site(self, node: Node) -> ast.expr:
        return const(self.program.site(self.place.at(node.position)))

    def _at(self, node: Node, operation: str, *arguments: ast.expr) -> ast.expr:
        """A call of an operation that may have to say where it became null."""
        return call(operation, RT, self.site(node), *arguments)

    def within(self, frame: Frame, make: Callable[[], ast.expr]) -> ast.expr:
        around = self.environment
        self.environment = around.inside(frame)
        try:
            return make()
        finally:
            self.environment = around

    def _type(self, type_: Any) -> ast.expr:
        return self.program.constant(type_)

    def _located(self, node: tree.Located) -> ast.expr:
        around, self.place = self.place, node.place
        made = self.code(node.value)
        self.place = around
        return made

    # --- names ---

    def _name(self, node: tree.Name) -> ast.expr:
        return self._resolve(node, 0)

    def _resolve(self, node: tree.Name, depth: int) -> ast.expr:
        for level, frame in enumerate(self.environment.frames[depth:], depth):
            if node.name in frame.names:
                self.used.add(frame.names[node.name])
                local = name(frame.names[node.name])
                return call("copied", RT, local) if frame.partial and node.name == "partial" else local
            if frame.item is not None:
                self.used.add(frame.item)
                outer = function_of((), self._resolve(node, level + 1))
                return call("field", RT, name(frame.item), const(node.name), outer)
        if node.name in self.names:
            return name(self.names[node.name])
        return self._unknown(node, node.name)

    def _unknown(self, node: Node, written: str) -> ast.expr:
        self.program.unknown.append((written, self.place.at(node.position)))
        return self._at(node, "unknown", const(written))

    # --- values ---

    def _context(self, node: tree.ContextNode) -> ast.expr:
        """Entries in order, each bound to a local that the later ones see."""
        if len({entry.key for entry in node.entries}) < len(node.entries):
            return self._at(node, "doubled")
        frame = Frame()
        steps: list[ast.expr] = []
        around = self.environment
        self.environment = around.inside(frame)
        for entry in node.entries:
            local = self.program.fresh("v")
            if isinstance(tree.bare(entry.value), tree.FunctionNode):
                frame.names[entry.key] = local
            value = self.code(entry.value)
            steps.append(
                bind(local, value if entry.type is None else self._at(entry, "fit", value, self._type(entry.type)))
            )
            frame.names[entry.key] = local
        if node.result is not None:
            steps.append(self.code(node.result))
        else:
            keys: list[ast.expr | None] = [const(entry.key) for entry in node.entries]
            steps.append(ast.Dict(keys, [name(frame.names[entry.key]) for entry in node.entries]))
        self.environment = around
        return steps[0] if len(steps) == 1 else ast.Subscript(tuple_of(steps), const(-1), ast.Load())

    def range(self, node: tree.RangeNode) -> ast.expr:
        ends = [self._open(node.start), self._open(node.end)]
        start = const(None) if node.start is None else self.code(node.start)
        end = const(None) if node.end is None else self.code(node.end)
        sides = (start, const(node.start_included), end, const(node.end_included))
        return self._at(node, "make_range", *sides, tuple_of([const(one) for one in ends]), const(node.sign))

    @staticmethod
    def _open(end: Node | None) -> bool:
        return end is None or (isinstance(end, tree.Literal) and end.value is None)

    def _binary(self, node: tree.Binary) -> ast.expr:
        if node.operator in ("and", "or"):
            operation = "both" if node.operator == "and" else "either"
            return self._at(node, operation, self.code(node.left), function_of((), self.code(node.right)))
        return self._at(node, BINARY[node.operator], self.code(node.left), self.code(node.right))

    def _function(self, node: tree.FunctionNode) -> ast.expr:
        locals_ = [self.program.fresh("v") for _ in node.parameters]
        frame = Frame({one.name: local for one, local in zip(node.parameters, locals_, strict=True)})
        body = self.within(frame, lambda: self.code(node.body))
        names = self.program.constant(tuple(one.name for one in node.parameters))
        types = self.program.constant(tuple(one.type for one in node.parameters))
        made = function_of(("rt", "site", *locals_), body)
        return call("user_function", names, types, self.program.constant(node.result), made)

    def _call(self, node: tree.Call) -> ast.expr:
        function = self.code(node.function)
        arguments = tuple_of([self.code(argument) for argument in node.arguments])
        if not node.names:
            return self._at(node, "call", function, arguments)
        return self._at(node, "call_named", function, self.program.constant(node.names), arguments)

    def _if(self, node: tree.If) -> ast.expr:
        if not node.boxed:
            return ast.IfExp(is_true(self.code(node.condition)), self.code(node.then), self.code(node.otherwise))
        local = self.program.fresh("v")
        condition = bind(local, self.code(node.condition))
        wrong = all_of([compare(name(local), ast.IsNot(), const(one)) for one in (False, None)])
        refused = self._at(node, "truth", name(local), const("if"))
        return ast.IfExp(is_true(condition), self.code(node.then), ast.IfExp(wrong, refused, self.code(node.otherwise)))

    # --- loops ---

    def _items(self, loop: tree.Loop) -> ast.expr:
        if loop.end is not None:
            return self._at(loop, "turns", self.code(loop.start), self.code(loop.end))
        return self._at(loop, "members", self.code(loop.start), *([self._type(loop.type)] if loop.type else []))

    def _walk(self, loops: tuple[tree.Loop, ...], make: Callable[[], ast.expr]) -> ast.expr:
        if not loops:
            return make()
        local = self.program.fresh("v")
        items = self._items(loops[0])
        body = self.within(Frame({loops[0].name: local}), lambda: self._walk(loops[1:], make))
        return call("each", RT, items, function_of((local,), body))

    def _for(self, node: tree.For) -> ast.expr:
        made = self.program.fresh("v")
        frame = Frame({"partial": made}, partial=True)
        walk = self._walk(
            node.loops, lambda: self.within(frame, lambda: call("give", RT, name(made), self.code(node.result)))
        )
        return call("collect", RT, function_of((made,), walk))

    def _quantified(self, node: tree.Quantified) -> ast.expr:
        judge = self.program.fresh("v")
        walk = self._walk(node.loops, lambda: ast.Call(name(judge), [self.code(node.satisfies)], []))
        return self._at(node, "quantify", const(node.every), function_of((judge,), walk))

    def _filter(self, node: tree.Filter) -> ast.expr:
        base = self.code(node.base)
        local = self.program.fresh("v")
        frame = Frame({}, item=local)
        condition = self.within(Frame({"item": local}), lambda: self.within(frame, lambda: self.code(node.condition)))
        return self._at(node, "filtered", base, function_of((local,), condition))

    # --- unary tests ---

    def _in(self, node: tree.In) -> ast.expr:
        local = self.program.fresh("v")
        around = self.environment
        self.environment = around.inside(Frame({f" {local}": local}))
        tests = [self.test(test, local) for test in node.tests.tests]
        self.environment = around
        return ast.Subscript(
            tuple_of([bind(local, self.code(node.value)), call("any_test", tuple_of(tests))]), const(-1), ast.Load()
        )

    def test(self, test: tree.Test, local: str) -> ast.expr:
        """Code that says whether the value in `local` passes: True, False or None."""
        around = self.environment
        self.environment = around.asking(local)
        try:
            return self._test(test, local)
        finally:
            self.environment = around

    def _test(self, test: tree.Test, local: str) -> ast.expr:
        value = name(local)
        if isinstance(test, tree.CompareTest):
            return self._at(test, BINARY[test.operator], value, self.code(test.operand))
        if isinstance(test, tree.RangeTest):
            return self._at(test, "in_range_test", value, self.range(test.range))
        assert isinstance(test, tree.ValueTest)
        if test.about_input:
            return self.code(test.value)
        literal = isinstance(test.value, tree.Literal)
        return self._at(test, "value_test", value, self.code(test.value), const(literal))

    def passes(self, tests: tree.Tests, local: str) -> ast.expr:
        """Code that is true if a cell matches; an unknown answer does not match, and neither does its opposite."""
        found = [self.test(test, local) for test in tests.tests]
        if tests.negated:
            made = [is_false(one) for one in found]
            return made[0] if len(made) == 1 else ast.BoolOp(ast.And(), list(made))
        made = [is_true(one) for one in found]
        return made[0] if len(made) == 1 else ast.BoolOp(ast.Or(), list(made))

    def _table(self, node: tree.TableNode) -> ast.expr:
        from sluitend.core.tables.generate_table import table_code

        return table_code(self, node)
