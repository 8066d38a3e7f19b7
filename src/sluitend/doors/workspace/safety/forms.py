"""What is filled in in a safety matter. The rules are those of the actions; here is only what can be typed."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.safety import queries
from sluitend.care.safety.actions.promises import Next
from sluitend.core.access import Actor
from sluitend.core.safety import CONSULTED, DECISIONS, ENDINGS, GROUNDS
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say

YES, NO, UNKNOWN = "yes", "no", "unknown"
YES_NO = ((YES, _("Ja")), (NO, _("Nee")))
THREE = (*YES_NO, (UNKNOWN, _("Nog niet bekend")))


class AboutMatter:
    """A matter for its forms: what one sees of it and what can be chosen, each asked once."""

    def __init__(self, matter_id: int, by: Actor, now: Any) -> None:
        self.matter_id, self.by, self.now, self.today = matter_id, by, now, now.date()

    @cached_property
    def circle(self) -> tuple[queries.MemberRow, ...]:
        """Who is in it now; the first question of every page here."""
        return queries.circle(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def waiting(self) -> tuple[queries.PromiseRow, ...]:
        return queries.waiting(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def reports(self) -> tuple[queries.ReportRow, ...]:
        return queries.reports_of(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def plan(self) -> tuple[queries.Line, ...]:
        return queries.plan(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def choices(self) -> queries.Choices:
        return queries.choices(self.matter_id, by=self.by, now=self.now)


class MatterForm(Form):
    """A form in one matter; `facts` gives what the action asks for."""

    fields_of: ClassVar[dict[str, str]] = {}
    """Where the action calls a field differently from this form: the action's name and ours."""

    def __init__(self, data: Any = None, *, about: AboutMatter, pk: int | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.about, self.pk = about, pk
        if "on" in self.fields:
            self.fields["on"].initial = about.today
        self.choose()

    def choose(self) -> None:
        """Nothing to choose from, in most forms."""

    def offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices if field.required else [("", "–"), *choices]

    def facts(self) -> dict[str, Any]:
        return self.answers


class StepForm(MatterForm):
    """A step, and how it goes on: what is done by it and what comes next when."""

    def choose(self) -> None:
        self.fields["keeps"] = fields.DropDown(_("Is hiermee een afspraak klaar?"), required=False)
        self.offer("keeps", [(one.promise_id, one.what[:80]) for one in self.about.waiting])
        self.fields["next_what"] = fields.Line(_("Wat is de volgende stap?"), max_length=300, required=False)
        self.fields["due_on"] = fields.Date(_("Uiterlijk wanneer?"), required=False, earliest=self.about.today)

    def then(self, filled: dict[str, Any]) -> Next:
        keeps = filled.pop("keeps")
        return Next(int(keeps) if keeps else None, filled.pop("next_what"), filled.pop("due_on"))

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        filled["then"] = self.then(filled)
        if "facts_" in filled:
            filled["facts"] = filled.pop("facts_")
        return filled


class Signals(StepForm):
    on = fields.Date(_("Wanneer?"))
    facts_ = fields.LongText(
        _("Wat zag of hoorde u?"), hint=_("Alleen de feiten, zo letterlijk als kan. Wat u ervan denkt, komt hierna.")
    )
    whom = fields.Line(_("Wie zag of zei dit?"), required=False, max_length=300)
    interpretation = fields.LongText(_("Wat denkt u dat dit betekent?"), required=False)
    disclosure = fields.Tick(_("Iemand vertelde dit zelf, zonder dat ernaar gevraagd was."))
    fields_of: ClassVar[dict[str, str]] = {"facts": "facts_", "what": "next_what"}


class Consultation(StepForm):
    on = fields.Date(_("Wanneer?"))
    way = fields.Choice(
        _("Met wie overlegde u?"),
        hints={"veilig_thuis": _("Advies vragen is geen melding: de verantwoordelijkheid blijft bij u.")},
    )
    whom = fields.Line(_("Naam"), max_length=300)
    named = fields.Tick(_("Het gezin is bij naam genoemd."))
    facts_ = fields.LongText(_("Wat was het advies?"))
    fields_of: ClassVar[dict[str, str]] = {"facts": "facts_", "what": "next_what"}

    def choose(self) -> None:
        super().choose()
        self.offer("way", [(one.value, say(label)) for one, label in CONSULTED.items()])


class Conversation(StepForm):
    on = fields.Date(_("Wanneer?"))
    held = fields.Choice(_("Is er met de ouders gesproken?"), YES_NO)
    whom = fields.Line(_("Met wie?"), max_length=300, required=False)
    facts_ = fields.LongText(_("Wat zeiden de ouders zelf?"), required=False)
    reason = fields.LongText(
        _("Waarom was er geen gesprek?"),
        required=False,
        hint=_("Nodig als u “nee” koos. Bijvoorbeeld: het is niet veilig."),
    )
    fields_of: ClassVar[dict[str, str]] = {"facts": "facts_", "what": "next_what"}

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        return {**filled, "held": filled["held"] == YES}


class ChildCheck(StepForm):
    on = fields.Date(_("Wanneer?"))
    serious = fields.Choice(
        _("Heeft een ouder ernstige problemen?"),
        YES_NO,
        hint=_("Zoals geweld, drank of drugs, of psychische problemen."),
    )
    children = fields.Choice(_("Zijn er kinderen in huis, of voor wie deze ouder zorgt?"), THREE)
    pregnant = fields.Choice(_("Is zij zwanger?"), THREE)
    facts_ = fields.LongText(_("Om welk kind gaat het, en wat weet u?"), required=False)
    fields_of: ClassVar[dict[str, str]] = {"facts": "facts_", "what": "next_what"}

    def facts(self) -> dict[str, Any]:
        filled = super().facts()
        for name in ("children", "pregnant"):
            filled[name] = None if filled[name] == UNKNOWN else filled[name] == YES
        return {**filled, "serious": filled["serious"] == YES}


class Pause(MatterForm):
    reason = fields.LongText(_("Waarom wacht u nu?"))
    review_on = fields.Date(_("Wanneer kijkt u opnieuw?"))
    fields_of: ClassVar[dict[str, str]] = {"due_on": "review_on"}


class Decision(MatterForm):
    decision = fields.Choice(_("Wat besluit u?"))
    reason = fields.LongText(
        _("Waarom?"),
        required=False,
        hint=_("Nodig als u stappen oversloeg, of anders besluit dan de weging aangaf."),
    )
    help_what = fields.LongText(
        _("Welke hulp, door wie, en wat moet er veilig zijn?"), required=False, hint=_("Nodig als u hulp organiseert.")
    )
    help_by = fields.Date(_("Wanneer moet dat zo zijn?"), required=False, hint=_("Dan kijkt u opnieuw."))
    report_on = fields.Date(
        _("Wanneer meldt u?"), required=False, hint=_("Leeg: vandaag. Dit programma meldt nooit zelf.")
    )

    def choose(self) -> None:
        self.offer("decision", [(one.value, say(label)) for one, label in DECISIONS.items()])


class Report(MatterForm):
    made_on = fields.Date(_("Wanneer meldde u?"))
    way = fields.Choice(_("Hoe?"))
    about_whom = fields.Choice(_("Waarover ging de melding?"))
    acute = fields.Tick(_("Het was acuut."))
    parents_told = fields.Choice(_("Weten de ouders van de melding?"), YES_NO)
    why_not_told = fields.Line(_("Waarom nog niet?"), max_length=300, required=False, hint=_("Nodig als u “nee” koos."))
    reference = fields.Line(_("Kenmerk van Veilig Thuis"), max_length=60, required=False)

    def choose(self) -> None:
        self.fields["made_on"].initial = self.about.today
        self.offer("way", [(key, say(label)) for key, label in queries.REPORT_WAYS.items()])
        self.offer("about_whom", [(key, say(label)) for key, label in queries.REPORT_ABOUT.items()])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        return {**filled, "parents_told": filled["parents_told"] == YES}


class Assessment(StepForm):
    on = fields.Date(_("Wanneer hoorde u dit?"))
    route = fields.Choice(_("Wat doet Veilig Thuis?"))
    answer = fields.LongText(_("Wat zei Veilig Thuis?"), required=False)
    fields_of: ClassVar[dict[str, str]] = {"what": "next_what"}

    def choose(self) -> None:
        super().choose()
        del self.fields["keeps"]
        self.offer("route", [(route.id, say(route.titles)) for route in self.about.choices.routes])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        then = Next(None, filled.pop("next_what"), filled.pop("due_on"))
        return {**filled, "then": then, "report_id": self.pk}


class Investigation(StepForm):
    on = fields.Date(_("Wanneer hoorde u dit?"))
    outcome = fields.LongText(_("Wat leverde het onderzoek op?"))
    fields_of: ClassVar[dict[str, str]] = {"what": "next_what"}

    def choose(self) -> None:
        super().choose()
        del self.fields["keeps"]

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        then = Next(None, filled.pop("next_what"), filled.pop("due_on"))
        return {**filled, "then": then, "report_id": self.pk}


class AddToCircle(MatterForm):
    who = fields.Search(
        _("Wie kijkt mee?"), hint=_("Van elke organisatie in de regio. Deze persoon ziet de hele zaak.")
    )
    why = fields.Line(_("Waarom deze persoon?"), max_length=300)
    officer = fields.Tick(_("Als aandachtsfunctionaris."))
    fields_of: ClassVar[dict[str, str]] = {"professional": "who"}

    def choose(self) -> None:
        self.offer("who", [(one.id, one.label) for one in self.about.choices.colleagues])

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        part = "officer" if filled.pop("officer") else "consulted"
        return {"professional_id": int(filled["who"]), "why": filled["why"], "part": part}


class PassOn(MatterForm):
    who = fields.Choice(_("Wie houdt de zaak voortaan vast?"))
    reason = fields.Line(_("Waarom?"), max_length=300)
    fields_of: ClassVar[dict[str, str]] = {"professional": "who"}

    def choose(self) -> None:
        others = [one for one in self.about.circle if one.part != "holder"]
        self.offer("who", [(one.professional_id, f"{one.name} ({one.organisation})") for one in others])

    def facts(self) -> dict[str, Any]:
        return {"professional_id": int(self.answers["who"]), "reason": self.answers["reason"]}


class Promise(MatterForm):
    what = fields.Line(_("Wat gebeurt er?"), max_length=300)
    due_on = fields.Date(_("Uiterlijk wanneer?"))
    owner = fields.DropDown(_("Wie doet dit?"))

    def choose(self) -> None:
        self.offer("owner", [(one.professional_id, one.name) for one in self.about.circle])
        self.fields["owner"].initial = self.about.by.professional_id

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        filled["owner_id"] = int(filled.pop("owner"))
        return filled


class Keep(StepForm):
    result = fields.LongText(_("Wat kwam eruit?"), required=False)
    fields_of: ClassVar[dict[str, str]] = {"what": "next_what"}

    def choose(self) -> None:
        super().choose()
        del self.fields["keeps"]

    def facts(self) -> dict[str, Any]:
        filled = self.answers
        then = Next(None, filled.pop("next_what"), filled.pop("due_on"))
        return {**filled, "then": then, "promise_id": self.pk}


class Withdraw(Keep):
    result = None  # type: ignore[assignment]
    reason = fields.Line(_("Waarom vervalt dit?"), max_length=300)


class NewDate(MatterForm):
    due_on = fields.Date(_("Nieuwe datum"))
    reason = fields.Line(_("Waarom?"), max_length=250)

    def facts(self) -> dict[str, Any]:
        return {**self.answers, "promise_id": self.pk}


class Reason(MatterForm):
    reason = fields.Line(_("Waarom?"), max_length=300)


class EndAccess(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "member_id": self.pk}


class DropLine(Reason):
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "line_id": self.pk}


class PlanLine(MatterForm):
    when = fields.Line(_("Wanneer geldt dit?"), max_length=300, hint=_("Bijvoorbeeld: als hij gedronken heeft."))
    what = fields.LongText(_("Wat gebeurt er dan?"), max_length=300)
    who = fields.Line(_("Wie doet dit?"), max_length=200)
    until = fields.Date(_("Tot wanneer?"), required=False)


class End(MatterForm):
    ending = fields.Choice(_("Waarom eindigt de zaak?"))
    reason = fields.LongText(_("Toelichting"))
    confirmed_by = fields.Line(
        _("Wie bevestigde dat die nu waakt?"),
        max_length=200,
        required=False,
        hint=_("Nodig als Veilig Thuis of een ander nu waakt."),
    )
    follow_up = fields.LongText(
        _("Wie blijft de veiligheid volgen, en hoe?"),
        max_length=300,
        required=False,
        hint=_("Nodig als de hulp werkt."),
    )
    follow_up_on = fields.Date(_("Wanneer kijkt u daar opnieuw naar?"), required=False)
    withdraw_open = fields.Tick(_("De afspraken die nog openstaan, vervallen."))

    def choose(self) -> None:
        self.offer("ending", [(one.value, say(label)) for one, label in ENDINGS.items()])


class Begin(Form):
    """The page of any family on which a matter can begin: the same whether or not there is one."""

    ground = fields.Choice(_("Hoe begint het?"))
    whose = fields.Line(
        _("Om wiens veiligheid gaat het?"), max_length=200, hint=_("Bijvoorbeeld: het kind dat komt, of moeder.")
    )
    facts = fields.LongText(_("Wat zag of hoorde u?"), hint=_("Alleen de feiten, zo letterlijk als kan."))
    whom = fields.Line(_("Wie zag of zei dit?"), max_length=300, required=False)
    interpretation = fields.LongText(_("Wat denkt u dat dit betekent?"), required=False)
    officer = fields.DropDown(
        _("Vraag een aandachtsfunctionaris mee te kijken"),
        required=False,
        hint=_("Deze persoon ziet dan de hele zaak. Dit kan ook later."),
    )
    fields_of: ClassVar[dict[str, str]] = {"about": "whose"}

    def __init__(self, data: Any = None, *, officers: Any, **more: Any) -> None:
        super().__init__(data, **more)
        ground: Any = self.fields["ground"]
        ground.choices = [(one.value, say(label)) for one, label in GROUNDS.items()]
        officer: Any = self.fields["officer"]
        officer.choices = [("", "–"), *((one.id, one.label) for one in officers)]


class TakeUp(Form):
    reason = fields.Line(_("Waarom neemt u deze zaak op?"), max_length=300)
