"""The steps of the reporting code. The rules are those of the actions; here is only what can be typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.core.safety import CONSULTED, DECISIONS, Consulted
from sluitend.doors.workspace.safety.forms.base import UNKNOWN, YES, YES_NO, MatterForm, StepForm
from sluitend.ui import fields
from sluitend.ui.wording import say

THREE = (*YES_NO, (UNKNOWN, _("Nog niet bekend")))


class Signals(StepForm):
    on = fields.Date(_("Wanneer?"))
    facts_ = fields.LongText(
        _("Wat zag of hoorde u?"), hint=_("Alleen de feiten, zo letterlijk als kan. Wat u ervan denkt, komt hierna.")
    )
    whom = fields.Line(_("Wie zag of zei dit?"), required=False, max_length=300)
    interpretation = fields.LongText(_("Wat denkt u dat dit betekent?"), required=False)
    disclosure = fields.Tick(_("Iemand vertelde dit zelf, zonder dat ernaar gevraagd was."))


class Consultation(StepForm):
    on = fields.Date(_("Wanneer?"))
    way = fields.Choice(
        _("Met wie overlegde u?"),
        hints={Consulted.VEILIG_THUIS: _("Advies vragen is geen melding: de verantwoordelijkheid blijft bij u.")},
    )
    whom = fields.Line(_("Naam"), max_length=300)
    named = fields.Tick(_("Het gezin is bij naam genoemd."))
    facts_ = fields.LongText(_("Wat was het advies?"))

    def choose(self) -> None:
        super().choose()
        self.offer("way", [(one.value, say(label)) for one, label in CONSULTED.items()])


class Conversation(StepForm):
    on = fields.Date(_("Wanneer?"))
    held = fields.Choice(_("Is er met de ouders gesproken?"), YES_NO)
    whom = fields.Line(_("Met wie?"), max_length=300, required=False)
    facts_ = fields.LongText(_("Wat zeiden de ouders zelf?"), required=False)
    reason = fields.LongText(
        _("Waarom was er geen gesprek?"),
        required=False,
        hint=_("Nodig als u “nee” koos. Bijvoorbeeld: het is niet veilig."),
    )

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        return {**filled, "held": filled["held"] == YES}


class ChildCheck(StepForm):
    on = fields.Date(_("Wanneer?"))
    serious = fields.Choice(
        _("Heeft een ouder ernstige problemen?"),
        YES_NO,
        hint=_("Zoals geweld, drank of drugs, of psychische problemen."),
    )
    children = fields.Choice(_("Zijn er kinderen in huis, of voor wie deze ouder zorgt?"), THREE)
    pregnant = fields.Choice(_("Is zij zwanger?"), THREE)
    facts_ = fields.LongText(_("Om welk kind gaat het, en wat weet u?"), required=False)

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        for name in ("children", "pregnant"):
            filled[name] = None if filled[name] == UNKNOWN else filled[name] == YES
        return {**filled, "serious": filled["serious"] == YES}


class Pause(MatterForm):
    reason = fields.LongText(_("Waarom wacht u nu?"))
    review_on = fields.Date(_("Wanneer kijkt u opnieuw?"))
    fields_of: ClassVar[dict[str, str]] = {"due_on": "review_on"}


class Decision(MatterForm):
    decision = fields.Choice(_("Wat besluit u?"))
    reason = fields.LongText(
        _("Waarom?"),
        required=False,
        hint=_("Nodig als u stappen oversloeg, of anders besluit dan de weging aangaf."),
    )
    help_what = fields.LongText(
        _("Welke hulp, door wie, en wat moet er veilig zijn?"), required=False, hint=_("Nodig als u hulp organiseert.")
    )
    help_by = fields.Date(_("Wanneer moet dat zo zijn?"), required=False, hint=_("Dan kijkt u opnieuw."))
    report_on = fields.Date(
        _("Wanneer meldt u?"), required=False, hint=_("Leeg: vandaag. Dit programma meldt nooit zelf.")
    )

    def choose(self) -> None:
        self.offer("decision", [(one.value, say(label)) for one, label in DECISIONS.items()])
