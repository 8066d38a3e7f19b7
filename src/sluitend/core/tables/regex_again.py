"""References back to a group (`(a|b)\\1`) without backtracking: every text that the group can be is tried, each in linear time.

Only where that means the same: a group that takes part once, outside other groups and alternatives. The rest is refused, as is
a text with more candidates than are worth trying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from sluitend.core.tables.builtin import NoAnswer
from sluitend.core.text import text

MAX_TEXT = 120
MAX_TRIES = 3_000
Compile = Callable[[str], Any]


def refusal() -> NoAnswer:
    return NoAnswer(text("Dit verwijst zo terug naar een groep dat het te veel rekenwerk wordt."))


@dataclass(frozen=True)
class Again:
    """A pattern in parts; `groups` are the parts between the brackets of a referred group, `references` parts that refer."""

    parts: Sequence[str]
    groups: dict[int, range]
    references: dict[int, int]
    compile: Compile
    escape: Callable[[str], str]

    def search(self, written: str) -> bool | None:
        """True where it matches somewhere; None where it does not."""
        if len(written) > MAX_TEXT:
            raise refusal()
        choices = [self._candidates(group, written) for group in self.groups]
        if prod(map(len, choices)) > MAX_TRIES:
            raise refusal()
        found = (dict(zip(self.groups, one, strict=True)) for one in product(*choices))
        return any(self.compile(self._with(one)).search(written) is not None for one in found) or None

    def _candidates(self, group: int, written: str) -> list[str]:
        """The texts in `written` that a group can be."""
        inside = self.compile("".join(self.parts[at] for at in self.groups[group]))
        return [one for one in dict.fromkeys(_pieces(written)) if inside.fullmatch(one) is not None]

    def _with(self, chosen: dict[int, str]) -> str:
        made = list(self.parts)
        for group, value in chosen.items():
            for at in self.groups[group]:
                made[at] = ""
            made[self.groups[group].start] = self.escape(value)
        for at, group in self.references.items():
            made[at] = self.escape(chosen[group])
        return "".join(made)


def _pieces(written: str) -> Iterator[str]:
    yield ""
    for start in range(len(written)):
        for end in range(start + 1, len(written) + 1):
            yield written[start:end]
