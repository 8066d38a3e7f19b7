"""Two versions of a pathway, programme or region file beside each other, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """A field that says something else. `path` is where it stands; parts of a list that have an id are called by it.

    `before` or `after` is None where the field is not there in that version; a part that came or went is told once, as a whole.
    """

    path: tuple[str, ...]
    before: Any
    after: Any


def fields(before: Any, after: Any, path: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """Every field that is different, once, in the order of the new version; equal versions give nothing."""
    return tuple(_fields(before, after, path))


def _fields(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Field]:
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        if before != after or type(before) is not type(after):
            yield Field(path, before, after)
        return
    for name in (*new, *(name for name in old if name not in new)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None:
            if was is not now:
                yield Field((*path, name), was, now)
        else:
            yield from _fields(was, now, (*path, name))
    stood, stands = [name for name in old if name in new], [name for name in new if name in old]
    if isinstance(after, list) and stood != stands:
        yield Field((*path, ORDER), stood, stands)


ORDER = "order"
"""The last part of the path of a list whose parts stand in another order."""


def part_name(part: Any) -> Any:
    """By what a part of a list is told from the others: its id, or its Dutch where it is only words."""
    return part.get("id", part.get("nl")) if isinstance(part, Mapping) else part


def _parts(value: Any) -> Mapping[str, Any] | None:
    """What can be compared by name: a mapping, or a list whose parts all have an id of their own. Two lists of names have parts as
    well: a name that came or went is told by itself."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return None
    named = [(part_name(one), one) for one in value]
    found = {name: one for name, one in named if isinstance(name, str)}
    return found if len(found) == len(named) else None
