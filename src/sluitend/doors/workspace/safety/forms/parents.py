"""What a parent may read of a matter, and who controls who looked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety import queries
from sluitend.core.safety import TOLD
from sluitend.doors.workspace.safety.forms.base import MatterForm
from sluitend.doors.workspace.safety.forms.matter import Reason
from sluitend.ui import fields
from sluitend.ui.wording import say


class Release(MatterForm):
    parent = fields.Choice(_("Wie mag dit lezen?"), hint=_("Alleen deze ouder ziet het. De andere ouder niet."))
    what = fields.Choice(_("Wat is er al verteld?"))
    words = fields.LongText(
        _("Wat leest deze ouder?"),
        max_length=1000,
        hint=_("In eenvoudige woorden, zoals u het verteld heeft. Noem niemand die dat niet weet."),
    )
    why = fields.Line(
        _("Waarom kan dit veilig?"),
        max_length=300,
        hint=_("Kijkt er iemand mee op de telefoon? Toon dan niets. Alleen de kring leest dit antwoord."),
    )
    fields_of: ClassVar[dict[str, str]] = {"person": "parent"}

    def choose(self) -> None:
        found = queries.parents(self.about.matter_id, by=self.about.by, now=self.about.now)
        self.offer("parent", [(pk, say(name)) for pk, name in found])
        self.offer("what", [(one.value, say(label)) for one, label in TOLD.items()])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        filled["person_id"] = int(filled.pop("parent"))
        return filled


class TakeBack(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "release_id": self.pk}


class AskControl(MatterForm):
    who = fields.Choice(
        _("Wie controleert?"), hint=_("Deze persoon ziet wie keek en wanneer. Niet om welk gezin het gaat.")
    )
    why = fields.Line(_("Waarom?"), max_length=300)
    fields_of: ClassVar[dict[str, str]] = {"professional": "who"}

    def choose(self) -> None:
        found = queries.controllers(self.about.matter_id, by=self.about.by, now=self.about.now)
        self.offer("who", [(one.id, one.label) for one in found])

    def facts(self) -> dict[str, Any]:
        return {"professional_id": int(self.answers["who"]), "why": self.answers["why"]}


class EndControl(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "control_id": self.pk}
