"""Whose trail, or which family's. By number: the privacy officer sees no name of a family."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.ui import fields
from sluitend.ui.forms import Form


class SearchForm(Form):
    family_id = fields.Number(_("Nummer van het gezin"), required=False, min_value=1)
    professional_id = fields.Number(_("Nummer van de medewerker"), required=False, min_value=1)
    before = fields.Number(required=False, min_value=1)


class UnrelatedForm(Form):
    """Drawn by the list itself, without the key of a form: saying it twice says it once."""

    family_id = fields.Number(min_value=1)
    professional_id = fields.Number(min_value=1)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["once"]
