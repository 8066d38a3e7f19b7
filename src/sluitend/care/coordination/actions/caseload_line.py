"""What one line of an old list becomes: a family with its people, an open file, and what the list said as dated facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.consent.actions import Asked, record_consent, record_refusal
from sluitend.care.coordination.actions.case import open_case
from sluitend.care.followup.actions import attempt
from sluitend.care.followup.models import ContactAttempt
from sluitend.care.network.models import Municipality
from sluitend.care.observations.actions import Seen, note
from sluitend.care.people.actions import register_family
from sluitend.care.people.models import FamilyMember
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset, whole_years
from sluitend.core.caseload_sheet import Column, Line
from sluitend.core.facts import ConsentAnswer
from sluitend.core.kept_words import Spoken, dutch
from sluitend.core.person import ChildFacts, PersonFacts
from sluitend.core.record_sentences import AS_IN_OLD_LIST
from sluitend.core.sharing import DEFAULT_REFERRAL, DataKind, Subject, who_consents
from sluitend.core.text import Text, text

LOOK_AGAIN = text("Kijk opnieuw")
LONGEST_STEP = 300  # characters of Promise.what
OLD_LIST = "Uit de oude lijst"
"""Equals no purpose of a referral, so that nothing is shared on it before she was asked again (core.sharing)."""


def take(
    line: Line, headers: Mapping[Column, str], *, organisation_id: int, lead_id: int, by: Actor, now: datetime
) -> int:
    """Everything of one line, inside the action that calls it; returns the id of the file.

    Whoever brings the list in is not involved with these families; the lead is.
    """
    family_id = register_family(by=by, now=now, involved_as="", **_household(line, by.region_id))
    mother = FamilyMember.objects.get(family_id=family_id, part=FamilyMember.Part.MOTHER).person_id
    what, due_on, replaced = _next_step(line, by.region_id, day(now))
    case_id = open_case(family_id, by=by, now=now, lead_id=lead_id, first_what=what, first_due_on=due_on)
    if line.last_contact is not None:
        _last_contact(family_id, line.last_contact, by, now)
    _consent(family_id, mother, line, organisation_id, by, now)
    left_over = (*replaced, *_without_a_field(line, headers, day(now)))
    for words in (line.concerns, "\n".join((f"{OLD_LIST}:", *left_over)) if left_over else ""):
        if words:
            note(family_id, by=by, now=now, person_id=mother, seen=Seen(unease=words))
    return case_id


def _household(line: Line, region_id: int) -> dict[str, object]:
    municipality = Municipality.objects.filter(cbs_code=line.municipality, region_id=region_id).first()
    if municipality is None:
        raise NotNow(text("deze gemeente hoort niet bij de regio"), field="municipality")
    parent = PersonFacts(
        given_name=line.given_name,
        family_name=line.family_name,
        birth_date=line.born,
        phone=line.phone,
        never_phone=line.never_phone,
        safe_contact=line.safe_contact,
    )
    children = (ChildFacts(born_on=line.child_born),) if line.child_born else ()
    return {"municipality_id": municipality.pk, "parent": parent, "due_date": line.due_date, "children": children}


def _next_step(line: Line, region_id: int, today: date) -> tuple[Spoken, date, tuple[str, ...]]:
    """What happens next, when, and the words of the list that this replaces.

    Without a date that can still come, somebody looks again within the term for first contact (domain.md 6.5, S2).
    """
    words = line.next_step if len(line.next_step) <= LONGEST_STEP else line.next_step[: LONGEST_STEP - 1] + "…"
    if line.next_on is not None and line.next_on >= today:
        return words or LOOK_AGAIN, line.next_on, (line.next_step,) if words != line.next_step else ()
    term = agreements.terms(region_id, today).first_contact
    soon = Offset(term.amount, term.unit).from_date(today)
    was = f"{line.next_step} {line.next_on or ''}".strip()
    what = _again(words[: LONGEST_STEP - len(dutch(_again("")))]) if words else LOOK_AGAIN
    return what, soon, (f"{Column.NEXT_STEP.label}: {was}",) if was else ()


def _again(words: str) -> Text:
    return text("Kijk opnieuw: %(what)s", what=words)


def _last_contact(family_id: int, on: date, by: Actor, now: datetime) -> None:
    """The list says that there was contact, not how or by whom; the note says so."""
    at = min(datetime.combine(on, time(12), AMSTERDAM), now)
    said = f"{OLD_LIST}: laatste contact. Hoe en met wie staat er niet bij."
    way, result = ContactAttempt.Way.VIA_OTHER, ContactAttempt.Result.REACHED
    attempt(family_id, by=by, now=now, way=way, result=result, at=at, note=said)


def _parents_too(line: Line, today: date) -> bool:
    """Whether her parents must agree as well, which no list says (domain.md 11)."""
    age = whole_years(line.born, today) if line.born else None
    return who_consents(Subject(age, pregnant=line.due_date is not None))[1]


def _consent(family_id: int, mother: int, line: Line, organisation_id: int, by: Actor, now: datetime) -> None:
    """A yes of an old list is a start, for contact data only; a no is a no about everything."""
    if line.consent is ConsentAnswer.UNKNOWN:
        return
    refused = line.consent is ConsentAnswer.NO
    if not refused and _parents_too(line, day(now)):
        return
    said = "nee" if refused else "ja"
    asked = Asked(
        person_id=mother,
        receiver_id=organisation_id,
        data_kinds=tuple(DataKind) if refused else tuple(DEFAULT_REFERRAL),
        purpose=AS_IN_OLD_LIST.message,
        explained=f"{OLD_LIST}: toestemming {said}. Wie dat vroeg en waarvoor staat er niet bij. Vraag het haar opnieuw.",
    )
    (record_refusal if refused else record_consent)(family_id, by=by, now=now, asked=asked)


def _without_a_field(line: Line, headers: Mapping[Column, str], today: date) -> Iterator[str]:
    """What the list says and no field holds, under the words of the list itself."""
    if line.consent is ConsentAnswer.YES and _parents_too(line, today):
        yield f"{headers.get(Column.CONSENT)}: ja. Zij is jonger dan 16: vraag het haar en de ouders met gezag."
    for column, words in ((Column.PRACTICE, line.practice), (Column.PROGRAMME, line.programme)):
        if words:
            yield f"{headers.get(column) or column.label}: {words}"
    yield from line.notes
