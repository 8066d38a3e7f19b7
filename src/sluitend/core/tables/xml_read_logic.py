"""The logic inside a decision or a business knowledge model: literal and boxed expressions and decision tables."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from sluitend.core.tables import definitions as d
from sluitend.core.tables.errors import NOWHERE, TablesError
from sluitend.core.tables.xml_safe import Element
from sluitend.core.tables.xml_versions import as_version_13
from sluitend.core.text import text

HIT_POLICIES = ("UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER")
AGGREGATORS = ("SUM", "COUNT", "MIN", "MAX")


class LogicReader:
    """Reads elements of one DMN namespace."""

    def __init__(self, namespace: str) -> None:
        self.prefix = "{" + namespace + "}"
        self._logic: dict[str, Callable[[Element], d.Expression]] = {
            "literalExpression": self.literal,
            "decisionTable": self._table,
            "context": self._context,
            "list": self._list,
            "relation": self._relation,
            "invocation": self._invocation,
            "functionDefinition": self.function,
            "conditional": self._conditional,
            "filter": self._filter,
            "for": self._iteration,
            "some": self._iteration,
            "every": self._iteration,
        }

    LOGIC = (
        "literalExpression",
        "decisionTable",
        "context",
        "list",
        "relation",
        "invocation",
        "functionDefinition",
        "conditional",
        "filter",
        "for",
        "some",
        "every",
    )

    # --- elements ---

    def local(self, node: Element) -> str:
        return node.tag[len(self.prefix) :] if node.tag.startswith(self.prefix) else ""

    def children(self, node: Element, name: str | None = None) -> Iterator[Element]:
        for child in node:
            if child.tag.startswith(self.prefix) and (name is None or self.local(child) == name):
                yield child

    def child(self, node: Element, name: str) -> Element | None:
        return node.find(self.prefix + name)

    def text_of(self, node: Element, name: str) -> str:
        found = self.child(node, name)
        return "" if found is None else (found.text or "").strip()

    def part(self, node: Element, *known: str) -> dict[str, Any]:
        """Id, name, label and description of an element, and the attributes we do not know."""
        return {
            "id": node.get("id", ""),
            "name": node.get("name", ""),
            "label": node.get("label", ""),
            "description": self.text_of(node, "description"),
            "kept": self.kept(node, None, known),
        }

    def kept(self, node: Element, children: Container[str] | None, attributes: Container[str]) -> d.Kept:
        """What is carried along; with `children` None only attributes and extensions are."""
        named = ("id", "name", "label", "typeRef")
        extra = [(key, value) for key, value in node.attrib.items() if key not in named and key not in attributes]
        elements = [child for child in node if self._is_kept(child, children)]
        return d.Kept(tuple(sorted(extra)), tuple(_written(child) for child in elements))

    def _is_kept(self, child: Element, known: Container[str] | None) -> bool:
        local = self.local(child)
        if local == "extensionElements":
            return len(child) > 0
        return known is not None and local != "description" and local not in known

    def variable(self, node: Element) -> d.Variable:
        return d.Variable(**self.part(node), type_ref=node.get("typeRef", ""))

    def cell(self, node: Element) -> d.Cell:
        return d.Cell(
            **self.part(node, "expressionLanguage"),
            text=self.text_of(node, "text"),
            language=node.get("expressionLanguage", ""),
        )

    def optional_cell(self, node: Element, name: str) -> d.Cell | None:
        found = self.child(node, name)
        return None if found is None else self.cell(found)

    # --- expressions ---

    def logic_in(self, node: Element | None) -> d.Expression | None:
        """The first expression among the children."""
        for child in () if node is None else self.children(node):
            read = self._logic.get(self.local(child))
            if read is not None:
                return read(child)
        return None

    def _every_logic_in(self, node: Element) -> tuple[d.Expression, ...]:
        return tuple(self._logic[self.local(one)](one) for one in self.children(node) if self.local(one) in self._logic)

    def _named(self, node: Element, name: str) -> d.Expression | None:
        return self.logic_in(self.child(node, name))

    def _expression(self, node: Element, *known: str) -> dict[str, Any]:
        return {**self.part(node, *known), "type_ref": node.get("typeRef", "")}

    def literal(self, node: Element) -> d.Literal:
        return d.Literal(
            **self._expression(node, "expressionLanguage"),
            text=self.text_of(node, "text"),
            language=node.get("expressionLanguage", ""),
        )

    def _context(self, node: Element) -> d.Context:
        return d.Context(**self._expression(node), entries=tuple(self._entries(self.children(node, "contextEntry"))))

    def _entries(self, nodes: Iterable[Element]) -> Iterator[d.ContextEntry]:
        for node in nodes:
            variable = self.child(node, "variable")
            yield d.ContextEntry(
                **self.part(node),
                variable=None if variable is None else self.variable(variable),
                value=self.logic_in(node),
            )

    def _list(self, node: Element) -> d.ListOf:
        return d.ListOf(**self._expression(node), items=self._every_logic_in(node))

    def _relation(self, node: Element) -> d.Relation:
        return d.Relation(
            **self._expression(node),
            columns=tuple(self.variable(column) for column in self.children(node, "column")),
            rows=tuple(self._every_logic_in(row) for row in self.children(node, "row")),
        )

    def _invocation(self, node: Element) -> d.Invocation:
        bindings: list[tuple[d.Variable, d.Expression | None]] = []
        for binding in self.children(node, "binding"):
            parameter = self.child(binding, "parameter")
            if parameter is not None:
                bindings.append((self.variable(parameter), self.logic_in(binding)))
        return d.Invocation(**self._expression(node), function=self.logic_in(node), bindings=tuple(bindings))

    def function(self, node: Element) -> d.FunctionOf:
        return d.FunctionOf(
            **self._expression(node, "kind"),
            parameters=tuple(self.variable(one) for one in self.children(node, "formalParameter")),
            body=self.logic_in(node),
            language=node.get("kind", "FEEL"),
        )

    def _conditional(self, node: Element) -> d.Conditional:
        return d.Conditional(
            **self._expression(node),
            condition=self._named(node, "if"),
            then=self._named(node, "then"),
            otherwise=self._named(node, "else"),
        )

    def _filter(self, node: Element) -> d.FilterOf:
        return d.FilterOf(**self._expression(node), items=self._named(node, "in"), match=self._named(node, "match"))

    def _iteration(self, node: Element) -> d.Iteration:
        kind = self.local(node)
        return d.Iteration(
            **self._expression(node, "iteratorVariable"),
            kind=kind,
            variable=node.get("iteratorVariable", ""),
            items=self._named(node, "in"),
            body=self._named(node, "return" if kind == "for" else "satisfies"),
        )

    # --- tables ---

    def _table(self, node: Element) -> d.Table:
        known = ("hitPolicy", "aggregation", "preferredOrientation", "outputLabel")
        policy = node.get("hitPolicy", "UNIQUE")
        if policy not in HIT_POLICIES or node.get("aggregation", "SUM") not in AGGREGATORS:
            sentence = text("Deze tabel heeft een onbekende regel voor treffers: %(policy)s.", policy=policy)
            raise TablesError(sentence, NOWHERE, ", ".join(HIT_POLICIES))
        return d.Table(
            **self._expression(node, *known),
            hit_policy=policy,
            aggregation=node.get("aggregation", ""),
            inputs=tuple(self._input_column(child) for child in self.children(node, "input")),
            outputs=tuple(self._output_column(child) for child in self.children(node, "output")),
            annotations=tuple(child.get("name", "") for child in self.children(node, "annotation")),
            rules=tuple(self._rule(child) for child in self.children(node, "rule")),
            output_label=node.get("outputLabel", ""),
            orientation=node.get("preferredOrientation", ""),
        )

    def _input_column(self, node: Element) -> d.InputColumn:
        expression = self.child(node, "inputExpression")
        return d.InputColumn(
            **self.part(node),
            expression=d.Literal() if expression is None else self.literal(expression),
            values=self.optional_cell(node, "inputValues"),
        )

    def _output_column(self, node: Element) -> d.OutputColumn:
        return d.OutputColumn(
            **self.part(node),
            type_ref=node.get("typeRef", ""),
            values=self.optional_cell(node, "outputValues"),
            default=self.optional_cell(node, "defaultOutputEntry"),
        )

    def _rule(self, node: Element) -> d.Rule:
        annotations = [self.text_of(child, "text") for child in self.children(node, "annotationEntry")]
        return d.Rule(
            **self.part(node),
            inputs=tuple(self.cell(child) for child in self.children(node, "inputEntry")),
            outputs=tuple(self.cell(child) for child in self.children(node, "outputEntry")),
            annotations=tuple(annotations),
        )


def _written(node: Element) -> str:
    """An element as text in one form, whatever the version, the indent and the order of attributes."""
    for one in node.iter():
        attributes = sorted(one.attrib.items())
        one.attrib.clear()
        one.attrib.update(attributes)
        if len(one) and not (one.text or "").strip():
            one.text = None
        for child in one:
            if not (child.tail or "").strip():
                child.tail = None
    node.tail = None
    return as_version_13(ElementTree.tostring(node, encoding="unicode"))
