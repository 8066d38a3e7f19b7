"""The public form: no more than is needed to call back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.signalling.actions import Request
from sluitend.care.signalling.queries import WhomToCall
from sluitend.ui import fields
from sluitend.ui.forms import Form


class AskHelpForm(Form):
    name = fields.Line(_("Hoe mogen wij u noemen?"), max_length=120, hint=_("Uw voornaam is genoeg."))
    phone = fields.Phone(_("Op welk nummer kunnen wij u bellen?"))
    call_when = fields.Line(
        _("Wanneer kunnen wij veilig bellen?"), max_length=200, required=False, hint=_("Bijvoorbeeld: alleen overdag.")
    )
    municipality = fields.DropDown(_("Waar woont u?"))
    language = fields.Line(_("Welke taal spreekt u liefst?"), max_length=60, required=False)
    message = fields.LongText(
        _("Wat wilt u vertellen?"), max_length=2000, required=False, hint=_("U hoeft niets te vertellen.")
    )
    website = fields.Line(_("Laat dit veld leeg"), required=False)
    """Nobody sees this field; a machine that fills in everything gives itself away."""

    def __init__(self, places: Iterable[WhomToCall], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {row.municipality_id: row for row in places}
        found = [(row.municipality_id, row.municipality) for row in self.places.values()]
        self.fields["municipality"].choices = [("", _("Kies uw gemeente")), *found]  # type: ignore[attr-defined]
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def region_id(self) -> int:
        return self.places[int(self.answers["municipality"])].region_id

    def request(self) -> Request:
        given = self.answers
        return Request(
            municipality_id=int(given["municipality"]),
            name=given["name"],
            phone=given["phone"],
            call_when=given["call_when"],
            message=given["message"],
            language=given["language"],
        )
