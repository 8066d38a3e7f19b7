"""What somebody reported at Veilig Thuis, and what came back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety import queries
from sluitend.doors.workspace.safety.forms.base import YES, YES_NO, GoesOn, MatterForm
from sluitend.ui import fields
from sluitend.ui.wording import say


class Report(MatterForm):
    made_on = fields.Date(_("Wanneer meldde u?"))
    way = fields.Choice(_("Hoe?"))
    about_whom = fields.Choice(_("Waarover ging de melding?"))
    acute = fields.Tick(_("Het was acuut."))
    parents_told = fields.Choice(_("Weten de ouders van de melding?"), YES_NO)
    why_not_told = fields.Line(_("Waarom nog niet?"), max_length=300, required=False, hint=_("Nodig als u “nee” koos."))
    reference = fields.Line(_("Kenmerk van Veilig Thuis"), max_length=60, required=False)

    def choose(self) -> None:
        self.fields["made_on"].initial = self.about.today
        self.offer("way", [(key, say(label)) for key, label in queries.REPORT_WAYS.items()])
        self.offer("about_whom", [(key, say(label)) for key, label in queries.REPORT_ABOUT.items()])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        return {**filled, "parents_told": filled["parents_told"] == YES}


class Assessment(GoesOn):
    on = fields.Date(_("Wanneer hoorde u dit?"))
    route = fields.Choice(_("Wat doet Veilig Thuis?"))
    answer = fields.LongText(_("Wat zei Veilig Thuis?"), required=False)

    def choose(self) -> None:
        super().choose()
        self.offer(
            "route", [(route.id, say(route.titles)) for route in queries.routes(by=self.about.by, now=self.about.now)]
        )

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "report_id": self.pk}


class Investigation(GoesOn):
    on = fields.Date(_("Wanneer hoorde u dit?"))
    outcome = fields.LongText(_("Wat leverde het onderzoek op?"))

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "report_id": self.pk}
