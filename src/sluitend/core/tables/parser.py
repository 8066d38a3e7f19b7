"""FEEL text to tree: a hand-written Pratt parser that knows which names are in scope (DMN 1.3, 10.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sluitend.core.tables import tree
from sluitend.core.tables.errors import Place
from sluitend.core.tables.names import Scope
from sluitend.core.tables.parser_forms import COMPARE, COMPARISONS, FormParser
from sluitend.core.tables.reader import SyntaxProblem
from sluitend.core.tables.temporal import parse_literal
from sluitend.core.tables.tree import Node
from sluitend.core.tables.types import Type, unlimited
from sluitend.core.text import text

OR, AND = 1, 2
ADD, MULTIPLY, POWER, NEGATE, INSTANCE = range(COMPARE + 1, COMPARE + 6)
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
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parser(FormParser):
    """Reads expressions: what stands between operators, and how strongly these bind."""

    def __init__(self, written: str, scope: Scope, fields: Scope, types: Mapping[str, Type], place: Place) -> None:
        super().__init__(written, scope, fields, types, place)
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
        return tree.InstanceOf(left, unlimited(self.type()), position=at)

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
            number = self.take_number(signed=True)
            if number is not None:
                return tree.Literal(number, position=at)
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
        raise self.fail(text("een waarde, een naam of een uitdrukking"))

    def _temporal(self) -> Node:
        at = self.at
        self.take("@")
        written = self.take_string()
        if written is None:
            raise self.fail(text("een datum, tijd of duur tussen aanhalingstekens"))
        value = parse_literal(written)
        if value is None:
            raise self.fail(text("een datum, tijd of duur"), at)
        return tree.Literal(value, position=at)

    def _bracket(self, sign: str) -> Node:
        at = self.at
        self.take(sign)
        if sign == "[" and self.take("]"):
            return tree.ListNode((), position=at)
        if sign == "(" and any(self.peek(one) for one in COMPARISONS):
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
        raise self.fail(text("«]» of «)»"))

    def _one_sided(self, at: int) -> Node:
        """`(< 5)`: an interval written as a comparison."""
        operator = next(sign for sign in COMPARISONS if self.peek(sign))
        self.take(operator)
        end = self.expression(COMPARE)
        self.need(")")
        if operator in ("<", "<="):
            return tree.RangeNode(None, False, end, operator == "<=", operator, position=at)
        if operator in (">", ">="):
            return tree.RangeNode(end, operator == ">=", None, False, operator, position=at)
        return tree.RangeNode(end, operator == "=", end, operator == "=", operator, position=at)

    # --- after an expression ---

    def _postfix(self, left: Node, endpoint: bool) -> Node:
        while True:
            at = self.at
            if self.peek(".") and not self.peek(".."):
                self.step()
                self.take(".")
                name = self.take_name(self.fields)
                if name is None:
                    raise self.fail(text("de naam van een veld"))
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
            raise self.fail(text("alle argumenten met een naam, of geen"))
        self.need(")")
        return tree.Call(left, tuple(arguments), tuple(names), position=at)


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
