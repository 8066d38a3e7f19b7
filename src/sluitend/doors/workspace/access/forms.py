"""Asking for access, answering, and emergency access."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class AskForm(Form):
    why = fields.LongText(
        _("Waarom heeft u toegang nodig?"),
        max_length=300,
        hint=_("De regiehouder leest dit. Schrijf wat u voor het gezin doet."),
    )


class AnswerForm(Form):
    granted = fields.Choice(_("Wat is uw antwoord?"), [("yes", _("Geef toegang")), ("no", _("Geef geen toegang"))])
    answer = fields.LongText(
        _("Toelichting"), required=False, max_length=300, hint=_("Nodig als u geen toegang geeft.")
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("granted") == "no" and not answers.get("answer"):
            self.add_error("answer", ValidationError(_("Schrijf waarom u geen toegang geeft.")))
        return answers


class GlassForm(Form):
    reason = fields.LongText(
        _("Wat is de noodsituatie?"),
        max_length=300,
        hint=_("Dit staat in het spoor, met uw naam. De regiehouder leest het nu."),
    )
    until = fields.Choice(_("Tot en met welke dag?"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        days = [today, today + timedelta(days=1)]
        self.fields["until"].choices = [(day.isoformat(), say(day)) for day in days]
        self.fields["until"].initial = today.isoformat()
