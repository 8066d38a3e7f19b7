"""What is filled in about tasks, contact, the lead and the file. The rules are those of the actions."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.action import AMSTERDAM
from sluitend.care.followup.queries import RESULTS, WAYS
from sluitend.care.people.queries import INVOLVED_AS
from sluitend.core.states import ENDINGS
from sluitend.doors.workspace.family.verb import FamilyForm
from sluitend.ui import fields
from sluitend.ui.wording import say

COORDINATING = ("case_coordinator", "medical_coordinator", "process_coordinator")
LONG = 300


class OwnedForm(FamilyForm):
    """A form in which somebody is named who does it; at first the reader."""

    def choose(self) -> None:
        self.offer("owner", self.about.colleagues, self.about.by.professional_id)

    def facts(self) -> dict[str, Any]:
        return self.whole("owner")


class NextStep(OwnedForm):
    what = fields.Line(_("Wat gebeurt er?"), max_length=LONG)
    due_on = fields.Date(_("Uiterlijk wanneer?"))
    owner = fields.DropDown(_("Wie doet dit?"))


class Quiet(OwnedForm):
    reason = fields.Line(_("Waarom mag het nu rustig zijn?"), max_length=LONG)
    review_on = fields.Date(_("Wanneer kijkt u opnieuw?"), hint=_("Uiterlijk over 13 weken."))
    owner = fields.DropDown(_("Wie kijkt dan?"))
    fields_of: ClassVar[dict[str, str]] = {"due_on": "review_on"}


class GoOn(OwnedForm):
    """The part of a form in which the next step is agreed at once; needed when no other task is open."""

    what = fields.Line(
        _("Wat is de volgende stap?"),
        max_length=LONG,
        required=False,
        hint=_("Nodig als er geen andere taak openstaat."),
    )
    due_on = fields.Date(_("Uiterlijk wanneer?"), required=False)
    owner = fields.DropDown(_("Wie doet dit?"), required=False)


class Done(GoOn):
    result = fields.LongText(_("Wat kwam ervan?"), required=False)
    field_order = ("result", "what", "due_on", "owner")


class Withdraw(GoOn):
    reason = fields.Line(_("Waarom gaat dit niet door?"), max_length=LONG)
    field_order = ("reason", "what", "due_on", "owner")


class OtherDate(FamilyForm):
    due_on = fields.Date(_("Nieuwe datum"))
    reason = fields.Line(_("Waarom verandert de datum?"), max_length=LONG)


class PassOn(OwnedForm):
    owner = fields.DropDown(_("Wie doet dit voortaan?"))


class Contact(FamilyForm):
    way = fields.Choice(_("Hoe zocht u contact?"))
    result = fields.Choice(_("Wat was de uitkomst?"))
    at = fields.Date(_("Wanneer was dat?"))
    note = fields.LongText(_("Wat is er besproken of gebeurd?"), required=False)
    keeps = fields.DropDown(_("Welke taak van u is hiermee gedaan?"), required=False)
    next_due_on = fields.Date(
        _("Wanneer is de volgende poging of de afspraak?"),
        required=False,
        hint=_("Nodig bij “niet bereikt” en bij een afspraak."),
    )
    next_what = fields.Line(_("Wat gebeurt er dan?"), max_length=LONG, required=False)
    fields_of: ClassVar[dict[str, str]] = {"due_on": "next_due_on", "what": "next_what"}

    def choose(self) -> None:
        self.offer("way", [(key, say(label)) for key, label in WAYS.items()])
        self.offer("result", [(key, say(label)) for key, label in RESULTS.items()])
        self.fields["at"].initial = self.about.today
        mine = [one for one in self.about.follow_up.open_promises if one.is_mine]
        self.offer("keeps", [(one.promise_id, say(one.what)) for one in mine])

    def facts(self) -> dict[str, Any]:
        found = self.whole("keeps")
        return {**found, "at": moment(found["at"], self.about.now)}


def moment(day: date, now: datetime) -> datetime:
    """A day as a moment: now for today, noon for another day. The hour of a contact is not asked."""
    local = now.astimezone(AMSTERDAM)
    return now if day == local.date() else datetime.combine(day, time(12), tzinfo=AMSTERDAM)


class HandOver(FamilyForm):
    receiver = fields.DropDown(_("Wie vraagt u?"))
    why = fields.Line(_("Waarom draagt u de regie over?"), max_length=LONG)
    answer_by = fields.Date(
        _("Antwoord uiterlijk op"), required=False, hint=_("Laat leeg voor de termijn die hier is afgesproken.")
    )
    warm_who = fields.Line(
        _("Wie waren erbij, als u warm overdroeg?"), max_length=LONG, required=False, hint=_("Bijvoorbeeld: moeder.")
    )
    warm_where = fields.Line(_("Waar was dat?"), max_length=150, required=False)

    def choose(self) -> None:
        lead = self.about.heading.lead_id
        self.offer("receiver", [one for one in self.about.colleagues if one[0] != lead])

    def facts(self) -> dict[str, Any]:
        return self.whole("receiver")


class Reason(FamilyForm):
    reason = fields.Line(_("Waarom?"), max_length=LONG)


class GiveRole(FamilyForm):
    role = fields.Choice(_("Welke rol?"))
    professional = fields.DropDown(_("Wie?"))
    reason = fields.Line(_("Waarom deze persoon?"), max_length=LONG, required=False)

    def choose(self) -> None:
        self.offer("role", [(role, say(INVOLVED_AS[role]).capitalize()) for role in COORDINATING])
        self.offer("professional", self.about.colleagues)

    def facts(self) -> dict[str, Any]:
        return self.whole("professional")


class OpenCase(FamilyForm):
    lead = fields.DropDown(_("Wie heeft de regie?"))
    first_what = fields.Line(
        _("Wat is de eerste stap?"),
        max_length=LONG,
        hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf."),
    )
    first_due_on = fields.Date(_("Uiterlijk wanneer?"))
    fields_of: ClassVar[dict[str, str]] = {"what": "first_what", "due_on": "first_due_on", "owner": "lead"}

    def choose(self) -> None:
        self.offer("lead", self.about.colleagues, self.about.by.professional_id)

    def facts(self) -> dict[str, Any]:
        return self.whole("lead")


class Close(FamilyForm):
    ending = fields.Choice(_("Waarom sluit het dossier?"))
    family_told_on = fields.Date(_("Wanneer heeft het gezin dit gehoord?"), required=False)
    confirmed_by = fields.Line(
        _("Wie heeft bevestigd dat die het overneemt?"),
        max_length=200,
        required=False,
        hint=_("Nodig bij “overgenomen” en “verhuisd”."),
    )
    note = fields.LongText(_("Toelichting"), required=False)
    withdraw_open = fields.Tick(_("De taken die nog openstaan, vervallen met dit einde."))

    def choose(self) -> None:
        self.offer("ending", [(ending.value, say(label)) for ending, label in ENDINGS.items()])
