"""The cards of a family's pages as values: what to show, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sluitend.care.consent.queries import GroundRow
from sluitend.care.coordination.queries import PlanLines
from sluitend.care.monitoring.queries import Event
from sluitend.care.observations.queries import Noted, Picture
from sluitend.care.pathways.queries import Course, StepRow
from sluitend.core.content import LABELS, CareRole, FactorKind, Words
from sluitend.core.facts import Grade
from sluitend.core.sharing import DataKind
from sluitend.core.states import PATHWAY_STEP
from sluitend.core.text import Text, text
from sluitend.doors.workspace.family import smiles, story
from sluitend.doors.workspace.family.about import in_language
from sluitend.doors.workspace.family.fact_forms import WISHES


@dataclass(frozen=True)
class More:
    """What the pages behind the overview hold, in a line each."""

    proposals: int
    next_step: str
    next_step_on: date | None
    last_contact: date | None
    tries: int
    """Attempts without an answer since the last contact."""


def plan(lines: PlanLines) -> dict[str, object]:
    goals = [(goal.words, smiles.last(goal.scores)) for goal in lines.goals]
    return {"goals": goals, "general": smiles.last(lines.scores)}


def more(events: Sequence[Event], today: date) -> More:
    planned = [event for event in events if event.kind == "step" and event.status == "planned"]
    contacts = [event for event in events if event.kind == "contact"]
    spoken = [event.on for event in contacts if event.status in story.CONTACT]
    last = max(spoken, default=None)
    return More(
        proposals=sum(event.kind == "proposal" and event.status == "open" for event in events),
        next_step=story.title(planned[0]) if planned else "",
        next_step_on=planned[0].on if planned else None,
        last_contact=last,
        tries=sum(event.status not in story.CONTACT and (last is None or event.on > last) for event in contacts),
    )


def fact_groups(picture: Picture) -> list[tuple[Text, list[tuple[Noted, str]]]]:
    """What holds now, by kind, each with its words in the reader's language."""
    groups = (
        (LABELS[FactorKind.URGENT], picture.urgent),
        (LABELS[FactorKind.RISK], picture.risk),
        (LABELS[FactorKind.PROTECTIVE], picture.protective),
        (text("Onrustig gevoel"), picture.unease),
        (text("Vragenlijsten"), picture.scores),
        (text("Andere feiten"), picture.facts),
    )
    return [(title, [(row, _noted(row)) for row in rows]) for title, rows in groups if rows]


def _noted(row: Noted) -> str:
    if row.kind == "unease":
        return row.note
    label = in_language(row.label, row.code)
    return f"{label}: {row.value}" if row.kind in {"score", "fact"} and row.value not in {"true", ""} else label


def grades(picture: Picture) -> dict[str, object]:
    """How the judgement went, newest first, and what she wants in words."""
    wish = picture.wish
    return {
        "history": [(row, Grade(row.code).label) for row in picture.grades],
        "wish": wish,
        "wish_words": WISHES[wish.value] if wish and wish.value in WISHES else "",  # type: ignore[index]
    }


def grounds(rows: Sequence[GroundRow]) -> list[tuple[GroundRow, list[Text], Text]]:
    return [(row, [DataKind(kind).label for kind in row.data_kinds], _standing(row)) for row in rows]


def _standing(row: GroundRow) -> Text:
    if row.refused:
        return text("Geweigerd")
    if row.withdrawn_on is not None:
        return text("Ingetrokken op %(date)s", date=row.withdrawn_on)
    return text("Geldt") if row.holds else text("Verlopen")


def steps(course: Course) -> list[tuple[StepRow, str, Text, Text]]:
    """Each step with its title, who does it, and how it stands."""
    return [
        (step, in_language(Words(**step.title)), LABELS[CareRole(step.who)], PATHWAY_STEP.labels[step.status])
        for step in course.steps
    ]
