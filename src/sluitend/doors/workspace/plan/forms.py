"""What is filled in on the plan. The rules are those of the actions; here is only what can be typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sluitend.care.coordination.actions import Decision
from sluitend.doors.workspace.family.forms import moment
from sluitend.doors.workspace.family.smiles import MOUTHS, WORDS
from sluitend.doors.workspace.family.verb import FamilyForm
from sluitend.ui import fields
from sluitend.ui.wording import say

DECISIONS = 4
"""Lines for decisions on the form of a meeting; what is left empty counts for nothing."""
READ_BY_PARENTS = _("Schrijf gewone woorden. Was het gezin erbij, dan lezen de ouders dit op hun eigen pagina.")
PRESENT = (("yes", _("Ja")), ("no", _("Nee")))


class NewGoal(FamilyForm):
    words = fields.LongText(
        _("Wat wil het gezin bereiken?"), max_length=600, hint=_("Schrijf het op in de woorden van het gezin.")
    )
    by_parent = fields.Tick(_("Dit zijn de eigen woorden van het gezin."), initial=True)


class VersionedForm(FamilyForm):
    """A form over a goal as it was when the form was drawn; after a clash it goes on from the goal as it is now."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def choose(self) -> None:
        self.fields["version"].initial = self.about.goal(self.pk or 0).version

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        self.data = {**dict(self.data.items()), "version": str(self.about.goal(self.pk or 0).version)}


class ChangeGoal(VersionedForm):
    words = fields.LongText(_("Het doel in de woorden van het gezin"), max_length=600)

    def choose(self) -> None:
        super().choose()
        self.fields["words"].initial = self.about.goal(self.pk or 0).words


class EndGoal(VersionedForm):
    status = fields.Choice(
        _("Hoe staat het ermee?"),
        (("reached", _("Het doel is bereikt")), ("stopped", _("Het gezin stopt met dit doel"))),
    )
    fields_of: ClassVar[dict[str, str]] = {"words": "status"}


class GoalAction(FamilyForm):
    what = fields.Line(
        _("Wat gebeurt er?"), max_length=300, hint=_("Schrijf kort en in gewone woorden. De ouder leest dit zelf.")
    )
    doer = fields.Line(
        _("Wie van het gezin of het eigen netwerk doet dit?"),
        max_length=120,
        required=False,
        hint=_("Bijvoorbeeld: moeder, oma, de buurvrouw. Laat leeg als een professional het doet."),
    )
    owner = fields.DropDown(_("Of welke professional doet dit?"), required=False)
    due_on = fields.Date(_("Uiterlijk wanneer?"), required=False, hint=_("Nodig als een professional het doet."))

    def choose(self) -> None:
        self.offer("owner", self.about.colleagues)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        if filled.get("doer") and filled.get("owner"):
            raise ValidationError({"owner": gettext("Kies één: iemand van het gezin of een professional.")})
        return filled

    def facts(self) -> dict[str, Any]:
        return self.whole("owner")


class Nothing(FamilyForm):
    """Only a confirmation."""


class NewScore(FamilyForm):
    value = fields.Choice(_("Hoe gaat het, vindt het gezin zelf?"))
    goal = fields.DropDown(_("Over welk doel?"), required=False, hint=_("Laat leeg als het over alles gaat."))
    person = fields.DropDown(_("Wie zegt dit?"), required=False)
    note = fields.Line(_("In eigen woorden"), max_length=300, required=False)

    def choose(self) -> None:
        self.offer("value", [(str(value), _with_face(value)) for value in WORDS])
        self.offer("goal", [(goal.id, goal.words[:80]) for goal in self.about.plan.open_goals])
        self.offer("person", self.about.members)

    def facts(self) -> dict[str, Any]:
        filled = self.whole("goal", "person")
        return {**filled, "value": int(filled["value"])}


def _with_face(value: int) -> SafeString:
    face = render_to_string("family/_face.html", {"mouth": MOUTHS[value]})
    return format_html("{}{} – {}", SafeString(face.strip()), value, say(WORDS[value]))


class Evaluation(FamilyForm):
    goes_well = fields.LongText(_("Wat gaat goed?"), required=False)
    not_yet = fields.LongText(_("Wat nog niet?"), required=False)
    family_present = fields.Tick(_("Het gezin was erbij."), initial=True)


class Meeting(FamilyForm):
    held_at = fields.Date(_("Wanneer was het overleg?"))
    place = fields.Line(_("Waar?"), max_length=150, required=False)
    who = fields.LongText(_("Wie waren erbij?"), max_length=600)
    family_present = fields.Choice(_("Was het gezin erbij?"), PRESENT)
    why_without_family = fields.Line(
        _("Waarom was het gezin er niet bij?"), max_length=300, required=False, hint=_("Nodig als u “nee” koos.")
    )
    agenda = fields.LongText(_("Wat stond op de agenda?"), required=False)
    summary = fields.LongText(_("Wat is er besproken?"), required=False)

    def choose(self) -> None:
        self.fields["held_at"].initial = self.about.today
        for number in range(1, DECISIONS + 1):
            self.fields[f"what_{number}"] = fields.Line(
                _("Wat gebeurt er?"), max_length=300, required=False, hint=READ_BY_PARENTS if number == 1 else ""
            )
            self.fields[f"owner_{number}"] = fields.DropDown(_("Wie doet dit?"), required=False)
            self.offer(f"owner_{number}", self.about.colleagues)
            self.fields[f"due_on_{number}"] = fields.Date(
                _("Uiterlijk wanneer?"), required=False, earliest=self.about.today
            )

    @property
    def meeting_fields(self) -> list[BoundField]:
        return [self[name] for name in self.base_fields if name != "once"]

    @property
    def decisions(self) -> list[list[BoundField]]:
        """The fields of each line for a decision."""
        return [[self[f"{part}_{n}"] for part in ("what", "owner", "due_on")] for n in range(1, DECISIONS + 1)]

    def clean(self) -> dict[str, Any]:
        """A decision says what, who and when, or nothing at all."""
        filled = super().clean() or {}
        for number in range(1, DECISIONS + 1):
            names = [f"{part}_{number}" for part in ("what", "owner", "due_on")]
            if any(filled.get(name) for name in names):
                for name in names:
                    if not filled.get(name) and name not in self.errors:
                        self.add_error(name, gettext("Een besluit noemt wat, wie en wanneer. Vul dit in."))
        return filled

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        lines = [[filled.pop(f"{part}_{n}") for part in ("owner", "what", "due_on")] for n in range(1, DECISIONS + 1)]
        decisions = [Decision(int(owner), what, due_on) for owner, what, due_on in lines if what]
        filled["family_present"] = filled["family_present"] == "yes"
        return {**filled, "held_at": moment(filled["held_at"], self.about.now), "decisions": decisions}
