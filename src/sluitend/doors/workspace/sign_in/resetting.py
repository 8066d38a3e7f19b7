"""A colleague lost the second step or the passkey: an administrator who sees that person takes it away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluitend.care.followup.actions import reset_ways_in
from sluitend.care.network.queries import contact_card
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import text
from sluitend.doors.workspace.door import must, professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.ui import fields
from sluitend.ui.forms import Form


class ResetForm(Form):
    seen = fields.Choice(
        _("Hoe weet u dat dit deze collega is?"),
        choices=[
            ("known", _("Ik ken deze collega, en wij zien elkaar nu")),
            ("document", _("Ik heb nu een geldig identiteitsbewijs gezien")),
        ],
        hint=_(
            "Nooit na alleen een telefoontje of e-mail. De app, de noodcodes en de passkeys gaan weg; het wachtwoord blijft. "
            "Uw collega krijgt bericht."
        ),
    )


@professionals_only
def reset(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    must(by, Permission.MANAGE_ORGANISATION)
    now = request.now  # type: ignore[attr-defined]
    card = contact_card(pk, by=by, now=now)
    form = ResetForm(request.POST or None)
    here = reverse("contact-card", args=[pk])
    return form_page(
        request,
        form,
        Words(
            text("Nieuwe tweede stap voor een collega"),
            text("Haal de tweede stap weg"),
            text("De tweede stap is weg. Uw collega meldt zich nu aan met het wachtwoord en stelt een nieuwe in."),
            lead=card.name,
            danger=True,
        ),
        act=lambda: reset_ways_in(pk, by=by, now=now, once=str(form.once_key), **form.answers),
        to=here,
        back=here,
    )
