"""The weighing framework of a profession's reporting code: its questions with their branches, terms and routes.

The questions are the same everywhere, their numbering is not: a question is known by its id, `number` is how this profession
counts it (domain.md 8). A branch may lead on, give an outcome, or both: after "report" the rest is weighed with Veilig Thuis.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from sluitend.core.content.regions import Term
from sluitend.core.content.shape import CareRole, Frozen, Governed, Id, Words, Wrong
from sluitend.core.text import text


class Outcome(StrEnum):
    """What a weighing advises. A person decides, and may decide otherwise with a reason."""

    NO_FURTHER = "no_further"
    REPORT = "report"
    HELP = "help"
    CLOSE_WITH_FOLLOW_UP = "close_with_follow_up"


class Branch(Frozen):
    """What an answer leads to."""

    words: Words
    next: Id | None = None
    outcome: Outcome | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Branch:
        if self.next is None and self.outcome is None:
            raise Wrong(text("verwacht next, outcome of allebei"))
        return self


class Question(Frozen):
    id: Id
    number: Words
    titles: Words
    explanation: Words
    later: bool = False
    """Asked only when help had its time."""
    disclosure_says_yes: bool = False
    """Somebody who told unasked what happens to her counts as acute: a "no" here then needs a reason (domain.md 8, S84)."""
    if_yes: Branch
    if_no: Branch

    def branch(self, yes: bool) -> Branch:
        return self.if_yes if yes else self.if_no


class Route(Frozen):
    """What Veilig Thuis may do after its assessment."""

    id: Id
    titles: Words
    investigates: bool = False


class SafetyTerms(Frozen):
    """Targets, no guarantees: what one may ask after, counted from the report."""

    assessment: Term
    investigation: Term
    help_at_most: Term
    """Within which help has to bring the result; then the last question is asked."""


class WeighingFramework(Governed):
    """Questions lead only downwards, so a weighing always ends."""

    titles: Words
    for_roles: Annotated[tuple[CareRole, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    terms: SafetyTerms

    @model_validator(mode="after")
    def _questions_lead_downwards(self) -> WeighingFramework:
        ids = [question.id for question in self.questions]
        reached = {ids[0]}
        for place, question in enumerate(self.questions):
            if question.id in ids[:place]:
                raise Wrong(text("vraag %(id)s staat er twee keer in", id=question.id))
            for branch in (question.if_yes, question.if_no):
                if branch.next is not None and branch.next not in ids[place + 1 :]:
                    raise Wrong(
                        text(
                            "vraag %(id)s leidt naar %(next)s, dat er niet onder staat", id=ids[place], next=branch.next
                        )
                    )
                reached |= {branch.next} if branch.next else set()
        if unreached := [pk for pk in ids if pk not in reached]:
            raise Wrong(text("naar vraag %(id)s leidt geen antwoord", id=unreached[0]))
        return self
