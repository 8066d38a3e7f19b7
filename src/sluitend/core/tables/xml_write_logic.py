"""Writes the logic inside a decision or a business knowledge model."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sluitend.core.tables import definitions as d
from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.xml_versions import as_version_13
from sluitend.core.text import text

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXTENSION = re.compile(r"<(?:\w+:)?extensionElements[\s>]")
_XML = "http://www.w3.org/XML/1998/namespace"


class LogicWriter:
    """Makes text; `prefixes` are those of the root, for what other tools wrote, and `own` the namespaces of DMN itself."""

    def __init__(self, prefixes: Iterable[tuple[str, str]], own: Container[str]) -> None:
        self._prefixes = {as_version_13(uri): prefix for prefix, uri in prefixes if prefix}
        self._own = own
        self._forms: dict[type[d.Expression], Callable[[Any], str]] = {
            d.Literal: self._literal,
            d.Table: self._table,
            d.Context: self._context,
            d.ListOf: lambda one: self._boxed("list", one, [self.expression(item) for item in one.items]),
            d.Relation: self._relation,
            d.Invocation: self._invocation,
            d.FunctionOf: lambda one: self.function(one, "functionDefinition"),
            d.Conditional: self._as_text,
            d.FilterOf: self._as_text,
            d.Iteration: self._as_text,
        }

    # --- elements ---

    def attributes(self, attributes: Mapping[str, str]) -> str:
        return "".join(f" {key}={quoteattr(_clean(value))}" for key, value in attributes.items() if value)

    def _kept_attributes(self, kept: d.Kept) -> dict[str, str]:
        made: dict[str, str] = {}
        for at, (key, value) in enumerate(kept.attributes):
            if key.endswith("}schemaLocation"):
                continue
            uri, _, local = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
            prefix = self._prefixes.get(uri, f"kept{at}")
            if uri and uri not in self._prefixes:
                made[f"xmlns:{prefix}"] = uri
            made[f"{prefix}:{local}" if uri else local] = value
        return made

    def element(
        self, tag: str, part: d.Part, attributes: Mapping[str, str], parts: Iterable[str] = (), last: Iterable[str] = ()
    ) -> str:
        """An element with what every part has: id, name, label, description, extensions."""
        own = {"id": part.id, "name": part.name, "label": part.label, **attributes, **self._kept_attributes(part.kept)}
        extensions = [self._as_it_was(one) for one in part.kept.elements if _EXTENSION.match(one)]
        description = [self.words("description", part.description)] if part.description else []
        inside = "\n".join((*description, *extensions, *parts, *last))
        opening = f"<{tag}{self.attributes(own)}"
        return f"{opening}>\n{inside}\n</{tag}>" if inside else f"{opening}/>"

    def others(self, part: d.Part) -> list[str]:
        """Kept elements that are no extensions."""
        return [self._as_it_was(one) for one in part.kept.elements if not _EXTENSION.match(one)]

    def _as_it_was(self, kept: str) -> str:
        """A kept element with the prefixes of this file."""
        return self._kept_element(ElementTree.fromstring(kept), {})  # noqa: S314 - text of our own, read safely before

    def _kept_element(self, node: ElementTree.Element, around: Mapping[str, str]) -> str:
        names = dict(around)
        new: dict[str, str] = {}
        tag = self._named(node.tag, names, new)
        attributes = {self._named(key, names, new): value for key, value in node.attrib.items()}
        opening = f"<{tag}{self.attributes({f'xmlns:{prefix}': uri for uri, prefix in new.items()} | attributes)}"
        inside = escape(node.text or "")
        inside += "".join(self._kept_element(child, names) + escape(child.tail or "") for child in node)
        return f"{opening}>{inside}</{tag}>" if inside else f"{opening}/>"

    def _named(self, name: str, names: dict[str, str], new: dict[str, str]) -> str:
        """A name with its prefix; one that the file does not know is declared on the spot."""
        uri, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
        if not uri or uri in self._own:
            return local
        prefix = "xml" if uri == _XML else self._prefixes.get(uri) or names.get(uri)
        if prefix is None:
            prefix = new[uri] = names[uri] = f"kept{len(names)}"
        return f"{prefix}:{local}"

    def words(self, tag: str, written: str) -> str:
        return f"<{tag}>{escape(_clean(written))}</{tag}>"

    def cell(self, tag: str, cell: d.Cell) -> str:
        return self.element(tag, cell, {"expressionLanguage": cell.language}, [self.words("text", cell.text)])

    def variable(self, tag: str, variable: d.Variable) -> str:
        return self.element(tag, variable, {"typeRef": variable.type_ref})

    @staticmethod
    def impossible(owner: str, what: str) -> TablesError:
        return TablesError(text("DMN 1.3 kent dit niet: %(what)s.", what=what), Place(owner), "DMN 1.3")

    # --- expressions ---

    def expression(self, expression: d.Expression) -> str:
        return self._forms[type(expression)](expression)

    def _some(self, expression: d.Expression | None) -> list[str]:
        return [] if expression is None else [self.expression(expression)]

    def _boxed(self, tag: str, one: d.Expression, parts: Iterable[str], **attributes: str) -> str:
        return self.element(tag, one, {"typeRef": one.type_ref, **attributes}, parts)

    def _literal(self, one: d.Literal) -> str:
        return self._boxed("literalExpression", one, [self.words("text", one.text)], expressionLanguage=one.language)

    def _context(self, one: d.Context) -> str:
        entries = [
            self.element(
                "contextEntry",
                entry,
                {},
                [*([self.variable("variable", entry.variable)] if entry.variable else []), *self._some(entry.value)],
            )
            for entry in one.entries
        ]
        return self._boxed("context", one, entries)

    def _relation(self, one: d.Relation) -> str:
        columns = [self.variable("column", column) for column in one.columns]
        rows = [f"<row>{''.join(self.expression(cell) for cell in row)}</row>" for row in one.rows]
        return self._boxed("relation", one, [*columns, *rows])

    def _invocation(self, one: d.Invocation) -> str:
        bindings = [
            f"<binding>{self.variable('parameter', parameter)}{''.join(self._some(value))}</binding>"
            for parameter, value in one.bindings
        ]
        return self._boxed("invocation", one, [*self._some(one.function), *bindings])

    def function(self, one: d.FunctionOf, tag: str) -> str:
        parameters = [self.variable("formalParameter", parameter) for parameter in one.parameters]
        kind = {} if one.language in ("", "FEEL") else {"kind": one.language}
        return self._boxed(tag, one, [*parameters, *self._some(one.body)], **kind)

    # --- boxed expressions of DMN 1.4, which 1.3 can only say as text ---

    def _as_text(self, one: d.Expression) -> str:
        return self._literal(d.Literal(id=one.id, label=one.label, type_ref=one.type_ref, text=self._feel(one)))

    def _feel(self, one: d.Expression | None) -> str:
        if isinstance(one, d.Literal):
            return f"({one.text})" if one.text.strip() else "null"
        if isinstance(one, d.Conditional):
            return f"if {self._feel(one.condition)} then {self._feel(one.then)} else {self._feel(one.otherwise)}"
        if isinstance(one, d.FilterOf):
            return f"{self._feel(one.items)}[{self._feel(one.match)}]"
        if isinstance(one, d.Iteration):
            word = "return" if one.kind == "for" else "satisfies"
            return f"{one.kind} {one.variable} in {self._feel(one.items)} {word} {self._feel(one.body)}"
        if one is None:
            return "null"
        raise self.impossible(one.name, type(one).__name__)

    # --- tables ---

    def _table(self, table: d.Table) -> str:
        inputs = [
            self.element(
                "input",
                column,
                {},
                [
                    self._boxed(
                        "inputExpression",
                        column.expression,
                        [self.words("text", column.expression.text)],
                        expressionLanguage=column.expression.language,
                    ),
                    *self._optional("inputValues", column.values),
                ],
            )
            for column in table.inputs
        ]
        outputs = [self._output(column) for column in table.outputs]
        annotations = [f"<annotation{self.attributes({'name': name})}/>" for name in table.annotations]
        attributes = {
            "hitPolicy": "" if table.hit_policy == "UNIQUE" else table.hit_policy,
            "aggregation": table.aggregation,
            "preferredOrientation": table.orientation,
            "outputLabel": table.output_label,
        }
        rules = [self._rule(rule) for rule in table.rules]
        return self._boxed("decisionTable", table, [*inputs, *outputs, *annotations, *rules], **attributes)

    def _optional(self, tag: str, cell: d.Cell | None) -> list[str]:
        return [] if cell is None else [self.cell(tag, cell)]

    def _output(self, column: d.OutputColumn) -> str:
        parts = [*self._optional("outputValues", column.values), *self._optional("defaultOutputEntry", column.default)]
        return self.element("output", column, {"typeRef": column.type_ref}, parts)

    def _rule(self, rule: d.Rule) -> str:
        parts = [
            *(self.cell("inputEntry", cell) for cell in rule.inputs),
            *(self.cell("outputEntry", cell) for cell in rule.outputs),
            *(f"<annotationEntry>{self.words('text', note)}</annotationEntry>" for note in rule.annotations),
        ]
        return self.element("rule", rule, {}, parts)


def _clean(written: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", written)
