"""What is filled in when a family begins: what the tables do not know yet, who delivers it, and the first date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.programmes.actions import Admission
from sluitend.care.programmes.queries import WorkerRow
from sluitend.core.content import Factor, Programme
from sluitend.core.facts import Fact, FactValue
from sluitend.core.text import text
from sluitend.doors.workspace.programmes.forms import grouped, said
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

ASKED = "asked_"
FIRST = ("ground", "ground_note", "agreed", "worker_id", "worker_reason")
KNOWN = (("", text("Nog niet bekend")), ("yes", text("Ja")), ("no", text("Nee")))


def _told(row: WorkerRow) -> str:
    """A worker to choose, with what to know before: room and training."""
    told = [row.name]
    if row.room is not None:
        told.append(say(text("%(families)s van %(room)s gezinnen", families=row.families, room=row.room)))
    if row.untrained:
        told.append(say(text("niet genoteerd: %(trainings)s", trainings=row.untrained)))
    return ", ".join(told)


class WorkerForm(Form):
    worker_id = fields.DropDown(_("Wie wordt de vaste medewerker?"))
    worker_reason = fields.Line(
        _("Waarom deze medewerker?"),
        max_length=300,
        required=False,
        hint=_("Alleen nodig zonder de opleiding of met een volle caseload."),
    )

    def __init__(self, *given: Any, workers: Iterable[WorkerRow], **more: Any) -> None:
        super().__init__(*given, **more)
        rows = list(workers)
        self.fields["worker_id"].choices = [(row.id, _told(row)) for row in rows]  # type: ignore[attr-defined]
        if not any(row.room is not None or row.untrained for row in rows):
            del self.fields["worker_reason"]

    def facts(self) -> dict[str, Any]:
        return {**self.answers, "worker_id": int(self.answers["worker_id"])}


BY_THE_RHYTHM = _("Leeg: dan volgt de dag uit het ritme van het programma. Is er nu geen ritme, kies dan zelf een dag.")


class EnrolForm(WorkerForm):
    """What this programme needs to begin; fields that it has no use for are not drawn."""

    person_id = fields.DropDown(_("Welke ouder?"))
    ground = fields.Choice(_("Op welke grond begint u?"))
    ground_note = fields.LongText(_("Wat is er gezien of gemeld?"), max_length=500, required=False)
    agreed = fields.Tick("", required=True)
    social_contact_id = fields.DropDown(_("Contactpersoon in het sociaal domein"), required=False)
    no_social_contact = fields.Line(_("Waarom is die er niet?"), max_length=300, required=False)
    intake_on = fields.Date(_("Wanneer is de kennismaking?"), required=False)
    waiting = fields.Tick(_("Er is nog geen plaats: zet op de wachtlijst"))
    first_due_on = fields.Date(_("Wanneer is het eerste contact?"), required=False, hint=BY_THE_RHYTHM)
    arrival_reason = fields.Line(
        _("Waarom past dit programma toch?"),
        max_length=300,
        required=False,
        hint=_("Nodig als de tabel niet zegt dat het past, of als zij buiten de gewone periode begint."),
    )

    def __init__(
        self,
        *given: Any,
        programme: Programme,
        people: Any,
        social: Any,
        asks: Iterable[Fact] = (),
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.programme = programme
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]
        self.fields["social_contact_id"].choices = [("", say(_("Niemand"))), *social]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [(one.id, say(one.names)) for one in programme.grounds]  # type: ignore[attr-defined]
        if programme.intake:
            self.fields["intake_on"].help_text = _(
                "%(visit)s. Leeg als die al geweest is: dan begint het programma nu."
            ) % {"visit": say(programme.intake.names)}
        if programme.consent:
            self.fields["agreed"].label = _("Zij wil dit. %(consent)s") % {"consent": say(programme.consent)}
        unused = {
            "ground": not programme.grounds,
            "ground_note": not programme.grounds,
            "agreed": programme.consent is None,
            "social_contact_id": not programme.social_contact,
            "no_social_contact": not programme.social_contact,
            "arrival_reason": programme.entry is None and not programme.eligibility,
            "intake_on": programme.intake is None,
        }
        for name in (name for name, never in unused.items() if never):
            del self.fields[name]
        self._ask(asks)

    def _ask(self, asks: Iterable[Fact]) -> None:
        """What the table does not know yet, before everything else; unknown is an answer too."""
        for fact in asks:
            label = say(fact.labels)
            self.fields[ASKED + fact.name] = (
                fields.Number(label, required=False, min_value=0, max_value=30)
                if fact.kind == "number"
                else fields.DropDown(label, said(KNOWN), required=False)
            )
        asked = [name for name in self.fields if name.startswith(ASKED)]
        self.order_fields(["once", "person_id", *asked, *FIRST])

    @property
    def told(self) -> dict[str, FactValue]:
        """What was filled in of what the table did not know; what stayed unknown is left out."""
        given = getattr(self, "cleaned_data", {})
        answers = {name.removeprefix(ASKED): value for name, value in given.items() if name.startswith(ASKED)}
        yes_no = {"yes": True, "no": False}
        return {name: yes_no.get(value, value) for name, value in answers.items() if value not in ("", None)}

    def facts(self) -> dict[str, Any]:
        dropped = {"agreed", *(name for name in self.fields if name.startswith(ASKED))}
        given = {name: value for name, value in super().facts().items() if name not in dropped}
        for name in ("person_id", "social_contact_id"):
            if name in given:
                given[name] = int(given[name]) if given[name] else None
        admission = Admission(programme_id=self.programme.id, **given)
        return {"admission": admission, "told": self.told, "wants": "agreed" in self.fields}


class StartForm(WorkerForm):
    """After the first visit, or from the waiting list. What was seen is asked after a first visit only."""

    factors = fields.Several(_("Wat speelt er en wat steunt?"), required=False)
    gone_through = fields.Tick(_("Ik heb deze lijst met haar besproken: wat ik niet aankruis, speelt niet"))
    waiting = fields.Tick(_("Er is nog geen plaats: zet op de wachtlijst"))
    first_due_on = fields.Date(_("Wanneer is het eerste contact?"), required=False, hint=BY_THE_RHYTHM)
    arrival_reason = fields.Line(
        _("Waarom past dit programma toch?"),
        max_length=300,
        required=False,
        hint=_("Nodig als de tabel niet zegt dat het past, of als zij buiten de gewone periode begint."),
    )

    def __init__(self, *given: Any, factors: Iterable[Factor] | None, **more: Any) -> None:
        super().__init__(*given, **more)
        if factors is None:
            del self.fields["factors"], self.fields["gone_through"], self.fields["waiting"]
        else:
            self.fields["factors"].choices = grouped(factors)  # type: ignore[attr-defined]
        self.order_fields(
            [
                "once",
                "factors",
                "gone_through",
                "worker_id",
                "worker_reason",
                "first_due_on",
                "waiting",
                "arrival_reason",
            ]
        )
