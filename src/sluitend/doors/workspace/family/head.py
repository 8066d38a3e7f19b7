"""What stays in sight: who leads, what is next, how far along, how to reach the family safely, in which language, where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import Truncator

from sluitend.care.people.queries import FamilyPeople
from sluitend.core.text import Text, text
from sluitend.doors.workspace.family.about import AboutFamily
from sluitend.ui import wording

NOBODY = text("Nog niemand")
NOTHING = text("Er is nog geen volgende stap.")
LONGEST = 70
"""Letters of a next step that the head shows, so that it stays small; the page of tasks has the whole text."""


@dataclass(frozen=True)
class Head:
    title: str
    facts: tuple[tuple[Text, object], ...]
    marks: tuple[tuple[Text, str], ...] = ()


def whole(about: AboutFamily) -> Head:
    people = about.people
    facts = (_lead(about), _next(about), _how_far(people), _language(people), (text("Gemeente"), people.municipality))
    marks = (*((mark, "warning") for mark in people.marks), *_state(about), *_glass(about))
    return Head(about.heading.family_name, facts, marks)


def short(about: AboutFamily) -> Head:
    """For the pages behind the overview: who leads and what is next."""
    heading = about.heading
    return Head(heading.family_name, ((text("Regie"), heading.lead or NOBODY), _next(about)), tuple(_state(about)))


def _lead(about: AboutFamily) -> tuple[Text, object]:
    # On the day of a hand-over the previous lead is still around the family, until midnight.
    leads = (one for one in about.people.professionals if one.role == "lead")
    lead = next((one for one in leads if one.card.id == about.heading.lead_id), None)
    if lead is None:
        return text("Regie"), NOBODY
    words = text("%(name)s, sinds %(since)s", name=lead.card.name, since=lead.since)
    if lead.card.phone:
        words = text("%(name)s, %(phone)s, sinds %(since)s", phone=lead.card.phone, **words.values)
    return text("Regie"), words


def _next(about: AboutFamily) -> tuple[Text, object]:
    heading = about.heading
    if heading.next_due_on is None:
        return text("Volgende stap"), NOTHING
    words = text(
        "%(what)s – %(who)s, %(date)s (%(clock)s)",
        what=text("Rust, daarna opnieuw kijken")
        if heading.next_is_quiet
        else Truncator(wording.say(heading.next_what)).chars(LONGEST),
        who=heading.next_owner,
        date=heading.next_due_on,
        clock=wording.time_until(heading.next_due_on, about.today),
    )
    return text("Volgende stap"), words


def _how_far(people: FamilyPeople) -> tuple[Text, object]:
    """Weeks of pregnancy, else the age of the youngest child that lives."""
    pregnant = people.pregnant
    if pregnant is not None:
        due, weeks = pregnant.due_date, pregnant.gestation.removeprefix("wk ")
        if pregnant.expected_children > 1:
            return text("Zwangerschap"), text(
                "%(weeks)s weken, %(number)s kinderen, uitgerekend %(due)s",
                weeks=weeks,
                number=pregnant.expected_children,
                due=due,
            )
        return text("Zwangerschap"), text("%(weeks)s weken, uitgerekend %(due)s", weeks=weeks, due=due)
    living = [child for child in people.children if child.died_on is None and child.birth_date is not None]
    if not living:
        return _without_child(people)
    born = max(child.birth_date for child in living if child.birth_date)
    youngest = [child for child in living if child.birth_date == born]
    names = [child.name for child in youngest]
    return text("Jongste kind"), text("%(name)s, %(age)s", name=names, age=youngest[0].age)


def _without_child(people: FamilyPeople) -> tuple[Text, object]:
    """No living child: after a loss the page says what happened, and not that there is no child."""
    if people.pregnancies and people.pregnancies[0].ended_on is not None:
        ended = people.pregnancies[0]
        return text("Zwangerschap"), text("%(outcome)s, %(date)s", outcome=ended.outcome_label, date=ended.ended_on)
    died = [child for child in people.children if child.died_on is not None]
    if died:
        return text("Kind"), text("%(name)s, overleden op %(date)s", name=died[-1].name, date=died[-1].died_on)
    return text("Jongste kind"), text("Geen kind bekend")


def _language(people: FamilyPeople) -> tuple[Text, object]:
    spoken = wording.enumerated(people.languages)
    if any(member.needs_interpreter for member in people.members):
        return text("Taal"), text("%(spoken)s (tolk nodig)", spoken=spoken or text("Niet bekend"))
    return text("Taal"), spoken or text("Niet bekend")


def _state(about: AboutFamily) -> list[tuple[Text, str]]:
    heading = about.heading
    if heading.case_id is None:
        return [(text("Geen dossier"), "neutral")]
    return [] if heading.open else [(text("Dossier gesloten"), "neutral")]


def _glass(about: AboutFamily) -> list[tuple[Text, str]]:
    """Whoever looks in an emergency sees until when."""
    rows = (one for one in about.people.professionals if one.role == "emergency")
    mine = [one.until for one in rows if one.card.id == about.by.professional_id]
    return [(text("U kijkt met noodtoegang, tot en met %(date)s", date=until), "warning") for until in mine]
