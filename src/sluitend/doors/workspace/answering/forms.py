"""Answering a signal and calling back a parent: each way has its own small form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.observations.actions import Seen
from sluitend.care.signalling.actions import Concern, NewFamily
from sluitend.core.facts import Wish
from sluitend.core.person import PersonFacts
from sluitend.ui import fields
from sluitend.ui.forms import Form


class TakeUpForm(Form):
    owner = fields.DropDown(_("Wie pakt het op?"))
    first_what = fields.Line(
        _("Wat is de eerste stap?"),
        max_length=300,
        initial=_("Kennismaken met het gezin"),
        hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf."),
    )
    first_due_on = fields.Date(_("Uiterlijk op"))

    def __init__(self, colleagues: Iterable[tuple[int, str]], today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = [("", _("Kies wie")), *colleagues]  # type: ignore[attr-defined]
        self.fields["first_due_on"].earliest = today  # type: ignore[attr-defined]


class AdviseForm(Form):
    answer = fields.LongText(_("Uw advies"))


class StopForm(Form):
    reason = fields.Line(_("Waarom stopt het?"), max_length=300, hint=_("Bijvoorbeeld: het gezin wil dit niet."))


class ConfirmForm(Form):
    """Who was on the phone, and what she wants. Only what she tells."""

    given_name = fields.Line(_("Voornaam"), max_length=100)
    family_name = fields.Line(_("Achternaam"), max_length=120, required=False)
    birth_date = fields.Date(_("Geboortedatum"), required=False)
    due_date = fields.Date(_("Uitgerekende datum"), required=False)
    wish_words = fields.LongText(_("Wat wil zij zelf?"), max_length=400)
    agreed = fields.Tick(_("Zij vindt het goed dat wij dit opschrijven en dat het team haar helpt"), required=True)

    def concern(self, phone: str) -> Concern:
        given = self.answers
        parent = PersonFacts(given["given_name"], given["family_name"], given["birth_date"], phone)
        seen = Seen(wish=Wish.WANTS, wish_words=given["wish_words"])
        return Concern(municipality_id=0, seen=seen, new=NewFamily(parent, given["due_date"]))


class ReasonForm(Form):
    reason = fields.Line(_("Wat gebeurde er?"), max_length=300)
