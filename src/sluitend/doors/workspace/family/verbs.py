"""Everything that can be done from the pages of a family, by its address."""

from __future__ import annotations

from sluitend.care.consent import actions as consent
from sluitend.care.coordination import actions as coordination
from sluitend.care.followup import actions as followup
from sluitend.care.observations import actions as observations
from sluitend.care.pathways import actions as pathways
from sluitend.core.access import NotNow
from sluitend.core.content import Words
from sluitend.core.text import text
from sluitend.doors.workspace.family import fact_forms, forms
from sluitend.doors.workspace.family.about import AboutFamily, in_language, own
from sluitend.doors.workspace.family.verb import Verb
from sluitend.ui.wording import say


def case(about: AboutFamily, _pk: int | None) -> int:
    """The family's file; without one, there is nothing to hand over or to close."""
    if about.heading.case_id is None:
        raise NotNow(text("Dit gezin heeft nog geen dossier. Open er eerst een."))
    return about.heading.case_id


def task(about: AboutFamily, pk: int) -> str:
    return say(about.promise(pk).what)


def handover(about: AboutFamily, pk: int) -> str:
    return about.event("handover", pk).words


def step(about: AboutFamily, pk: int) -> str:
    return in_language(Words(**about.step(pk).title))


def noted(about: AboutFamily, pk: int) -> str:
    row = about.noted(pk)
    return row.note if row.kind == "unease" else in_language(row.label, row.note or row.code)


def ground(about: AboutFamily, pk: int) -> str:
    row = about.ground(pk)
    return f"{row.receiver_name}: {say(row.said_purpose)}"


def course(about: AboutFamily, pk: int) -> str:
    return in_language(own(one for one in about.courses if one.run_id == pk).titles)


_TASKS, _FACTS, _PATHWAY = "family-tasks", "family-facts", "family-pathway"
_SAVE = text("Opslaan")

VERBS: dict[str, Verb] = {
    "volgende-stap": Verb(
        text("Volgende stap"),
        text("Spreek dit af"),
        text("De volgende stap is afgesproken."),
        forms.NextStep,
        followup.promise,
        lead=text("Wie doet wat, en uiterlijk wanneer? Wie het doet, krijgt bericht."),
    ),
    "rust": Verb(
        text("Rustperiode"),
        text("Spreek de rust af"),
        text("De rustperiode is afgesproken."),
        forms.Quiet,
        followup.stay_quiet,
        lead=text("Er hoeft nu niets te gebeuren. Spreek af wanneer u opnieuw kijkt."),
    ),
    "gedaan": Verb(
        text("Taak gedaan"),
        text("Dit is gedaan"),
        text("De taak is gedaan."),
        forms.Done,
        followup.keep_and_go_on,
        subject=task,
        page=_TASKS,
    ),
    "vervalt": Verb(
        text("Taak vervalt"),
        text("Dit vervalt"),
        text("De taak is vervallen."),
        forms.Withdraw,
        followup.withdraw_and_go_on,
        subject=task,
        page=_TASKS,
    ),
    "andere-datum": Verb(
        text("Andere datum"),
        text("Verzet de datum"),
        text("De datum is verzet."),
        forms.OtherDate,
        followup.set_date,
        subject=task,
        page=_TASKS,
    ),
    "doorgeven": Verb(
        text("Taak doorgeven"),
        text("Geef door"),
        text("De taak is doorgegeven. Wie haar kreeg, krijgt bericht."),
        forms.PassOn,
        followup.pass_on,
        subject=task,
        page=_TASKS,
    ),
    "contact": Verb(
        text("Contact vastleggen"),
        _SAVE,
        text("Het contact is vastgelegd."),
        forms.Contact,
        followup.attempt,
        page=_TASKS,
        card="contact",
    ),
    "overdragen": Verb(
        text("Regie overdragen"),
        text("Vraag om over te nemen"),
        text("De vraag is verstuurd. De regie blijft waar die is tot de ander ja zegt."),
        forms.HandOver,
        coordination.ask_lead_handover,
        target=case,
        card="handovers",
    ),
    "overdracht-intrekken": Verb(
        text("Overdracht intrekken"),
        text("Trek de vraag in"),
        text("De vraag om de regie over te nemen is ingetrokken."),
        forms.Reason,
        coordination.withdraw_handover,
        subject=handover,
        card="handovers",
    ),
    "rol": Verb(
        text("Rol geven"),
        text("Geef deze rol"),
        text("De rol is gegeven."),
        forms.GiveRole,
        coordination.give_role,
        card="people",
    ),
    "openen": Verb(
        text("Dossier openen"),
        text("Open het dossier"),
        text("Het dossier is open."),
        forms.OpenCase,
        coordination.open_case,
        lead=text("Een open dossier heeft een regiehouder en een eerste stap met een datum."),
    ),
    "sluiten": Verb(
        text("Dossier sluiten"),
        text("Sluit het dossier"),
        text("Het dossier is gesloten. Een nieuw signaal opent het weer."),
        forms.Close,
        coordination.close_case,
        lead=text(
            "Is het veilig in dit gezin, ook voor de kinderen? Twijfelt u, kijk dan eerst bij “Zorgen over veiligheid”."
        ),
        target=case,
        danger=True,
        template="family/close.html",
    ),
    "noteren": Verb(
        text("Noteren wat u ziet"),
        _SAVE,
        text("Het is genoteerd."),
        fact_forms.NoteFactors,
        observations.note,
        page=_FACTS,
    ),
    "inschatting": Verb(
        text("Inschatting en wens"),
        _SAVE,
        text("Het is genoteerd."),
        fact_forms.NoteGrade,
        observations.note,
        lead=text("De inschatting maakt u samen met haar. Het is nooit een optelsom."),
        page=_FACTS,
    ),
    "uitkomst": Verb(
        text("Uitkomst van een vragenlijst"),
        _SAVE,
        text("Het is genoteerd."),
        fact_forms.NoteScore,
        observations.note_score,
        page=_FACTS,
    ),
    "geldt-niet-meer": Verb(
        text("Geldt niet meer"),
        text("Dit geldt niet meer"),
        text("Het is beëindigd. De geschiedenis blijft staan."),
        fact_forms.EndNoted,
        observations.end,
        subject=noted,
        page=_FACTS,
    ),
    "vergissing": Verb(
        text("Per vergissing genoteerd"),
        text("Dit was een vergissing"),
        text("Het telt niet meer mee."),
        fact_forms.Strike,
        observations.strike,
        subject=noted,
        page=_FACTS,
        danger=True,
    ),
    "andere-grond": Verb(
        text("Andere grond vastleggen"),
        _SAVE,
        text("De grond is vastgelegd."),
        fact_forms.LegalGround,
        consent.record_legal_ground,
        page=_FACTS,
        card="grounds",
    ),
    "toestemming-intrekken": Verb(
        text("Toestemming intrekken"),
        text("Trek de toestemming in"),
        text("De toestemming is ingetrokken. Er wordt vanaf nu niets meer gedeeld."),
        fact_forms.Nothing,
        consent.withdraw,
        subject=ground,
        page=_FACTS,
        card="grounds",
        danger=True,
    ),
    "zorgpad-starten": Verb(
        text("Zorgpad starten"),
        text("Start dit zorgpad"),
        text("Het zorgpad is begonnen."),
        fact_forms.StartPathway,
        pathways.start,
        page=_PATHWAY,
    ),
    "stap-gedaan": Verb(
        text("Stap gedaan"),
        text("Deze stap is gedaan"),
        text("De stap is gedaan."),
        fact_forms.StepDone,
        pathways.done,
        subject=step,
        page=_PATHWAY,
    ),
    "stap-vervalt": Verb(
        text("Stap vervalt"),
        text("Deze stap vervalt"),
        text("De stap is vervallen."),
        forms.Reason,
        pathways.void,
        subject=step,
        page=_PATHWAY,
    ),
    "zorgpad-stoppen": Verb(
        text("Zorgpad stoppen"),
        text("Stop dit zorgpad"),
        text("Het zorgpad is gestopt. Wat gedaan is, blijft staan."),
        fact_forms.StopPathway,
        pathways.stop,
        subject=course,
        page=_PATHWAY,
        danger=True,
    ),
}
NEEDS_ONE = frozenset(name for name, verb in VERBS.items() if verb.subject)
"""Verbs about one thing of the family: a task, a step, a note, a ground."""
