"""The contacts of a programme as somebody may read them: whether and when is for everybody involved, what was said is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sluitend.care.consent.queries import may_see_kinds
from sluitend.care.network.models import Professional
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.core.access import Actor, Domain
from sluitend.core.contact_reasons import REFUSED, WHY_NOT
from sluitend.core.content import Programme
from sluitend.core.content.programmes import Outlook
from sluitend.core.kept_words import Spoken
from sluitend.core.record_sentences import in_words
from sluitend.core.sections import Section, sees
from sluitend.core.sharing import DataKind

CLOSED = (Contact.Status.HELD, Contact.Status.NOT_HELD)


@dataclass(frozen=True)
class ContactRow:
    id: int
    status: str
    on: date
    way: str
    in_plan: bool
    reason: Spoken
    next_time: str
    place: str
    present: tuple[str, ...]
    minutes: int | None
    shares: Mapping[str, int]
    topics: str
    completed: bool
    worker: str
    reads: bool
    """Whether this reader sees what was talked about, and so may fill it in or change it."""


@dataclass(frozen=True)
class Reader:
    """Who reads. What a ground opens to the own organisation is asked only when another domain wrote something."""

    by: Actor
    family_id: int
    today: date

    @cached_property
    def opened(self) -> frozenset[DataKind]:
        return frozenset(DataKind(one) for one in may_see_kinds(self.family_id, self.by.organisation_id, self.today))

    def reads(self, section: Section, writer: Professional) -> bool:
        domain = Domain(writer.organisation.domain)
        return sees(section, self.by.domain, domain, ()) or sees(section, self.by.domain, domain, self.opened)


def _reason(reason: str, programme: Programme) -> Spoken:
    """Why it was not held or fell away: also with the ending of the programme, in both languages."""
    return next((one.names for one in programme.endings if one.names.nl == reason), in_words(reason))


def contact_row(row: Contact, reader: Reader, programme: Programme) -> ContactRow:
    """Whether and when is for everybody involved; what was talked about for the domain that wrote it, or on a ground."""
    reads = reader.reads(Section.FACT, row.worker)
    return ContactRow(
        row.pk,
        row.status,
        row.held_on or row.due_on,
        row.way,
        row.in_plan,
        _reason(row.reason, programme),
        row.next_time if reads else "",
        row.place if reads else "",
        tuple(row.present) if reads else (),
        row.minutes,
        row.shares if reads else {},
        row.topics if reads else "",
        row.completed_at is not None,
        row.worker.name,
        reads,
    )


def refused(row: Enrolment, newest_first: list[Contact]) -> bool:
    if row.status == Enrolment.Status.ENDED:
        return row.ended_as == Outlook.STOPPED_EARLY
    last = max((one for one in newest_first if one.status in CLOSED), key=lambda one: one.pk, default=None)
    return last is not None and last.reason == WHY_NOT[REFUSED].message


def tries(newest_first: list[Contact]) -> int:
    """How often in a row it did not go on, since the last time somebody was spoken."""
    count = 0
    for one in newest_first:
        if one.status == Contact.Status.HELD:
            break
        count += one.status == Contact.Status.NOT_HELD
    return count
