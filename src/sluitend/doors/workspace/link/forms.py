"""What somebody without an account fills in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sluitend.doors.workspace.referral.forms import VerbForm
from sluitend.ui import fields
from sluitend.ui.forms import Form


class Pin(Form):
    pin = fields.Line(_("Pincode"), max_length=20, hint=_("Zes cijfers. De afzender belt ze aan u door."))


class Accept(VerbForm):
    name = fields.Line(_("Wie pakt het op?"), max_length=120, hint=_("Uw naam, of die van uw collega."))
    first_contact_on = fields.Date(_("Wanneer hoort het gezin van u?"), hint=_("De dag van het eerste contact."))
