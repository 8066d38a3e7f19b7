"""Who is in the circle, and who does what by when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety import queries
from sluitend.core.safety import Part
from sluitend.doors.workspace.safety.forms.base import GoesOn, MatterForm
from sluitend.ui import fields


class AddToCircle(MatterForm):
    who = fields.Search(
        _("Wie kijkt mee?"), hint=_("Van elke organisatie in de regio. Deze persoon ziet de hele zaak.")
    )
    why = fields.Line(_("Waarom deze persoon?"), max_length=300)
    officer = fields.Tick(_("Als aandachtsfunctionaris."))
    fields_of: ClassVar[dict[str, str]] = {"professional": "who"}

    def choose(self) -> None:
        found = queries.colleagues(self.about.matter_id, by=self.about.by, now=self.about.now)
        self.offer("who", [(one.id, one.label) for one in found])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        part = Part.OFFICER if filled.pop("officer") else Part.CONSULTED
        return {"professional_id": int(filled["who"]), "why": filled["why"], "part": part}


class PassOn(MatterForm):
    who = fields.Choice(_("Wie houdt de zaak voortaan vast?"))
    reason = fields.Line(_("Waarom?"), max_length=300)
    fields_of: ClassVar[dict[str, str]] = {"professional": "who"}

    def choose(self) -> None:
        others = [one for one in self.about.circle if one.part != Part.HOLDER]
        self.offer("who", [(one.professional_id, f"{one.name} ({one.organisation})") for one in others])

    def facts(self) -> dict[str, Any]:
        return {"professional_id": int(self.answers["who"]), "reason": self.answers["reason"]}


class Promise(MatterForm):
    what = fields.Line(_("Wat gebeurt er?"), max_length=300)
    due_on = fields.Date(_("Uiterlijk wanneer?"))
    owner = fields.DropDown(_("Wie doet dit?"))

    def choose(self) -> None:
        self.offer("owner", [(one.professional_id, one.name) for one in self.about.circle])
        self.fields["owner"].initial = self.about.by.professional_id

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        filled["owner_id"] = int(filled.pop("owner"))
        return filled


class Keep(GoesOn):
    result = fields.LongText(_("Wat kwam eruit?"), required=False)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "promise_id": self.pk}


class Withdraw(GoesOn):
    reason = fields.Line(_("Waarom vervalt dit?"), max_length=300)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "promise_id": self.pk}


class NewDate(MatterForm):
    due_on = fields.Date(_("Nieuwe datum"))
    reason = fields.Line(_("Waarom?"), max_length=250)

    def facts(self) -> dict[str, Any]:
        return {**self.answers, "promise_id": self.pk}
