"""The compiled elements of a model: each knows what it needs, is compiled when first asked, and finds its own value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from sluitend.core.tables import tree
from sluitend.core.tables.boundary import inward
from sluitend.core.tables.constants import has_plain_outputs
from sluitend.core.tables.environment import Environment, Frame
from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.generate import RT, Generator
from sluitend.core.tables.generate_table import exact_type, table_statements
from sluitend.core.tables.loops import fit
from sluitend.core.tables.program import Program, assign, call, compare, const, define, name
from sluitend.core.tables.run import Run
from sluitend.core.tables.types import ANY, Type
from sluitend.core.tables.values import Function, Value
from sluitend.core.text import text

Facts = Mapping[str, Any]


class Input:
    """Input data: a fact, as its declared type."""

    def __init__(self, element_name: str, type_: Type, program: Program) -> None:
        self.name = element_name
        self.type = type_
        self.site = program.site(Place(element_name))

    def value(self, rt: Run, facts: Facts) -> Value:
        if self.name not in facts:
            rt.note(self.site, text("«%(name)s» is niet ingevuld.", name=self.name))
            return None
        return fit(rt, self.site, filled(inward(facts[self.name]), self.type), self.type)

    def accept(self, rt: Run, facts: Facts, value: Value) -> Value:
        """A fact that is not simply of the expected Python type."""
        return self.value(rt, facts)


def filled(value: Value, type_: Type) -> Value:
    """A fact with the parts it lacks as null: an incomplete case is no wrong one."""
    if type(value) is dict and type_.kind == "context":
        made = {key: None for key, _ in type_.fields}
        made.update(value)
        return {key: filled(item, dict(type_.fields).get(key, ANY)) for key, item in made.items()}
    if type(value) is list and type_.kind == "list" and type_.element is not None:
        return [filled(item, type_.element) for item in value]
    return value


class FunctionUnit:
    """An element that others call."""

    def as_function(self) -> Function:
        raise NotImplementedError


class Compiled:
    """An element with logic; `names` are the Python names of what its logic may use."""

    def __init__(self, owner: str, logic: tree.Node, problems: list[Any], type_: Type, program: Program) -> None:
        self.name = owner
        self.logic = logic
        self.problems = problems
        self.type = type_
        self.program = program
        self.site = program.site(Place(owner))
        self.needs: list[tuple[tuple[str, ...], Any]] = []
        """What it needs: the path of import names and its own name, and the unit."""
        self.builtins: dict[str, str] = {}
        self.plain = False
        """Whether its value is already one of Python's own, known while compiling."""
        self.compiled: Callable[..., Value] | None = None

    def compile(self) -> Callable[..., Value]:
        raise NotImplementedError

    def refuse_problems(self) -> None:
        if self.problems:
            raise self.problems[0]

    def generator(self) -> Generator:
        return Generator(self.program, self.builtins, Place(self.name))

    def locals(self) -> tuple[list[ast.stmt], Frame]:
        """Statements that fetch what is needed, and the names under which FEEL knows it."""
        statements: list[ast.stmt] = []
        frame = Frame()
        groups: dict[str, dict[str, str]] = {}
        for path, unit in self.needs:
            local = self.program.fresh("v")
            statements += self._fetch(path, unit, local)
            exact = self._exact(path, unit)
            if exact is not None:
                frame.exact[local] = exact
            if len(path) == 1:
                frame.names[path[0]] = local
            else:
                groups.setdefault(path[0], {})[path[1]] = local
        for imported, members in groups.items():
            local = self.program.fresh("v")
            keys: list[ast.expr | None] = [const(key) for key in members]
            statements.append(assign(local, ast.Dict(keys, [name(one) for one in members.values()])))
            frame.names[imported] = local
        return statements, frame

    @staticmethod
    def _exact(path: tuple[str, ...], unit: Any) -> str | None:
        return exact_type(unit.type) if isinstance(unit, Input) and len(path) == 1 else None

    def _fetch(self, path: tuple[str, ...], unit: Any, local: str) -> list[ast.stmt]:
        identifier = self.program.fresh("k")
        if isinstance(unit, FunctionUnit):
            self.program.namespace[identifier] = unit.as_function()
            return [assign(local, name(identifier))]
        facts = name("facts")
        if len(path) > 1:
            facts = call("facts_of", RT, facts, const(path[0]))
        exact = self._exact(path, unit)
        if exact is None:
            self.program.namespace[identifier] = unit.value
            return [assign(local, call(identifier, RT, facts))]
        self.program.namespace[identifier] = unit.accept
        get = ast.Call(ast.Attribute(name("facts"), "get", ast.Load()), [const(unit.name)], [])
        wrong = compare(call("type", name(local)), ast.IsNot(), name(exact))
        return [assign(local, get), ast.If(wrong, [assign(local, call(identifier, RT, facts, name(local)))], [])]

    def result(self, generator: Generator, node: tree.Node, type_: Type) -> list[ast.stmt]:
        """Statements that return the value of the logic as the declared type."""
        if type_ is ANY and isinstance(node, tree.TableNode):
            return table_statements(generator, node)
        made = generator.code(node)
        if type_ is ANY:
            return [ast.Return(made)]
        site = const(self.program.site(Place(self.name)))
        exact = exact_type(type_)
        fitted = call("fit", RT, site, name("result"), self.program.constant(type_))
        again: ast.stmt = assign("result", fitted)
        if exact is not None:
            again = ast.If(compare(call("type", name("result")), ast.IsNot(), name(exact)), [again], [])
        return [assign("result", made), again, ast.Return(name("result"))]


class DecisionUnit(Compiled):
    """A decision. A value given for it as a fact wins over its logic, as in a decision service."""

    def value(self, rt: Run, facts: Facts) -> Value:
        key = (id(self), id(facts))
        if key in rt.memo:
            return rt.memo[key]
        if self.name in facts:
            made = fit(rt, self.site, inward(facts[self.name]), self.type)
        else:
            rt.enter()
            made = self.compute(rt, facts)
            rt.leave()
        rt.memo[key] = made
        return made

    def compute(self, rt: Run, facts: Facts) -> Value:
        compiled = self.compiled or self.compile()
        return compiled(rt, facts)

    def compile(self) -> Callable[..., Value]:
        self.refuse_problems()
        generator = self.generator()
        statements, frame = self.locals()
        generator.environment = Environment((frame,))
        identifier = self.program.fresh("d")
        try:
            body = [*statements, *self.result(generator, self.logic, self.type)]
        except RecursionError:
            self.program.forget()
            raise TablesError(text("Deze uitdrukking is te diep genest."), Place(self.name)) from None
        self.program.add(define(identifier, ["rt", "facts"], body))
        self.plain = isinstance(self.logic, tree.TableNode) and has_plain_outputs(self.logic)
        self.compiled = self.program.finish(identifier, Place(self.name))
        return self.compiled


class KnowledgeUnit(Compiled, FunctionUnit):
    """A business knowledge model: a function that knows itself and what it requires."""

    def as_function(self) -> Function:
        logic = self.logic
        parameters = logic.parameters if isinstance(logic, tree.FunctionNode) else ()
        result = self.type if self.type.kind != "function" else self.type.element
        return Function(
            names=tuple(one.name for one in parameters),
            call=self.invoke,
            required=len(parameters),
            name=self.name,
            types=tuple(one.type for one in parameters),
            result=None if result is ANY else result,
        )

    def invoke(self, rt: Run, site: int, *arguments: Value) -> Value:
        compiled = self.compiled or self.compile()
        return compiled(rt, *arguments)

    def compile(self) -> Callable[..., Value]:
        self.refuse_problems()
        generator = self.generator()
        statements, frame = self.locals()
        logic = self.logic
        locals_: list[str] = []
        body: tree.Node = logic
        if isinstance(logic, tree.FunctionNode):
            locals_ = [self.program.fresh("v") for _ in logic.parameters]
            names = {one.name: local for one, local in zip(logic.parameters, locals_, strict=True)}
            generator.environment = Environment((Frame(names), frame))
            body = logic.body
        else:
            generator.environment = Environment((frame,))
        identifier = self.program.fresh("b")
        declared = logic.result if isinstance(logic, tree.FunctionNode) and logic.result else ANY
        statements += self.result(generator, body, declared)
        self.program.add(define(identifier, ["rt", *locals_], statements))
        self.compiled = self.program.finish(identifier, Place(self.name))
        return self.compiled


class ServiceUnit(FunctionUnit):
    """A decision service: decisions as a function of their inputs, and of nothing else.

    What an import lends goes by its qualified name (DMN 1.5, 10.4): it is no other one that is called the same.
    """

    def __init__(self, service: str, type_: Type, program: Program) -> None:
        self.name = service
        self.site = program.site(Place(service))
        self.type = type_
        self.parameters: list[tuple[tuple[str, ...], Type]] = []
        """Each by its path: the name of the import, if it has one, and its own."""
        self.outputs: list[tuple[tuple[str, ...], DecisionUnit]] = []

    def as_function(self) -> Function:
        result = self.type.element if self.type.kind == "function" else self.type
        return Function(
            names=tuple(".".join(path) for path, _ in self.parameters),
            call=self.invoke,
            required=len(self.parameters),
            name=self.name,
            types=tuple(type_ for _, type_ in self.parameters),
            result=None if result is ANY else result,
        )

    def invoke(self, rt: Run, site: int, *arguments: Value) -> Value:
        facts = self._facts(rt, arguments)
        found = {
            ".".join(path): output.value(rt, facts if len(path) == 1 else facts_of(rt, facts, path[0]))
            for path, output in self.outputs
        }
        return found if len(self.outputs) != 1 else found.popitem()[1]

    def _facts(self, rt: Run, arguments: tuple[Value, ...]) -> Facts:
        """The arguments as facts; an imported model sees those of the imports, and none of this model's own."""
        paths = [path for path, _ in (*self.parameters, *self.outputs)]
        groups: dict[str, dict[str, Value]] = {path[0]: {} for path in paths if len(path) > 1}
        facts: dict[str, Any] = dict(groups)
        for (path, _), value in zip(self.parameters, arguments, strict=True):
            (facts if len(path) == 1 else groups[path[0]])[path[-1]] = value
        rt.memo[("facts", id(facts))] = facts
        for imported, own in groups.items():
            rt.memo[(imported, id(facts))] = {**groups, **own}
        return facts


def facts_of(rt: Run, facts: Facts, imported: str) -> Facts:
    """The facts as an imported model sees them: those under its name first."""
    own = facts.get(imported)
    if not isinstance(own, Mapping):
        return facts
    key = (imported, id(facts))
    if key not in rt.memo:
        rt.memo[key] = {**facts, **own}
    found: Facts = rt.memo[key]
    return found
