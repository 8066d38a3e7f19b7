"""Character classes of XPath regular expressions, with subtraction (`[a-z-[aeiou]]`), as RE2 classes."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

from sluitend.core.tables.builtin import NoAnswer
from sluitend.core.text import text

Ranges = tuple[tuple[int, int], ...]
"""Code points from and up to and including, in order, without overlap."""

_NAME_START = r"\p{L}_:"
_NAME = r"\p{L}\p{N}\p{M}.\-_:\x{B7}"
CLASS_ESCAPES = {
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
    "i": f"[{_NAME_START}]",
    "I": f"[^{_NAME_START}]",
    "c": f"[{_NAME}]",
    "C": f"[^{_NAME}]",
}
UNICODE = re.compile(r"\{([A-Za-z0-9-]+)\}")
BLOCKS = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "IPAExtensions": (0x0250, 0x02AF),
    "SpacingModifierLetters": (0x02B0, 0x02FF),
    "CombiningDiacriticalMarks": (0x0300, 0x036F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Armenian": (0x0530, 0x058F),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "Devanagari": (0x0900, 0x097F),
    "Thai": (0x0E00, 0x0E7F),
    "Georgian": (0x10A0, 0x10FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "MiscellaneousTechnical": (0x2300, 0x23FF),
    "BoxDrawing": (0x2500, 0x257F),
    "BlockElements": (0x2580, 0x259F),
    "GeometricShapes": (0x25A0, 0x25FF),
    "MiscellaneousSymbols": (0x2600, 0x26FF),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
    "PrivateUseArea": (0xE000, 0xF8FF),
}
_ESCAPED = {"n": 0x0A, "r": 0x0D, "t": 0x09}
_PLAIN = "\\|.?*+(){}$-[]^"
_LAST = sys.maxunicode


def _refusal() -> NoAnswer:
    return NoAnswer(text("Dit is geen geldig patroon."))


def category(name: str, negated: bool) -> str:
    """A category or a block as RE2 writes it."""
    if name.startswith("Is"):
        return f"[{'^' if negated else ''}{_written((_block(name),))}]"
    _known(name)
    return f"\\{'P' if negated else 'p'}{{{name}}}"


def _block(name: str) -> tuple[int, int]:
    if name[2:] not in BLOCKS:
        raise _refusal()
    return BLOCKS[name[2:]]


@lru_cache(maxsize=1)
def _categories() -> tuple[str, ...]:
    return tuple(unicodedata.category(chr(point)) for point in range(_LAST + 1))


_KNOWN = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)


@lru_cache(maxsize=64)
def _points_of(name: str) -> Ranges:
    found: list[tuple[int, int]] = []
    for point, here in enumerate(_categories()):
        if here.startswith(name):
            if found and found[-1][1] == point - 1:
                found[-1] = (found[-1][0], point)
            else:
                found.append((point, point))
    return tuple(found)


def _known(name: str) -> None:
    if name not in _KNOWN:
        raise _refusal()


def _complement(ranges: Ranges) -> Ranges:
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= _LAST:
        found.append((start, _LAST))
    return tuple(found)


def _union(ranges: list[tuple[int, int]]) -> Ranges:
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def _without(ranges: Ranges, less: Ranges) -> Ranges:
    """Points of the first that are not in the second."""
    return _complement(_union([*_complement(ranges), *less]))


def _written(ranges: Ranges) -> str:
    return "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in ranges)


@lru_cache(maxsize=1)
def _cases() -> dict[int, tuple[int, ...]]:
    """The other cases of every letter that has any."""
    groups: dict[str, set[int]] = {}
    for point, here in enumerate(_categories()):
        if here[0] in "LMNS":
            sign = chr(point)
            folded = sign.lower() if len(sign.lower()) == 1 else sign
            plain = folded.upper().lower()
            groups.setdefault(plain if len(plain) == 1 else folded, set()).add(point)
    return {point: tuple(group) for group in groups.values() if len(group) > 1 for point in group}


def _any_case(low: int, high: int) -> list[tuple[int, int]]:
    """A range with the other cases of its letters."""
    cases = _cases()
    span = range(low, high + 1) if high - low < len(cases) else [one for one in cases if low <= one <= high]
    return [(low, high), *((other, other) for one in span for other in cases.get(one, ()))]


_SPACE: Ranges = ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20))


def _named(sign: str) -> Ranges:
    low = sign.lower()
    if low == "d":
        found = _points_of("Nd")
    elif low == "s":
        found = _SPACE
    elif low == "w":
        found = _complement(_union([*_points_of("P"), *_points_of("Z"), *_points_of("C")]))
    elif low == "i":
        found = _union([*_points_of("L"), (0x3A, 0x3A), (0x5F, 0x5F)])
    else:
        names = [*_points_of("L"), *_points_of("N"), *_points_of("M")]
        found = _union([*names, (0x2D, 0x2E), (0x3A, 0x3A), (0x5F, 0x5F), (0xB7, 0xB7)])
    return found if sign == low else _complement(found)


class _Class:
    """Reads one bracketed class into ranges of code points."""

    def __init__(self, pattern: str, at: int, any_case: bool, depth: int = 0) -> None:
        if depth > 10:
            raise _refusal()
        self.any_case = any_case
        self.pattern = pattern
        self.at = at + 1
        self.depth = depth
        self.found: list[tuple[int, int]] = []
        self.less: Ranges = ()

    def read(self) -> Ranges:
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        start = self.at
        while not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                raise _refusal()
            if self.pattern.startswith("-[", self.at):
                self._subtract()
                break
            self._item()
        if self.at == start or not self.pattern.startswith("]", self.at):
            raise _refusal()
        self.at += 1
        ranges = _union(self.found)
        return _without(_complement(ranges) if negated else ranges, self.less)

    def _subtract(self) -> None:
        inner = _Class(self.pattern, self.at + 1, self.any_case, self.depth + 1)
        self.less = inner.read()
        self.at = inner.at

    def _item(self) -> None:
        low = self._point()
        if low is None:
            return
        high: int | None = low
        nearby = self.pattern[self.at : self.at + 2]
        if nearby[:1] == "-" and nearby not in ("-]", "-["):
            self.at += 1
            high = self._point()
        if high is None or high < low:
            raise _refusal()
        self.found += _any_case(low, high) if self.any_case else [(low, high)]

    def _point(self) -> int | None:
        """One code point; None where a whole class was added instead."""
        sign = self.pattern[self.at : self.at + 1]
        self.at += 1
        if sign == "[":
            raise _refusal()
        if sign != "\\":
            return ord(sign) if sign else None
        sign = self.pattern[self.at : self.at + 1]
        self.at += 1
        if sign in _ESCAPED:
            return _ESCAPED[sign]
        if sign and sign in _PLAIN:
            return ord(sign)
        self._add_class(sign)
        return None

    def _add_class(self, sign: str) -> None:
        match = UNICODE.match(self.pattern, self.at) if sign in ("p", "P") else None
        if match is not None:
            self.at = match.end()
            name = match[1]
            if not name.startswith("Is"):
                _known(name)
            ranges = (_block(name),) if name.startswith("Is") else _points_of(name)
            self.found += ranges if sign == "p" else _complement(ranges)
        elif sign and sign in CLASS_ESCAPES:
            self.found += _named(sign)
        else:
            raise _refusal()


def character_class(pattern: str, at: int, any_case: bool) -> tuple[str, int]:
    """The RE2 form of the class that starts at `at`, and where it ends. Raises NoAnswer if it is none."""
    reader = _Class(pattern, at, any_case)
    ranges = reader.read()
    return (f"[{_written(ranges)}]" if ranges else r"[^\x{0}-\x{10FFFF}]"), reader.at
