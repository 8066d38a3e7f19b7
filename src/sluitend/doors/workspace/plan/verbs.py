"""Everything that can be done from the plan, by its address."""

from __future__ import annotations

from sluitend.care.coordination import actions
from sluitend.core.text import text
from sluitend.doors.workspace.family.about import AboutFamily, own
from sluitend.doors.workspace.family.verb import Verb
from sluitend.doors.workspace.plan import forms


def goal(about: AboutFamily, pk: int) -> str:
    return about.goal(pk).words


def own_action(about: AboutFamily, pk: int) -> str:
    return own(one for row in about.plan.goals for one in row.actions if one.id == pk).what


_SAVE, _PLAN = text("Opslaan"), "plan"

VERBS: dict[str, Verb] = {
    "doel": Verb(
        text("Nieuw doel"), _SAVE, text("Het doel staat in het plan."), forms.NewGoal, actions.add_goal, page=_PLAN
    ),
    "doel-wijzigen": Verb(
        text("Doel veranderen"),
        _SAVE,
        text("Het doel is veranderd."),
        forms.ChangeGoal,
        actions.change_goal,
        subject=goal,
        page=_PLAN,
    ),
    "doel-afsluiten": Verb(
        text("Doel afsluiten"),
        _SAVE,
        text("Het doel is afgesloten."),
        forms.EndGoal,
        actions.end_goal,
        subject=goal,
        page=_PLAN,
    ),
    "actie": Verb(
        text("Wat gaan we doen?"),
        _SAVE,
        text("De afspraak staat in het plan."),
        forms.GoalAction,
        actions.add_goal_action,
        subject=goal,
        page=_PLAN,
    ),
    "actie-gedaan": Verb(
        text("Gedaan"),
        text("Dit is gedaan"),
        text("Het is gedaan."),
        forms.Nothing,
        actions.own_action_done,
        subject=own_action,
        page=_PLAN,
    ),
    "cijfer": Verb(
        text("Hoe gaat het?"),
        _SAVE,
        text("Het staat in het plan."),
        forms.NewScore,
        actions.score,
        lead=text("Het gezin kiest zelf. Vraag het aan wie het aangaat."),
        page=_PLAN,
    ),
    "terugkijken": Verb(
        text("Samen terugkijken"),
        _SAVE,
        text("De evaluatie staat in het plan."),
        forms.Evaluation,
        actions.evaluate,
        page=_PLAN,
    ),
    "overleg": Verb(
        text("Overleg vastleggen"),
        _SAVE,
        text("Het overleg is vastgelegd. Elk besluit is nu een taak."),
        forms.Meeting,
        actions.meet,
        lead=text("Wat samen is besloten, wordt een taak met een naam en een datum."),
        page=_PLAN,
        template="plan/meeting.html",
    ),
}
NEEDS_ONE = frozenset(name for name, verb in VERBS.items() if verb.subject)
"""Verbs about one goal or one action of it."""
