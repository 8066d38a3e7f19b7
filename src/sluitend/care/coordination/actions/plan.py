"""One family plan: goals in the family's own words, what is done for them and by whom, how it goes, and looking back."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.coordination.models import Evaluation, Goal, GoalAction, Score
from sluitend.care.followup.actions import promise
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Family
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.EDIT_PLAN, about="people.Family")
def add_goal(family: Family, *, by: Actor, now: datetime, words: str, by_parent: bool = True) -> Goal:
    """Write down a goal of the family; `by_parent` says that these are the family's own words."""
    words = _words(words)
    return Goal.objects.create(
        family=family, words=words, by_parent=by_parent, made_on=day(now), order=family.goals.count()
    )


def _words(words: str) -> str:
    if not words.strip():
        raise NotNow(text("Schrijf het doel op in de woorden van het gezin."), field="words")
    return words.strip()


@action(needs=Permission.EDIT_PLAN, about="coordination.Goal")
def change_goal(goal: Goal, *, by: Actor, now: datetime, words: str, version: int) -> Goal:
    """Change the words of a goal. `version` is the one that was on the form: a newer one is not written over."""
    _still(goal, version)
    goal.words = _words(words)
    return _next_version(goal)


@action(needs=Permission.EDIT_PLAN, about="coordination.Goal")
def end_goal(goal: Goal, *, by: Actor, now: datetime, status: str, version: int) -> Goal:
    """Say with the family that a goal is reached, or that they stop with it. Its open tasks stay, each ends by itself."""
    _still(goal, version)
    if status not in (Goal.Status.REACHED, Goal.Status.STOPPED):
        raise NotNow(text("Kies of het doel bereikt is of dat het gezin ermee stopt."), field="status")
    goal.status, goal.ended_on = status, day(now)
    return _next_version(goal)


def _still(goal: Goal, version: int) -> None:
    if goal.version != version:
        raise NotNow(
            text(
                "Iemand anders heeft dit doel net veranderd. Nu staat er: “%(words)s”. Kijk wat u wilt houden.",
                words=goal.words,
            ),
            field="words",
        )
    if goal.status != Goal.Status.OPEN:
        raise NotNow(text("Dit doel is al afgesloten."))


def _next_version(goal: Goal) -> Goal:
    goal.version += 1
    goal.save()
    return goal


@action(needs=Permission.EDIT_PLAN, about="coordination.Goal")
def add_goal_action(
    goal: Goal,
    *,
    by: Actor,
    now: datetime,
    what: str,
    due_on: date | None = None,
    owner_id: int | None = None,
    doer: str = "",
) -> GoalAction:
    """Agree what is done for a goal.

    By a professional (`owner_id`): then it is a promise with a date. Or by the family and its own people (`doer`, in words).
    """
    if not what.strip():
        raise NotNow(text("Schrijf wat er gebeurt."), field="what")
    if owner_id is None:
        if not doer.strip():
            raise NotNow(text("Schrijf wie dit doet."), field="doer")
        return GoalAction.objects.create(
            family_id=goal.family_id, goal=goal, what=what.strip(), doer=doer.strip(), due_on=due_on
        )
    if by.professional_id is None and by.person_id is not None:
        raise NotNow(text("Een taak van een professional spreekt u samen af. Stel uw vraag aan de regiehouder."))
    if due_on is None:
        raise NotNow(text("Vul in wanneer dit klaar is."), field="due_on")
    kind = Promise.Kind.PLAN
    promised = promise(goal.family_id, by=by, now=now, owner_id=owner_id, what=what, due_on=due_on, kind=kind)
    name = Promise.objects.values_list("owner__name", flat=True).get(pk=promised)
    return GoalAction.objects.create(
        family_id=goal.family_id, goal=goal, what=what.strip(), doer=name, due_on=due_on, promise_id=promised
    )


@action(needs=Permission.EDIT_PLAN, about="coordination.GoalAction")
def own_action_done(goal_action: GoalAction, *, by: Actor, now: datetime) -> GoalAction:
    """Note that the family or its own people did what they agreed. A professional's task is kept as a promise instead."""
    if goal_action.promise_id is not None:
        raise NotNow(text("Dit is een taak van een professional. Die meldt zelf dat het gedaan is."))
    goal_action.done_on = goal_action.done_on or day(now)
    goal_action.save(update_fields=["done_on"])
    return goal_action


@action(needs=Permission.EDIT_PLAN, about="people.Family")
def score(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    value: int,
    goal_id: int | None = None,
    person_id: int | None = None,
    note: str = "",
) -> Score:
    """Note how the family says it goes, from 1 (not well) to 5 (well), in general or for one goal."""
    if not 1 <= value <= 5:
        raise NotNow(text("Kies een cijfer van 1 tot en met 5."), field="value")
    if goal_id is not None and not family.goals.filter(pk=goal_id).exists():
        raise NotNow(text("Dit doel hoort niet bij dit gezin."), field="goal")
    if by.person_id is not None and person_id != by.person_id:
        raise NotNow(text("U geeft alleen uw eigen cijfer."), field="person")
    if person_id is not None and not family.members.filter(person_id=person_id).exists():
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person")
    return Score.objects.create(
        family=family, goal_id=goal_id, person_id=person_id, value=value, on=day(now), note=note.strip()
    )


@action(needs=Permission.COORDINATE, about="people.Family")
def evaluate(
    family: Family, *, by: Actor, now: datetime, goes_well: str, not_yet: str, family_present: bool = True
) -> Evaluation:
    """Look back together: what goes well and what does not yet."""
    if by.professional_id is None:
        raise NotNow(text("Een evaluatie heeft een naam nodig van wie haar opschreef."))
    if not (goes_well.strip() or not_yet.strip()):
        raise NotNow(text("Schrijf wat goed gaat of wat nog niet."), field="goes_well")
    return Evaluation.objects.create(
        family=family,
        on=day(now),
        goes_well=goes_well.strip(),
        not_yet=not_yet.strip(),
        family_present=family_present,
        by_id=by.professional_id,
    )
