"""What is different in what a region agreed beside its tables, in plain words: `Antwoord op een signaal: 2 werkdagen → 3 werkdagen`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sluitend.core.agreement import LEVELS, Level
from sluitend.core.content import Region, Retention
from sluitend.core.difference.field_words import Said, Told, told
from sluitend.core.difference.fields import fields
from sluitend.core.region_words import RECORDS, TERMS, TOLD, term_words
from sluitend.core.text import Text, text

BASIS, LATE = text("waar dat op rust"), text("wie het hoort als een antwoord te laat is")
KEPT, YES, PLACES = text("hoe lang het bewaard wordt"), text("wie ja zegt"), text("de gemeenten")
ORDER = text("de volgorde van de tabellen")
_IN_WORDS = {"terms", "escalation", "retention", "assent", "municipalities", "in_use"}


def region_told(before: Region, after: Region, tables: Mapping[str, Said]) -> tuple[Told, ...]:
    """Every agreement that says something else, once: terms first. What came in or out of use is told by itself elsewhere; `tables`
    are the names of tables by id."""
    return (
        *_terms(before, after),
        *_parts(LATE, TOLD, _rungs(before), _rungs(after)),
        *_parts(KEPT, RECORDS, _retention(before), _retention(after)),
        *_whole((YES,), _assent(before), _assent(after)),
        *_parts(PLACES, {}, _places(before), _places(after)),
        *_order(before, after, tables),
        *_rest(before, after),
    )


def _terms(before: Region, after: Region) -> Iterator[Told]:
    for name, label in TERMS.items():
        was, now = getattr(before.terms, name), getattr(after.terms, name)
        yield from _whole((label,), term_words(was), term_words(now))
        yield from _whole((label, BASIS), was.basis, now.basis)


def _parts(
    about: Text, names: Mapping[str, Said], before: Mapping[str, Said], after: Mapping[str, Said]
) -> Iterator[Told]:
    """What came, went, or says something else, by what it is called."""
    for key in dict.fromkeys([*after, *before]):
        yield from _whole((about, names.get(key, key)), before.get(key), after.get(key))


def _whole(where: tuple[Said, ...], before: Said | None, after: Said | None) -> Iterator[Told]:
    if before != after:
        yield Told(where, before, after)


def _rungs(region: Region) -> dict[str, Said]:
    return {rung.tell: term_words(rung.after) for rung in region.escalation}


def _retention(region: Region) -> dict[str, Said]:
    return {one.record: _years(one) for one in region.retention}


def _years(one: Retention) -> Text:
    return text("%(years)s jaar na %(what)s", years=one.years, what=one.counted_from)


def _assent(region: Region) -> Said:
    return _joined([LEVELS[Level(level)] for level in region.assent])


def _joined(said: Sequence[Said]) -> Said:
    first, *rest = said
    for other in rest:
        first = text("%(one)s, dan %(other)s", one=first, other=other)
    return first


def _places(region: Region) -> dict[str, Said]:
    return {place.name: place.code for place in region.municipalities}


def _order(before: Region, after: Region, tables: Mapping[str, Said]) -> Iterator[Told]:
    """Of the tables that both use: which is asked first can change an answer."""
    sides = before.in_use.tables, after.in_use.tables
    was, now = ([one for one in side if one in sides[0] and one in sides[1]] for side in sides)
    if was != now:
        yield Told((ORDER,), *(_joined([tables.get(one, one) for one in side]) for side in (was, now)))


def _rest(before: Region, after: Region) -> Iterator[Told]:
    old, new = ({name: part for name, part in _dumped(one).items() if name not in _IN_WORDS} for one in (before, after))
    return (told(field, old, new) for field in fields(old, new))


def _dumped(region: Region) -> dict[str, Any]:
    """As in its file: lists are lists."""
    return {name: list(part) if isinstance(part, tuple) else part for name, part in region.model_dump().items()}
