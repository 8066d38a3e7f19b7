"""What was agreed and what happened, in words and on the line from 40 weeks before birth to 24 months after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language

from sluitend.care.followup.queries import RESULTS
from sluitend.care.monitoring.queries import Event
from sluitend.care.people.queries import FamilyPeople
from sluitend.core.promise import silences
from sluitend.core.text import Text, text
from sluitend.doors.workspace.family.about import AboutFamily
from sluitend.ui import charts

CASE_WORDS: dict[str, Text] = {
    "opened": text("Dossier geopend"),
    "reopened": text("Dossier heropend"),
    "moved_in": text("Verhuisd hierheen"),
    "moved_out": text("Verhuisd van hier"),
    "closed": text("Dossier gesloten"),
}
MEETINGS: dict[str, Text] = {
    "with_family": text("Overleg met het gezin"),
    "without_family": text("Overleg zonder het gezin"),
}
CONTACT = frozenset({"reached", "appointment"})
"""Results of an attempt in which somebody of the family was spoken to."""


def timeline(about: AboutFamily) -> charts.Timeline | None:
    """None when there is no pregnancy and no child, so that there is nothing to count from."""
    where = _anchor(about.people)
    if where is None:
        return None
    anchor, born = where
    happenings = [*_of_people(about.people), *(one for event in about.events if (one := happening(event, about.today)))]
    gaps = [charts.Gap(start, end) for start, end in _silences(about)]
    return charts.timeline(anchor, about.today, happenings, gaps, born=born)


def _anchor(people: FamilyPeople) -> tuple[date, bool] | None:
    """The due date of who is pregnant, else the youngest child's birth, else the due date of a pregnancy that was lost."""
    if people.pregnant is not None:
        return people.pregnant.due_date, False
    births = [child.birth_date for child in people.children if child.birth_date is not None]
    if births:
        return max(births), True
    return (people.pregnancies[0].due_date, False) if people.pregnancies else None


def _of_people(people: FamilyPeople) -> Iterator[charts.Happening]:
    for child in people.children:
        if child.birth_date is not None:
            yield charts.Happening(child.birth_date, text("Geboren: %(name)s", name=child.name))
        if child.died_on is not None:
            yield charts.Happening(child.died_on, text("Overleden: %(name)s", name=child.name))
    for pregnancy in people.pregnancies:
        if pregnancy.ended_on is not None and pregnancy.outcome != "born":
            yield charts.Happening(pregnancy.ended_on, pregnancy.outcome_label)


def happening(event: Event, today: date) -> charts.Happening | None:
    """An event on the line; proposals and hand-overs that were not accepted are not drawn."""
    if event.kind == "step":
        planned = event.status == "planned"
        late = planned and (event.until or event.on) < today
        return charts.Happening(event.on, title(event), planned=planned, late=late)
    words = in_words(event)
    return charts.Happening(event.on, words) if words is not None else None


def title(event: Event) -> str:
    """The words of an event in the reader's language."""
    return event.words_en or event.words if (get_language() or "nl").startswith("en") else event.words


def in_words(event: Event) -> Text | None:
    if event.kind == "signal":
        return text("Signaal aan %(who)s", who=event.who)
    if event.kind == "referral":
        return text("Verwijzing: %(what)s", what=event.words)
    if event.kind == "contact":
        return text("Contact: %(result)s", result=RESULTS[event.status])
    if event.kind == "meeting":
        return MEETINGS[event.status]
    if event.kind == "case":
        return CASE_WORDS[event.status]
    if event.kind == "handover" and event.status == "accepted":
        return text("Regie naar %(who)s", who=event.who)
    return None


def _silences(about: AboutFamily) -> list[tuple[date, date]]:
    began = [event.on for event in about.events if event.kind in {"signal", "case"}]
    if not began:
        return []
    spoken = [event.on for event in about.events if _was_contact(event)]
    until = about.today if about.heading.open else about.heading.closed_on or min(began)
    return silences(spoken, min(began), until)


def _was_contact(event: Event) -> bool:
    return (
        (event.kind == "contact" and event.status in CONTACT)
        or (event.kind == "meeting" and event.status == "with_family")
        or (event.kind == "step" and event.status == "done")
    )
