"""What is filled in to hand work over. The rules are those of the actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.coordination.queries import WorkRow
from sluitend.care.network.queries import Colleague
from sluitend.ui import fields
from sluitend.ui.forms import Form


def named(colleagues: Iterable[Colleague], but: int) -> list[tuple[str, str]]:
    """Everybody who can be chosen, except the one whose work it is."""
    found = ((one.id, ", ".join(part for part in (one.name, one.job, one.organisation) if part)) for one in colleagues)
    return [(str(pk), name) for pk, name in found if pk != but]


class ToColleague(Form):
    """A form in which a colleague is chosen; the field's name differs per form."""

    chosen = ""

    def __init__(self, data: Any = None, *, colleagues: Iterable[Colleague], but: int, **more: Any) -> None:
        super().__init__(data, **more)
        field: Any = self.fields[self.chosen]
        field.choices = [("", _("Kies een collega")), *named(colleagues, but)]

    @property
    def answers(self) -> dict[str, Any]:
        filled = super().answers
        chosen = filled.pop(self.chosen)
        return {f"{self.chosen}_id": int(chosen) if chosen else None, **filled}


class HandOver(ToColleague):
    chosen = "receiver"
    cases = fields.Several(_("Welke gezinnen?"))
    receiver = fields.DropDown(
        _("Wie neemt de regie over?"), hint=_("De regie verandert pas als deze persoon ja zegt.")
    )
    why = fields.Line(_("Waarom?"), max_length=300)

    def __init__(self, data: Any = None, *, rows: Iterable[WorkRow], **more: Any) -> None:
        super().__init__(data, **more)
        cases: Any = self.fields["cases"]
        cases.choices = [(str(row.case_id), f"{row.family_name} ({row.municipality})") for row in rows]
        cases.initial = [key for key, _name in cases.choices]

    @property
    def answers(self) -> dict[str, Any]:
        filled = super().answers
        chosen = filled.pop("cases")
        return {**filled, "case_ids": [int(pk) for pk in chosen]}


class StandIn(ToColleague):
    chosen = "stand_in"
    stand_in = fields.DropDown(_("Wie vervangt?"))
    starts_on = fields.Date(_("Vanaf welke dag?"), hint=_("Vandaag: het werk gaat meteen over."))
    ends_on = fields.Date(
        _("Tot en met welke dag?"), hint=_("Weet u het niet zeker? Kies een dag om opnieuw te kijken.")
    )
    reason = fields.Line(
        _("Waarom?"), max_length=200, required=False, hint=_("Bijvoorbeeld verlof. Geen medische gegevens.")
    )


class Leave(ToColleague):
    chosen = "to"
    last_day = fields.Date(_("Wat is de laatste werkdag?"))
    to = fields.DropDown(_("Wie krijgt het werk?"), required=False, hint=_("Leeg: de teamleider."))


class Nothing(Form):
    """Only a button."""


class Accept(Form):
    warm_who = fields.Line(_("Was er een gesprek om over te dragen? Wie waren erbij?"), max_length=300, required=False)
    warm_where = fields.Line(_("Waar was dat?"), max_length=150, required=False)


class Refuse(Form):
    reason = fields.Line(_("Waarom kunt u het niet overnemen?"), max_length=300)
