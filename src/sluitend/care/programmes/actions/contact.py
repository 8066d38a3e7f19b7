"""A contact in two steps: at the door whether it was held and when the next one is; the rest when there is time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sluitend.care.action import AMSTERDAM, action, day
from sluitend.care.followup.actions import attempt, pass_on, renew
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.observations.actions import Seen, note
from sluitend.care.programmes.actions.planning import contact_words, plan_contact
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.contacts import Reader
from sluitend.care.programmes.queries.known import known, programme_of
from sluitend.core import states
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.programme import next_contact
from sluitend.core.sections import Section
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Contact")
def record(
    contact: Contact,
    *,
    by: Actor,
    now: datetime,
    held: bool,
    on: date | None = None,
    why_not: str = "",
    refused: bool = False,
    way: str = "visit",
    next_due_on: date | None = None,
    next_at: time | None = None,
    next_time: str = "",
) -> Contact:
    """Say whether it was held, and when the next one is. Without a next date the rhythm gives one.

    It is an attempt to reach the family as well, so that every list that counts attempts and contact knows of it. Who stands in
    notes it; the next contact is of the fixed worker again.
    """
    on = on or day(now)
    if on > day(now):
        raise NotNow(text("Deze datum ligt in de toekomst."), field="on")
    if not held and not why_not.strip():
        raise NotNow(text("Kies waarom het niet doorging."), field="why_not")
    row = contact.enrolment
    _close(contact, held, on, why_not, way, next_time)
    due_on = next_due_on or (None if refused else _next(row, held, on, now))
    made = attempt(
        row.family_id,
        by=by,
        now=now,
        way=way,
        result=_result(held, refused),
        at=now if on == day(now) else datetime.combine(on, time(12), AMSTERDAM),
        note=why_not.strip(),
        keeps_id=contact.promise_id,
        next_what=contact_words(row),
        next_due_on=due_on,
    )
    promised = ContactAttempt.objects.values_list("next_try_id", flat=True).get(pk=made)
    if due_on is not None and promised is not None:
        if row.worker_id != by.professional_id and row.worker.holds_on(day(now)):
            pass_on(promised, by=by, now=now, owner_id=row.worker_id)
        agreed = next_due_on is not None and held
        plan_contact(row, by, now, due_on=due_on, at=next_at, agreed=agreed, promise_id=promised)
    return contact


def _result(held: bool, refused: bool) -> str:
    if refused:
        return ContactAttempt.Result.REFUSED
    return ContactAttempt.Result.REACHED if held else ContactAttempt.Result.NOT_REACHED


def _close(contact: Contact, held: bool, on: date, why_not: str, way: str, next_time: str) -> None:
    to = "held" if held else "not_held"
    contact.status = states.move(states.CONTACT, contact.status, to=to, reason=why_not.strip())
    contact.held_on, contact.way = on if held else None, way
    contact.reason, contact.next_time = "" if held else why_not.strip()[:300], next_time.strip()
    contact.save()


def _next(row: Enrolment, held: bool, on: date, now: datetime) -> date | None:
    """Without a date the rhythm gives it; without a rhythm somebody who was not there asks for one."""
    found = next_contact(programme_of(row.version), known(row, day(now)), on)
    if found is not None:
        return found.due
    if programme_of(row.version).steps or not held:
        raise NotNow(text("Kies wanneer het volgende contact of de volgende poging is."), field="next_due_on")
    return None


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def between(row: Enrolment, *, by: Actor, now: datetime, way: str, on: date | None = None, topics: str = "") -> Contact:
    """Note a contact between the planned ones: a call, a message, somebody who came by. The next contact stays as it was."""
    on = on or day(now)
    if on > day(now):
        raise NotNow(text("Deze datum ligt in de toekomst."), field="on")
    at = now if on == day(now) else datetime.combine(on, time(12), AMSTERDAM)
    attempt(row.family_id, by=by, now=now, way=way, result="reached", at=at)
    return Contact.objects.create(
        enrolment=row,
        worker_id=by.professional_id,
        status=Contact.Status.HELD,
        due_on=on,
        held_on=on,
        in_plan=False,
        way=way,
        topics=topics.strip(),
    )


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Contact")
def complete(
    contact: Contact,
    *,
    by: Actor,
    now: datetime,
    place: str,
    present: Sequence[str] = (),
    minutes: int | None = None,
    shares: Mapping[str, int] | None = None,
    topics: str = "",
    factors: Sequence[str] = (),
) -> Contact:
    """The rest of a contact that was held: where, with whom, how long, about what, and what was seen."""
    if contact.status != Contact.Status.HELD:
        raise NotNow(text("Dit contact is niet geweest."))
    if not Reader(by, contact.family_id, day(now)).reads(Section.FACT, contact.worker):
        raise NotAllowed(text("Een deel is van een ander domein. Dat ziet u alleen als zij er toestemming voor gaf."))
    contact.shares = _shares(contact, shares or {})
    if minutes is not None and not 1 <= minutes <= 720:
        raise NotNow(text("Vul de duur in minuten in, van 1 tot en met 720."), field="minutes")
    contact.place, contact.present, contact.minutes = place, list(present), minutes
    contact.topics, contact.completed_at = topics.strip(), now
    contact.save()
    if factors:
        seen = Seen(factors=tuple(factors))
        note(contact.family_id, by=by, now=now, person_id=contact.enrolment.person_id, seen=seen)
    return contact


def _shares(contact: Contact, shares: Mapping[str, int]) -> dict[str, int]:
    """Together a hundred percent, or nothing filled in at all."""
    filled = {domain: percent for domain, percent in shares.items() if percent}
    known_domains = {one.id for one in programme_of(contact.enrolment.version).domains}
    if set(filled) - known_domains:
        raise NotNow(text("Dit onderwerp hoort niet bij het programma."), field="shares")
    if filled and sum(filled.values()) != 100:
        raise NotNow(
            text("Samen is dit %(total)s procent. Maak er 100 van.", total=sum(filled.values())), field="shares"
        )
    return filled


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Contact")
def agree_day(contact: Contact, *, by: Actor, now: datetime, due_on: date, at: time | None = None) -> Contact:
    """Agree the day of the next contact with the family. From then on re-dating leaves it."""
    if contact.status != Contact.Status.PLANNED:
        raise NotNow(text("Dit contact is al geweest of vervallen. Ververs de pagina."))
    if due_on < day(now):
        raise NotNow(text("De datum ligt in het verleden. Kies vandaag of later."), field="due_on")
    contact.due_on, contact.at, contact.agreed = due_on, at, True
    contact.save(update_fields=["due_on", "at", "agreed"])
    renew(contact.promise_id, due_on=due_on)
    return contact
