"""A cell of a table in the words of people: `>= 16` is "16 of meer". What is too clever for words stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sluitend.core.text import Text, text

_STRING, _NUMBER = r'"((?:[^"\\]|\\.)*)"', r"-?\d+(?:\.\d+)?"
_LIST = re.compile(rf"^({_STRING}|{_NUMBER}|true|false|null)(\s*,\s*({_STRING}|{_NUMBER}|true|false|null))*$")
_COMPARED = re.compile(rf"^(<=|>=|<|>)\s*({_NUMBER})$")
_RANGE = re.compile(rf"^([\[(\]])\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*([\])\[])$")
_NOT = re.compile(r"^not\s*\((.*)\)$", re.DOTALL)
_ITEM = re.compile(rf"{_STRING}|{_NUMBER}|true|false|null")
_SIGNS = {
    "<=": text("%(value)s of minder"),
    ">=": text("%(value)s of meer"),
    "<": text("minder dan %(value)s"),
    ">": text("meer dan %(value)s"),
}
_NAMED = {"true": text("ja"), "false": text("nee"), "null": text("niet bekend")}


def in_words(cell: str, spoken: Mapping[str, Text] | None = None) -> Text | str:
    """What a cell asks or answers; `spoken` are the words for texts that are codes. Empty and `-` do not matter."""
    plain = cell.strip()
    if plain in {"", "-"}:
        return text("maakt niet uit")
    if found := _COMPARED.match(plain):
        return Text(_SIGNS[found[1]].message, {"value": found[2]})
    if found := _RANGE.match(plain):
        return _range(*found.groups())
    if found := _NOT.match(plain):
        inner = in_words(found[1], spoken)
        return text("niet %(what)s", what=inner) if inner != found[1].strip() else cell
    return _listed(plain, spoken or {}) if _LIST.match(plain) else cell


def _range(opened: str, low: str, high: str, closed: str) -> Text:
    if opened == "[" and closed == "]":
        return text("%(low)s tot en met %(high)s", low=low, high=high)
    if opened == "[":
        return text("%(low)s tot %(high)s", low=low, high=high)
    if closed == "]":
        return text("meer dan %(low)s, tot en met %(high)s", low=low, high=high)
    return text("meer dan %(low)s en minder dan %(high)s", low=low, high=high)


def _listed(plain: str, spoken: Mapping[str, Text]) -> Text | str:
    items = [_item(found.group(), spoken) for found in _ITEM.finditer(plain)]
    said = items[0]
    for item in items[1:]:
        said = text("%(one)s of %(other)s", one=said, other=item)
    return said


def _item(written: str, spoken: Mapping[str, Text]) -> Text | str:
    plain = written.strip('"').replace('\\"', '"')
    return _NAMED.get(written) or spoken.get(plain) or plain
