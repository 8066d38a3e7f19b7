"""FEEL text to tree: a hand-written Pratt parser that knows which names are in scope (DMN 1.3, 10.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sluitend.core.tables import tree
from sluitend.core.tables.errors import Place
from sluitend.core.tables.names import KEY, Scope, normal
from sluitend.core.tables.parser_types import TypeParser
from sluitend.core.tables.reader import SyntaxProblem
from sluitend.core.tables.temporal import parse_literal
from sluitend.core.tables.tree import Node
from sluitend.core.tables.types import Type

OR, AND, COMPARE, ADD, MULTIPLY, POWER, NEGATE, INSTANCE = range(1, 9)
_SIGNS: tuple[tuple[str, int], ...] = (
    ("**", POWER),
    ("*", MULTIPLY),
    ("/", MULTIPLY),
    ("+", ADD),
    ("-", ADD),
    ("<=", COMPARE),
    (">=", COMPARE),
    ("!=", COMPARE),
    ("<", COMPARE),
    (">", COMPARE),
    ("=", COMPARE),
)
_WORDS = {"or": OR, "and": AND, "between": COMPARE, "in": COMPARE, "instance": INSTANCE}
_COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parser(TypeParser):
    """Reads expressions; `fields` are the names that may follow a dot or stand for a part of a filtered item."""

    def __init__(self, written: str, scope: Scope, fields: Scope, types: Mapping[str, Type], place: Place) -> None:
        super().__init__(written, scope, types, place)
        self.fields = fields
        self.saw_input = False
        self._prefixes: dict[str, Callable[[int], Node]] = {
            "if": self._if,
            "for": self._for,
            "some": self._quantified,
            "every": self._quantified,
            "function": self._function,
        }

    # --- expressions ---

    def expression(self, power: int = 0, *, endpoint: bool = False) -> Node:
        self.enter()
        left = self._postfix(self._prefix(), endpoint)
        while True:
            found = self._operator(power)
            if found is None:
                break
            self.step()
            left = self._postfix(self._infix(left, *found), endpoint)
        self.leave()
        return left

    def _operator(self, power: int) -> tuple[str, int] | None:
        for sign, strength in _SIGNS:
            if self.peek(sign):
                return (sign, strength) if strength > power else None
        for word, strength in _WORDS.items():
            if self.peek_word(word):
                return (word, strength) if strength > power else None
        return None

    def _infix(self, left: Node, operator: str, power: int) -> Node:
        at = self.at
        if operator == "between":
            return self._between(left)
        if operator == "in":
            return self._in(left)
        if operator == "instance":
            return self._instance(left)
        self.at += len(operator)
        self.skip()
        right = self.expression(power)
        return tree.Binary(operator, left, right, position=at)

    def _between(self, left: Node) -> Node:
        at = self.at
        self.need_word("between")
        low = self.expression(COMPARE)
        self.need_word("and")
        return tree.Between(left, low, self.expression(COMPARE), position=at)

    def _instance(self, left: Node) -> Node:
        at = self.at
        self.need_word("instance")
        self.need_word("of")
        return tree.InstanceOf(left, self.type(), position=at)

    def _in(self, left: Node) -> Node:
        at = self.at
        self.need_word("in")
        start, nesting = self.at, self.nesting
        if self.take("("):
            try:
                tests = self._tests()
                self.need(")")
                return tree.In(left, tree.Tests(tests, position=start), position=at)
            except SyntaxProblem:
                self.at, self.nesting = start, nesting
        test = self.test(COMPARE)
        return tree.In(left, tree.Tests((test,), position=start), position=at)

    # --- the start of an expression ---

    def _prefix(self) -> Node:
        at = self.at
        sign = self.text[at : at + 1]
        if sign == '"':
            return tree.Literal(self.take_string(), position=at)
        if sign == "@":
            return self._temporal()
        if sign == "-":
            self.take("-")
            return tree.Negate(self.expression(NEGATE), position=at)
        if sign and sign in "([]":
            return self._bracket(sign)
        if sign == "{":
            return self._context()
        number = self.take_number()
        if number is not None:
            return tree.Literal(number, position=at)
        return self._word(at)

    def _word(self, at: int) -> Node:
        known = self.scope.match(self.text, at)
        for word, prefix in self._prefixes.items():
            if self.peek_word(word) and not (known and known[1] > at + len(word)):
                return prefix(at)
        for word, value in _CONSTANTS.items():
            if self.peek_word(word) and not (known and known[1] > at + len(word)):
                self.take_word(word)
                return tree.Literal(value, position=at)
        name = self.take_name()
        if name is not None:
            return tree.Name(name, position=at)
        if self.take("?"):
            self.saw_input = True
            return tree.Input(position=at)
        raise self.fail("een waarde, een naam of een uitdrukking")

    def _temporal(self) -> Node:
        at = self.at
        self.take("@")
        written = self.take_string()
        if written is None:
            raise self.fail("een datum, tijd of duur tussen aanhalingstekens")
        value = parse_literal(written)
        if value is None:
            raise self.fail("een datum, tijd of duur", at)
        return tree.Literal(value, position=at)

    def _bracket(self, sign: str) -> Node:
        at = self.at
        self.take(sign)
        if sign == "[" and self.take("]"):
            return tree.ListNode((), position=at)
        if sign == "(" and any(self.peek(one) for one in _COMPARISONS):
            return self._one_sided(at)
        first = self.expression()
        if self.take(".."):
            return self._range(at, sign == "[", first)
        if sign == "(":
            self.need(")")
            return first
        if sign == "]":
            raise self.fail("«..»")
        items = [first]
        while self.take(","):
            items.append(self.expression())
        self.need("]")
        return tree.ListNode(tuple(items), position=at)

    def _range(self, at: int, start_included: bool, start: Node) -> Node:
        end = self.expression(COMPARE, endpoint=True)
        for sign, included in (("]", True), (")", False), ("[", False)):
            if self.take(sign):
                return tree.RangeNode(start, start_included, end, included, position=at)
        raise self.fail("«]» of «)»")

    def _one_sided(self, at: int) -> Node:
        """`(< 5)`: an interval without one of its ends."""
        operator = next(sign for sign in _COMPARISONS if self.peek(sign))
        self.take(operator)
        end = self.expression(COMPARE)
        self.need(")")
        if operator in ("<", "<="):
            return tree.RangeNode(None, False, end, operator == "<=", position=at)
        if operator in (">", ">="):
            return tree.RangeNode(end, operator == ">=", None, False, position=at)
        if operator == "=":
            return tree.RangeNode(end, True, end, True, position=at)
        raise self.fail("een interval", at)

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
                raise self.fail("de naam van een veld")
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

    # --- after an expression ---

    def _postfix(self, left: Node, endpoint: bool) -> Node:
        while True:
            at = self.at
            if self.peek(".") and not self.peek(".."):
                self.step()
                self.take(".")
                name = self.take_name(self.fields)
                if name is None:
                    raise self.fail("de naam van een veld")
                left = tree.Path(left, name, position=at)
            elif self.peek("("):
                self.step()
                left = self._call(left)
            elif self.peek("["):
                made = self._filter(left, endpoint)
                if made is None:
                    return left
                left = made
            else:
                return left

    def _filter(self, left: Node, endpoint: bool) -> Node | None:
        """A filter; None where the bracket closes an interval instead, as in `]1..5[`."""
        at, nesting = self.at, self.nesting
        around = self.scope
        self.take("[")
        self.scope = _both(self.fields, Scope(("item",), around))
        try:
            condition = self.expression()
            self.need("]")
        except SyntaxProblem:
            if not endpoint:
                raise
            self.at, self.nesting = at, nesting
            return None
        finally:
            self.scope = around
        return tree.Filter(left, condition, position=at)

    def _call(self, left: Node) -> Node:
        at = self.at
        self.need("(")
        names: list[str] = []
        arguments: list[Node] = []
        while not self.peek(")"):
            if arguments:
                self.need(",")
            name = self.key()
            if name is not None:
                names.append(name)
            arguments.append(self.expression())
        if names and len(names) != len(arguments):
            raise self.fail("alle argumenten met een naam, of geen")
        self.need(")")
        return tree.Call(left, tuple(arguments), tuple(names), position=at)

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
            raise self.fail("de naam van een variabele")
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
                raise self.fail("de naam van een parameter")
            words.append(word)
        return tree.Parameter(" ".join(words))

    # --- unary tests ---

    def test(self, power: int = 0) -> tree.Test:
        """One positive unary test."""
        at = self.at
        for operator in _COMPARISONS:
            if self.take(operator):
                return tree.CompareTest(operator, self.expression(COMPARE), position=at)
        before, self.saw_input = self.saw_input, False
        value = self.expression(power)
        about_input, self.saw_input = self.saw_input, before or self.saw_input
        if isinstance(value, tree.RangeNode):
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

    def end(self) -> None:
        if not self.ended:
            raise self.fail("het einde van de uitdrukking")


def _both(fields: Scope, inner: Scope) -> Scope:
    """The scope inside a filter: the item's fields, then everything around it."""
    joined = Scope((), inner)
    joined._by_first = fields._by_first
    return joined


def parse_expression(written: str, scope: Scope, fields: Scope, types: Mapping[str, Type], place: Place) -> Node:
    """The tree of an expression. Raises SyntaxProblem or TooMuch."""
    parser = Parser(written, scope, fields, types, place)
    node = parser.expression()
    parser.end()
    return node


def parse_tests(written: str, scope: Scope, fields: Scope, types: Mapping[str, Type], place: Place) -> tree.Tests:
    """The tree of a cell with unary tests. Raises SyntaxProblem or TooMuch."""
    return Parser(written, scope, fields, types, place).tests()
