"""The register of reports: what somebody reported at Veilig Thuis, and what came back. Nothing is sent from here, ever."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.safety.actions.deciding import framework_of
from sluitend.care.safety.actions.promises import OPEN, Next, end, go_on, new_promise
from sluitend.care.safety.actions.rules import WORK, keep_rules, me, must_decide, needs, past
from sluitend.care.safety.models import Matter, Report
from sluitend.core.access import Actor, NotNow
from sluitend.core.record_sentences import ASK_ASSESSMENT, ASK_INVESTIGATION, ASSESSED_AGAIN
from sluitend.core.safety import Kind, ask_after_report, due
from sluitend.core.text import text


@action(**WORK)
def register_report(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    made_on: date,
    way: str,
    about_whom: str,
    parents_told: bool,
    acute: bool = False,
    reference: str = "",
    why_not_told: str = "",
) -> Report:
    """Register that one reported, when and what. From then on the term of the assessment counts, in working days."""
    must_decide(matter, by)
    if not parents_told:
        why_not_told = needs(why_not_told, "why_not_told", text("Schrijf waarom de ouders het nog niet weten."))
    for field, value, known in (("way", way, Report.Way.values), ("about_whom", about_whom, Report.About.values)):
        if value not in known:
            raise NotNow(text("Kies een van de mogelijkheden."), field=field)
    report = Report.objects.create(
        matter=matter,
        made_on=past(made_on, day(now), "made_on"),
        made_by_id=me(by),
        way=way,
        about=about_whom,
        acute=acute,
        reference=reference.strip(),
        parents_told=parents_told,
        why_not_told=why_not_told.strip(),
        registered_at=now,
    )
    _, framework = framework_of(by, day(now))
    ask_on = ask_after_report(framework.terms.assessment, made_on, day(now), acute=acute)
    new_promise(matter, ASK_ASSESSMENT.message, ask_on, me(by), now, kind=Kind.ASSESSMENT, report=report)
    _end_of(matter, Kind.REPORT, now, None)
    keep_rules(matter)
    return report


def _end_of(matter: Matter, kind: Kind, now: datetime, report: Report | None) -> None:
    """What was promised of this kind is done by what was just registered."""
    waiting = matter.promises.filter(status=OPEN, kind=kind)
    for promise in waiting.filter(report=report) if report else waiting:
        end(promise, "kept", now)


def _report_of(matter: Matter, report_id: int) -> Report:
    found = matter.reports.select_for_update().filter(pk=report_id).first()
    if found is None:
        raise NotNow(text("Deze melding hoort niet bij deze zaak."))
    return found


def _after(report: Report, on: date, today: date) -> date:
    if on < report.made_on:
        raise NotNow(text("Deze dag ligt voor de melding."), field="on")
    return past(on, today)


@action(**WORK)
def register_assessment(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    report_id: int,
    on: date,
    route: str,
    answer: str = "",
    then: Next | None = None,
) -> Report:
    """Register what Veilig Thuis decided after its assessment. An investigation starts its own term, in weeks."""
    must_decide(matter, by)
    report = _report_of(matter, report_id)
    _, framework = framework_of(by, day(now))
    chosen = next((one for one in framework.routes if one.id == route), None)
    if chosen is None:
        raise NotNow(text("Kies een van de mogelijkheden."), field="route")
    report.assessed_on, report.route, report.answer = _after(report, on, day(now)), chosen.id, answer.strip()
    report.route_words = chosen.titles.model_dump()
    report.save(update_fields=["assessed_on", "route", "route_words", "answer"])
    for promise in matter.promises.filter(status=OPEN, kind=Kind.INVESTIGATION, report=report):
        end(promise, "withdrawn", now, reason=ASSESSED_AGAIN.message)
    if chosen.investigates:
        until = due(framework.terms.investigation, on)
        new_promise(matter, ASK_INVESTIGATION.message, until, me(by), now, kind=Kind.INVESTIGATION, report=report)
    _end_of(matter, Kind.ASSESSMENT, now, report)
    go_on(matter, then or Next(), by, now)
    return report


@action(**WORK)
def register_investigation(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    report_id: int,
    on: date,
    outcome: str,
    then: Next | None = None,
) -> Report:
    """Register what the investigation of Veilig Thuis led to."""
    must_decide(matter, by)
    report = _report_of(matter, report_id)
    report.investigated_on = _after(report, on, day(now))
    report.investigation = needs(outcome, "outcome", text("Schrijf wat het onderzoek opleverde."))
    report.save(update_fields=["investigated_on", "investigation"])
    _end_of(matter, Kind.INVESTIGATION, now, report)
    go_on(matter, then or Next(), by, now)
    return report
