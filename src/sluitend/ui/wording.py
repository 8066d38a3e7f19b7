"""Values in the words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from sluitend.core.content import Words
from sluitend.core.text import Text


def say(value: object) -> str:
    """The sentence in the language of the reader, its gaps filled; other values as a person would write them."""
    if type(value) is str:
        return value
    if isinstance(value, Text):
        sentence = _sentence(value.message, get_language())
        return sentence % {name: say(part) for name, part in value.values.items()} if value.values else sentence
    if isinstance(value, Words):
        return value.in_language(get_language() or "nl")
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(local, "j F Y H:i")
    if isinstance(value, date):
        return written(value, get_language())
    if isinstance(value, list | tuple):
        return enumerated(say(part) for part in value)
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _sentence(message: str, language: str | None) -> str:
    """A sentence of the program in the language that is active now; kept, because a work list says the same ones on each row."""
    return gettext(message)


@lru_cache(maxsize=4096)
def written(day: date, language: str | None) -> str:
    """`3 december 2026` in the language that is active now; kept, because a work list writes the same days often."""
    return date_format(day, "j F Y")


def enumerated(parts: Iterable[str]) -> str:
    """`a, b en c`."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def clock_state(due: date, today: date) -> str:
    """`late`, `today`, `soon` (within a week) or `later`: the word that the style sheet knows."""
    days = (due - today).days
    if days < 0:
        return "late"
    if days == 0:
        return "today"
    return "soon" if days <= 7 else "later"


def time_until(due: date, today: date) -> str:
    """How long until a date, or how long past it. Never stored: it changes while nobody does anything."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", -days) % {"days": -days}
    if days == 0:
        return gettext("vandaag")
    if days == 1:
        return gettext("morgen")
    if days < 28:
        return ngettext("over %(days)d dag", "over %(days)d dagen", days) % {"days": days}
    return ngettext("over %(weeks)d week", "over %(weeks)d weken", days // 7) % {"weeks": days // 7}


def time_since(day: date, today: date) -> str:
    """How long ago something was."""
    return _days_ago((today - day).days, get_language())


@lru_cache(maxsize=4096)
def _days_ago(days: int, language: str | None) -> str:
    """In the language that is active now."""
    if days == 0:
        return gettext("vandaag")
    if days == 1:
        return gettext("gisteren")
    if days < 28:
        return ngettext("%(days)d dag geleden", "%(days)d dagen geleden", days) % {"days": days}
    return ngettext("%(weeks)d week geleden", "%(weeks)d weken geleden", days // 7) % {"weeks": days // 7}
