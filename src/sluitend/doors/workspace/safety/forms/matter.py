"""How a matter begins and ends, its safety plan, and what asks for a reason only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.core.safety import ENDINGS, GROUNDS
from sluitend.doors.workspace.safety.forms.base import MatterForm
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class Reason(MatterForm):
    reason = fields.Line(_("Waarom?"), max_length=300)


class EndAccess(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "member_id": self.pk}


class DropLine(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "line_id": self.pk}


class PlanLine(MatterForm):
    when = fields.Line(_("Wanneer geldt dit?"), max_length=300, hint=_("Bijvoorbeeld: als hij gedronken heeft."))
    what = fields.LongText(_("Wat gebeurt er dan?"), max_length=300)
    who = fields.Line(_("Wie doet dit?"), max_length=200)
    until = fields.Date(_("Tot wanneer?"), required=False)


class End(MatterForm):
    ending = fields.Choice(_("Waarom eindigt de zaak?"))
    reason = fields.LongText(_("Toelichting"))
    confirmed_by = fields.Line(
        _("Wie bevestigde dat die nu waakt?"),
        max_length=200,
        required=False,
        hint=_("Nodig als Veilig Thuis of een ander nu waakt."),
    )
    follow_up = fields.LongText(
        _("Wie blijft de veiligheid volgen, en hoe?"),
        max_length=300,
        required=False,
        hint=_("Nodig als de hulp werkt."),
    )
    follow_up_on = fields.Date(_("Wanneer kijkt u daar opnieuw naar?"), required=False)
    withdraw_open = fields.Tick(_("De afspraken die nog openstaan, vervallen."))

    def choose(self) -> None:
        self.offer("ending", [(one.value, say(label)) for one, label in ENDINGS.items()])


class Begin(Form):
    """The page of any family on which a matter can begin: the same whether or not there is one."""

    ground = fields.Choice(_("Hoe begint het?"))
    whose = fields.Line(
        _("Om wiens veiligheid gaat het?"), max_length=200, hint=_("Bijvoorbeeld: het kind dat komt, of moeder.")
    )
    facts = fields.LongText(_("Wat zag of hoorde u?"), hint=_("Alleen de feiten, zo letterlijk als kan."))
    whom = fields.Line(_("Wie zag of zei dit?"), max_length=300, required=False)
    interpretation = fields.LongText(_("Wat denkt u dat dit betekent?"), required=False)
    officer = fields.DropDown(
        _("Vraag een aandachtsfunctionaris mee te kijken"),
        required=False,
        hint=_("Deze persoon ziet dan de hele zaak. Dit kan ook later."),
    )
    fields_of: ClassVar[dict[str, str]] = {"about": "whose"}

    def __init__(self, data: Any = None, *, officers: Any, **more: Any) -> None:
        super().__init__(data, **more)
        ground: Any = self.fields["ground"]
        ground.choices = [(one.value, say(label)) for one, label in GROUNDS.items()]
        officer: Any = self.fields["officer"]
        officer.choices = [("", "–"), *((one.id, one.label) for one in officers)]


class TakeUp(Form):
    reason = fields.Line(_("Waarom neemt u deze zaak op?"), max_length=300)
