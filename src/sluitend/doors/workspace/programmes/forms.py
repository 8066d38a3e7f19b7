"""What is filled in at the door, later at the desk, and when a family begins, moves on or ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.core.content import LABELS, Factor, FactorKind, Programme
from sluitend.core.content.programmes import Measurement, Scale
from sluitend.core.text import Text
from sluitend.doors.workspace.programmes.words import FEEDBACK, PLACES, PRESENT, VALUES, WAYS, WHY_NOT
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

_HOURS = [
    ("", _("Geen tijd afgesproken")),
    *((f"{hour:02}:{part}", f"{hour:02}:{part}") for hour in range(7, 22) for part in ("00", "30")),
]


def _said(pairs: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    return [(key, say(words)) for key, words in pairs]


def _grouped(factors: Iterable[Factor]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What plays a part and what supports, per kind."""
    known = list(factors)
    groups = [
        (say(LABELS[kind]), [(one.id, say(one.labels)) for one in known if one.kind is kind]) for kind in FactorKind
    ]
    return [group for group in groups if group[1]]


class RecordForm(Form):
    """At the door: one answer is enough where the rhythm gives the next date."""

    held = fields.Choice(_("Ging het contact door?"))
    next_due_on = fields.Date(_("Wanneer is het volgende contact?"), required=False)
    next_at = fields.DropDown(_("Hoe laat?"), _HOURS, required=False)
    next_time = fields.Line(_("Wat sprak u af voor de volgende keer?"), max_length=500, required=False)
    way = fields.DropDown(_("Hoe was het contact of de poging?"), required=False)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, rhythm: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["held"].choices = [("held", say(_("Ja, wij spraken elkaar"))), *_said(WHY_NOT)]  # type: ignore[attr-defined]
        self.fields["next_due_on"].hint = rhythm  # type: ignore[attr-defined]
        self.fields["way"].choices = _said(sorted(WAYS, key=lambda one: one[0] != "visit"))  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        given = self.answers
        held, at = given.pop("held"), given.pop("next_at")
        given["way"] = given["way"] or "visit"
        words = dict(WHY_NOT)
        facts = {**given, "held": held == "held", "refused": held == "refused"}
        facts["why_not"] = "" if held == "held" else str(words[held])
        facts["next_at"] = time.fromisoformat(at) if at else None
        return facts


class CompleteForm(Form):
    place = fields.Choice(_("Waar was het?"))
    present = fields.Several(_("Wie waren erbij?"), required=False)
    minutes = fields.Number(_("Hoe lang duurde het, in minuten?"), required=False, min_value=1, max_value=720)
    topics = fields.LongText(_("Waar ging het over?"), required=False)
    factors = fields.Several(_("Wat speelt er en wat steunt?"), required=False)

    def __init__(self, *given: Any, programme: Programme, factors: Iterable[Factor], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = _said(PLACES)  # type: ignore[attr-defined]
        self.fields["present"].choices = _said(PRESENT)  # type: ignore[attr-defined]
        self.fields["factors"].choices = _grouped(factors)  # type: ignore[attr-defined]
        for number, domain in enumerate(programme.domains):
            hint = _("Samen 100. Alles leeg mag ook.") if number == 0 else ""
            label = _("Procent van de tijd: %(domain)s") % {"domain": say(domain.names)}
            self.fields[f"share_{domain.id}"] = fields.Number(
                label, required=False, min_value=0, max_value=100, hint=hint
            )
        self.order_fields(
            ["once", "place", "present", "minutes", "topics", *(f"share_{one.id}" for one in programme.domains)]
        )

    def facts(self) -> dict[str, Any]:
        given = self.answers
        shares = {
            name.removeprefix("share_"): given.pop(name) or 0 for name in list(given) if name.startswith("share_")
        }
        return {**given, "shares": shares}


class DayForm(Form):
    due_on = fields.Date(_("Welke dag sprak u af?"))
    at = fields.DropDown(_("Hoe laat?"), _HOURS, required=False)

    def facts(self) -> dict[str, Any]:
        at = self.answers["at"]
        return {"due_on": self.answers["due_on"], "at": time.fromisoformat(at) if at else None}


class EnrolForm(Form):
    """What this programme needs to begin; fields that it has no use for are not drawn."""

    person_id = fields.DropDown(_("Welke ouder?"))
    worker_id = fields.DropDown(_("Wie wordt de vaste medewerker?"))
    ground = fields.Choice(_("Op welke grond begint u?"))
    ground_note = fields.LongText(_("Wat is er gezien of gemeld?"), max_length=500, required=False)
    agreed = fields.Tick("", required=True)
    social_contact_id = fields.DropDown(_("Contactpersoon in het sociaal domein"), required=False)
    no_social_contact = fields.Line(_("Waarom is die er niet?"), max_length=300, required=False)
    intake_on = fields.Date(_("Wanneer is de kennismaking?"), required=False)
    waiting = fields.Tick(_("Er is nog geen plaats: zet op de wachtlijst"))
    first_due_on = fields.Date(_("Wanneer is het eerste contact?"), required=False)
    arrival_reason = fields.Line(
        _("Waarom past dit programma toch?"),
        max_length=300,
        required=False,
        hint=_("Alleen nodig als zij buiten de gewone periode begint."),
    )

    def __init__(self, *given: Any, programme: Programme, people: Any, workers: Any, social: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]
        self.fields["worker_id"].choices = workers  # type: ignore[attr-defined]
        self.fields["social_contact_id"].choices = [("", say(_("Niemand"))), *social]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [(one.id, say(one.names)) for one in programme.grounds]  # type: ignore[attr-defined]
        if programme.intake:
            self.fields["intake_on"].hint = _("%(visit)s. Leeg als die al geweest is: dan begint het programma nu.") % {
                "visit": say(programme.intake.names)
            }
        if programme.consent:
            self.fields["agreed"].label = _("Zij wil dit. %(consent)s") % {"consent": say(programme.consent)}
        unused = {
            "ground": not programme.grounds,
            "ground_note": not programme.grounds,
            "agreed": programme.consent is None,
            "social_contact_id": not programme.social_contact,
            "no_social_contact": not programme.social_contact,
            "arrival_reason": programme.entry is None,
            "intake_on": programme.intake is None,
        }
        for name in (name for name, never in unused.items() if never):
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        given = {name: value for name, value in self.answers.items() if name != "agreed"}
        for name in ("person_id", "worker_id", "social_contact_id"):
            if name in given:
                given[name] = int(given[name]) if given[name] else None
        return given


class WorkerForm(Form):
    worker_id = fields.DropDown(_("Wie wordt de vaste medewerker?"))

    def __init__(self, *given: Any, workers: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["worker_id"].choices = workers  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"worker_id": int(self.answers["worker_id"])}


class StartForm(WorkerForm):
    """After the first visit, or from the waiting list. What was seen is asked after a first visit only."""

    factors = fields.Several(_("Wat speelt er en wat steunt?"), required=False)
    waiting = fields.Tick(_("Er is nog geen plaats: zet op de wachtlijst"))
    first_due_on = fields.Date(_("Wanneer is het eerste contact?"), required=False)
    arrival_reason = fields.Line(
        _("Waarom past dit programma toch?"),
        max_length=300,
        required=False,
        hint=_("Alleen nodig als zij buiten de gewone periode begint of als er niets speelt."),
    )

    def __init__(self, *given: Any, factors: Iterable[Factor] | None, **more: Any) -> None:
        super().__init__(*given, **more)
        if factors is None:
            del self.fields["factors"], self.fields["waiting"]
        else:
            self.fields["factors"].choices = _grouped(factors)  # type: ignore[attr-defined]
        self.order_fields(["once", "factors", "worker_id", "first_due_on", "waiting", "arrival_reason"])

    def facts(self) -> dict[str, Any]:
        return {**self.answers, **super().facts()}


class BetweenForm(Form):
    way = fields.Choice(_("Hoe was er contact?"))
    topics = fields.LongText(_("Waar ging het over?"), required=False)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["way"].choices = _said(WAYS)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return self.answers


class StepForm(Form):
    step = fields.Choice(_("Bij welke stap is dit gezin?"))

    def __init__(self, *given: Any, programme: Programme, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["step"].choices = [(one.id, say(one.names)) for one in programme.steps]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return self.answers


class MarkForm(Form):
    words = fields.LongText(_("In de woorden van de ouders"), max_length=500, required=False)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, confirmed: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if confirmed:
            self.fields["words"].label = _("Wie van de hulp bevestigde het?")

    def facts(self) -> dict[str, Any]:
        return self.answers


class MeasureForm(Form):
    value = fields.Line(_("Uitkomst"), max_length=60)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, measurement: Measurement, **more: Any) -> None:
        super().__init__(*given, **more)
        label = say(measurement.names)
        if measurement.scale is Scale.NUMBER and measurement.range is not None:
            span = measurement.range
            self.fields["value"] = fields.Number(label, min_value=span.at_least, max_value=span.at_most)
        else:
            choices = (
                _said(VALUES.items())
                if measurement.scale is Scale.YES_NO
                else [(one.id, say(one.names)) for one in measurement.choices]
            )
            self.fields["value"] = fields.Choice(label, choices)
        self.order_fields(["once", "value", "on"])

    def facts(self) -> dict[str, Any]:
        return {"value": str(self.answers["value"]), "on": self.answers["on"]}


class FeedbackForm(Form):
    what = fields.Choice(_("Wat koppelt u terug?"))
    agreed = fields.Tick(_("Zij vindt goed dat ik dit terugkoppel"), required=True)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["what"].choices = _said(FEEDBACK)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return self.answers


class EndForm(Form):
    ending = fields.Choice(_("Hoe eindigde het?"))
    why = fields.LongText(_("Waarom eindigt het?"), max_length=500)
    handed_to = fields.Line(
        _("Wie nam het over?"),
        max_length=300,
        required=False,
        hint=_("Alleen bij een overdracht: de naam, en wanneer die het bevestigde."),
    )

    def __init__(self, *given: Any, programme: Programme, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["ending"].choices = [(one.id, say(one.names)) for one in programme.endings]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return self.answers
