"""Programmes in the random histories: everything a worker does with one, in any order, and what must hold of every enrolment."""

from __future__ import annotations

from collections.abc import Callable

from sluitend.care.coordination.models import Case
from sluitend.care.decisions import actions as decisions
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import FamilyMember
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from tests.care.histories import Play

IN_GROUPS = "centering_zwangerschap"
PROGRAMMES = (
    *("voorzorg", "voorzorg", "bemoeizorg", "stevig_ouderschap", "home_start", "voorzorg_verder"),
    *(IN_GROUPS, IN_GROUPS, IN_GROUPS),
)
OPEN = Promise.Status.OPEN


def enrol(play: Play) -> None:
    case = play.one(Case.objects.filter(status="open"))
    parents = FamilyMember.objects.filter(ends_on=None).exclude(part=FamilyMember.Part.CHILD)
    parent = play.one(parents.filter(family_id=case.family_id)) if case else None
    if parent is None:
        return
    facts = {
        "programme_id": play.draw.pick(PROGRAMMES),
        "person_id": parent.person_id,
        "worker_id": play.draw.pick([case.lead, play.staff[4], play.somebody()]).pk,
        "first_due_on": play.draw.pick([None, play.later(20)]),
        "worker_reason": play.draw.pick(["", "Kent het gezin", "Kent het gezin"]),
        "waiting": play.draw.number(0, 4) == 0,
        "intake_on": play.draw.pick([None, None, play.later(10)]),
        "ground": "no_workable_contact",
        "arrival_reason": play.draw.pick(["", "Past toch"]),
        "no_social_contact": "Wil zij niet",
    }
    verb = play.draw.pick([actions.enrol, decisions.enrol_by_tables])
    play.try_(verb, case.family_id, by=play._involved(case.family), admission=actions.Admission(**facts))


def start(play: Play) -> None:
    if row := play.one(Enrolment.objects.filter(status__in=["intake", "waiting"])):
        facts = {"worker_id": row.worker_id, "arrival_reason": "Past", "waiting": play.draw.number(0, 3) == 0}
        facts["worker_reason"] = "Kent het gezin"
        play.try_(
            play.draw.pick([actions.start, decisions.start_by_tables]),
            row.pk,
            by=row.worker,
            first_due_on=play.later(10),
            **facts,
        )


def record(play: Play) -> None:
    contact = play.one(Contact.objects.filter(status="planned"))
    if contact is None:
        return
    held = bool(play.draw.number(0, 2))
    facts = {
        "held": held,
        "why_not": "" if held else "Niemand deed open",
        "refused": not held and play.draw.number(0, 3) == 0,
        "next_due_on": play.draw.pick([None, play.later(30)]),
    }
    play.try_(actions.record, contact.pk, by=contact.worker, **facts)


def agree_day(play: Play) -> None:
    if contact := play.one(Contact.objects.filter(status="planned")):
        play.try_(actions.agree_day, contact.pk, by=contact.worker, due_on=play.later(30))


def between(play: Play) -> None:
    if row := play.one(Enrolment.objects.exclude(status="ended")):
        play.try_(actions.between, row.pk, by=row.worker, way="phone", topics="Gebeld")


def change_worker(play: Play) -> None:
    if row := play.one(Enrolment.objects.exclude(status="ended")):
        play.try_(actions.change_worker, row.pk, by=row.worker, worker_id=play.somebody().pk, worker_reason="Kan nu")


def group(play: Play) -> None:
    """A group is made, somebody comes in, moves or leaves, or it ends or goes to a colleague."""
    row = play.one(Enrolment.objects.filter(programme_id=IN_GROUPS, status="active"))
    if row is None:
        return
    what = play.draw.number(0, 7)
    mine = ProgrammeGroup.objects.filter(ends_on=None, worker=row.worker)
    if what == 0 or not mine.exists():
        facts = {"programme_id": IN_GROUPS, "name": f"Groep {ProgrammeGroup.objects.count()}"}
        play.try_(actions.make_group, by=row.worker, **facts)
    group = play.one(mine)
    if group is None:
        return
    if what == 1:
        facts = {"worker_id": play.somebody().pk, "worker_reason": "Kan nu"}
        play.try_(actions.hand_over_group, group.pk, by=row.worker, **facts)
    elif what == 2:
        play.try_(actions.end_group, group.pk, by=row.worker)
    else:
        chosen = play.draw.pick([None, group.pk, group.pk])
        play.try_(actions.place_in_group, row.pk, by=row.worker, group_id=chosen)


def end(play: Play) -> None:
    if row := play.one(Enrolment.objects.exclude(status="ended")):
        facts = {"ending": play.draw.pick(["moved", "in_error", "not_wanted", "refused"]), "why": "Zo is het."}
        handed_to = play.draw.pick(["", "GGD elders, bevestigd"])
        play.try_(actions.end, row.pk, by=row.worker, handed_to=handed_to, **facts)


MOVES: tuple[Callable[[Play], None], ...] = (
    enrol,
    enrol,
    start,
    record,
    record,
    agree_day,
    between,
    change_worker,
    group,
    group,
    end,
)


def check(play: Play) -> None:
    """Whoever is in a programme has a dated next thing with an owner; whoever left has none; a closed file has nobody in one."""
    planned = {row.enrolment_id: row for row in Contact.objects.filter(status="planned").select_related("promise")}
    for row in Enrolment.objects.exclude(status="ended").select_related("promise"):
        contact = planned.pop(row.pk, None)
        task = contact.promise if contact else row.promise
        assert task is not None, f"enrolment {row.pk} ({row.status}) has nothing next"
        assert task.status == OPEN, f"the next thing of enrolment {row.pk} is {task.status}"
        if contact:
            assert (contact.due_on, contact.worker_id) == (task.due_on, task.owner_id)
    assert not planned, f"contacts are planned of an ended enrolment: {sorted(planned)}"
    inside = dict(GroupMember.objects.filter(ends_on=None).values_list("enrolment", "group"))
    going_on = set(Enrolment.objects.filter(status="active").values_list("pk", flat=True))
    assert inside.keys() <= going_on, "somebody is in a group of a programme that does not run"
    for contact in Contact.objects.filter(status="planned"):
        assert contact.group_id == inside.get(contact.enrolment_id), f"contact {contact.pk} is of another group"
    for row in GroupMember.objects.filter(ends_on=None).select_related("group", "enrolment"):
        assert row.group.ends_on is None, f"group {row.group_id} ended with somebody in it"
        assert row.group.worker_id == row.enrolment.worker_id, f"group {row.group_id} is of another worker"
    newest = dict(Case.objects.order_by("pk").values_list("family_id", "status"))
    running = Enrolment.objects.exclude(status="ended").values_list("family_id", flat=True)
    assert {pk for pk in running if newest.get(pk) == "closed"} == set()
