"""XPath regular expressions in linear time: translated to RE2, which never backtracks (XPath functions 3.1, 5.6.1).

References back to a group, which RE2 does not have, are answered where that can be bounded (regex_again.py), else refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from sluitend.core.tables.builtin import NoAnswer
from sluitend.core.tables.regex_again import Again, Compile
from sluitend.core.tables.regex_again import refusal as refused_again
from sluitend.core.tables.regex_classes import CLASS_ESCAPES, UNICODE, category, character_class
from sluitend.core.text import text

MAX_PATTERN = 2_000
_ESCAPED = {"n": "\\n", "r": "\\r", "t": "\\t"}
_PLAIN_ESCAPES = frozenset("\\|.?*+(){}$-[]^")
_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 8 << 20
_OPTIONS.log_errors = False


class _Translation:
    def __init__(self, pattern: str, flags: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.dot = "(?s:.)" if "s" in flags else "[^\\n\\r]"
        self.any_case = "i" in flags
        self.out: list[str] = []
        self.open: list[int] = []
        """The groups that are not closed yet; 0 for one that does not capture."""
        self.count = 0
        self.closed: dict[int, range] = {}
        """The parts inside each group, once it is closed."""
        self.nested: set[int] = set()
        self.starts: list[int] = []
        self.references: dict[int, int] = {}

    def all(self) -> str:
        while self.at < len(self.pattern):
            self._one()
        return "".join(self.out)

    def again(self, compile_: Compile) -> Again:
        """The matcher of a pattern that refers back to groups."""
        wanted = set(self.references.values())
        plain = all(self._takes_part_once(group) for group in wanted)
        if not plain or "|" in self._outside():
            raise refused_again()
        return Again(
            self.out, {group: self.closed[group] for group in sorted(wanted)}, self.references, compile_, re2.escape
        )

    def _takes_part_once(self, group: int) -> bool:
        inside, after = self.closed[group], self.out[self.closed[group].stop + 1 : self.closed[group].stop + 2]
        quantified = bool(after) and after[0][:1] in ("*", "+", "?", "{")
        return not quantified and group not in self.nested and not any(at in inside for at in self.references)

    def _outside(self) -> list[str]:
        """The parts that stand in no group."""
        inside = {at for parts in self.closed.values() for at in parts}
        return [part for at, part in enumerate(self.out) if at not in inside]

    def _one(self) -> None:
        sign = self.pattern[self.at]
        if sign == "\\":
            self.out.append(self._escape())
        elif sign == "[":
            made, self.at = character_class(self.pattern, self.at, self.any_case)
            self.out.append(self._exactly(made))
        elif sign == "(":
            self.out.append(self._group())
        elif sign == "{":
            self.out.append(self._quantifier())
        else:
            self.at += 1
            self.out.append(self._plain(sign))

    def _exactly(self, made: str) -> str:
        """Without regard to case-folding: it has no effect on `\\p{Lu}`, and a class has both cases already."""
        return f"(?-i:{made})" if self.any_case else made

    def _plain(self, sign: str) -> str:
        if sign == ".":
            return self.dot
        if sign in "]}":
            raise refusal()
        if sign == ")" and self.open:
            group, start = self.open.pop(), self.starts.pop()
            if group:
                self.closed[group] = range(start, len(self.out))
        return sign

    def _group(self) -> str:
        if self.pattern.startswith("(?:", self.at):
            self.at += 3
            self._opened(0)
            return "(?:"
        if self.pattern.startswith("(?", self.at):
            raise refusal()
        self.at += 1
        self.count += 1
        self._opened(self.count)
        return "("

    def _opened(self, group: int) -> None:
        if self.open:
            self.nested.add(group)
        self.open.append(group)
        self.starts.append(len(self.out) + 1)

    def _reference(self, digit: str) -> str:
        """A group that is closed already; a second digit counts where there are that many."""
        following = self.pattern[self.at : self.at + 1]
        if following.isdecimal() and int(digit + following) in self.closed:
            self.at += 1
            digit += following
        if int(digit) not in self.closed:
            raise refusal()
        self.references[len(self.out)] = int(digit)
        return ""

    def _quantifier(self) -> str:
        match = _QUANTIFIER.match(self.pattern, self.at)
        if match is None:
            raise refusal()
        self.at = match.end()
        return match[0]

    def _escape(self) -> str:
        sign = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if sign in _ESCAPED:
            return _ESCAPED[sign]
        if sign and sign in _PLAIN_ESCAPES:
            return "\\" + sign
        if sign in CLASS_ESCAPES:
            return self._exactly(CLASS_ESCAPES[sign])
        if sign in ("p", "P"):
            match = UNICODE.match(self.pattern, self.at)
            if match:
                self.at = match.end()
                return self._exactly(category(match[1], sign == "P"))
        if sign.isdecimal() and sign.isascii():
            return self._reference(sign)
        raise refusal()


def refusal() -> NoAnswer:
    return NoAnswer(text("Dit is geen geldig patroon."))


def _spaceless(pattern: str) -> str:
    """The pattern as flag `x` reads it: white space counts in a class only, not even behind a backslash (5.6.2)."""
    made: list[str] = []
    classes, escaped = 0, False
    for sign in pattern:
        if sign in " \t\n\r" and not classes:
            continue
        made.append(sign)
        if escaped or sign == "\\":
            escaped = not escaped
        else:
            classes = max(0, classes + (sign == "[") - (sign == "]"))
    return "".join(made)


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: str) -> Any:
    """The matcher of a pattern. Raises NoAnswer for one that is not valid, too long, or not linear."""
    if set(flags) - set("smixq") or len(pattern) > MAX_PATTERN:
        raise refusal()
    prefix = "".join(flag for flag in "im" if flag in flags)

    def made(translated: str) -> Any:
        try:
            return re2.compile(f"(?{prefix}){translated}" if prefix else translated, _OPTIONS)
        except re2.error:
            raise refusal() from None

    if "q" in flags:
        return made(re2.escape(pattern))
    translation = _Translation(_spaceless(pattern) if "x" in flags else pattern, flags)
    matcher = made(translation.all())
    return translation.again(made) if translation.references else matcher


def _linear(pattern: str, flags: str) -> Any:
    """A matcher that can also say where it matches."""
    matcher = compiled(pattern, flags)
    if isinstance(matcher, Again):
        raise refused_again()
    return matcher


def replace(written: str, pattern: str, replacement: str, flags: str, most: int) -> str:
    """Every match replaced; `$1` is a group. Raises NoAnswer for a pattern that matches nothing at all."""
    matcher = _linear(pattern, flags)
    if matcher.search("") is not None:
        raise NoAnswer(text("Dit patroon past ook op niets; vervangen kan dan niet."))
    parts = [("", replacement)] if "q" in flags else _replacement(replacement, matcher.groups)
    made: list[str] = []
    end = size = 0
    for match in matcher.finditer(written):
        made.append(written[end : match.start()])
        made += [match[group] or "" if isinstance(group, int) else fixed for group, fixed in parts]
        end = match.end()
        size += sum(map(len, made[-1 - len(parts) :]))
        if size > most:
            raise NoAnswer(text("Deze tekst wordt te lang (meer dan %(most)s tekens).", most=most))
    return "".join(made) + written[end:]


def _replacement(replacement: str, groups: int) -> list[tuple[int | str, str]]:
    """The fixed parts and the groups of a replacement."""
    parts: list[tuple[int | str, str]] = []
    at = 0
    while at < len(replacement):
        sign = replacement[at]
        if sign == "\\":
            if replacement[at + 1 : at + 2] not in ("\\", "$"):
                raise refusal()
            parts.append(("", replacement[at + 1]))
            at += 2
        elif sign == "$":
            group, at = _group_number(replacement, at + 1, groups)
            if group <= groups:
                parts.append((group, ""))
        else:
            parts.append(("", sign))
            at += 1
    return parts


def _group_number(replacement: str, at: int, groups: int) -> tuple[int, int]:
    """The longest number that is a group; one digit at least."""
    end = at
    while end < len(replacement) and replacement[end].isdecimal() and replacement[end].isascii():
        if end > at and int(replacement[at : end + 1]) > groups:
            break
        end += 1
    if end == at:
        raise refusal()
    return int(replacement[at:end]), end


def split(written: str, delimiter: str, most: int) -> list[str]:
    matcher = _linear(delimiter, "")
    if matcher.search("") is not None:
        raise NoAnswer(text("Dit patroon past ook op niets; splitsen kan dan niet."))
    made: list[str] = []
    end = 0
    for match in matcher.finditer(written):
        made.append(written[end : match.start()])
        end = match.end()
        if len(made) > most:
            raise NoAnswer(text("Deze lijst wordt te lang (meer dan %(most)s).", most=most))
    return [*made, written[end:]]
