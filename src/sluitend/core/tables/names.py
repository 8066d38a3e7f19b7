"""Names with spaces and signs: what is a name depends on which names are known (DMN 1.3, 10.3.1.5).

The longest known name at a position wins; otherwise a plain identifier is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_START = r"[^\W\d]|[\U00010000-\U000EFFFF]"
_PART = r"\w|[\U00010000-\U000EFFFF\u0300-\u036f\u203f\u2040\u00b7]"
IDENTIFIER = re.compile(rf"(?:{_START})(?:{_PART})*")
_WORD_OR_SIGN = re.compile(rf"(?:{_PART})+|[^\s\w]")
_PART_HERE = re.compile(_PART)
KEY = re.compile(rf"\s*((?:{_START}|\?)(?:{_PART}|[\s?'./+*-])*):")
"""What stands before a colon: the name of a context entry, a parameter or an argument."""

KEYWORDS = frozenset(
    [
        "and",
        "or",
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "between",
        "instance",
        "of",
        "function",
        "true",
        "false",
        "null",
    ]
)


def normal(name: str) -> str:
    """A name with its white space as FEEL sees it."""
    return " ".join(name.split())


@lru_cache(maxsize=8192)
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern for a name in a text: white space where the name has it, and optional around its signs."""
    parts = []
    for word in name.split():
        parts.append(r"\s*".join(re.escape(part) for part in _WORD_OR_SIGN.findall(word)))
    return re.compile(r"\s+".join(parts))


class Scope:
    """The names known at a place, with those of the places around it."""

    def __init__(self, names: Iterable[str] = (), around: Scope | None = None) -> None:
        self.around = around
        self._by_first: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        name = normal(name)
        first = _WORD_OR_SIGN.match(name)
        if first is None:
            return
        known = self._by_first.setdefault(first[0], [])
        if name not in known:
            known.append(name)
            known.sort(key=len, reverse=True)

    def names(self) -> list[str]:
        return [name for known in self._by_first.values() for name in known]

    def match(self, written: str, position: int) -> tuple[str, int] | None:
        """The longest known name at `position`, and where it ends."""
        first = _WORD_OR_SIGN.match(written, position)
        if first is None:
            return None
        best: tuple[str, int] | None = None
        scope: Scope | None = self
        while scope is not None:
            found = scope._match_here(first[0], written, position)
            if found and (best is None or found[1] > best[1]):
                best = found
            scope = scope.around
        return best

    def _match_here(self, first: str, written: str, position: int) -> tuple[str, int] | None:
        for name in self._by_first.get(first, ()):
            match = _pattern(name).match(written, position)
            if match and not (_PART_HERE.match(written, match.end()) and _PART_HERE.match(name[-1])):
                return name, match.end()
        return None


_KEY_IN_TEXT = re.compile(rf"[{{,]\s*(?:\"([^\"\\]+)\"\s*|((?:{_START})(?:{_PART}|[\s'./+*-])*)):")


def keys_in(written: str) -> list[str]:
    """Names of context entries in a text that hold a space or a sign: they may follow a dot elsewhere."""
    if "{" not in written:
        return []
    found = (normal(match[0] or match[1]) for match in _KEY_IN_TEXT.findall(written))
    return [name for name in found if name and not IDENTIFIER.fullmatch(name)]
