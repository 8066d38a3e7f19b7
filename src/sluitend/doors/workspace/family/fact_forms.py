"""What is filled in about what is seen, what she wants, what may be shared, and the pathway."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.agreements import queries as agreements
from sluitend.care.consent.actions import Asked
from sluitend.care.observations.actions import Seen
from sluitend.core.content import LABELS, FactorKind
from sluitend.core.facts import Grade, Wish
from sluitend.core.sharing import DataKind
from sluitend.doors.workspace.family.about import in_language
from sluitend.doors.workspace.family.verb import FamilyForm
from sluitend.ui import fields
from sluitend.ui.wording import say

WISHES = {
    Wish.WANTS: _("Zij wil hulp"),
    Wish.UNSURE: _("Zij twijfelt"),
    Wish.REFUSES: _("Zij wil geen hulp"),
}
YES_NO = (("yes", _("Ja")), ("no", _("Nee")))


class PersonForm(FamilyForm):
    """A form about one of the people of the family; at first the mother."""

    def choose(self) -> None:
        self.offer("person", self.about.members, next((key for key, _name in self.about.members), None))


class NoteFactors(PersonForm):
    person = fields.DropDown(_("Over wie gaat dit?"))
    factors = fields.Several(_("Wat speelt er en wat steunt?"), required=False)
    unease = fields.LongText(
        _("Wat geeft u een onrustig gevoel?"), required=False, hint=_("Ook zonder kenmerk dat in de lijst staat.")
    )

    def choose(self) -> None:
        super().choose()
        found = agreements.factors(self.about.by.region_id, self.about.today)
        groups = [
            (say(LABELS[kind]), [(one.id, in_language(one.labels)) for one in found if one.kind is kind])
            for kind in FactorKind
        ]
        self.fields["factors"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        filled = self.whole("person")
        seen = Seen(factors=tuple(filled["factors"]), unease=filled["unease"])
        return {"person_id": filled["person_id"], "seen": seen}


class NoteGrade(PersonForm):
    person = fields.DropDown(_("Over wie gaat dit?"))
    grade = fields.Choice(_("Hoe schat u het samen met haar in?"), required=False)
    agreed = fields.Choice(_("Is zij het daarmee eens?"), YES_NO, required=False)
    grade_reason = fields.Line(_("Waarom deze inschatting?"), max_length=300, required=False)
    wish = fields.Choice(_("Wil zij hulp?"), required=False)
    wish_words = fields.LongText(_("Wat wil zij zelf, in haar eigen woorden?"), required=False)

    def choose(self) -> None:
        super().choose()
        self.fields["grade"].choices = [(grade.value, say(grade.label)) for grade in Grade]  # type: ignore[attr-defined]
        self.fields["wish"].choices = [(wish.value, words) for wish, words in WISHES.items()]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        filled = self.whole("person")
        agreed = {"yes": True, "no": False}.get(filled["agreed"])
        seen = Seen(
            grade=Grade(filled["grade"]) if filled["grade"] else None,
            agreed_with_parent=agreed,
            grade_reason=filled["grade_reason"],
            wish=Wish(filled["wish"]) if filled["wish"] else None,
            wish_words=filled["wish_words"],
        )
        return {"person_id": filled["person_id"], "seen": seen}


class NoteScore(PersonForm):
    person = fields.DropDown(_("Over wie gaat dit?"))
    instrument = fields.DropDown(_("Welke vragenlijst of schaal?"))
    score = fields.Line(_("Uitkomst"), max_length=20, hint=_("Alleen de uitkomst, niet de antwoorden."))

    def choose(self) -> None:
        super().choose()
        found = agreements.instruments(self.about.by.region_id, self.about.today)
        self.offer("instrument", [(one.id, in_language(one.labels)) for one in found])

    def facts(self) -> dict[str, Any]:
        return self.whole("person")


class EndNoted(FamilyForm):
    reason = fields.Line(_("Toelichting"), max_length=300, required=False)


class Strike(FamilyForm):
    reason = fields.Line(_("Wat was er verkeerd?"), max_length=300)


class LegalGround(PersonForm):
    """A ground that is not consent, by its name. Consent is asked on a page of its own (doors/workspace/consent)."""

    person = fields.DropDown(_("Van wie zijn de gegevens?"))
    legal_name = fields.Line(_("Welke grond?"), max_length=200, hint=_("Noem de wet of de code."))
    receiver = fields.DropDown(_("Met wie mag dit gedeeld worden?"))
    data_kinds = fields.Several(_("Welke gegevens?"))
    purpose = fields.Line(_("Waarvoor?"), max_length=300)
    explained = fields.Line(_("Hoe heeft u het uitgelegd?"), max_length=300, required=False)
    until = fields.Date(_("Tot wanneer geldt het?"), required=False)

    def choose(self) -> None:
        super().choose()
        self.offer("receiver", self.about.organisations)
        self.offer("data_kinds", [(kind.value, say(kind.label).capitalize()) for kind in DataKind])

    def facts(self) -> dict[str, Any]:
        filled = self.whole("person", "receiver")
        return {"legal_name": filled.pop("legal_name"), "asked": Asked(**filled)}


class Nothing(FamilyForm):
    """Only a confirmation."""


class StartPathway(FamilyForm):
    pathway = fields.Choice(_("Welk zorgpad?"))
    signalled_on = fields.Date(
        _("Vanaf welke dag?"), required=False, hint=_("De dag van het signaal. Laat leeg voor vandaag.")
    )

    def choose(self) -> None:
        agreed = self.about.agreed_pathways
        self.offer("pathway", [(one.content_id, in_language(one.titles)) for one in agreed])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        return {"pathway_id": filled["pathway"], "signalled_on": filled["signalled_on"]}


class StepDone(FamilyForm):
    on = fields.Date(_("Wanneer was dat?"))
    result = fields.LongText(_("Wat kwam ervan?"), required=False)

    def choose(self) -> None:
        self.fields["on"].initial = self.about.today


class StopPathway(FamilyForm):
    why = fields.Line(_("Waarom stopt het zorgpad?"), max_length=300)
    fields_of: ClassVar[dict[str, str]] = {"reason": "why"}
