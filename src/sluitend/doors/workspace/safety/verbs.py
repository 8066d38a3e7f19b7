"""Everything that can be done in a matter, by its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.care.safety import actions
from sluitend.core.text import Text, text
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.doors.workspace.safety import forms
from sluitend.doors.workspace.safety.about import AboutMatter
from sluitend.doors.workspace.safety.forms import MatterForm

_SAVE, _NOTED = text("Opslaan"), text("Het is vastgelegd. Alleen de kring ziet dit.")


@dataclass(frozen=True)
class Verb:
    """`of` names the rows of the page that a verb about one thing is about, to refuse what is not of this matter."""

    title: Text
    form: type[MatterForm]
    act: Callable[..., int]
    lead: Text | str = ""
    button: Text = _SAVE
    done: Text = _NOTED
    of: str = ""
    danger: bool = False

    def answer(self, request: HttpRequest, about: AboutMatter, pk: int | None) -> HttpResponse:
        lead = self.lead
        if pk is not None:
            lead = _subject(about, self.of, pk)
        form = self.form(request.POST if request.method == "POST" else None, about=about, pk=pk)
        back = reverse("safety-matter", args=[about.matter_id])

        def act() -> int:
            return self.act(about.matter_id, by=about.by, now=about.now, once=str(form.once_key), **form.facts())

        words = Words(self.title, self.button, self.done, lead, self.danger)
        return form_page(request, form, words, act=act, to=back, back=back)


_ROWS: dict[str, tuple[str, str]] = {
    "promise": ("waiting", "what"),
    "report": ("reports", "reference"),
    "member": ("circle", "name"),
    "line": ("plan", "what"),
    "release": ("releases", "words"),
    "control": ("controls", "name"),
}


def _subject(about: AboutMatter, of: str, pk: int) -> str:
    rows, words = _ROWS[of]
    for row in getattr(about, rows):
        if getattr(row, f"{of}_id") == pk:
            return str(getattr(row, words))
    raise Http404


VERBS: dict[str, Verb] = {
    "signalen": Verb(text("Signalen vastleggen"), forms.Signals, actions.map_signals),
    "overleg": Verb(text("Overleg vastleggen"), forms.Consultation, actions.consult),
    "gesprek": Verb(text("Gesprek met de ouders"), forms.Conversation, actions.talk),
    "kindcheck": Verb(
        text("Kindcheck"),
        forms.ChildCheck,
        actions.check_child,
        lead=text("Bij een volwassene met ernstige problemen: zijn er kinderen, of is zij zwanger?"),
    ),
    "onderbreken": Verb(text("Onderbreken"), forms.Pause, actions.pause),
    "besluiten": Verb(
        text("Besluiten"),
        forms.Decision,
        actions.decide,
        lead=text("De weging geeft een advies. U beslist, liefst samen."),
    ),
    "melding": Verb(
        text("Melding registreren"),
        forms.Report,
        actions.register_report,
        lead=text("U meldde zelf, per telefoon of op een andere manier. Dit programma verstuurt niets."),
    ),
    "beoordeling": Verb(
        text("Wat Veilig Thuis beoordeelde"), forms.Assessment, actions.register_assessment, of="report"
    ),
    "onderzoek": Verb(
        text("Wat het onderzoek opleverde"), forms.Investigation, actions.register_investigation, of="report"
    ),
    "meekijken": Verb(text("Iemand laten meekijken"), forms.AddToCircle, actions.add_to_circle),
    "toegang-beeindigen": Verb(text("Niet meer meekijken"), forms.EndAccess, actions.end_access, of="member"),
    "overdragen": Verb(text("Overdragen wie de zaak vasthoudt"), forms.PassOn, actions.pass_on),
    "afspraak": Verb(text("Volgende stap afspreken"), forms.Promise, actions.make_promise),
    "gedaan": Verb(text("Gedaan"), forms.Keep, actions.keep_promise, of="promise"),
    "vervalt": Verb(text("Vervalt"), forms.Withdraw, actions.withdraw_promise, of="promise"),
    "andere-datum": Verb(text("Andere datum"), forms.NewDate, actions.set_promise_date, of="promise"),
    "plan-afspraak": Verb(
        text("Afspraak in het veiligheidsplan"),
        forms.PlanLine,
        actions.add_plan_line,
        lead=text("Maak het plan samen met wie het aangaat, als dat veilig kan."),
    ),
    "plan-vervalt": Verb(text("Uit het veiligheidsplan halen"), forms.DropLine, actions.drop_plan_line, of="line"),
    "tonen": Verb(
        text("Iets aan een ouder tonen"),
        forms.Release,
        actions.release,
        lead=text(
            "Niets van deze zaak staat op de pagina's van de ouders, tot u dat besluit. Toon alleen wat u al heeft verteld."
        ),
        button=text("Toon dit aan deze ouder"),
        done=text("Deze ouder leest het nu op de eigen pagina's. U kunt het altijd terugnemen."),
    ),
    "terugnemen": Verb(
        text("Niet meer tonen"),
        forms.TakeBack,
        actions.take_back,
        of="release",
        done=text("De ouder ziet dit niet meer."),
    ),
    "controle": Verb(text("Laten controleren wie keek"), forms.AskControl, actions.ask_control),
    "controle-beeindigen": Verb(
        text("Niet meer laten controleren"), forms.EndControl, actions.end_control, of="control"
    ),
    "afsluiten": Verb(
        text("Zaak afsluiten"),
        forms.End,
        actions.end_matter,
        button=text("Sluit de zaak af"),
        done=text("De zaak is afgesloten."),
        danger=True,
    ),
    "heropenen": Verb(text("Opnieuw openen"), forms.Reason, actions.reopen_matter),
}
NEEDS_ONE = frozenset(name for name, verb in VERBS.items() if verb.of)
"""Verbs about one thing in the matter."""
