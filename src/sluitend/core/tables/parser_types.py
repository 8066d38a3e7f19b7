"""Type expressions in FEEL text: `list<number>`, `context<a: string>`, `function<number> -> string`, names."""

from __future__ import annotations

from collections.abc import Mapping

from sluitend.core.tables.errors import Place
from sluitend.core.tables.names import KEY, Scope, normal
from sluitend.core.tables.reader import Reader
from sluitend.core.tables.types import ANY, NAMED, UNKNOWN, Type
from sluitend.core.text import text


class TypeParser(Reader):
    """Reads types; a name that is no type becomes UNKNOWN, which no value belongs to."""

    def __init__(self, written: str, scope: Scope, types: Mapping[str, Type], place: Place) -> None:
        super().__init__(written, scope, place)
        self.types = types

    def type(self) -> Type:
        self.enter()
        made = self._type()
        self.leave()
        return made

    def _type(self) -> Type:
        for word in ("list", "range"):
            if self.peek_word(word):
                self.take_word(word)
                element = self._angle() if self.peek("<") else ANY
                return Type(word, element)
        if self.take_word("context"):
            return self._context_type() if self.peek("<") else NAMED["context"]
        if self.take_word("function"):
            return self._function_type() if self.peek("<") else NAMED["function"]
        return self._named_type()

    def _angle(self) -> Type:
        self.need("<")
        element = self.type()
        self.need(">")
        return element

    def _context_type(self) -> Type:
        self.need("<")
        fields: list[tuple[str, Type]] = []
        while not self.take(">"):
            if fields:
                self.need(",")
            match = KEY.match(self.text, self.at)
            if match is None:
                raise self.fail(text("de naam van een veld en «:»"))
            self.at = match.end()
            self.skip()
            fields.append((normal(match[1]), self.type()))
        return Type("context", fields=tuple(fields))

    def _function_type(self) -> Type:
        self.need("<")
        parameters: list[Type] = []
        while not self.take(">"):
            if parameters:
                self.need(",")
            parameters.append(self.type())
        self.need("->")
        return Type("function", self.type(), parameters=tuple(parameters))

    def _named_type(self) -> Type:
        known = Scope([*NAMED, *self.types])
        name = self.take_name(known)
        if name is None:
            raise self.fail(text("een type"))
        return self.types.get(name) or NAMED.get(name) or UNKNOWN
