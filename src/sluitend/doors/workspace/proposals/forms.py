"""Three ways to decide: ask the party that offers it, take a step oneself, or do otherwise with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluitend.care.network.queries import OfferCard
from sluitend.core.sharing import DataKind
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class StepForm(Form):
    """What I do myself. Left empty, the advice is only noted."""

    what = fields.Line(
        _("Wat gaat u doen?"), max_length=300, required=False, hint=_("Leeg laten mag: dan is het alleen gezien.")
    )
    due_on = fields.Date(_("Uiterlijk op"), required=False)

    def __init__(self, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["due_on"].earliest = today  # type: ignore[attr-defined]


class ReferForm(Form):
    """A referral carries contact data and no reason, unless she agrees to more (domain.md 6.1, rule 3)."""

    offer = fields.DropDown(_("Wie vraagt u?"))
    agreed = fields.Tick(_("Zij wil dit, en vindt het goed dat naam en telefoonnummer meegaan"))
    data_kinds = fields.Several(_("Wat mag er nog meer mee?"), required=False)
    reason_shared = fields.Line(
        _("De reden, in haar woorden"), max_length=400, required=False, hint=_("Alleen als zij dat goed vindt.")
    )
    explained = fields.Line(_("Hoe heeft u het uitgelegd?"), max_length=300, required=False)

    def __init__(self, offers: Iterable[OfferCard], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(offer.id, f"{offer.name}, {offer.organisation}") for offer in offers]
        self.fields["offer"].choices = [("", _("Kies een aanbod")), *choices]  # type: ignore[attr-defined]
        kinds = (DataKind.FACTORS, DataKind.MEDICAL)
        self.fields["data_kinds"].choices = [(kind.value, capfirst(say(kind.label))) for kind in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kinds = {DataKind.CONTACT, *given.get("data_kinds", ())} | (
            {DataKind.REASON} if given.get("reason_shared") else set()
        )
        return {**given, "data_kinds": sorted(kinds)}


class OtherwiseForm(Form):
    reason = fields.Line(_("Waarom doet u iets anders?"), max_length=400)
    instead = fields.Line(_("Wat doet u in plaats daarvan?"), max_length=80, required=False)
