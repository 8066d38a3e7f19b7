"""A field of a pathway, programme or sheet that is different, in plain words: where it stands, as it was and as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from sluitend.core.calendar import moment
from sluitend.core.content import LABELS, CareRole, Pathway, Standing, Whom, Words
from sluitend.core.difference.fields import ORDER, Field, part_name
from sluitend.core.flow_chart import moment_words
from sluitend.core.flow_chart.step_words import ABOUT
from sluitend.core.text import Text, text

Said = Text | Words | str
NAMES: Mapping[str, Text] = {
    "titles": text("de naam"),
    "names": text("de naam"),
    "steps": text("de stappen"),
    "stops": text("wanneer het stopt"),
    "for_parents": text("wat ouders ervan lezen"),
    "who": text("wie het doet"),
    "about": text("voor wie"),
    "at": text("wanneer"),
    "until": text("uiterlijk"),
    "when": text("de voorwaarde"),
    "facts": text("de feiten"),
    "table": text("de tabel"),
    "proposal": text("het voorstel"),
    "after": text("wat eerst komt"),
    "repeat": text("de herhaling"),
    "every": text("om de hoeveel"),
    "unit": text("de eenheid"),
    "times": text("hoe vaak"),
    "only_during_pregnancy": text("alleen tijdens de zwangerschap"),
    "aftercare": text("alleen na een verlies"),
    "reason": text("de reden"),
    "source": text("de bron"),
    "sources": text("de bronnen"),
    "owner": text("wie ervoor zorgt"),
    "review_date": text("wanneer er opnieuw gekeken wordt"),
    "standing": text("hoe vast het staat"),
    "note": text("de opmerking"),
    "audience": text("voor wie het is"),
    "offered_as": text("hoe het aangeboden wordt"),
    "eligibility": text("de tabellen die zeggen voor wie"),
    "proposals": text("de voorstellen"),
    "entry": text("wanneer iemand kan beginnen"),
    "earliest": text("op zijn vroegst"),
    "latest": text("op zijn laatst"),
    "consent": text("de toestemming"),
    "phases": text("de fasen"),
    "begins": text("het begin"),
    "ends": text("het einde"),
    "rhythm": text("het ritme"),
    "expected": text("hoeveel contacten"),
    "minutes": text("hoe lang een contact duurt"),
    "shares": text("de verdeling van de tijd"),
    "measurements": text("wat gemeten wordt"),
    "moments": text("de momenten"),
    "targets": text("de doelen"),
    "value": text("de waarde"),
    "staffing": text("wie het uitvoert"),
    "roles": text("de beroepen"),
    "caseload_per_fte": text("gezinnen per voltijd"),
    "training": text("de opleiding"),
    "endings": text("hoe het eindigt"),
    "follows": text("wat erna komt"),
    "limits": text("wat niet mag"),
    "at_least": text("ten minste"),
    "at_most": text("ten hoogste"),
    "hide_counts_below": text("onder welk aantal niets getoond wordt"),
    "council_names_days": text("hoeveel dagen een naam voor de adviesraad blijft"),
    "sub_regions": text("de deelgebieden"),
    "municipalities": text("de gemeenten"),
    "stands_out": text("wat opvalt in het logboek"),
    "nl": text("in het Nederlands"),
    "en": text("in het Engels"),
    ORDER: text("de volgorde"),
}
"""What the fields of content files are called; another is shown by its own name."""


@dataclass(frozen=True)
class Told:
    """One difference: what it is about, part in part, and both texts; None where there was or is nothing."""

    where: tuple[Said, ...]
    before: Said | date | None
    after: Said | date | None


def told(field: Field, before: Mapping[str, Any], after: Mapping[str, Any]) -> Told:
    """`before` and `after` are the whole bodies, from which the parts get their names."""
    bodies = after, before
    where = tuple(_name(field.path[: depth + 1], bodies) for depth in range(len(field.path)))
    return Told(
        where,
        None if field.before is None else _value(field.path, field.before, before),
        None if field.after is None else _value(field.path, field.after, after),
    )


def _name(path: tuple[str, ...], bodies: Sequence[Mapping[str, Any]]) -> Said:
    for body in bodies:
        part = _at(path, body)
        called = _called(part) if isinstance(part, Mapping) and part_name(part) == path[-1] else None
        if called is not None:
            return called
    return NAMES.get(path[-1], path[-1].replace("_", " "))


def _at(path: tuple[str, ...], body: Any) -> Any:
    for name in path:
        if isinstance(body, Mapping):
            body = body.get(name)
        elif isinstance(body, Sequence) and not isinstance(body, str):
            body = next((one for one in body if isinstance(one, Mapping) and part_name(one) == name), None)
    return body


def _called(part: Mapping[str, Any]) -> Words | None:
    try:
        words = part if set(part) == {"nl", "en"} else part.get("titles") or part.get("names") or part.get("reason")
        return Words.model_validate(words)
    except ValidationError:
        return None


def _value(path: tuple[str, ...], value: Any, body: Mapping[str, Any]) -> Said | date:
    if isinstance(value, bool):
        return text("ja") if value else text("nee")
    if isinstance(value, date):
        return value
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(part_name(one)) for one in value)
    known = _closed(path[-1], str(value))
    if known is not None:
        return known
    return _moment(str(value), body) if path[-1] in {"at", "until"} else str(value)


def _mapping(value: Mapping[str, Any]) -> Said:
    if set(value) == {"nl", "en"}:
        return Words.model_validate(value)
    return _called(value) or ", ".join(f"{name.replace('_', ' ')}: {part}" for name, part in value.items())


def _closed(name: str, value: str) -> Text | None:
    """The word for one of a closed list."""
    if name == "about" and value in set(Whom):
        return ABOUT[Whom(value)]
    if name == "who" and value in set(CareRole):
        return LABELS[CareRole(value)]
    return LABELS[Standing(value)] if name == "standing" and value in set(Standing) else None


def _moment(written: str, body: Mapping[str, Any]) -> Said:
    """`2 werkdagen na het signaal`, when the whole is a pathway that holds together; else as it was written."""
    try:
        return moment_words(moment(written), Pathway.model_validate(body))
    except (ValueError, KeyError):
        return written
