"""FEEL's kinds of values in words for people."""

from __future__ import annotations

from collections.abc import Sequence

from sluitend.core.tables.types import ANY, Type
from sluitend.core.tables.values import Value, kind
from sluitend.core.text import Text, text

WORDS: dict[str, Text] = {
    "null": text("lege waarde"),
    "boolean": text("ja of nee"),
    "number": text("getal"),
    "string": text("tekst"),
    "list": text("lijst"),
    "context": text("context"),
    "date": text("datum"),
    "time": text("tijd"),
    "date and time": text("datum met tijd"),
    "days and time duration": text("duur in dagen"),
    "years and months duration": text("duur in maanden"),
    "range": text("interval"),
    "function": text("functie"),
    "Any": text("willekeurige waarde"),
}


def kind_words(value: Value) -> Text:
    """What kind of value this is."""
    return WORDS[kind(value)]


def listed_words(words: Sequence[Text]) -> Text:
    """Words after one another; each is still translated by itself."""
    if not words:
        return text("niets")
    found = words[0]
    for one in words[1:]:
        found = text("%(before)s, %(one)s", before=found, one=one)
    return found


def type_words(type_: Type | None) -> Text:
    """What a declared type asks for; the name of an item definition as it was given."""
    if type_ is None:
        return WORDS["Any"]
    if type_.name:
        return text("%(type)s", type=type_.name)
    if type_.kind == "list" and type_.element is not None and type_.element != ANY:
        return text("lijst van %(element)s", element=type_words(type_.element))
    return WORDS.get(type_.kind, WORDS["Any"])
