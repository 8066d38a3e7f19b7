"""Proposing a draft, saying yes or no to it, and stopping with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluitend.care.agreements import actions, queries
from sluitend.core.access import Actor
from sluitend.core.agreement import LEVELS
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class ProposeForm(Form):
    why = fields.LongText(
        _("Wat wordt er anders, en waarom?"),
        max_length=2000,
        hint=_("In gewone woorden. Wie ja moet zeggen leest dit."),
    )
    in_force_from = fields.Date(_("Vanaf welke dag geldt dit?"))
    owner = fields.Line(_("Wie zorgt ervoor?"), required=False)
    review_on = fields.Date(_("Wanneer kijkt u opnieuw?"), required=False)


class AssentForm(Form):
    level = fields.Choice(_("Namens wie zegt u ja?"))

    def __init__(self, levels: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


class ReasonForm(Form):
    reason = fields.Line(_("Waarom?"), max_length=400)


def _page(
    request: HttpRequest,
    draft_id: int,
    by: Actor,
    form: Form,
    words: tuple[Text, Text, Text],
    act: Any,
    lead: Text | str = "",
) -> HttpResponse:
    now = request.now  # type: ignore[attr-defined]
    to = reverse("draft", args=[draft_id])
    return form_page(
        request,
        form,
        Words(*words, lead=lead),
        act=lambda: act(draft_id, by=by, now=now, once=str(form.once_key), **form.answers),
        to=to,
        back=to,
    )


def _before(page: queries.DraftPage) -> dict[str, object]:
    """What stood in it when it was proposed before."""
    return {"why": page.why, "owner": page.owner, "review_on": page.review_on, "in_force_from": page.row.in_force_from}


@professionals_only
def propose(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    form = ProposeForm(request.POST or None, initial=_before(page))
    words = text("Het concept voorstellen"), text("Stel voor"), text("Voorgesteld. Wie ja moet zeggen ziet het nu.")
    needed = [say(LEVELS[level]) for level in page.needed]
    lead = text("Ja zeggen: %(who)s. Iemand anders dan u.", who=needed)
    return _page(request, draft_id, by, form, words, actions.propose, lead)


@professionals_only
def assent(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    page = queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    levels = [(level.value, say(LEVELS[level])) for level in page.can_say]
    form = AssentForm(levels, request.POST or None, initial={"level": levels[0][0]} if len(levels) == 1 else None)
    words = text("Ja zeggen tegen het voorstel"), text("Ik zeg ja"), text("U heeft ja gezegd.")
    return _page(request, draft_id, by, form, words, actions.assent, page.why)


@professionals_only
def send_back(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    words = text("Terugsturen"), text("Stuur terug"), text("Teruggestuurd, met uw reden.")
    return _page(request, draft_id, by, ReasonForm(request.POST or None), words, actions.send_back)


@professionals_only
def withdraw(request: HttpRequest, draft_id: int, *, by: Actor) -> HttpResponse:
    queries.draft(draft_id, by=by, now=request.now)  # type: ignore[attr-defined]
    words = text("Het concept intrekken"), text("Trek in"), text("Ingetrokken. Wat in werking is, blijft zo.")
    return _page(request, draft_id, by, ReasonForm(request.POST or None), words, actions.withdraw)
