"""Definitions to trees: FEEL texts are parsed, boxed expressions and tables become nodes of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sluitend.core.tables import definitions as d
from sluitend.core.tables import tree
from sluitend.core.tables.constants import constant
from sluitend.core.tables.errors import Place
from sluitend.core.tables.item_types import ItemTypes
from sluitend.core.tables.names import Scope, normal
from sluitend.core.tables.parser import parse_expression, parse_tests
from sluitend.core.tables.reader import SyntaxProblem
from sluitend.core.tables.tree import Node
from sluitend.core.tables.types import ANY, UNKNOWN, Type
from sluitend.core.tables.values import Value
from sluitend.core.text import text

NULL = tree.Literal(None)


class Logic:
    """Reads the logic of one element. What is no FEEL is collected in `problems`; hostile texts raise at once."""

    def __init__(self, owner: str, names: Iterable[str], around: Scope, fields: Scope, types: ItemTypes) -> None:
        self.owner = owner
        self.scope = Scope(names, around)
        self.fields = fields
        self.types = types
        self.problems: list[SyntaxProblem] = []
        self._forms: dict[type[d.Expression], Callable[..., Node]] = {
            d.Literal: self._literal,
            d.Table: self._table,
            d.Context: self._context,
            d.ListOf: lambda list_: tree.ListNode(tuple(self.node(item) for item in list_.items)),
            d.Relation: self._relation,
            d.Invocation: self._invocation,
            d.FunctionOf: self.function,
            d.Conditional: self._conditional,
            d.FilterOf: self._filter,
            d.Iteration: self._iteration,
        }

    def node(self, expression: d.Expression | None, around: str = "") -> Node:
        """The tree of an expression, as the type it declares; `around` is the type its place asks for anyway."""
        if expression is None:
            return NULL
        made = self._forms[type(expression)](expression)
        type_ = None if expression.type_ref == around else self._declared(expression.type_ref)
        if type_ is None or type_ is UNKNOWN or isinstance(tree.bare(made), tree.TableNode | tree.FunctionNode):
            return made
        return tree.Fitted(made, type_)

    @contextmanager
    def _knowing(self, *names: str) -> Iterator[Scope]:
        around = self.scope
        self.scope = Scope(names, around)
        yield self.scope
        self.scope = around

    # --- texts ---

    def expression(self, written: str, place: Place) -> Node:
        if not written.strip():
            return NULL
        try:
            return tree.Located(parse_expression(written, self.scope, self.fields, self.types.named, place), place)
        except SyntaxProblem as problem:
            self.problems.append(problem)
            return tree.Broken(place)

    def tests(self, written: str, place: Place) -> tree.Tests:
        try:
            return parse_tests(written, self.scope, self.fields, self.types.named, place)
        except SyntaxProblem as problem:
            self.problems.append(problem)
            return tree.Tests(())

    def _literal(self, literal: d.Literal) -> Node:
        return self.expression(literal.text, Place(self.owner))

    # --- boxed expressions ---

    def _context(self, context: d.Context) -> Node:
        """A boxed context. What is declared for an entry that is a function is not the type of the function itself."""
        entries: list[tree.Entry] = []
        result: Node | None = None
        with self._knowing() as scope:
            for entry in context.entries:
                if entry.variable is None:
                    result = self.node(entry.value)
                    continue
                name, type_ = normal(entry.variable.name), self.types.of(entry.variable.type_ref)
                if isinstance(entry.value, d.FunctionOf):
                    scope.add(name)
                node = self.node(entry.value, entry.variable.type_ref)
                of_function = isinstance(tree.bare(node), tree.FunctionNode)
                entries.append(tree.Entry(name, node, None if type_ is ANY or of_function else type_))
                scope.add(name)
        return tree.ContextNode(tuple(entries), result)

    def _relation(self, relation: d.Relation) -> Node:
        names = [normal(column.name) for column in relation.columns]
        rows = [[self.node(cell) for cell in row] for row in relation.rows]
        types = [self._declared(column.type_ref) for column in relation.columns]
        made = [
            tree.ContextNode(tuple(tree.Entry(*entry) for entry in zip(names, row, types, strict=False)))
            for row in rows
        ]
        return tree.ListNode(tuple(made))

    def _invocation(self, invocation: d.Invocation) -> Node:
        function = self.node(invocation.function)
        arguments = tuple(self.node(value) for _, value in invocation.bindings)
        names = tuple(normal(parameter.name) for parameter, _ in invocation.bindings)
        return tree.Call(function, arguments, names)

    def function(self, function: d.FunctionOf) -> Node:
        if function.language not in ("", "FEEL"):
            return tree.External()
        parameters = tuple(
            tree.Parameter(normal(one.name), None if (type_ := self.types.of(one.type_ref)) is ANY else type_)
            for one in function.parameters
        )
        with self._knowing(*(one.name for one in parameters)):
            body = self.node(function.body)
        return tree.FunctionNode(parameters, body, self._declared(function.type_ref))

    def _declared(self, reference: str) -> Type | None:
        type_ = self.types.of(reference)
        return None if type_ is ANY or type_.kind == "function" else type_

    def _conditional(self, form: d.Conditional) -> Node:
        return tree.If(self.node(form.condition), self.node(form.then), self.node(form.otherwise), boxed=True)

    def _filter(self, form: d.FilterOf) -> Node:
        items = self.node(form.items)
        with self._knowing("item") as scope:
            for name in self.fields.names():
                scope.add(name)
            return tree.Filter(items, self.node(form.match))

    def _iteration(self, form: d.Iteration) -> Node:
        loop = self._boxed_loop(normal(form.variable), form.items)
        with self._knowing(loop.name, "partial"):
            body = self.node(form.body)
        if form.kind == "for":
            return tree.For((loop,), body)
        return tree.Quantified(form.kind == "every", (loop,), body)

    def _boxed_loop(self, variable: str, items: d.Expression | None) -> tree.Loop:
        """What a boxed iteration goes through: an expression, or two ends as in `1..n`."""
        if isinstance(items, d.Literal):
            ends = split_at_dots(items.text)
            if ends is not None:
                start, end = (self.expression(one, Place(self.owner)) for one in ends)
                return tree.Loop(variable, start, end)
        return tree.Loop(variable, self.node(items), None)

    # --- tables ---

    def _table(self, table: d.Table) -> Node:
        heads = [Place(self.owner, None, column_name(column), None, column.id) for column in table.inputs]
        inputs = [
            self.expression(column.expression.text, head) for column, head in zip(table.inputs, heads, strict=True)
        ]
        return tree.TableNode(
            name=self.owner,
            inputs=tuple(inputs),
            input_types=tuple(self.types.of(column.expression.type_ref) for column in table.inputs),
            columns=tuple(column_name(column) for column in table.inputs),
            rules=tuple(self._rule(table, number, rule) for number, rule in enumerate(table.rules, 1)),
            output_names=tuple(normal(output.name) or output_name(output, table) for output in table.outputs),
            output_types=tuple(self._declared(output.type_ref) for output in table.outputs),
            hit_policy=table.hit_policy,
            aggregation=table.aggregation,
            priorities=tuple(self._priorities(table, output) for output in table.outputs),
            defaults=tuple(self._default(table, output) for output in table.outputs),
            place=Place(self.owner),
        )

    def _rule(self, table: d.Table, number: int, rule: d.Rule) -> tree.TableRule:
        places = [Place(self.owner, number, column_name(column), None, column.id) for column in table.inputs]
        tests = [self.tests(cell.text, place) for cell, place in zip(rule.inputs, places, strict=False)]
        outputs = [
            self.expression(cell.text, Place(self.owner, number, output_name(output, table), None, output.id))
            for cell, output in zip(rule.outputs, table.outputs, strict=False)
        ]
        if (len(rule.inputs), len(rule.outputs)) != (len(table.inputs), len(table.outputs)):
            sentence = text("Deze rij heeft niet voor elke kolom precies één cel.")
            self.problems.append(SyntaxProblem(sentence, Place(self.owner, number)))
        return tree.TableRule(rule.id, tuple(tests), tuple(outputs), tuple(places), rule.annotations)

    def _priorities(self, table: d.Table, output: d.OutputColumn) -> tuple[Value, ...]:
        """The allowed outputs in the order in which they count."""
        written = output.values.text if output.values else self.types.allowed_text(output.type_ref)
        if not written:
            return ()
        found = [
            constant(test.value)
            for test in self.tests(written, Place(self.owner, None, output_name(output, table), None, output.id)).tests
            if isinstance(test, tree.ValueTest)
        ]
        return tuple(value[0] for value in found if value is not None)

    def _default(self, table: d.Table, output: d.OutputColumn) -> Node | None:
        if output.default is None or not output.default.text:
            return None
        place = Place(self.owner, None, output_name(output, table), None, output.id)
        return self.expression(output.default.text, place)


def split_at_dots(written: str) -> tuple[str, str] | None:
    """The two sides of `..` that stands in no bracket and no text."""
    depth, quoted = 0, False
    for at, sign in enumerate(written):
        if sign == '"' and written[at - 1 : at] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (sign in "([{") - (sign in ")]}")
            if depth == 0 and written.startswith("..", at):
                return written[:at], written[at + 2 :]
    return None


def column_name(column: d.InputColumn) -> str:
    return column.label or column.name or column.expression.label or column.expression.text


def output_name(output: d.OutputColumn, table: d.Table) -> str:
    return output.name or output.label or table.output_label or table.name
