"""What every change of the network looks at first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sluitend.care.network.models import (
    Municipality,
)
from sluitend.core.access import NotNow
from sluitend.core.person import wrong_words
from sluitend.core.text import text


def short_words(words: str, field: str, most: int, *, required: bool = False) -> str:
    words = words.strip()
    if required and not words:
        raise NotNow(text("Vul dit in."), field=field)
    if wrong := wrong_words(words, field, most):
        raise NotNow(wrong[1], field=field)
    return words


def municipalities_of(ids: Iterable[int], region_id: int) -> list[Municipality]:
    wanted = set(ids)
    found = list(Municipality.objects.filter(pk__in=wanted, region_id=region_id))
    if len(found) != len(wanted):
        raise NotNow(text("Kies gemeenten uit de lijst van deze regio."), field="municipalities")
    return found


def check_days(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise NotNow(text("De laatste dag ligt vóór de eerste dag."), field="ends_on")
