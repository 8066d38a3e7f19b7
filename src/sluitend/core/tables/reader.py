"""The lowest layer of the parser: a position in a text, white space, words, signs and literals."""

from __future__ import annotations

import re
from decimal import InvalidOperation, Overflow

from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.names import IDENTIFIER, KEYWORDS, Scope
from sluitend.core.tables.values import NUMBERS, Value
from sluitend.core.text import Text, text

MAX_NESTING = 60
MAX_PARSE_STEPS = 60_000
MAX_TEXT = 100_000
_SPACE = re.compile(r"(?:[\s\u200b\u180e\ufeff]+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SIGNED = re.compile("-" + _NUMBER.pattern, re.ASCII)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


class SyntaxProblem(TablesError):
    """A text that is not FEEL."""


class TooMuch(TablesError):
    """A text that is too long, too deep or too costly to read: refused as a whole."""


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= 0x10FFFF else "\ufffd"
    return _ESCAPES.get(code, "\\" + code)


def unescape(written: str) -> str:
    """The text a string literal stands for; two escaped halves of one character become that character."""
    made = _ESCAPE.sub(_unescape, written)
    if any("\ud800" <= sign <= "\udfff" for sign in made):
        made = made.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return made


class Reader:
    """Where the parser is in a text. Errors name the place and what was expected."""

    def __init__(self, written: str, scope: Scope, place: Place) -> None:
        if len(written) > MAX_TEXT:
            raise TooMuch(text("Deze tekst is te lang (meer dan %(most)s tekens).", most=MAX_TEXT), place)
        self.text = written
        self.scope = scope
        self.place = place
        self.at = 0
        self.steps = 0
        self.nesting = 0
        self.skip()

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def fail(self, expected: Text | str, at: int | None = None) -> SyntaxProblem:
        position = self.at if at is None else at
        found = self.text[position : position + 12].split("\n")[0] or text("het einde")
        sentence = text("Hier staat «%(found)s»; verwacht: %(expected)s.", found=found, expected=expected)
        return SyntaxProblem(sentence, self.place.at(position), expected)

    def refuse(self, sentence: Text) -> TooMuch:
        return TooMuch(sentence, self.place.at(self.at))

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_PARSE_STEPS:
            raise self.refuse(text("Deze uitdrukking is te ingewikkeld om te lezen."))

    def enter(self) -> None:
        self.step()
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.refuse(text("Deze uitdrukking is te diep genest (meer dan %(most)s).", most=MAX_NESTING))

    def leave(self) -> None:
        self.nesting -= 1

    @property
    def ended(self) -> bool:
        return self.at >= len(self.text)

    def peek(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def take(self, sign: str) -> bool:
        if not self.peek(sign):
            return False
        self.at += len(sign)
        self.skip()
        return True

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise self.fail(f"«{sign}»")

    def peek_word(self, word: str) -> bool:
        match = IDENTIFIER.match(self.text, self.at)
        return match is not None and match[0] == word

    def take_word(self, word: str) -> bool:
        if not self.peek_word(word):
            return False
        self.at += len(word)
        self.skip()
        return True

    def need_word(self, word: str) -> None:
        if not self.take_word(word):
            raise self.fail(f"«{word}»")

    def take_name(self, scope: Scope | None = None) -> str | None:
        """A name: the longest known one here, else an identifier that is no keyword."""
        known = (scope or self.scope).match(self.text, self.at)
        plain = IDENTIFIER.match(self.text, self.at)
        if known and (plain is None or known[1] >= plain.end()):
            name, self.at = known
        elif plain and (plain[0] not in KEYWORDS or scope is not None):
            name, self.at = plain[0], plain.end()
        else:
            return None
        self.skip()
        return name

    def take_string(self) -> str | None:
        match = _STRING.match(self.text, self.at)
        if match is None:
            if self.peek('"'):
                raise self.fail(text("een afsluitend aanhalingsteken"))
            return None
        self.at = match.end()
        self.skip()
        return unescape(match[1])

    def take_number(self, *, signed: bool = False) -> Value:
        """A numeric literal; `signed` with the minus that the grammar counts as a part of it."""
        match = (_SIGNED if signed else _NUMBER).match(self.text, self.at)
        if match is None:
            return None
        try:
            value = NUMBERS.create_decimal(match[0])
        except (InvalidOperation, Overflow):
            raise self.fail(text("een getal van hooguit 34 cijfers")) from None
        self.at = match.end()
        self.skip()
        return value
