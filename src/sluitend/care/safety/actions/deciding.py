"""Weighing with the framework of one's profession, and deciding. The weighing advises, a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.safety.actions.promises import Next, go_on, new_promise
from sluitend.care.safety.actions.rules import WORK, keep_rules, me, must_decide, needs
from sluitend.care.safety.actions.steps import taken
from sluitend.care.safety.models import Matter, StepTaken
from sluitend.core.access import Actor, NotNow
from sluitend.core.content import Outcome, WeighingFramework
from sluitend.core.kept_words import dutch
from sluitend.core.record_sentences import REPORT_TO_MAKE, whether_help_works
from sluitend.core.safety import Answer, Decision, Kind, Step, due, follows, skipped
from sluitend.core.safety import weigh as weighed
from sluitend.core.text import text


def framework_of(by: Actor, today: date) -> tuple[int, WeighingFramework]:
    """The framework of one's own profession, else the first of the region, with the id of its version."""
    found = agreements.weighing(by.region_id, today)
    roles = {role.value for role in by.roles}
    own = [pk for pk, framework in found.items() if roles & {role.value for role in framework.for_roles}]
    if not found:
        raise NotNow(text("Voor deze regio is nog geen afwegingskader in werking gezet. Vraag het de projectleider."))
    pk = (own or list(found))[0]
    return pk, found[pk]


def disclosed(matter: Matter) -> bool:
    return matter.steps.filter(kind=Step.SIGNALS, result="disclosure").exists()


@action(**WORK)
def weigh(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    answers: Mapping[str, str],
    reason: str = "",
    then: Next | None = None,
) -> StepTaken:
    """Weigh with the questions of one's profession; again as often as needed. What is not answered stays open.

    A "no" against what somebody told herself needs a reason.
    """
    version_id, framework = framework_of(by, day(now))
    given = {question: Answer(answer) for question, answer in answers.items() if answer}
    found = weighed(framework, given, disclosure=disclosed(matter))
    if not found.path:
        raise NotNow(text("Beantwoord minstens de eerste vraag."))
    if found.against_disclosure is not None:
        reason = needs(reason, "reason", text("Iemand vertelde het zelf. Schrijf waarom u toch nee antwoordt."))
    step = taken(
        matter,
        Step.WEIGHING,
        day(now),
        by,
        now,
        answers={question.id: answer.value for question, answer in found.path},
        result=found.advice or "",
        reason=reason.strip(),
        version_id=version_id,
    )
    go_on(matter, then or Next(), by, now)
    return step


@action(**WORK)
def decide(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    decision: str,
    reason: str = "",
    report_on: date | None = None,
    help_what: str = "",
    help_by: date | None = None,
) -> StepTaken:
    """Decide: report, help, both, or nothing further. What was skipped, or goes against the weighing, needs a reason.

    Reporting becomes a promise of today unless another day is named; help one with the day on which safety is looked at again.
    """
    must_decide(matter, by)
    if decision not in {one.value for one in Decision}:
        raise NotNow(text("Kies een van de mogelijkheden."), field="decision")
    chosen = Decision(decision)
    _has_reason(matter, chosen, reason)
    step = taken(
        matter, Step.DECISION, day(now), by, now, result=chosen, reason=reason.strip(), facts=help_what.strip()
    )
    if chosen.reports:
        new_promise(matter, REPORT_TO_MAKE.message, report_on or day(now), me(by), now, kind=Kind.REPORT)
    if chosen.helps:
        _promise_help(matter, help_what, help_by, by, now)
    keep_rules(matter)
    return step


def _has_reason(matter: Matter, decision: Decision, reason: str) -> None:
    steps = list(matter.steps.order_by("on", "noted_at"))
    missing = skipped({Step(step.kind) for step in steps})
    advice = next((step.result for step in reversed(steps) if step.kind == Step.WEIGHING and step.result), None)
    if reason.strip():
        return
    if missing:
        raise NotNow(text("Er zijn stappen overgeslagen. Schrijf waarom u nu al beslist."), field="reason")
    if not follows(decision, Outcome(advice) if advice else None):
        raise NotNow(text("De weging wees anders. Schrijf waarom u dit beslist."), field="reason")


def _promise_help(matter: Matter, what: str, by_when: date | None, by: Actor, now: datetime) -> None:
    _, framework = framework_of(by, day(now))
    what = needs(what, "help_what", text("Schrijf welke hulp, door wie, en wat er veilig moet zijn."))
    if by_when is None:
        raise NotNow(text("Vul in wanneer het veilig moet zijn."), field="help_by")
    latest = due(framework.terms.help_at_most, day(now))
    if not day(now) < by_when <= latest:
        raise NotNow(text("Kies een dag na vandaag, uiterlijk %(latest)s.", latest=latest), field="help_by")
    new_promise(matter, dutch(whether_help_works(what))[:300], by_when, me(by), now, kind=Kind.HELP)
