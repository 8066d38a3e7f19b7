"""XML of strangers to elements: no document type, no entities, no more than we can hold (DMN files need none of it)."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

from sluitend.core.tables.errors import NOWHERE, TablesError
from sluitend.core.text import text

MAX_BYTES = 5_000_000
MAX_DEPTH = 120
MAX_ELEMENTS = 80_000
Element = ElementTree.Element


class _Builder:
    def __init__(self) -> None:
        self.tree = ElementTree.TreeBuilder()
        self.prefixes: list[tuple[str, str]] = []
        self.depth = 0
        self.count = 0
        self.parser = expat.ParserCreate(None, "}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.tree.data
        self.parser.StartNamespaceDeclHandler = self._prefix
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_doctype
        self.parser.buffer_text = True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise TablesError(text("Dit bestand is te diep of te groot om te lezen."), NOWHERE)
        self.tree.start(_tag(name), {_tag(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_tag(name))

    def _prefix(self, prefix: str | None, uri: str) -> None:
        if self.depth == 0:
            self.prefixes.append((prefix or "", uri or ""))

    def _refuse_doctype(self, *_: object) -> None:
        raise TablesError(text("Dit bestand heeft een documenttype of entiteiten; dat wordt niet gelezen."), NOWHERE)


def _tag(name: str) -> str:
    return "{" + name if "}" in name else name


def parse(xml: bytes) -> tuple[Element, tuple[tuple[str, str], ...]]:
    """The root element and the namespace prefixes. Raises TablesError where the file is no safe XML."""
    if len(xml) > MAX_BYTES:
        raise TablesError(text("Dit bestand is te groot (meer dan %(most)s MB).", most=MAX_BYTES // 1_000_000), NOWHERE)
    builder = _Builder()
    try:
        builder.parser.Parse(xml, True)
    except expat.ExpatError as problem:
        sentence = text("Dit is geen leesbaar XML-bestand (regel %(line)s).", line=problem.lineno)
        raise TablesError(sentence, NOWHERE, "DMN") from None
    return builder.tree.close(), tuple(dict.fromkeys(builder.prefixes))
