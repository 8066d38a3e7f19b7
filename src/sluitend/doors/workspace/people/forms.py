"""Forms about people. What is asked is what one needs to reach somebody safely, and no more; there is no field for a BSN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluitend.care.network.queries import Choice
from sluitend.care.people.queries import DATED_BY, INTERPRETER, OUTCOMES, PARTS
from sluitend.core.person import LENGTHS, MOST_CHILDREN, ChildFacts, PersonFacts
from sluitend.core.text import Text
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


def labelled(codes: Mapping[str, Text], *wanted: str) -> list[tuple[str, str]]:
    """Choices of a field, in the reader's language; all codes, or those wanted in that order."""
    return [(code, capfirst(say(codes[code]))) for code in wanted or codes]


def places(found: Iterable[Choice]) -> list[tuple[str, Any]]:
    return [("", _("Kies een gemeente")), *((str(place.id), place.name) for place in found)]


class PersonForm(Form):
    """Everything that is known of somebody."""

    given_name = fields.Line(_("Voornaam"), required=False, max_length=LENGTHS["given_name"])
    family_name = fields.Line(_("Achternaam"), required=False, max_length=LENGTHS["family_name"])
    birth_date = fields.Date(_("Geboortedatum"), required=False)
    phone = fields.Phone(_("Telefoon"), required=False)
    email = fields.Email(_("E-mail"), required=False)
    street = fields.Line(_("Straat en huisnummer"), required=False, max_length=LENGTHS["street"])
    postcode = fields.Line(_("Postcode"), required=False, max_length=LENGTHS["postcode"])
    town = fields.Line(_("Woonplaats"), required=False, max_length=LENGTHS["town"])
    language = fields.Line(
        _("Welke taal spreekt deze persoon het liefst?"), required=False, max_length=LENGTHS["language"]
    )
    interpreter = fields.Choice(_("Is er een tolk nodig?"))
    never_phone = fields.Tick(_("Nooit bellen"), hint=_("Het nummer staat dan niet op de pagina van het gezin."))
    never_write = fields.Tick(_("Nooit schrijven of mailen"))
    never_visit = fields.Tick(_("Nooit onverwacht langsgaan"))
    address_hidden = fields.Tick(
        _("Het adres is geheim"), hint=_("Het adres staat dan niet op de pagina van het gezin.")
    )
    safe_contact = fields.Line(
        _("Hoe is contact veilig?"),
        required=False,
        max_length=LENGTHS["safe_contact"],
        hint=_("Bijvoorbeeld: alleen overdag, of via haar moeder."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["interpreter"].choices = labelled(INTERPRETER)
        self.fields["interpreter"].initial = "unknown"

    def facts(self) -> PersonFacts:
        return PersonFacts(
            **{field: self.cleaned_data[field] for field in asdict(PersonFacts("")) if field in self.fields}
        )


class MemberForm(PersonForm):
    """Somebody new in the household."""

    part = fields.DropDown(_("Wie is dit in het gezin?"))
    since = fields.Date(_("Hoort bij het gezin sinds"), required=False, hint=_("Leeg betekent: vanaf vandaag."))

    field_order = ("part", "given_name", "family_name")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["part"].choices = [("", "–"), *labelled(PARTS)]


class FamilyForm(Form):
    """A new family: who, where, how to reach her, and what is expected or born."""

    part = fields.Choice(_("Wie schrijft u in?"))
    given_name = fields.Line(_("Voornaam"), required=False, max_length=LENGTHS["given_name"])
    family_name = fields.Line(_("Achternaam"), required=False, max_length=LENGTHS["family_name"])
    birth_date = fields.Date(_("Geboortedatum"), required=False)
    municipality = fields.DropDown(_("Gemeente"))
    phone = fields.Phone(_("Telefoon"), required=False)
    never_phone = fields.Tick(_("Nooit bellen"))
    safe_contact = fields.Line(
        _("Hoe is contact veilig?"),
        required=False,
        max_length=LENGTHS["safe_contact"],
        hint=_("Bijvoorbeeld: alleen overdag, of via haar moeder."),
    )
    language = fields.Line(_("Taal"), required=False, max_length=LENGTHS["language"])
    due_date = fields.Date(_("Uitgerekende datum"), required=False)
    dated_by = fields.DropDown(_("Hoe is die datum bepaald?"), required=False)
    expected_children = fields.Number(
        _("Hoeveel kinderen worden verwacht?"), required=False, min_value=1, max_value=MOST_CHILDREN
    )
    child_born_on = fields.Date(_("Geboortedatum van het jongste kind"), required=False)
    child_name = fields.Line(_("Voornaam van dit kind"), required=False, max_length=LENGTHS["given_name"])
    what = fields.Line(
        _("Wat is de eerste stap?"),
        max_length=300,
        hint=_("U bent regiehouder tot u de regie overdraagt. De ouder leest dit zelf, op de eigen pagina."),
    )
    due_on = fields.Date(_("Wanneer is die stap gedaan?"))
    sure = fields.Tick(_("Dit is een ander gezin. Schrijf het toch in."))

    def __init__(self, *args: Any, municipalities: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["municipality"].choices = places(municipalities)
        self.fields["part"].choices = labelled(PARTS, "mother", "father", "partner", "other")
        self.fields["part"].initial = "mother"
        self.fields["dated_by"].choices = labelled(DATED_BY, "unknown", "early_scan", "last_period", "conception")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and not answers.get("due_date") and not answers.get("child_born_on"):
            self.add_error("due_date", _("Vul een uitgerekende datum in, of de geboortedatum van een kind."))
        if answers.get("due_date") and answers.get("part") != "mother":
            self.add_error("part", _("Schrijf bij een zwangerschap de moeder in."))
        return answers

    def registration(self) -> dict[str, Any]:
        """The answers in the words of `take_in_family`."""
        said = self.cleaned_data
        own = ("given_name", "family_name", "birth_date", "phone", "never_phone", "safe_contact", "language")
        born = said["child_born_on"]
        return {
            "municipality_id": int(said["municipality"]),
            "parent": PersonFacts(**{field: said[field] for field in own}),
            "part": said["part"],
            "due_date": said["due_date"],
            "dated_by": said["dated_by"] or "unknown",
            "expected_children": said["expected_children"] or 1,
            "children": [ChildFacts(born, said["child_name"])] if born else [],
            "first_what": said["what"],
            "first_due_on": said["due_on"],
        }


class FindForm(Form):
    """Sent with POST: names, birth dates and numbers never go into an address."""

    words = fields.Line(_("Naam"), required=False, max_length=200)
    birth_date = fields.Date(
        _("Geboortedatum"),
        required=False,
        hint=_("Vul de hele naam en de geboortedatum in om te zien of een gezin bekend is."),
    )
    phone = fields.Phone(_("Telefoon"), required=False, hint=_("Een nummer alleen is ook genoeg."))


class KnownMemberForm(Form):
    """Somebody who is already known, and now also lives here."""

    person = fields.DropDown(_("Wie?"), hint=_("Mensen uit gezinnen waar u bij betrokken bent."))
    part = fields.DropDown(_("Wie is dit in het gezin?"))
    since = fields.Date(_("Sinds wanneer?"), required=False, hint=_("Leeg betekent: vanaf vandaag."))

    def __init__(self, *args: Any, people: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", "–"), *((str(person.id), person.name) for person in people)]
        self.fields["part"].choices = [("", "–"), *labelled(PARTS)]


class LastDayForm(Form):
    last_day = fields.Date(_("Laatste dag"))


class DeathForm(Form):
    on = fields.Date(_("Op welke dag?"))


class DueDateForm(Form):
    due_date = fields.Date(_("Uitgerekende datum"))
    dated_by = fields.Choice(_("Hoe is die datum bepaald?"))
    expected_children = fields.Number(
        _("Hoeveel kinderen worden verwacht?"), min_value=1, max_value=MOST_CHILDREN, initial=1
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["dated_by"].choices = labelled(DATED_BY, "early_scan", "last_period", "conception", "unknown")


class PregnancyForm(DueDateForm):
    mother = fields.DropDown(_("Wie is er zwanger?"))

    field_order = ("mother",)

    def __init__(self, *args: Any, people: Iterable[tuple[int, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["mother"].choices = [("", "–"), *((str(pk), say(name)) for pk, name in people)]


class BirthForm(Form):
    """One block of questions per child; a name may come later."""

    def __init__(self, *args: Any, count: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.count = count
        for number in range(1, count + 1):
            which = _(" (kind %(number)d)") % {"number": number} if count > 1 else ""
            self._ask(f"child_{number}_", str(which))

    def _ask(self, prefix: str, which: str) -> None:
        born_on, given, family, weight = (
            _("Geboortedatum"),
            _("Voornaam"),
            _("Achternaam, als die anders is dan van de moeder"),
            _("Gewicht in gram"),
        )
        self.fields[prefix + "born_on"] = fields.Date(f"{born_on}{which}")
        self.fields[prefix + "given_name"] = fields.Line(
            f"{given}{which}", required=False, max_length=LENGTHS["given_name"]
        )
        self.fields[prefix + "family_name"] = fields.Line(
            f"{family}{which}", required=False, max_length=LENGTHS["family_name"]
        )
        self.fields[prefix + "weight_grams"] = fields.Number(f"{weight}{which}", required=False)

    def children(self) -> list[ChildFacts]:
        said = self.cleaned_data
        parts = ("born_on", "given_name", "family_name", "weight_grams")
        return [
            ChildFacts(**{part: said[f"child_{number}_{part}"] for part in parts})
            for number in range(1, self.count + 1)
        ]


class LossForm(Form):
    outcome = fields.Choice(_("Hoe is de zwangerschap afgelopen?"))
    on = fields.Date(_("Op welke dag?"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["outcome"].choices = labelled(OUTCOMES, "miscarriage", "stillbirth", "termination")
