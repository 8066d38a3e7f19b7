"""Inviting parents to a case meeting or to the advisory council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sluitend.care.action import AMSTERDAM
from sluitend.ui import fields
from sluitend.ui.forms import Form

KINDS = (
    ("meeting", _("Een overleg over dit gezin")),
    ("council", _("De adviesraad van ouders")),
)


class InviteForm(Form):
    persons = fields.Several(_("Wie nodigt u uit?"))
    kind = fields.Choice(_("Waarvoor?"), choices=KINDS, initial="meeting")
    on = fields.Date(_("Op welke dag?"))
    hour = fields.Line(_("Hoe laat?"), max_length=5, hint=_("Bijvoorbeeld 14:30."))
    place = fields.Line(_("Waar?"), max_length=150)
    who = fields.Line(_("Wie komen er?"), max_length=300, hint=_("Noem namen, en wat zij doen."))
    topic = fields.LongText(
        _("Waar gaat het over?"),
        max_length=600,
        hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf."),
    )

    def __init__(self, *args: Any, parents: Iterable[tuple[int, str]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        on: Any = self.fields["on"]
        on.earliest = today
        choices: Any = self.fields["persons"]
        choices.choices = [(str(pk), name) for pk, name in parents]
        if len(choices.choices) == 1:
            choices.initial = [choices.choices[0][0]]

    def clean_hour(self) -> time:
        try:
            return time.fromisoformat(self.cleaned_data["hour"].replace(".", ":").zfill(5))
        except ValueError as wrong:
            raise ValidationError(gettext("Schrijf de tijd als 14:30.")) from wrong

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        persons, hour = filled.pop("persons"), filled.pop("hour")
        at = datetime.combine(filled.pop("on"), hour, tzinfo=AMSTERDAM)
        return {**filled, "at": at, "person_ids": [int(pk) for pk in persons]}


class CallOffForm(Form):
    """Nothing to fill in."""
