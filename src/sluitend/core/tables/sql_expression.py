"""FEEL to SQL (DuckDB), for what SQL says exactly as FEEL does; everything else is refused and left to Python.

Each expression has one known kind, because SQL's answer to mixed kinds is not FEEL's. Null means the same in both for
`and`, `or` and comparisons; equality does not (`null = null` is true in FEEL), so it is written `IS NOT DISTINCT FROM`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.constants import constant, operands
from sluitend.core.tables.temporal import Date, YearsMonths, temporal_text
from sluitend.core.tables.tree import Node
from sluitend.core.tables.values import KINDS, Value
from sluitend.core.text import Text, text

WHOLE, SCALE = 12, 6
"""Digits before and after the point of a number in a column: DECIMAL(18,6), which DuckDB keeps in one machine word."""
MAX_DIGITS = 34
MAX_WIDTH = 38
MAX_LENGTH = 200_000
SQL_TYPES = {"number": f"DECIMAL({WHOLE + SCALE},{SCALE})", "string": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE"}
_ORDERED = ("number", "string", "date")
_COMPARE = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TEXT_TESTS = {"contains": "contains", "starts with": "starts_with", "ends with": "ends_with"}


class NoSql(Exception):
    """Something that SQL cannot say exactly; the sentence says what."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Sql:
    """An expression; `whole` and `scale` are the most digits a number can have before and after its point."""

    text: str
    kind: str
    whole: int = 0
    scale: int = 0


Meaning = Sql | Mapping[str, Sql] | NoSql
"""What a name stands for: an expression, a context of them, or why there is none."""
NULL = Sql("NULL", "null")
UNKNOWN = Sql("CAST(NULL AS BOOLEAN)", "boolean")


def refuse(what: str) -> NoSql:
    return NoSql(text("SQL kan dit niet precies zo: %(what)s.", what=what))


def written(value: Value) -> Sql:
    """A constant."""
    if value is None:
        return NULL
    kind = KINDS[type(value)]
    if kind == "boolean":
        return Sql("TRUE" if value else "FALSE", kind)
    if kind == "number":
        return _number(value)
    if kind == "string" and "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value):
        return Sql("'" + value.replace("'", "''") + "'", kind)
    if isinstance(value, Date) and 1 <= value.year <= 9999:
        return Sql(f"DATE '{temporal_text(value)}'", kind)
    raise refuse(kind)


def _number(value: Decimal) -> Sql:
    plain = format(value.normalize(), "f")
    whole, _, part = plain.lstrip("-").partition(".")
    size, scale = len(whole), len(part)
    if size + scale > MAX_WIDTH:
        raise refuse(plain)
    return Sql(f"CAST({plain} AS DECIMAL({size + scale},{scale}))", "number", size, scale)


def same_kind(left: Sql, right: Sql, kinds: tuple[str, ...] = ("number", "string", "boolean", "date")) -> str:
    if left.kind != right.kind or left.kind not in kinds:
        raise refuse(f"{left.kind} / {right.kind}")
    if max(left.whole, right.whole) + max(left.scale, right.scale) > MAX_WIDTH:
        raise refuse("number")
    return left.kind


class SqlWriter:
    """Writes expressions; `names` are what FEEL's names stand for here, as expressions or as contexts of them."""

    def __init__(self, names: Mapping[str, Meaning], today: Callable[[], Sql]) -> None:
        self.names = names
        self.today = today
        self.asked: Sql | None = None
        """What `?` stands for."""
        self._forms: dict[type[Node], Callable[[Any], Sql]] = {
            tree.Literal: lambda node: written(node.value),
            tree.Located: lambda node: self.code(node.value),
            tree.Name: self._name,
            tree.Input: lambda node: self._known(self.asked, "?"),
            tree.Path: self._path,
            tree.Negate: self._negate,
            tree.Binary: self._binary,
            tree.Between: self._between,
            tree.If: self._if,
            tree.In: self._in,
            tree.Call: self._call,
        }

    def code(self, node: Node) -> Sql:
        fixed = constant(node)
        if fixed is not None:
            return written(fixed[0])
        form = self._forms.get(type(node))
        if form is None:
            raise refuse(type(node).__name__)
        made = form(node)
        if len(made.text) > MAX_LENGTH:
            raise refuse("…")
        return made

    @staticmethod
    def _known(found: Meaning | None, name: str) -> Sql:
        if isinstance(found, NoSql):
            raise found
        if not isinstance(found, Sql):
            raise refuse(name)
        return found

    def _name(self, node: tree.Name) -> Sql:
        return self._known(self.names.get(node.name), node.name)

    def _path(self, node: tree.Path) -> Sql:
        base = node.base
        context = self.names.get(base.name) if isinstance(base, tree.Name) else None
        if not isinstance(context, Mapping):
            raise refuse(f".{node.name}")
        return self._known(context.get(node.name), node.name)

    # --- arithmetic ---

    def _negate(self, node: tree.Negate) -> Sql:
        operand = self.code(node.operand)
        same_kind(operand, operand, ("number",))
        return Sql(f"(-{operand.text})", "number", operand.whole, operand.scale)

    def _binary(self, node: tree.Binary) -> Sql:
        if node.operator == "+" and isinstance(shift := _months(node.right), int):
            return self._shifted(node.left, shift)
        if node.operator == "-" and isinstance(shift := _months(node.right), int):
            return self._shifted(node.left, -shift)
        left, right = self.code(node.left), self.code(node.right)
        if node.operator in ("and", "or"):
            same_kind(left, right, ("boolean",))
            return Sql(f"({left.text} {node.operator.upper()} {right.text})", "boolean")
        if node.operator in ("+", "-", "*"):
            return self._calculated(node.operator, left, right)
        if node.operator in ("/", "**"):
            raise refuse(node.operator)
        return compared(node.operator, left, right)

    def _shifted(self, day: Node, months: int) -> Sql:
        moved = self.code(day)
        same_kind(moved, moved, ("date",))
        return Sql(f"CAST({moved.text} + INTERVAL ({months}) MONTH AS DATE)", "date")

    @staticmethod
    def _calculated(sign: str, left: Sql, right: Sql) -> Sql:
        if sign == "+" and left.kind == right.kind == "string":
            return Sql(f"({left.text} || {right.text})", "string")
        same_kind(left, right, ("number",))
        whole, scale = max(left.whole, right.whole) + 1, max(left.scale, right.scale)
        if sign == "*":
            whole, scale = left.whole + right.whole, left.scale + right.scale
        if whole + scale > MAX_DIGITS:
            raise refuse(sign)
        if sign == "*":
            return Sql(f"({left.text} * {right.text})", "number", whole, scale)
        wide = f"DECIMAL({whole + scale},{scale})"
        made = f"(CAST({left.text} AS {wide}) {sign} CAST({right.text} AS {wide}))"
        return Sql(f"CAST({made} AS {wide})", "number", whole, scale)

    # --- truth ---

    def _between(self, node: tree.Between) -> Sql:
        value, low, high = map(self.code, (node.value, node.low, node.high))
        above, below = compared(">=", value, low), compared("<=", value, high)
        return Sql(f"({above.text} AND {below.text})", "boolean")

    def _if(self, node: tree.If) -> Sql:
        condition, then, otherwise = map(self.code, (node.condition, node.then, node.otherwise))
        same_kind(condition, condition, ("boolean",))
        kind = then if then.kind != "null" else otherwise
        if "null" not in (then.kind, otherwise.kind):
            same_kind(then, otherwise)
        made = f"(CASE WHEN {condition.text} THEN {then.text} ELSE {otherwise.text} END)"
        return Sql(made, kind.kind, max(then.whole, otherwise.whole), max(then.scale, otherwise.scale))

    def _in(self, node: tree.In) -> Sql:
        value = self.code(node.value)
        return Sql("(" + " OR ".join(self.test(test, value).text for test in node.tests.tests) + ")", "boolean")

    def _call(self, node: tree.Call) -> Sql:
        name = node.function.name if isinstance(node.function, tree.Name) else ""
        if name in self.names or node.names:
            raise refuse(name)
        if name == "today" and not node.arguments:
            return self.today()
        arguments = [self.code(one) for one in node.arguments]
        if name == "not" and len(arguments) == 1:
            same_kind(arguments[0], arguments[0], ("boolean",))
            return Sql(f"(NOT {arguments[0].text})", "boolean")
        if name in _TEXT_TESTS and len(arguments) == 2:
            same_kind(arguments[0], arguments[1], ("string",))
            return Sql(f"{_TEXT_TESTS[name]}({arguments[0].text}, {arguments[1].text})", "boolean")
        raise refuse(f"{name}()")

    # --- unary tests ---

    def test(self, test: tree.Test, value: Sql) -> Sql:
        """Whether a value passes one test: true, false or null."""
        around, self.asked = self.asked, value
        try:
            return self._test(test, value)
        finally:
            self.asked = around

    def _test(self, test: tree.Test, value: Sql) -> Sql:
        if isinstance(test, tree.CompareTest):
            return compared(test.operator, value, self.code(test.operand))
        if isinstance(test, tree.RangeTest):
            return self._within(test.range, value)
        assert isinstance(test, tree.ValueTest)
        if test.about_input:
            made = self.code(test.value)
            return made if made.kind == "boolean" else UNKNOWN
        if isinstance(test.value, tree.ListNode):
            return self._listed(test.value, value)
        member = self.code(test.value)
        if member.kind == "boolean" and not isinstance(test.value, tree.Literal):
            return _by_truth(member, value)
        return equal(value, member)

    def _within(self, range_: tree.RangeNode, value: Sql) -> Sql:
        ends = [constant(end) for end in (range_.start, range_.end) if end is not None]
        if not ends or any(end is None or end[0] is None for end in ends):
            raise refuse("..")
        if len({type(end[0]) for end in ends if end}) > 1:
            return UNKNOWN
        parts = []
        for end, included, sign in ((range_.start, range_.start_included, ">"), (range_.end, range_.end_included, "<")):
            if end is not None:
                parts.append(compared(sign + ("=" if included else ""), value, self.code(end)).text)
        return Sql("(" + " AND ".join(parts) + ")", "boolean")

    def _listed(self, node: tree.ListNode, value: Sql) -> Sql:
        members = [constant(item) for item in node.items]
        if any(member is None for member in members):
            raise refuse("[…]")
        found = [equal(value, written(member[0])).text for member in members if member]
        return Sql(f"COALESCE({' OR '.join(found) or 'FALSE'}, FALSE)", "boolean")

    def passes(self, tests: tree.Tests, value: Sql) -> str | None:
        """A condition that is true where a cell matches; None for a cell that always does."""
        if not tests.tests:
            return None
        if tests.negated:
            return " AND ".join(f"NOT COALESCE({self.test(test, value).text}, TRUE)" for test in tests.tests)
        together = self._among(tests, value)
        if together is not None:
            return together
        found = [self._positive(test, value) for test in tests.tests]
        return found[0] if len(found) == 1 else "(" + " OR ".join(found) + ")"

    def _among(self, tests: tree.Tests, value: Sql) -> str | None:
        """Several constants at once: `IN`."""
        found = [constant(test.value) for test in tests.tests if isinstance(test, tree.ValueTest)]
        if len(found) != len(tests.tests) or len(found) < 2 or not all(one and one[0] is not None for one in found):
            return None
        members = [written(one[0]) for one in found if one]
        if any(member.kind != value.kind for member in members):
            return None
        for member in members:
            same_kind(value, member)
        return f"{value.text} IN ({', '.join(member.text for member in members)})"

    def _positive(self, test: tree.Test, value: Sql) -> str:
        """A test of which only true counts: plain `=` is quicker, and true in the same cases."""
        if isinstance(test, tree.ValueTest) and not test.about_input:
            fixed = constant(operands(test)[0])
            if fixed is not None and fixed[0] is not None:
                member = written(fixed[0])
                if member.kind == value.kind == "boolean":
                    return value.text if fixed[0] else f"NOT {value.text}"
                if member.kind == value.kind:
                    same_kind(member, value)
                    return f"{value.text} = {member.text}"
        return self.test(test, value).text


def _months(node: Node) -> int | None:
    found = constant(node)
    return found[0].months if found is not None and isinstance(found[0], YearsMonths) else None


def _by_truth(member: Sql, value: Sql) -> Sql:
    """A computed truth as a test: it decides by itself, unless the value is a truth too."""
    if value.kind != "boolean":
        return Sql(f"COALESCE({member.text}, {value.text} IS NULL)", "boolean")
    same = f"({value.text} IS NOT DISTINCT FROM {member.text})"
    return Sql(f"(CASE WHEN {value.text} IS NULL THEN COALESCE({member.text}, TRUE) ELSE {same} END)", "boolean")


def equal(left: Sql, right: Sql) -> Sql:
    """FEEL's `=`: null equals null, and two kinds are neither equal nor different."""
    if "null" in (left.kind, right.kind):
        return Sql(f"({left.text if right.kind == 'null' else right.text} IS NULL)", "boolean")
    if left.kind != right.kind:
        return Sql(
            f"(CASE WHEN ({left.text} IS NULL) <> ({right.text} IS NULL) THEN FALSE "
            f"WHEN {left.text} IS NULL THEN TRUE END)",
            "boolean",
        )
    same_kind(left, right)
    return Sql(f"({left.text} IS NOT DISTINCT FROM {right.text})", "boolean")


def compared(operator: str, left: Sql, right: Sql) -> Sql:
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        return Sql(f"(NOT {equal(left, right).text})", "boolean")
    if left.kind != right.kind or left.kind not in _ORDERED:
        return UNKNOWN
    same_kind(left, right)
    return Sql(f"({left.text} {_COMPARE[operator]} {right.text})", "boolean")
