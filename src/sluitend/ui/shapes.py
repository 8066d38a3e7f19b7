"""Rows of a long list: their template runs once per shape, and each row fills the gaps.

Forty rows that each run their template cost more than reading them from the database did. `filled("today/_family.html", gaps, choices)`
runs the template once for these choices and this language, with a mark in every gap, and keeps the words between the marks; a row is
those words with its own values in between, escaped as a template would. What is kept is the template's alone: no value of anybody.

In such a template a gap stands bare (`{{ name }}`, or within a sentence or a chip): what depends on a value is a choice (`{% if %}`), and
what is made of a value is made before it comes (docs/decisions/0023).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from itertools import chain

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MARK = "\ue000{}\ue001"
"""Letters that Unicode leaves to private use: nobody's name holds them, and escaping leaves them as they are."""
BETWEEN = "\0"
"""What texts do not have: no form takes it, and PostgreSQL cannot hold it."""
MARKED = re.compile(r"\ue000(\w+)\ue001")

Choices = tuple[tuple[str, bool], ...]


def filled(template: str, gaps: Mapping[str, str], choices: Mapping[str, bool]) -> SafeString:
    """The template with these values in its gaps; a value that is safe already is not escaped again."""
    words, names = _shape(template, get_language(), tuple(gaps), tuple(choices.items()))
    values = _escaped([gaps[name] for name in names])
    pieces = chain.from_iterable(zip(words, [*values, ""], strict=True))
    return mark_safe("".join(pieces))  # noqa: S308 a template made the words, and the values are escaped


def _escaped(values: list[str]) -> list[str]:
    """All that are not safe yet, in one go: one by one took a twentieth of a page."""
    plain = [value for value in values if not isinstance(value, SafeString)]
    pieces = escape(BETWEEN.join(plain)).split(BETWEEN)
    if len(pieces) != len(plain):  # none, or an import brought the sign all the same
        pieces = [escape(value) for value in plain]
    waiting = iter(pieces)
    return [value if isinstance(value, SafeString) else next(waiting) for value in values]


@lru_cache(maxsize=256)
def _shape(template: str, language: str | None, gaps: tuple[str, ...], choices: Choices) -> tuple[list[str], list[str]]:
    """The words of a template and the names of the gaps between them, in the language that is active now."""
    shown = dict(choices) | {name: MARK.format(name) for name in gaps}
    parts = MARKED.split(render_to_string(template, shown))
    return parts[::2], parts[1::2]
