"""My messages: how, when, and what was sent; and for the administrator what was delivered and what was not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from sluitend.care.outbox import actions, queries
from sluitend.core.access import Actor
from sluitend.core.messages import WAY_WORDS
from sluitend.core.text import Text, text
from sluitend.doors.workspace.door import professionals_only
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.messages.forms import MessagesForm
from sluitend.ui.letters import to_professional

STATES: dict[str, Text] = {
    "waiting": text("Wacht"),
    "sent": text("Verstuurd"),
    "failed": text("Niet aangekomen"),
}
TROUBLES: dict[str, Text] = {
    "no_mail_server": text("Er is nog geen mailserver ingesteld."),
    "no_sms_gateway": text("Er is nog geen sms-dienst ingesteld."),
    "not_wanted": text("Deze persoon wil geen berichten meer."),
}
NO_ANSWER = text("De andere kant antwoordt niet.")
REFUSED = text("De andere kant nam het bericht niet aan (%(code)s).")


def _trouble(code: str) -> Text | str:
    if not code or code in TROUBLES:
        return TROUBLES.get(code, "")
    return Text(REFUSED.message, {"code": code}) if code.startswith(("smtp_", "http_")) else NO_ANSWER


def _row(sent: queries.Sent) -> dict[str, object]:
    """Everything that a row shows; the words are those that were sent, in the language of the reader."""
    subject, words = to_professional(sent.kind, sent.new, sent.today, get_language() or "nl")
    return {
        "sent": sent,
        "state": STATES[sent.status],
        "kind": {"sent": "ok", "failed": "error"}.get(sent.status, "neutral"),
        "way": WAY_WORDS[sent.way],
        "trouble": _trouble(sent.trouble) if sent.status != "sent" else "",
        "subject": subject,
        "words": words,
    }


@professionals_only
def own(request: HttpRequest, *, by: Actor) -> HttpResponse:
    if by.professional_id is None:
        raise Http404
    now = request.now  # type: ignore[attr-defined]
    found = queries.own_messages(by.professional_id, by=by, now=now)
    form = MessagesForm(request.POST or None, initial=found.wanted.chosen)

    def act() -> int:
        assert by.professional_id is not None
        more = {"once": str(form.once_key), "language": get_language() or "nl", **form.wish}
        return actions.set_messages(by.professional_id, by=by, now=now, **more)

    words = Words(
        text("Mijn berichten"),
        text("Bewaar"),
        text("Bewaard. Zo krijgt u voortaan bericht."),
        lead=text(
            "Eén keer per dag hoort u of er iets voor u klaarstaat. Meteen alleen als het niet tot morgen kan wachten. "
            "In een bericht staat nooit een naam."
        ),
    )
    here = reverse("own-messages")
    rows = [_row(sent) for sent in found.sent]
    return form_page(
        request, form, words, act=act, to=here, back=reverse("own-sign-in"), template="messages/own.html", rows=rows
    )


@professionals_only
def delivery(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """What was delivered, what waits and what went wrong, for who can do something about it. No words and no addresses."""
    found = queries.delivery(by=by, now=request.now)  # type: ignore[attr-defined]
    counts = [(STATES[status], found.counts.get(status, 0)) for status in STATES]
    troubled = [_row(sent) for sent in found.troubled]
    return render(request, "messages/delivery.html", {"found": found, "counts": counts, "troubled": troubled})
