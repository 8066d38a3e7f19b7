"""Requests about one's own data, the second look, and erasing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.core.keeping import RequestKind
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class TakeForm(Form):
    person_id = fields.Choice(_("Wie vraagt het?"))
    kind = fields.Choice(_("Wat vraagt deze persoon?"))
    words = fields.LongText(_("In eigen woorden"), max_length=1000)

    def __init__(self, *args: Any, people: tuple[tuple[int, str], ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person_id"].choices = people
        self.fields["kind"].choices = [(kind.value, say(kind.label)) for kind in RequestKind]


class AnswerForm(Form):
    granted = fields.Choice(_("Wat is uw antwoord?"), [("yes", _("Toegekend")), ("no", _("Afgewezen"))])
    answer = fields.LongText(
        _("Uw woorden voor deze persoon"), max_length=1000, hint=_("Bij afwijzing: waarom, en waar men kan klagen.")
    )


class ReasonForm(Form):
    reason = fields.LongText(_("Waarom?"), max_length=300)


class ReviewForm(Form):
    right = fields.Choice(_("Klopte deze noodtoegang?"), [("yes", _("Ja")), ("no", _("Nee"))])
    words = fields.LongText(_("Toelichting"), required=False, max_length=300, hint=_("Nodig als het niet klopte."))


class SureForm(Form):
    sure = fields.Tick(_("Ik weet wat dit betekent: wat daarna gewist wordt, komt niet terug."), required=True)
