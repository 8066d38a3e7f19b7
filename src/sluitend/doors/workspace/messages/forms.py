"""How a professional wants to be told of work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.core.messages import WAY_WORDS
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

HOURS = range(25)


class MessagesForm(Form):
    way = fields.Choice(_("Hoe wilt u bericht krijgen?"))
    email = fields.Email(_("E-mail"), required=False)
    mobile = fields.Phone(_("Mobiel nummer"), required=False)
    first_hour = fields.DropDown(
        _("Vanaf"),
        hint=_("Daarbuiten komt alleen wat niet tot morgen kan wachten."),
        choices=[(str(h), f"{h}:00") for h in HOURS[:24]],
    )
    until_hour = fields.DropDown(_("Tot"), choices=[(str(h), f"{h}:00") for h in HOURS[1:]])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["way"].choices = [(way.value, say(words)) for way, words in WAY_WORDS.items()]

    @property
    def wish(self) -> dict[str, Any]:
        hours = {name: int(self.answers[name]) for name in ("first_hour", "until_hour")}
        return {**self.answers, **hours}
