"""What is kept for how long, whose term passed, and what erasing would take away. No name of a family."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.people.models import Family
from sluitend.care.privacy.actions.erasing import ERASED, GONE, only_here, rows_about, words_of
from sluitend.care.privacy.actions.terms import (
    CONSENT,
    OBSTETRIC,
    SUPPORT,
    Kept,
    file_terms,
    last_day,
    past,
    terms_of,
    years,
)
from sluitend.care.privacy.models import Hold
from sluitend.care.privacy.queries.looks import part_of
from sluitend.care.query import query
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor
from sluitend.core.content import Words
from sluitend.core.keeping import months_later
from sluitend.core.permissions import Permission
from sluitend.core.region_words import RECORDS
from sluitend.core.text import Text, text

MOST = 100
APART: dict[str, Text] = {
    "safety_file": text(
        "Staat apart: wie in de kring zit, beslist daarover. Deze pagina telt het niet en laat het niet zien."
    ),
    "guardianship_file": text("Zulke dossiers staan hier niet."),
    "trail": text("Wordt niet door het programma gewist. De beheerder doet dat in de database, na het zegel."),
    CONSENT: text("Gaat met het dossier mee; begint later als de toestemming later is ingetrokken."),
    OBSTETRIC: text("Gaat met het dossier mee; begint later als er later iets is veranderd."),
}
TRAIL = "trail"


@dataclass(frozen=True)
class KeptTerm:
    """One kind of record in a file, with its name for people."""

    record: Text | str
    began_on: date
    last_day: date | None


@dataclass(frozen=True)
class ToDelete:
    family_id: int
    with_help: bool
    terms: tuple[KeptTerm, ...]
    kept_until: date
    """The end of the longest of its terms."""
    hold_id: int | None
    """The hold that stops erasing."""


@query(needs=Permission.ERASE, look=True)
def to_delete(*, by: Actor, now: datetime) -> tuple[ToDelete, ...]:
    """Files of which every term of the region has passed, also those with a hold. At most nine statements, however many there are."""
    today = day(now)
    agreed, found = years(by.region_id, today), []
    for record, families in past(by.region_id, today, agreed):
        rows = list(families.exclude(name=ERASED)[:MOST])
        for family_id, terms in terms_of(rows, record, agreed).items():
            end = last_day(terms)
            if end is not None and end < today:
                found.append((family_id, record, terms, end))
    holds = Hold.objects.filter(family__in=[family_id for family_id, *_ in found], ended_on=None)
    held = dict(holds.values_list("family_id", "pk"))
    return tuple(
        ToDelete(family_id, record == SUPPORT, _named(terms), end, held.get(family_id))
        for family_id, record, terms, end in found
    )


def _named(terms: tuple[Kept, ...]) -> tuple[KeptTerm, ...]:
    return tuple(KeptTerm(RECORDS.get(one.record, one.record), one.began_on, one.last_day) for one in terms)


@dataclass(frozen=True)
class AgreedTerm:
    """How long the region keeps a kind of record, and what is done with it here."""

    record: Text | str
    years: int
    counted_from: object
    """Words in the languages of the content."""
    basis: Words | str
    note: Text | None
    past: int | None
    """Of the trail: how many entries are older than the term."""


@query(needs=Permission.ERASE)
def agreed_terms(*, by: Actor, now: datetime) -> tuple[AgreedTerm, ...]:
    """Every kind of record with a term in this region. One statement beside what was agreed."""
    today = day(now)
    return tuple(
        AgreedTerm(
            RECORDS.get(one.record, one.record),
            one.years,
            one.counted_from,
            one.basis,
            APART.get(one.record),
            _old_entries(by.region_id, today, one.years) if one.record == TRAIL else None,
        )
        for one in agreements.agreement(by.region_id, today).retention
    )


def _old_entries(region_id: int, today: date, kept: int) -> int:
    begin = datetime.combine(months_later(today, -12 * kept), datetime.min.time(), AMSTERDAM)
    return Entry.objects.filter(region_id=region_id, at__lt=begin).count()


@dataclass(frozen=True)
class Part:
    """What erasing does to one part of a file."""

    name: Text | str
    gone: int
    """Rows that go."""
    emptied: int
    """Rows of which every word goes; the row stays, so that counts remain true."""
    kept: int
    """Rows without a word: they stay as they are."""


@dataclass(frozen=True)
class Preview:
    terms: tuple[KeptTerm, ...]
    kept_until: date | None
    people: int
    """Who belongs to no other family: their names, dates of birth and addresses go."""
    stay: int
    """Who belongs to another family too, and keeps the own record."""
    parts: tuple[Part, ...]


@query(needs=Permission.ERASE, about="people.Family", look=True)
def preview(family: Family, *, by: Actor, now: datetime) -> Preview:
    """What would go and what would stay, by the same rules as the erasing itself. A statement per table."""
    people = list(only_here(family))
    counts: dict[str, Counter[str]] = {}
    for model, where in rows_about(family.pk, people):
        found = model._default_manager.filter(where).count()
        fate = "gone" if model._meta.label in GONE else "emptied" if words_of(model) else "kept"
        counts.setdefault(model._meta.app_label, Counter())[fate] += found
    terms = file_terms(family, day(now))
    return Preview(
        terms=_named(terms),
        kept_until=last_day(terms),
        people=len(people),
        stay=family.members.exclude(person__in=people).values("person").distinct().count(),
        parts=tuple(
            Part(part_of(app), one["gone"], one["emptied"], one["kept"]) for app, one in counts.items() if one.total()
        ),
    )
