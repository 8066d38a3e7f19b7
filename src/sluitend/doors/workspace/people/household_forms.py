"""Forms about a household: where it lives, who has authority, who is around it, and double records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.network.queries import Choice, Colleague
from sluitend.care.people.queries import INVOLVED_AS
from sluitend.core.person import LENGTHS
from sluitend.doors.workspace.people.forms import labelled, places
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class MoveForm(Form):
    municipality = fields.DropDown(_("Nieuwe gemeente"))
    on = fields.Date(_("Vanaf welke dag?"))
    street = fields.Line(_("Straat en huisnummer"), required=False, max_length=LENGTHS["street"])
    postcode = fields.Line(_("Postcode"), required=False, max_length=LENGTHS["postcode"])
    town = fields.Line(_("Woonplaats"), required=False, max_length=LENGTHS["town"])

    def __init__(self, *args: Any, municipalities: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["municipality"].choices = places(municipalities)


class SplitForm(Form):
    leaving = fields.Several(_("Wie gaat er apart wonen?"))
    both = fields.Several(_("Welke kinderen wonen straks op beide adressen?"), required=False)
    municipality = fields.DropDown(_("In welke gemeente?"))
    on = fields.Date(_("Vanaf welke dag?"))
    name = fields.Line(
        _("Naam van het nieuwe gezin"),
        required=False,
        max_length=150,
        hint=_("Leeg betekent: de achternaam van wie weggaat."),
    )

    def __init__(
        self, *args: Any, members: Iterable[tuple[int, Any, bool]], municipalities: Iterable[Choice], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        everybody = list(members)
        self.fields["leaving"].choices = [(str(pk), say(name)) for pk, name, _child in everybody]
        self.fields["both"].choices = [(str(pk), say(name)) for pk, name, child in everybody if child]
        self.fields["municipality"].choices = places(municipalities)


class AuthorityForm(Form):
    child = fields.DropDown(_("Over welk kind?"))
    holder = fields.DropDown(_("Wie heeft het gezag?"), hint=_("Ook een ouder in een ander gezin van het kind."))
    since = fields.Date(_("Sinds wanneer?"))
    ground = fields.Line(
        _("Waaruit blijkt dat?"), required=False, max_length=200, hint=_("Bijvoorbeeld: gezagsregister.")
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, Any]], holders: Iterable[tuple[int, Any]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["child"].choices = [("", "–"), *((str(pk), say(name)) for pk, name in people)]
        self.fields["holder"].choices = [("", "–"), *((str(pk), say(name)) for pk, name in holders)]


class NameForm(Form):
    name = fields.Line(_("Naam van het gezin"), max_length=150)


class HelperForm(Form):
    name = fields.Line(_("Naam"), max_length=120)
    relation = fields.Line(
        _("Wie is dit voor het gezin?"), required=False, max_length=80, hint=_("Bijvoorbeeld: oma, buurvrouw.")
    )
    phone = fields.Phone(_("Telefoon"), required=False)
    can_do = fields.LongText(_("Wat kan deze persoon doen?"), required=False, max_length=300)


class InvolveForm(Form):
    professional = fields.DropDown(_("Wie komt erbij?"))
    role = fields.Choice(_("Als wat?"))
    reason = fields.LongText(_("Waarom?"), required=False, max_length=300)

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["professional"].choices = [
            ("", "–"),
            *((str(c.id), ", ".join(filter(None, (c.name, c.job, c.organisation)))) for c in colleagues),
        ]
        self.fields["role"].choices = labelled(
            INVOLVED_AS, "care_giver", "medical_coordinator", "case_coordinator", "process_coordinator"
        )
        self.fields["role"].initial = "care_giver"


class MergeForm(Form):
    kept = fields.DropDown(_("Welke gegevens blijven?"))
    gone = fields.DropDown(_("Welke gegevens zijn dubbel?"), hint=_("Mensen uit gezinnen waar u bij betrokken bent."))
    reason = fields.LongText(_("Hoe weet u dat dit dezelfde persoon is?"), max_length=1000)

    def __init__(self, *args: Any, members: Iterable[tuple[int, Any]], people: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kept"].choices = [("", "–"), *((str(pk), say(name)) for pk, name in members)]
        self.fields["gone"].choices = [("", "–"), *((str(person.id), person.name) for person in people)]


class EmptyForm(Form):
    """Only a button; the hidden key tells it from its double."""
