"""The parts of FEEL that begin with a word or a brace, and the unary tests of a table's cell."""

from __future__ import annotations

from collections.abc import Mapping

from sluitend.core.tables import tree
from sluitend.core.tables.errors import Place
from sluitend.core.tables.names import KEY, Scope, normal
from sluitend.core.tables.parser_types import TypeParser
from sluitend.core.tables.reader import SyntaxProblem
from sluitend.core.tables.tree import Node
from sluitend.core.tables.types import Type
from sluitend.core.text import text

COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")
COMPARE = 3
"""How strongly a comparison binds; what stands beside one binds more strongly."""


class FormParser(TypeParser):
    """Reads forms; what they hold is read by `expression`, which Parser has."""

    def __init__(self, written: str, scope: Scope, fields: Scope, types: Mapping[str, Type], place: Place) -> None:
        super().__init__(written, scope, types, place)
        self.fields = fields
        """Names that may follow a dot, or stand for a part of a filtered item."""
        self.saw_input = False

    def expression(self, power: int = 0, *, endpoint: bool = False) -> Node:
        raise NotImplementedError

    def end(self) -> None:
        if not self.ended:
            raise self.fail(text("het einde van de uitdrukking"))

    # --- contexts ---

    def _context(self) -> Node:
        at = self.at
        self.need("{")
        around, self.scope = self.scope, Scope((), self.scope)
        entries: list[tree.Entry] = []
        while not self.peek("}"):
            if entries:
                self.need(",")
            entries.append(self._entry())
        self.need("}")
        self.scope = around
        return tree.ContextNode(tuple(entries), position=at)

    def _entry(self) -> tree.Entry:
        at = self.at
        key = self.take_string()
        if key is None:
            key = self.key()
            if key is None:
                raise self.fail(text("de naam van een veld"))
        else:
            self.need(":")
        value = self.expression()
        self.scope.add(key)
        self.fields.add(key)
        return tree.Entry(key, value, position=at)

    def key(self) -> str | None:
        """A name and its colon."""
        match = KEY.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        self.skip()
        return normal(match[1])

    # --- words ---

    def _if(self, at: int) -> Node:
        self.need_word("if")
        condition = self.expression()
        self.need_word("then")
        then = self.expression()
        self.need_word("else")
        return tree.If(condition, then, self.expression(), position=at)

    def _loops(self) -> tuple[tree.Loop, ...]:
        """The loops of for, some and every; each variable is known in what follows it."""
        loops: list[tree.Loop] = []
        while True:
            at = self.at
            name = self._loop_name()
            declared = self.type() if self.take(":") else None
            self.need_word("in")
            start = self.expression()
            end = self.expression() if self.take("..") else None
            loops.append(tree.Loop(name, start, end, declared, position=at))
            self.scope = Scope((name,), self.scope)
            if not self.take(","):
                return tuple(loops)

    def _loop_name(self) -> str:
        words: list[str] = []
        while not self.peek_word("in") or not words:
            name = self.take_name(Scope())
            if name is None:
                break
            words.append(name)
        if not words:
            raise self.fail(text("de naam van een variabele"))
        return " ".join(words)

    def _for(self, at: int) -> Node:
        self.need_word("for")
        around = self.scope
        loops = self._loops()
        self.need_word("return")
        self.scope = Scope(("partial",), self.scope)
        result = self.expression()
        self.scope = around
        return tree.For(loops, result, position=at)

    def _quantified(self, at: int) -> Node:
        every = self.peek_word("every")
        self.need_word("every" if every else "some")
        around = self.scope
        loops = self._loops()
        self.need_word("satisfies")
        satisfies = self.expression()
        self.scope = around
        return tree.Quantified(every, loops, satisfies, position=at)

    def _function(self, at: int) -> Node:
        self.need_word("function")
        self.need("(")
        parameters: list[tree.Parameter] = []
        while not self.take(")"):
            if parameters:
                self.need(",")
            parameters.append(self._parameter())
        around = self.scope
        self.scope = Scope([parameter.name for parameter in parameters], around)
        if self.take_word("external"):
            self.expression()
            self.scope = around
            return tree.External(position=at)
        body = self.expression()
        self.scope = around
        return tree.FunctionNode(tuple(parameters), body, position=at)

    def _parameter(self) -> tree.Parameter:
        name = self.key()
        if name is not None:
            return tree.Parameter(name, self.type())
        words: list[str] = []
        while not (self.peek(",") or self.peek(")")):
            word = self.take_name(Scope())
            if word is None:
                raise self.fail(text("de naam van een parameter"))
            words.append(word)
        return tree.Parameter(" ".join(words))

    # --- unary tests ---

    def test(self, power: int = 0) -> tree.Test:
        """One positive unary test."""
        at = self.at
        for operator in COMPARISONS:
            if self.take(operator):
                return tree.CompareTest(operator, self.expression(COMPARE), position=at)
        before, self.saw_input = self.saw_input, False
        value = self.expression(power)
        about_input, self.saw_input = self.saw_input, before or self.saw_input
        if isinstance(value, tree.RangeNode):
            operand = value.end or value.start
            if value.sign and operand:
                return tree.CompareTest(value.sign, operand, position=at)
            return tree.RangeTest(value, position=at)
        return tree.ValueTest(value, about_input, position=at)

    def _tests(self) -> tuple[tree.Test, ...]:
        tests = [self.test()]
        while self.take(","):
            tests.append(self.test())
        return tuple(tests)

    def tests(self) -> tree.Tests:
        """A whole cell."""
        at = self.at
        if self.text.strip() in ("", "-"):
            return tree.Tests((), position=at)
        if self.take_word("not") and self.take("("):
            try:
                negated = self._tests()
                self.need(")")
                if self.ended:
                    return tree.Tests(negated, True, position=at)
            except SyntaxProblem:
                pass
        self.at, self.nesting = at, 0
        found = self._tests()
        self.end()
        return tree.Tests(found, position=at)
