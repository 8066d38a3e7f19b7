"""What is filled in at the door, later at the desk, and when a family moves on or ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from sluitend.care.programmes.queries import GroupName
from sluitend.core.contact_reasons import REFUSED, WHY_NOT
from sluitend.core.content import LABELS, Factor, FactorKind, Programme
from sluitend.core.content.programmes import Measurement, Scale
from sluitend.core.text import Text
from sluitend.doors.workspace.programmes.words import FEEDBACK, PLACES, PRESENT, WAYS, YES_NO
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

_HOURS = [
    ("", _("Geen tijd afgesproken")),
    *((f"{hour:02}:{part}", f"{hour:02}:{part}") for hour in range(7, 22) for part in ("00", "30")),
]


NEXT_IN = (("1", _("Morgen")), ("7", _("Over een week")), ("14", _("Over twee weken")))
"""One tap instead of a date; another day is filled in below."""


NO_GROUP = "none"


def said(pairs: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    """Choices in the words of the reader."""
    return [(key, say(words)) for key, words in pairs]


def grouped(factors: Iterable[Factor]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What plays a part and what supports, per kind."""
    known = list(factors)
    groups = [
        (say(LABELS[kind]), [(one.id, say(one.labels)) for one in known if one.kind is kind]) for kind in FactorKind
    ]
    return [group for group in groups if group[1]]


class RecordForm(Form):
    """At the door: one answer is enough where the rhythm gives the next date."""

    held = fields.Choice(_("Ging het contact door?"))
    next_in = fields.Choice(_("Wanneer gaat u weer?"), NEXT_IN, required=False)
    next_due_on = fields.Date(_("Of op een andere dag"), required=False)
    next_at = fields.DropDown(_("Hoe laat?"), _HOURS, required=False)
    next_time = fields.Line(_("Wat sprak u af voor de volgende keer?"), max_length=500, required=False)
    way = fields.DropDown(_("Hoe was het contact of de poging?"), required=False)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, today: date, rhythm: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.fields["held"].choices = [("held", say(_("Ja, wij spraken elkaar"))), *said(WHY_NOT.items())]  # type: ignore[attr-defined]
        self.fields["next_in"].help_text = rhythm  # type: ignore[attr-defined]
        self.fields["way"].choices = said(sorted(WAYS, key=lambda one: one[0] != "visit"))  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        given = self.answers
        held, at, soon = given.pop("held"), given.pop("next_at"), given.pop("next_in")
        if soon and given["next_due_on"] is None:
            given["next_due_on"] = self.today + timedelta(days=int(soon))
        given["way"] = given["way"] or "visit"
        facts = {**given, "held": held == "held", "refused": held == REFUSED}
        facts["why_not"] = "" if held == "held" else WHY_NOT[held].message
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
        self.fields["place"].choices = said(PLACES)  # type: ignore[attr-defined]
        self.fields["present"].choices = said(PRESENT)  # type: ignore[attr-defined]
        self.fields["factors"].choices = grouped(factors)  # type: ignore[attr-defined]
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


class PlanGroupForm(Form):
    """One day for a whole group."""

    members = fields.Several(_("Wie horen er bij deze groep?"))
    due_on = fields.Date(_("Welke dag sprak u af?"))
    at = fields.DropDown(_("Hoe laat?"), _HOURS, required=False)
    group_reason = fields.Line(
        _("Waarom gaat de groep zo door?"),
        max_length=300,
        required=False,
        hint=_("Alleen nodig als de groep kleiner of groter is dan bedoeld."),
    )

    def __init__(self, *given: Any, members: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["members"].choices = list(members)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        at, chosen = self.answers["at"], [int(pk) for pk in self.answers["members"]]
        facts = {name: self.answers[name] for name in ("due_on", "group_reason")}
        return {**facts, "contact_ids": chosen, "at": time.fromisoformat(at) if at else None}


class RecordGroupForm(Form):
    members = fields.Several(_("Wie waren erbij?"), required=False)

    def __init__(self, *given: Any, members: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["members"].choices = list(members)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"present": [int(pk) for pk in self.answers["members"]]}


class GroupForm(Form):
    """What a group is called and where it meets; a new one also begins on a day."""

    name = fields.Line(_("Hoe heet de groep?"), max_length=80, hint=_("Zet er geen namen van mensen in."))
    place = fields.Line(_("Waar komt de groep bij elkaar?"), max_length=150, required=False)
    starts_on = fields.Date(_("Vanaf wanneer?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, begins: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if not begins:
            del self.fields["starts_on"]

    def facts(self) -> dict[str, Any]:
        return self.answers


class EndGroupForm(Form):
    """Only the button: who is in the group stays in the programme."""

    def facts(self) -> dict[str, Any]:
        return self.answers


class JoinForm(Form):
    group_id = fields.Choice(_("In welke groep?"))

    def __init__(self, *given: Any, groups: Iterable[GroupName], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(one.id, ", ".join(filter(None, (one.name, one.place)))) for one in groups]
        self.fields["group_id"].choices = [*choices, (NO_GROUP, say(_("Niet in een groep")))]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        chosen = self.answers["group_id"]
        return {"group_id": None if chosen == NO_GROUP else int(chosen)}


class BetweenForm(Form):
    way = fields.Choice(_("Hoe was er contact?"))
    topics = fields.LongText(_("Waar ging het over?"), required=False)
    on = fields.Date(_("Op welke dag was dit?"), required=False, hint=_("Leeg is vandaag."))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["way"].choices = said(WAYS)  # type: ignore[attr-defined]

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
                said(YES_NO)
                if measurement.scale is Scale.YES_NO
                else [(one.id, say(one.names)) for one in measurement.choices]
            )
            self.fields["value"] = fields.Choice(label, choices)
        if measurement.counts_only:
            self.fields["value"].help_text = _(
                "Dit telt alleen mee in cijfers over veel gezinnen. Niemand ziet het antwoord."
            )
        self.order_fields(["once", "value", "on"])

    def facts(self) -> dict[str, Any]:
        return {"value": str(self.answers["value"]), "on": self.answers["on"]}


class FeedbackForm(Form):
    what = fields.Choice(_("Wat koppelt u terug?"))
    agreed = fields.Tick(_("Zij vindt goed dat ik dit terugkoppel"), required=True)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["what"].choices = said(FEEDBACK)  # type: ignore[attr-defined]

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
