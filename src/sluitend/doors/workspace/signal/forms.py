"""The signal as a form: who, what you see and what she wants, what she agreed to. Everything that may be left out, may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sluitend.care.observations.actions import Seen
from sluitend.care.signalling.actions import Concern, NewFamily
from sluitend.care.signalling.queries import KnownToMe, WhomToCall
from sluitend.core.content import Factor, FactorKind
from sluitend.core.content.labels import LABELS
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts
from sluitend.core.sharing import DataKind
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

NEW, KNOWN, NOBODY = "new", "known", "nobody"
YES_NO = [("", _("Weet ik niet")), ("yes", _("Ja")), ("no", _("Nee"))]
SHORT = 400
NUMBER, CODE = re.compile(r"[0-9]{1,18}"), re.compile(r"\w{1,80}")
CHECKED_BY_ACTION = {"municipality": NUMBER, "urgent": CODE, "risk": CODE, "protective": CODE}
"""What stands in the network or in the agreements is looked up by the action, which reads these anyway; before that only how it is
written."""
GO_ALONG = (DataKind.REASON, DataKind.FACTORS, DataKind.MEDICAL)


@dataclass(frozen=True)
class Options:
    """What can be chosen in this region by this person."""

    families: Callable[[], Sequence[KnownToMe]]
    """Read when they are shown or chosen from: most signals are about somebody new."""
    places: Callable[[], Sequence[WhomToCall]]
    factors: Callable[[], Sequence[Factor]]
    """Read when they are shown or chosen from, too."""


def language() -> str:
    return get_language() or "nl"


def of_kind(factors: Iterable[Factor], kind: FactorKind) -> list[tuple[str, str]]:
    found = ((factor.id, factor.labels.in_language(language())) for factor in factors if factor.kind is kind)
    return sorted(found, key=lambda choice: choice[1])


def by_topic(factors: Iterable[Factor], kind: FactorKind) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped under their topics, both in the order of the alphabet."""
    found: dict[str, list[Factor]] = {}
    for factor in factors:
        if factor.kind is kind:
            found.setdefault(say(LABELS[factor.topic]), []).append(factor)
    return [(topic, of_kind(found[topic], kind)) for topic in sorted(found)]


def explanations(factors: Iterable[Factor], kind: FactorKind) -> dict[str, str]:
    return {row.id: row.explanation.in_language(language()) for row in factors if row.kind is kind}


class SignalForm(Form):
    """One page, three steps; only what is about her is asked."""

    about = fields.Choice(
        _("Over wie gaat het?"),
        [
            (NEW, _("Iemand die ik invul")),
            (KNOWN, _("Een gezin waar ik bij betrokken ben")),
            (NOBODY, _("Ik vraag advies zonder naam")),
        ],
        initial=NEW,
    )
    family = fields.DropDown(_("Welk gezin?"), error_messages={"required": _("Kies een gezin.")})
    given_name = fields.Line(_("Voornaam"), max_length=100, required=False)
    family_name = fields.Line(_("Achternaam"), max_length=120, required=False)
    birth_date = fields.Date(_("Geboortedatum"), required=False, hint=_("Bijvoorbeeld 27 3 1999."))
    due_date = fields.Date(_("Uitgerekende datum"), required=False)
    phone = fields.Phone(_("Telefoonnummer"), required=False)
    municipality = fields.DropDown(
        _("In welke gemeente woont zij?"),
        error_messages={"required": _("Kies een gemeente. Dan weten wij wie antwoordt.")},
    )
    same = fields.Choice(_("Is dit hetzelfde gezin?"), required=False)

    urgent = fields.Several(_("Speelt er nu iets dringends?"), required=False, hint=_("Kies alleen wat nu speelt."))
    risk = fields.Several(_("Wat ziet u nog meer?"), required=False)
    protective = fields.Several(_("Wat steunt haar?"), required=False)
    unease = fields.LongText(
        _("Wat ziet of hoort u? Of: wat zit u niet lekker?"), required=False, hint=_("Een gevoel is genoeg.")
    )
    danger = fields.Tick(_("Er is nu gevaar voor haar, voor een kind of voor iemand anders"))
    wish = fields.Choice(
        _("Wat wil zij zelf?"),
        [
            (Wish.WANTS, _("Zij wil hulp")),
            (Wish.UNSURE, _("Zij weet het nog niet")),
            (Wish.REFUSES, _("Zij wil geen hulp")),
        ],
        required=False,
    )
    wish_words = fields.Line(_("In haar eigen woorden"), max_length=SHORT, required=False)
    grade = fields.Choice(
        _("Welke graad past, vindt u samen?"), required=False, hint=_("Bepaal dit met haar. Het is geen optelsom.")
    )
    protective_enough = fields.DropDown(_("Heeft zij genoeg steun en redt zij het zelf?"), YES_NO, required=False)
    earlier_live_births = fields.Number(_("Hoeveel kinderen kreeg zij al?"), min_value=0, max_value=20, required=False)
    low_or_unfinished_education = fields.DropDown(
        _("Opleiding hoogstens vmbo, of niet afgemaakt?"), YES_NO, required=False
    )
    speaks_some_dutch = fields.DropDown(_("Spreekt zij enig Nederlands?"), YES_NO, required=False)

    agrees = fields.Choice(
        _("Mag u haar gegevens delen met het team dat antwoordt?"),
        [
            (ConsentAnswer.YES, _("Ja, zij vindt het goed")),
            (ConsentAnswer.NO, _("Nee")),
            (ConsentAnswer.UNKNOWN, _("Ik heb het nog niet gevraagd")),
        ],
        initial=ConsentAnswer.UNKNOWN,
    )
    knows = fields.Tick(_("Zij weet dat ik dit signaal stuur"))
    data_kinds = fields.Several(
        _("Wat mag er mee, naast naam en telefoonnummer?"), required=False, hint=_("Kies alleen wat zij goed vindt.")
    )
    explained = fields.Line(_("Hoe heeft u het uitgelegd?"), max_length=300, required=False)
    parents_agree = fields.Tick(_("Zij is jonger dan 16 en haar ouders met gezag vinden het ook goed"))
    other_ground = fields.Line(
        _("Andere grond om te delen"),
        max_length=200,
        required=False,
        hint=_("Alleen bij gevaar zonder toestemming. Noem de grond, bijvoorbeeld: conflict van plichten."),
    )

    def __init__(self, options: Options, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.options = options
        choices: dict[str, Callable[[], list[Any]]] = {
            "family": self._families,
            "municipality": self._places,
            "urgent": lambda: of_kind(options.factors(), FactorKind.URGENT),
            "risk": lambda: by_topic(options.factors(), FactorKind.RISK),
            "protective": lambda: of_kind(options.factors(), FactorKind.PROTECTIVE),
            "grade": lambda: [(grade.value, say(grade.label)) for grade in Grade],
            "data_kinds": lambda: [(kind.value, capfirst(say(kind.label))) for kind in GO_ALONG],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for name, written in CHECKED_BY_ACTION.items():
            self.fields[name].valid_value = written.fullmatch  # type: ignore[attr-defined]
        hints = SimpleLazyObject(lambda: explanations(options.factors(), FactorKind.URGENT))
        self.fields["urgent"].widget.hints = hints  # type: ignore[attr-defined]
        about = self.data.get("about", NEW) if self.is_bound else NEW
        self.fields["family"].required = about == KNOWN
        self.fields["municipality"].required = about != KNOWN
        self.same_as(())

    def _places(self) -> list[tuple[Any, Any]]:
        return [("", _("Kies")), *((row.municipality_id, row.municipality) for row in self.options.places())]

    def _families(self) -> list[tuple[Any, Any]]:
        return [("", _("Kies een gezin")), *((row.family_id, row.name) for row in self.options.families())]

    def same_as(self, known: Sequence[tuple[int, str]]) -> None:
        """Offer the families that seem to be this one; without any, the question is not asked."""
        choices = [*((pk, label) for pk, label in known), ("none", _("Nee, dit is iemand anders"))]
        self.fields["same"].choices = choices  # type: ignore[attr-defined]
        # What was chosen is checked against the region by the action; the choices are known only after the match.
        self.fields["same"].valid_value = lambda value: value == "none" or str(value).isdecimal()  # type: ignore[attr-defined]

    def look_up(self) -> bool:
        """After a refusal of the action: whether everything that was chosen is on its list; what is not, is said beside its field."""
        for name in CHECKED_BY_ACTION:
            field: Any = self.fields[name]
            del field.valid_value
            try:
                field.validate(self.cleaned_data[name])
            except ValidationError as wrong:
                self.add_error(name, wrong)
        return not self.errors

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("about") == NEW and not (given.get("given_name") or given.get("family_name")):
            self.add_error("given_name", _("Vul een naam in. Een voornaam of een achternaam is genoeg."))
        return given

    def concern(self, *, nobody: bool = False) -> Concern:
        """What was filled in, as the action wants it; `nobody` makes it a question for advice that names nobody."""
        given = self.answers
        about = NOBODY if nobody else given["about"]
        same = given["same"] if about == NEW and given["same"] not in ("", "none") else None
        family_id = int(given["family"]) if about == KNOWN else int(same) if same else None
        return Concern(
            municipality_id=self._place(family_id) or int(given["municipality"] or 0),
            seen=seen(given),
            family_id=family_id,
            new=_new(given) if about == NEW and family_id is None else None,
            danger=given["danger"],
            knows=given["knows"],
            agrees=ConsentAnswer(given["agrees"]),
            data_kinds=(DataKind.CONTACT, *map(DataKind, given["data_kinds"])),
            explained=given["explained"],
            by_parents=int(given["parents_agree"]),
            other_ground=given["other_ground"],
        )

    def _place(self, family_id: int | None) -> int | None:
        if family_id is None:
            return None
        own = (row.municipality_id for row in self.options.families() if row.family_id == family_id)
        return next(own, None)


def _new(given: Mapping[str, Any]) -> NewFamily:
    parent = PersonFacts(
        given_name=given["given_name"],
        family_name=given["family_name"],
        birth_date=given["birth_date"],
        phone=given["phone"],
    )
    return NewFamily(parent, given["due_date"])


def _danger(given: Mapping[str, Any]) -> bool | None:
    """Not ticked says no only of somebody new: what another saw of a known family stands until it is ended."""
    return True if given["danger"] else (False if given["about"] == NEW else None)


def seen(given: Mapping[str, Any]) -> Seen:
    known = {"yes": True, "no": False}
    facts: dict[str, bool | int | str | None] = {
        name: known.get(given[name])
        for name in ("protective_enough", "low_or_unfinished_education", "speaks_some_dutch")
    }
    return Seen(
        factors=(*given["urgent"], *given["risk"], *given["protective"]),
        gone_through=(FactorKind.URGENT,),
        unease=given["unease"],
        grade=Grade(given["grade"]) if given["grade"] else None,
        agreed_with_parent=True if given["grade"] else None,
        wish=Wish(given["wish"]) if given["wish"] else None,
        wish_words=given["wish_words"],
        facts={**facts, "earlier_live_births": given["earlier_live_births"], "danger": _danger(given)},
    )
