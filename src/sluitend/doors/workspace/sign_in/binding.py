"""An administrator says whose sign-in a provider's mark is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluitend.care.network.actions import bind_sign_in
from sluitend.care.network.queries import contact_card
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.sign_in import Serves
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.ui import fields
from sluitend.ui.forms import Form


class BindForm(Form):
    provider = fields.DropDown(_("Bij welke inlogdienst?"))
    subject = fields.Line(
        _("Kenmerk bij die inlogdienst"),
        max_length=255,
        hint=_(
            "De collega ziet dit kenmerk na de eerste poging om aan te melden. Controleer zelf dat het van deze collega is."
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["provider"].choices = [
            (key, provider.name)
            for key, provider in settings.PROVIDERS.items()
            if provider.serves is Serves.PROFESSIONALS
        ]


@professionals_only
def bind(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    if not settings.PROVIDERS:
        raise Http404
    must(by, Permission.MANAGE_ORGANISATION)
    now = request.now  # type: ignore[attr-defined]
    card = contact_card(pk, by=by, now=now)
    form = BindForm(request.POST or None)
    here = reverse("contact-card", args=[pk])
    return form_page(
        request,
        form,
        Words(text("Aanmelding koppelen"), text("Koppel"), text("Deze collega kan nu zo aanmelden."), lead=card.name),
        act=lambda: bind_sign_in(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=here,
        back=here,
    )
