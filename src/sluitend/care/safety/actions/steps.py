"""Steps of the reporting code: as often as needed, in any order. Facts stand apart from what one thinks of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sluitend.care.action import action, day
from sluitend.care.safety.actions.promises import Next, go_on
from sluitend.care.safety.actions.rules import WORK, me, must_be_open, needs, past
from sluitend.care.safety.models import Matter, StepTaken
from sluitend.core.access import Actor, NotNow
from sluitend.core.record_sentences import LOOK_AGAIN
from sluitend.core.safety import ChildCheck, Consulted, Step, child_check
from sluitend.core.text import text


def taken(matter: Matter, kind: Step, on: date, by: Actor, now: datetime, **facts: Any) -> StepTaken:
    must_be_open(matter)
    return StepTaken.objects.create(
        matter=matter, kind=kind, on=past(on, day(now)), noted_at=now, by_id=me(by), **facts
    )


@action(**WORK)
def map_signals(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    on: date,
    facts: str,
    interpretation: str = "",
    whom: str = "",
    disclosure: bool = False,
    then: Next | None = None,
) -> StepTaken:
    """Note what was seen, heard or said, by whom, and apart from it what one thinks. `disclosure`: told unasked."""
    facts = needs(facts, "facts", text("Schrijf wat u zag of hoorde."))
    step = taken(
        matter,
        Step.SIGNALS,
        on,
        by,
        now,
        facts=facts,
        interpretation=interpretation.strip(),
        whom=whom.strip(),
        result="disclosure" if disclosure else "",
    )
    go_on(matter, then or Next(), by, now)
    return step


@action(**WORK)
def consult(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    on: date,
    way: str,
    whom: str,
    facts: str,
    named: bool = False,
    then: Next | None = None,
) -> StepTaken:
    """Note a consultation and what came out. Advice of Veilig Thuis is no report: the responsibility stays here."""
    if way not in {consulted.value for consulted in Consulted}:
        raise NotNow(text("Kies een van de mogelijkheden."), field="way")
    step = taken(
        matter,
        Step.CONSULTATION,
        on,
        by,
        now,
        way=way,
        whom=needs(whom, "whom", text("Schrijf met wie u sprak.")),
        facts=needs(facts, "facts", text("Schrijf wat het advies was.")),
        result="named" if named else "not_named",
    )
    go_on(matter, then or Next(), by, now)
    return step


@action(**WORK)
def talk(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    on: date,
    held: bool,
    whom: str = "",
    facts: str = "",
    reason: str = "",
    then: Next | None = None,
) -> StepTaken:
    """Note the conversation with the parents, or why there was none."""
    if held:
        whom = needs(whom, "whom", text("Schrijf met wie u sprak."))
        facts = needs(facts, "facts", text("Schrijf wat de ouders zelf zeiden."))
    else:
        reason = needs(reason, "reason", text("Schrijf waarom er geen gesprek was."))
    step = taken(
        matter,
        Step.CONVERSATION,
        on,
        by,
        now,
        whom=whom.strip(),
        facts=facts.strip(),
        reason=reason.strip(),
        result="held" if held else "not_held",
    )
    go_on(matter, then or Next(), by, now)
    return step


@action(**WORK)
def check_child(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    on: date,
    serious: bool,
    children: bool | None,
    pregnant: bool | None,
    facts: str = "",
    then: Next | None = None,
) -> StepTaken:
    """Do the child check: a grown-up with serious problems, are there children, or is she pregnant? Then the matter goes on."""
    found = child_check(serious=serious, children=children, pregnant=pregnant)
    if found is ChildCheck.CHILD:
        facts = needs(facts, "facts", text("Schrijf om welk kind het gaat en wat u weet."))
    answers = {"serious": serious, "children": children, "pregnant": pregnant}
    step = taken(matter, Step.CHILD_CHECK, on, by, now, facts=facts.strip(), answers=answers, result=found)
    go_on(matter, then or Next(), by, now)
    return step


@action(**WORK)
def pause(matter: Matter, *, by: Actor, now: datetime, reason: str, review_on: date) -> StepTaken:
    """Interrupt the steps, with why and the day on which one looks again."""
    reason = needs(reason, "reason", text("Schrijf waarom u nu wacht."))
    step = taken(matter, Step.PAUSE, day(now), by, now, reason=reason)
    go_on(matter, Next(what=LOOK_AGAIN.message, due_on=review_on), by, now)
    return step
