"""Inviting parents to a case meeting, or all parents of an area to the advisory council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sluitend.care.action import AMSTERDAM
from sluitend.core.content import FIRST, Language
from sluitend.ui import fields
from sluitend.ui.forms import Form

WHOLE = "region"


class TableForm(Form):
    """When and where one sits down, who comes and what it is about."""

    on = fields.Date(_("Op welke dag?"))
    hour = fields.Line(_("Hoe laat?"), max_length=5, hint=_("Bijvoorbeeld 14:30."))
    place = fields.Line(_("Waar?"), max_length=150)
    who = fields.Line(_("Wie komen er?"), max_length=300, hint=_("Noem namen, en wat zij doen."))
    topic = fields.LongText(
        _("Waar gaat het over?"),
        max_length=600,
        hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        on: Any = self.fields["on"]
        on.earliest = today

    def clean_hour(self) -> time:
        try:
            return time.fromisoformat(self.cleaned_data["hour"].replace(".", ":").zfill(5))
        except ValueError as wrong:
            raise ValidationError(gettext("Schrijf de tijd als 14:30.")) from wrong

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        on, hour = filled.pop("on"), filled.pop("hour")
        return {**filled, "at": datetime.combine(on, hour, tzinfo=AMSTERDAM)}


class InviteForm(TableForm):
    persons = fields.Several(_("Wie nodigt u uit?"))
    field_order = ("persons",)

    def __init__(self, *args: Any, parents: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choices: Any = self.fields["persons"]
        choices.choices = [(str(pk), name) for pk, name in parents]
        if len(choices.choices) == 1:
            choices.initial = [choices.choices[0][0]]

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        persons = filled.pop("persons")
        return {**filled, "person_ids": [int(pk) for pk in persons]}


class CouncilForm(TableForm):
    """The same for every parent of an area, in as many languages of the own pages as who organises it can write."""

    coalition_id = fields.DropDown(_("Voor welke ouders?"), initial=WHOLE)
    field_order = ("coalition_id",)

    def __init__(
        self, *args: Any, coalitions: Iterable[tuple[int, str]], others: Iterable[Language], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices: Any = self.fields["coalition_id"]
        choices.choices = [(WHOLE, gettext("De hele regio")), *((str(pk), name) for pk, name in coalitions)]
        for one in others:
            label = format_lazy(_("Waar gaat het over? In deze taal: {language}"), language=one.name)
            self.fields[f"topic_{one.id}"] = fields.LongText(label, max_length=600, required=False)

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        coalition = filled.pop("coalition_id")
        others = {name: filled.pop(name) for name in list(filled) if name.startswith("topic_")}
        topic = {FIRST: filled.pop("topic")} | {name.removeprefix("topic_"): words for name, words in others.items()}
        return {**filled, "topic": topic, "coalition_id": None if coalition == WHOLE else int(coalition)}


class CallOffForm(Form):
    """Nothing to fill in."""
