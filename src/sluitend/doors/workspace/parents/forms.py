"""Inviting a parent to the own pages, closing them, and answering a question."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.ui import fields
from sluitend.ui.forms import Form


class InviteForm(Form):
    checked = fields.Choice(
        _("Hoe weet u dat dit deze ouder is?"),
        choices=[
            ("known", _("Ik ken deze ouder, en wij zien elkaar nu")),
            ("document", _("Ik heb nu een geldig identiteitsbewijs gezien")),
        ],
        hint=_("Geef de code alleen in persoon. Niet per telefoon en niet via de andere ouder."),
    )


class EndForm(Form):
    """Nothing to fill in: closing is the whole answer."""


class AnswerForm(Form):
    words = fields.LongText(
        _("Uw antwoord"), max_length=2000, hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf.")
    )
    next_what = fields.Line(
        _("Volgende stap voor dit gezin"),
        max_length=300,
        required=False,
        hint=_("Nodig als dit uw laatste taak voor dit gezin was."),
    )
    next_due_on = fields.Date(_("Wanneer is de volgende stap?"), required=False)

    def facts(self) -> dict[str, Any]:
        return {**self.answers, "next_what": self.answers["next_what"] or ""}
