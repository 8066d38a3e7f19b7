"""The Python program a model becomes: its constants, its functions, and the few forms of code they are made of.

Code is built as `ast` nodes whose names we make ourselves; a text of an author never becomes code, only a constant.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Sequence
from typing import Any

from sluitend.core.tables.errors import NOWHERE, Place, TablesError
from sluitend.core.tables.values import Value
from sluitend.core.text import text


def name(identifier: str) -> ast.expr:
    return ast.Name(identifier, ast.Load())


def const(value: bool | int | str | None) -> ast.expr:
    return ast.Constant(value)


def call(function: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(name(function), list(arguments), [])


def tuple_of(items: Sequence[ast.expr]) -> ast.expr:
    return ast.Tuple(list(items), ast.Load())


def parameters(names: Sequence[str]) -> ast.arguments:
    return ast.arguments(
        posonlyargs=[], args=[ast.arg(one) for one in names], kwonlyargs=[], kw_defaults=[], defaults=[]
    )


def function_of(names: Sequence[str], body: ast.expr) -> ast.expr:
    return ast.Lambda(parameters(names), body)


def bind(identifier: str, value: ast.expr) -> ast.expr:
    return ast.NamedExpr(ast.Name(identifier, ast.Store()), value)


def assign(identifier: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(identifier, ast.Store())], value)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def is_true(value: ast.expr) -> ast.expr:
    return _is(value, True)


def is_false(value: ast.expr) -> ast.expr:
    return _is(value, False)


def _is(value: ast.expr, truth: bool) -> ast.expr:
    """Decided here for a constant, about which Python would warn."""
    if isinstance(value, ast.Constant):
        return const(value.value is truth)
    return compare(value, ast.Is(), const(truth))


def has_type(identifier: str, type_name: str) -> ast.expr:
    return compare(call("type", name(identifier)), ast.Is(), name(type_name))


def all_of(conditions: Sequence[ast.expr]) -> ast.expr:
    if not conditions:
        return const(True)
    return conditions[0] if len(conditions) == 1 else ast.BoolOp(ast.And(), list(conditions))


def one_of(conditions: Sequence[ast.expr]) -> ast.expr:
    if not conditions:
        return const(False)
    return conditions[0] if len(conditions) == 1 else ast.BoolOp(ast.Or(), list(conditions))


def define(identifier: str, names: Sequence[str], body: Sequence[ast.stmt]) -> ast.stmt:
    return ast.FunctionDef(identifier, parameters(names), list(body), [])


def _placed(module: ast.Module) -> ast.Module:
    """The code with a line for every node, which Python wants; quicker than ast.fix_missing_locations."""
    waiting: list[Any] = [module]
    while waiting:
        node = waiting.pop()
        if "lineno" in node._attributes:
            node.lineno = node.end_lineno = 1
            node.col_offset = node.end_col_offset = 0
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, ast.AST):
                waiting.append(value)
            elif isinstance(value, list):
                waiting.extend(one for one in value if isinstance(one, ast.AST))
    return module


class Program:
    """The namespace in which the generated functions live. They see what is put here and nothing else."""

    def __init__(self, operations: dict[str, Any]) -> None:
        self.namespace: dict[str, Any] = {"__builtins__": {}, "type": type, **operations}
        self.sites: list[Place] = [NOWHERE]
        self.unknown: list[tuple[str, Place]] = []
        """Names that meant nothing while code was made, for the checks."""
        self._count = 0
        self._pending: list[ast.stmt] = []
        self._lock = threading.Lock()

    def fresh(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    def site(self, place: Place) -> int:
        self.sites.append(place)
        return len(self.sites) - 1

    def constant(self, value: Value) -> ast.expr:
        """Code for a value: itself where Python can write it, else a name in the namespace."""
        if value is None or isinstance(value, bool | str):
            return const(value)
        identifier = self.fresh("k")
        self.namespace[identifier] = value
        return name(identifier)

    def add(self, statement: ast.stmt) -> None:
        """A function that others will call by its name."""
        self._pending.append(statement)

    def forget(self) -> None:
        """Drop what was added but not compiled, after a failure."""
        self._pending = []

    def finish(self, identifier: str, place: Place) -> Callable[..., Any]:
        """Compile what was added and return the function of that name.

        Under a lock: a model is shared by the threads of a server, and each compiles what it is the first to ask.
        """
        with self._lock:
            module = ast.Module(self._pending, [])
            self._pending = []
            try:
                code = compile(_placed(module), "<beslistabel>", "exec")
            except (RecursionError, MemoryError):
                raise TablesError(text("Deze uitdrukking is te diep genest."), place) from None
            exec(code, self.namespace)  # noqa: S102 - our own tree, never a text of an author
            made: Callable[..., Any] = self.namespace[identifier]
            return made
