"""The forms of the network: looking for somebody, one's own card, absence, and what one offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluitend.care.network.queries import Choice, Colleague
from sluitend.core.access import Domain
from sluitend.ui import fields
from sluitend.ui.forms import Form

DOMAINS = {
    Domain.MEDICAL: _("medisch"),
    Domain.SOCIAL: _("sociaal"),
    Domain.PUBLIC_HEALTH: _("publieke gezondheid"),
    Domain.INFORMAL: _("informeel"),
    Domain.MUNICIPALITY: _("gemeente"),
}


class SearchForm(forms.Form):
    """Sent with GET, so that a list can be shared by its address. Names of parents never go in it."""

    template_name = "ui/form.html"
    use_required_attribute = False

    q = fields.Line(_("Naam, organisatie of wat u zoekt"), required=False, max_length=100)
    gemeente = fields.DropDown(_("Gemeente"), required=False)
    domein = fields.DropDown(_("Domein"), required=False)

    def __init__(self, data: Any, municipalities: Iterable[Choice]) -> None:
        super().__init__(data)
        self.fields["gemeente"].choices = [("", _("alle gemeenten")), *((c.id, c.name) for c in municipalities)]
        self.fields["domein"].choices = [("", _("alle domeinen")), *DOMAINS.items()]


class CardForm(Form):
    phone = fields.Phone(_("Telefoon"), required=False, hint=_("Uw eigen nummer, niet dat van de afdeling."))
    email = fields.Email(_("E-mail"), required=False)
    reachable = fields.Line(
        _("Wanneer bent u bereikbaar?"),
        required=False,
        max_length=200,
        hint=_("Bijvoorbeeld: ma, di en do van 9 tot 16 uur."),
    )
    call_me_for = fields.LongText(
        _("Waarvoor kunnen anderen u bellen?"),
        required=False,
        max_length=300,
        hint=_("Bijvoorbeeld: zorgen over een zwangere, of wie er in Doesburg helpt met schulden."),
    )


class StandInForm(Form):
    stand_in = fields.DropDown(_("Wie neemt uw werk waar?"))
    starts_on = fields.Date(_("Eerste dag van uw afwezigheid"))
    ends_on = fields.Date(_("Laatste dag"))
    reason = fields.Line(_("Waarom?"), required=False, hint=_("Bijvoorbeeld: verlof."))

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["stand_in"].choices = [("", "–")] + [(c.id, f"{c.name}, {c.organisation}") for c in colleagues]


class StaffingForm(Form):
    hours = fields.Number(
        _("Hoeveel uur per week staat in het contract?"),
        required=False,
        min_value=1,
        max_value=60,
        hint=_("Hieruit volgt hoeveel gezinnen er passen. Leeg is niet bekend."),
    )
    trainings = fields.Several(_("Welke opleidingen zijn afgerond?"), required=False)

    def __init__(self, *args: Any, trainings: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["trainings"].choices = list(trainings)  # type: ignore[attr-defined]


class EmptyForm(Form):
    """Only a button; the hidden key tells it from its double."""


class OfferForm(Form):
    name = fields.Line(_("Hoe heet het?"), max_length=150)
    for_whom = fields.LongText(_("Voor wie is het?"), required=False, max_length=400)
    municipalities = fields.Several(_("In welke gemeenten?"))

    def __init__(self, *args: Any, municipalities: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["municipalities"].choices = [(str(c.id), c.name) for c in municipalities]


class ChangeOfferForm(OfferForm):
    active = fields.Tick(_("Wij bieden dit nu aan"))


class RoomForm(Form):
    capacity = fields.Number(_("Hoeveel plaatsen zijn er?"), required=False)
    taken = fields.Number(_("Hoeveel daarvan zijn bezet?"), required=False)
    waiting_days = fields.Number(
        _("Hoeveel dagen moet een gezin wachten?"), required=False, hint=_("0 is: vandaag nog.")
    )
