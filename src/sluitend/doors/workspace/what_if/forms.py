"""Which stored facts are replayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.network.queries import Choice
from sluitend.ui import fields
from sluitend.ui.forms import Form


class WhatIfForm(Form):
    since = fields.Date(_("Vanaf"))
    until = fields.Date(_("Tot en met"))
    municipality = fields.DropDown(_("Gemeente"), required=False)

    def __init__(self, data: Any, towns: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["municipality"].choices = [("", _("Alle gemeenten")), *((str(one.id), one.name) for one in towns)]
