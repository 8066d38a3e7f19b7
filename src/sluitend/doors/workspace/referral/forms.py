"""What is filled in with each verb. The rules are those of the actions; here is only what can be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sluitend.care.referrals import queries
from sluitend.core.access import NotNow
from sluitend.core.sharing import DataKind
from sluitend.core.text import Text
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

HELPED = (("yes", _("Ja, het hielp")), ("no", _("Nee, het hielp niet")))


def said(labels: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    """Choices in the reader's language."""
    return [(str(key), say(label)) for key, label in labels]


def done(request: HttpRequest, form: Form, do: Callable[..., object]) -> bool:
    """Whether the form was sent and its action done. A refusal is put beside the field that it is about."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        do(**form.answers, once=str(form.once_key))
    except NotNow as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.reason))
        return False
    return True


class VerbForm(Form):
    """A form about one referral; it may take its choices from what the page knows."""

    def __init__(self, data: Any = None, *, detail: queries.Detail, **more: Any) -> None:
        super().__init__(data, **more)
        self.choose(detail)

    def choose(self, detail: queries.Detail) -> None:
        """Nothing to choose from, in most forms."""


class NextStep(VerbForm):
    next_what = fields.Line(
        _("Wat is de volgende stap?"), max_length=300, required=False, hint=_("Nodig als er geen andere afspraak is.")
    )
    next_due_on = fields.Date(_("Wanneer?"), required=False)


class Accept(VerbForm):
    owner = fields.DropDown(_("Wie pakt het op?"))
    first_contact_on = fields.Date(_("Wanneer hoort het gezin van u?"), hint=_("De dag van het eerste contact."))

    def choose(self, detail: queries.Detail) -> None:
        self.fields["owner"].choices = list(detail.colleagues)  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        filled = super().answers
        return {"owner_id": int(filled["owner"]), "first_contact_on": filled["first_contact_on"]}


class Reject(VerbForm):
    reason = fields.LongText(
        _("Waarom kan het niet?"), max_length=400, hint=_("De afzender leest dit. Noem geen gegevens van het gezin.")
    )
    who_could = fields.Line(_("Wie zou wel kunnen helpen?"), max_length=300, required=False)


class Ask(VerbForm):
    question = fields.LongText(_("Wat wilt u weten?"), max_length=600, hint=_("De antwoordtermijn loopt door."))


class Answer(VerbForm):
    answer = fields.LongText(_("Uw antwoord"), max_length=600)


class Hold(VerbForm):
    reason = fields.Line(_("Waarom staat het stil?"), max_length=300)
    review_on = fields.Date(_("Wanneer kijkt u opnieuw?"), hint=_("Binnen 13 weken."))


class Complete(NextStep):
    outcome = fields.Choice(_("Wat kwam ervan?"))
    note = fields.LongText(_("Toelichting"), required=False)
    field_order = ("outcome", "note", "next_what", "next_due_on")

    def choose(self, detail: queries.Detail) -> None:
        self.fields["outcome"].choices = said(queries.OUTCOMES.items())  # type: ignore[attr-defined]


class Stop(NextStep):
    reason = fields.Line(_("Waarom stopt het?"), max_length=300)
    field_order = ("reason", "next_what", "next_due_on")


class Business(VerbForm):
    status = fields.Choice(_("Wat merkt het gezin nu?"))

    def choose(self, detail: queries.Detail) -> None:
        field = self.fields["status"]
        field.choices, field.initial = said(queries.BUSINESS.items()), detail.business  # type: ignore[attr-defined]


class FamilySays(VerbForm):
    helped = fields.Choice(_("Zegt het gezin dat de hulp hielp?"), HELPED)
    words = fields.Line(_("In hun eigen woorden"), max_length=300, required=False)

    @property
    def answers(self) -> dict[str, Any]:
        filled = super().answers
        return {"helped": filled["helped"] == "yes", "words": filled["words"]}


class Warm(VerbForm):
    on = fields.Date(_("Wanneer was het gesprek?"))
    where = fields.Line(_("Waar?"), max_length=150)
    who = fields.Line(_("Wie waren erbij?"), max_length=300)
    family_present = fields.Tick(_("Het gezin was erbij"), initial=True)


class LinkFor(VerbForm):
    for_name = fields.Line(_("Voor wie is de link?"), max_length=120, hint=_("Naam van de persoon of de organisatie."))


KINDS = [kind for kind in DataKind if kind is not DataKind.CONTACT]
CONSENT_NOW = "new"


def offer_line(offer: Any) -> str:
    """An offer with its room: capacity and waiting time as they were last stated."""
    room = []
    if offer.capacity is not None:
        room.append(
            gettext("plek voor %(count)s") % {"count": offer.capacity} if offer.capacity else gettext("geen plek")
        )
    if offer.waiting_days is not None:
        room.append(gettext("wachttijd %(days)s dagen") % {"days": offer.waiting_days})
    stated = gettext("opgegeven op %(on)s") % {"on": say(offer.stated_on)}
    return " · ".join((offer.organisation, *(room or [gettext("ruimte onbekend")]), stated))


class Send(Form):
    """Whom to ask for what, on which ground, with which data."""

    person = fields.Choice(_("Voor wie is de hulp?"))
    offer = fields.Choice(_("Welke hulp?"))
    what = fields.Line(_("Wat vraagt u?"), max_length=200, required=False, hint=_("Leeg: de naam van de hulp."))
    ground = fields.Choice(_("Mag u dit delen?"))
    data_kinds = fields.Several(
        _("Wat deelt u, naast de contactgegevens?"),
        required=False,
        hint=_("Alleen wat in de toestemming staat. De reden hoeft er niet bij."),
    )
    reason_shared = fields.LongText(_("De reden"), required=False, hint=_("Alleen als zij dat goed vindt."))
    explained = fields.Line(_("Hoe heeft u het uitgelegd?"), max_length=300, required=False)
    by_parents = fields.Number(
        _("Is zij jonger dan 16? Hoeveel ouders met gezag vinden het goed?"), min_value=0, max_value=4, required=False
    )
    urgent = fields.Tick(_("Spoed: vandaag antwoord nodig"))

    def __init__(self, data: Any = None, *, choices: queries.SendChoices, **more: Any) -> None:
        super().__init__(data, **more)
        hints = {str(offer.id): offer_line(offer) for offer in choices.offers}
        self.fields["person"].choices = [(str(pk), name) for pk, name in choices.people]  # type: ignore[attr-defined]
        self.fields["person"].initial = str(choices.people[0][0]) if choices.people else None
        self.fields["offer"].choices = [(str(offer.id), offer.name) for offer in choices.offers]  # type: ignore[attr-defined]
        self.fields["offer"].widget.hints = hints  # type: ignore[attr-defined]
        self.fields["data_kinds"].choices = said((kind, kind.label) for kind in KINDS)  # type: ignore[attr-defined]
        self.fields["ground"].choices = ground_choices(choices.grounds)  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        filled = super().answers
        ground = filled.pop("ground")
        return {
            "person_id": int(filled.pop("person")),
            "offer_id": int(filled.pop("offer")),
            "ground_id": None if ground == CONSENT_NOW else int(ground),
            **filled,
            "by_parents": filled["by_parents"] or 0,
        }


def ground_choices(grounds: Sequence[Any]) -> list[tuple[str, str]]:
    sentence = gettext("%(person)s aan %(receiver)s, vastgelegd op %(on)s")
    recorded = [
        (
            str(ground.id),
            sentence % {"person": ground.person, "receiver": ground.receiver, "on": say(ground.given_on)},
        )
        for ground in grounds
    ]
    return [*recorded, (CONSENT_NOW, gettext("Zij geeft nu toestemming, na uitleg. Dit wordt vastgelegd."))]
