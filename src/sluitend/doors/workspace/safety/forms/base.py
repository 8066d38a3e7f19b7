"""What every form in a matter has: what can be chosen from, and how it goes on after a step."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety.actions.promises import Next
from sluitend.doors.workspace.safety.about import AboutMatter
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

YES, NO, UNKNOWN = "yes", "no", "unknown"
YES_NO = ((YES, _("Ja")), (NO, _("Nee")))


class MatterForm(Form):
    """A form in one matter; `facts` gives what the action asks for."""

    def __init__(self, data: Any = None, *, about: AboutMatter, pk: int | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.about, self.pk = about, pk
        if "on" in self.fields:
            self.fields["on"].initial = about.today
        self.choose()

    def choose(self) -> None:
        """Nothing to choose from, in most forms."""

    def offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices if field.required else [("", "–"), *choices]

    def facts(self) -> dict[str, Any]:
        return self.answers


class GoesOn(MatterForm):
    """After what is noted here comes a next step, with its date."""

    fields_of: ClassVar[dict[str, str]] = {"facts": "facts_", "what": "next_what"}

    def choose(self) -> None:
        self.fields["next_what"] = fields.Line(_("Wat is de volgende stap?"), max_length=300, required=False)
        self.fields["due_on"] = fields.Date(_("Uiterlijk wanneer?"), required=False, earliest=self.about.today)

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        keeps = filled.pop("keeps", None)
        filled["then"] = Next(int(keeps) if keeps else None, filled.pop("next_what"), filled.pop("due_on"))
        if "facts_" in filled:
            filled["facts"] = filled.pop("facts_")
        return filled


class StepForm(GoesOn):
    """A step of the reporting code, by which something that was promised may be done."""

    def choose(self) -> None:
        self.fields["keeps"] = fields.DropDown(_("Is hiermee een afspraak klaar?"), required=False)
        self.offer("keeps", [(one.promise_id, say(one.what)[:80]) for one in self.about.waiting])
        super().choose()
