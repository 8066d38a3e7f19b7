"""The form of the weighing: a question per field, from the framework of one's profession."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety.queries import Weighing
from sluitend.core.safety import Weighed
from sluitend.doors.workspace.safety.about import AboutMatter
from sluitend.doors.workspace.safety.forms.base import StepForm
from sluitend.ui import fields
from sluitend.ui.wording import say

ANSWERS = (("yes", _("Ja")), ("no", _("Nee")), ("unsure", _("Ik weet het niet: vraag Veilig Thuis om advies")))


class WeighingForm(StepForm):
    """What is left empty stays open; the answers of the last weighing are filled in."""

    def __init__(self, data: Any = None, *, about: AboutMatter, weighing: Weighing, **more: Any) -> None:
        self.weighing = weighing
        super().__init__(data, about=about, **more)

    def choose(self) -> None:
        for question in self.weighing.framework.questions:
            self.fields[_name(question.id)] = fields.Choice(
                f"{say(question.number)}. {say(question.titles)}",
                ANSWERS,
                hint=say(question.explanation),
                required=False,
                initial=self.weighing.before.get(question.id, ""),
            )
        self.fields["reason"] = fields.LongText(_("Toelichting bij de weging"), required=False)
        super().choose()

    def given(self) -> dict[str, str]:
        return {q.id: str(self.data.get(_name(q.id), "")) for q in self.weighing.framework.questions}

    def follow(self) -> Weighed:
        return self.weighing.follow(self.given())

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        given = {q.id: filled[_name(q.id)] for q in self.weighing.framework.questions}
        return {"answers": given, "reason": filled["reason"], "then": filled["then"]}


def _name(question_id: str) -> str:
    return f"q_{question_id}"
