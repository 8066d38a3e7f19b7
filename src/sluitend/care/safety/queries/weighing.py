"""The questions with which one weighs, as one's profession numbers them, and what was answered last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.query import query
from sluitend.care.safety.actions.deciding import disclosed, framework_of
from sluitend.care.safety.actions.rules import WORK
from sluitend.care.safety.models import Matter
from sluitend.core.access import Actor
from sluitend.core.content import WeighingFramework
from sluitend.core.safety import Answer, Step, Weighed, weigh


@dataclass(frozen=True)
class Weighing:
    version_id: int
    framework: WeighingFramework
    before: Mapping[str, str]
    """The answers of the last weighing with this framework."""
    disclosed: bool

    def follow(self, answers: Mapping[str, str]) -> Weighed:
        given = {question: Answer(answer) for question, answer in answers.items() if answer in set(Answer)}
        return weigh(self.framework, given, disclosure=self.disclosed)


@query(**WORK)
def weighing(matter: Matter, *, by: Actor, now: datetime) -> Weighing:
    """The framework of the reader's profession."""
    version_id, framework = framework_of(by, day(now))
    last = matter.steps.filter(kind=Step.WEIGHING, version_id=version_id).order_by("-noted_at").first()
    return Weighing(version_id, framework, last.answers if last else {}, disclosed(matter))
