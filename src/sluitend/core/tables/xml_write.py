"""Definitions to DMN 1.3 XML, the one version that dmn-js opens; drawings and extensions go along unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from sluitend.core.tables import definitions as d
from sluitend.core.tables.model import Model
from sluitend.core.tables.xml_versions import MODEL_13, NAMESPACES, as_version_13
from sluitend.core.tables.xml_write_logic import LogicWriter

_REQUIREMENTS = {
    "decision": ("informationRequirement", "requiredDecision"),
    "input": ("informationRequirement", "requiredInput"),
    "knowledge": ("knowledgeRequirement", "requiredKnowledge"),
    "authority authority": ("authorityRequirement", "requiredAuthority"),
    "authority decision": ("authorityRequirement", "requiredDecision"),
    "authority input": ("authorityRequirement", "requiredInput"),
}


class Writer(LogicWriter):
    """Writes the definitions and the elements of the diagram; LogicWriter writes what is inside them."""

    def definitions(self, model: d.Definitions) -> str:
        attributes = {
            "namespace": model.namespace,
            "exporter": model.exporter,
            "exporterVersion": model.exporter_version,
        }
        spaces = {f"xmlns:{prefix}": uri for prefix, uri in model.prefixes if prefix and prefix != "xml"}
        parts = [
            *(self._import(one) for one in model.imports),
            *(self._type(one, "itemDefinition") for one in model.types),
            *(self._element(one) for one in model.elements),
        ]
        attributes = {"xmlns": MODEL_13, **spaces, **attributes}
        return self.element("definitions", model, attributes, parts, self.others(model))

    def _import(self, one: d.Import) -> str:
        attributes = {"namespace": one.namespace, "locationURI": one.location, "importType": one.type}
        return self.element("import", one, attributes)

    def _type(self, item: d.ItemDefinition, tag: str) -> str:
        attributes = {"isCollection": "true"} if item.collection else {}
        parts = [self.words("typeRef", item.type_ref)] if item.type_ref else []
        allowed = item.allowed or (None if item.collection else item.constraint)
        if allowed is not None:
            parts.append(self.cell("allowedValues", allowed))
        if item.constraint is not None and item.constraint is not allowed:
            raise self.impossible(item.name, "typeConstraint")
        parts += [self._type(component, "itemComponent") for component in item.components]
        if item.function:
            parameters = "".join(self.variable("parameters", one) for one in item.parameters)
            parts.append(f"<functionItem{self.attributes({'outputTypeRef': item.result})}>{parameters}</functionItem>")
        return self.element(tag, item, attributes, parts, self.others(item))

    def _element(self, element: d.Element) -> str:
        parts = [self.variable("variable", element.variable)] if element.variable else []
        if isinstance(element, d.Decision):
            return self._decision(element, parts)
        if isinstance(element, d.Knowledge):
            logic = [] if element.logic is None else [self.function(element.logic, "encapsulatedLogic")]
            parts += [*logic, *self._requirements(element.requirements)]
            return self.element("businessKnowledgeModel", element, {}, parts, self.others(element))
        if isinstance(element, d.Service):
            return self._service(element, parts)
        return self.element("inputData", element, {}, parts, self.others(element))

    def _decision(self, element: d.Decision, variable: list[str]) -> str:
        parts = [
            *([self.words("question", element.question)] if element.question else []),
            *([self.words("allowedAnswers", element.answers)] if element.answers else []),
            *variable,
            *self._requirements(element.requirements),
            *self.others(element),
        ]
        if element.logic is not None:
            parts.append(self.expression(element.logic))
        return self.element("decision", element, {}, parts)

    def _service(self, element: d.Service, parts: list[str]) -> str:
        groups = {
            "outputDecision": element.outputs,
            "encapsulatedDecision": element.encapsulated,
            "inputDecision": element.input_decisions,
            "inputData": element.input_data,
        }
        for tag, hrefs in groups.items():
            parts += [f"<{tag}{self.attributes({'href': href})}/>" for href in hrefs]
        return self.element("decisionService", element, {}, parts, self.others(element))

    def _requirements(self, requirements: Iterable[d.Requirement]) -> list[str]:
        made: list[str] = []
        for one in requirements:
            tag, target = _REQUIREMENTS[one.kind]
            made.append(self.element(tag, one, {}, [f"<{target} href={quoteattr(one.href)}/>"]))
        return sorted(made, key=lambda written: ("<knowledge" in written[:12]) + 2 * ("<authority" in written[:12]))


def write(model: Model) -> bytes:
    """The model as DMN 1.3, with the drawing it was read with. Raises TablesError for what 1.3 cannot say."""
    body = Writer(model.definitions.prefixes, NAMESPACES).definitions(model.definitions)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + as_version_13(body) + "\n").encode()
