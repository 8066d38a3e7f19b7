"""Item definitions to types, with their allowed values (DMN 1.3, 7.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sluitend.core.tables import definitions as d
from sluitend.core.tables.names import normal
from sluitend.core.tables.types import ANY, NAMED, UNKNOWN, Type
from sluitend.core.tables.values import Value

Constraint = Callable[[d.Cell, str], Callable[[Value], bool]]
"""Makes a check of the text of allowed values; the name is for messages."""
MAX_DEPTH = 40


class ItemTypes:
    """The named types of a model and of the models it imports."""

    def __init__(
        self, items: tuple[d.ItemDefinition, ...], imported: Mapping[str, Type], constraint: Constraint
    ) -> None:
        self._items = {normal(item.name): item for item in items}
        self._constraint = constraint
        self._busy: set[str] = set()
        self.named: dict[str, Type] = dict(imported)
        for name in self._items:
            self.named[name] = self.of(name)

    def of(self, reference: str) -> Type:
        """The type of a reference; ANY for an empty one, UNKNOWN for a name that is not there."""
        name = normal(reference)
        if not name:
            return ANY
        if name in self.named:
            return self.named[name]
        if name in self._items:
            return self._defined(name)
        plain = name.rpartition(":")[2].strip()
        return NAMED.get(name) or NAMED.get(plain) or self.named.get(plain) or UNKNOWN

    def _defined(self, name: str) -> Type:
        if name in self._busy or len(self._busy) > MAX_DEPTH:
            return UNKNOWN
        self._busy.add(name)
        self.named[name] = replace(self._item(self._items[name], 0), name=name)
        self._busy.discard(name)
        return self.named[name]

    def _item(self, item: d.ItemDefinition, depth: int) -> Type:
        if item.function:
            made = Type(
                "function", self.of(item.result), parameters=tuple(self.of(one.type_ref) for one in item.parameters)
            )
        elif item.components and depth < MAX_DEPTH:
            fields = tuple((normal(one.name), self._item(one, depth + 1)) for one in item.components)
            made = Type("context", fields=fields)
        else:
            made = self.of(item.type_ref)
        if item.allowed and item.allowed.text:
            made = self._limited(made, item.allowed, item.name)
        if item.collection:
            made = Type("list", made)
        if item.constraint and item.constraint.text:
            made = replace(made, allowed=self._joined(made, self._constraint(item.constraint, item.name)))
        return made

    def _limited(self, type_: Type, cell: d.Cell, name: str) -> Type:
        check = self._constraint(cell, name)
        if type_.kind == "list" and type_.element is not None:
            return replace(type_, allowed_elements=check)
        return replace(type_, allowed=self._joined(type_, check))

    @staticmethod
    def _joined(type_: Type, check: Callable[[Value], bool]) -> Callable[[Value], bool]:
        before = type_.allowed
        return check if before is None else lambda value: before(value) and check(value)

    def allowed_text(self, reference: str) -> str:
        """The allowed values of a named type, as written."""
        item = self._items.get(normal(reference))
        return item.allowed.text if item and item.allowed else ""
