"""DMN 1.2 to 1.5 XML to definitions. Understands the logic, keeps the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from sluitend.core.tables import definitions as d
from sluitend.core.tables.errors import NOWHERE, TablesError
from sluitend.core.tables.xml_read_logic import LogicReader
from sluitend.core.tables.xml_safe import Element, parse
from sluitend.core.tables.xml_versions import NAMESPACES
from sluitend.core.text import text


class DefinitionsReader(LogicReader):
    """Reads the definitions and the elements of the diagram; LogicReader reads what is inside them."""

    def definitions(self, root: Element, prefixes: tuple[tuple[str, str], ...]) -> d.Definitions:
        part = self.part(root)
        elements = [self._element(child) for child in self.children(root)]
        known = {"import", "itemDefinition", *self._elements}
        return d.Definitions(
            **{**part, "kept": self.kept(root, known, self.DEFINITIONS)},
            namespace=root.get("namespace", ""),
            exporter=root.get("exporter", ""),
            exporter_version=root.get("exporterVersion", ""),
            imports=tuple(self._import(child) for child in self.children(root, "import")),
            types=tuple(self._type(child) for child in self.children(root, "itemDefinition")),
            elements=tuple(element for element in elements if element is not None),
            prefixes=prefixes,
        )

    DEFINITIONS = frozenset({"namespace", "exporter", "exporterVersion"})

    @property
    def _elements(self) -> dict[str, Callable[[Element], d.Element]]:
        return {
            "inputData": self._input,
            "decision": self._decision,
            "businessKnowledgeModel": self._knowledge,
            "decisionService": self._service,
        }

    def _element(self, node: Element) -> d.Element | None:
        read = self._elements.get(self.local(node))
        return None if read is None else read(node)

    def _import(self, node: Element) -> d.Import:
        return d.Import(
            **self.part(node, "namespace", "locationURI", "importType"),
            namespace=node.get("namespace", ""),
            location=node.get("locationURI", ""),
            type=node.get("importType", ""),
        )

    def _type(self, node: Element) -> d.ItemDefinition:
        function = self.child(node, "functionItem")
        known = ("typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem")
        parameters = (
            () if function is None else tuple(self.variable(one) for one in self.children(function, "parameters"))
        )
        return d.ItemDefinition(
            **{**self.part(node, "isCollection", "typeLanguage"), "kept": self.kept(node, known, {"isCollection"})},
            type_ref=self.text_of(node, "typeRef") or node.get("typeRef", ""),
            collection=node.get("isCollection", "false") in ("true", "1"),
            allowed=self.optional_cell(node, "allowedValues"),
            constraint=self.optional_cell(node, "typeConstraint"),
            components=tuple(self._type(child) for child in self.children(node, "itemComponent")),
            parameters=parameters,
            result="" if function is None else function.get("outputTypeRef", ""),
            function=function is not None,
        )

    def _input(self, node: Element) -> d.InputData:
        return d.InputData(**self._element_part(node, ()))

    def _element_part(self, node: Element, known: Iterable[str]) -> dict[str, Any]:
        variable = self.child(node, "variable")
        part = self.part(node)
        part["kept"] = self.kept(node, ("variable", *known), ())
        part["variable"] = None if variable is None else self.variable(variable)
        return part

    def _decision(self, node: Element) -> d.Decision:
        known = ("question", "allowedAnswers", *self.REQUIREMENTS, *self.LOGIC)
        return d.Decision(
            **self._element_part(node, known),
            requirements=self._requirements(node),
            logic=self.logic_in(node),
            question=self.text_of(node, "question"),
            answers=self.text_of(node, "allowedAnswers"),
        )

    def _knowledge(self, node: Element) -> d.Knowledge:
        inside = self.child(node, "encapsulatedLogic")
        return d.Knowledge(
            **self._element_part(node, ("encapsulatedLogic", *self.REQUIREMENTS)),
            requirements=self._requirements(node),
            logic=None if inside is None else self.function(inside),
        )

    def _service(self, node: Element) -> d.Service:
        parts = ("outputDecision", "encapsulatedDecision", "inputDecision", "inputData")
        refs = [tuple(child.get("href", "") for child in self.children(node, name)) for name in parts]
        return d.Service(
            **self._element_part(node, parts),
            outputs=refs[0],
            encapsulated=refs[1],
            input_decisions=refs[2],
            input_data=refs[3],
        )

    REQUIREMENTS = ("informationRequirement", "knowledgeRequirement", "authorityRequirement")
    _KINDS: ClassVar[dict[str, str]] = {
        "requiredDecision": "decision",
        "requiredInput": "input",
        "requiredKnowledge": "knowledge",
        "requiredAuthority": "authority",
    }

    def _requirements(self, node: Element) -> tuple[d.Requirement, ...]:
        found: list[d.Requirement] = []
        for name in self.REQUIREMENTS:
            for child in self.children(node, name):
                part = self.part(child)
                part["kept"] = self.kept(child, self._KINDS, ())
                kind = "authority" if name == "authorityRequirement" else ""
                for target in self.children(child):
                    if self.local(target) in self._KINDS:
                        kind_here = self._KINDS[self.local(target)]
                        found.append(
                            d.Requirement(**part, kind=f"{kind} {kind_here}".strip(), href=target.get("href", ""))
                        )
        return tuple(found)


def read_definitions(xml: bytes) -> d.Definitions:
    """Raises TablesError where the file is no DMN 1.2 to 1.5."""
    root, prefixes = parse(xml)
    namespace, _, local = root.tag[1:].rpartition("}") if root.tag.startswith("{") else ("", "", root.tag)
    if local != "definitions" or namespace not in NAMESPACES:
        raise TablesError(text("Dit is geen DMN-bestand van versie 1.2 tot en met 1.5."), NOWHERE, "DMN 1.2 – 1.5")
    return DefinitionsReader(namespace).definitions(root, prefixes)
