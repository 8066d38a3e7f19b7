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
    inside = dict(GroupMember.objects.filter(ends_on=None).values_list("enrolment", "group"))
    planned, going_on = _planned(inside), set()
    for pk, status, own in Enrolment.objects.exclude(status="ended").values_list("pk", "status", "promise__status"):
        task = planned.pop(pk, own)
        assert task == OPEN, f"the next thing of enrolment {pk} ({status}) is {task}"
        if status == "active":
            going_on.add(pk)
    assert not planned, f"contacts are planned of an ended enrolment: {sorted(planned)}"
    assert inside.keys() <= going_on, "somebody is in a group of a programme that does not run"
    members = GroupMember.objects.filter(ends_on=None)
    for group, ended, held_by, worker in members.values_list(
        "group", "group__ends_on", "group__worker", "enrolment__worker"
    ):
        assert ended is None, f"group {group} ended with somebody in it"
        assert held_by == worker, f"group {group} is of another worker"
    newest = dict(Case.objects.order_by("pk").values_list("family_id", "status"))
    running = Enrolment.objects.exclude(status="ended").values_list("family_id", flat=True)
    assert {pk for pk in running if newest.get(pk) == "closed"} == set()


def _planned(inside: dict[int, int]) -> dict[int, str | None]:
    """Of each enrolment with a planned contact how its task stands; contact and task agree on day and owner, and on the group."""
    found = {}
    rows = Contact.objects.filter(status="planned").values_list(
        "pk", "enrolment", "group", "due_on", "worker", "promise__due_on", "promise__owner", "promise__status"
    )
    for pk, enrolment, group, due_on, worker, task_due_on, owner, status in rows:
        assert (due_on, worker) == (task_due_on, owner), f"contact {pk} and its task do not agree"
        assert group == inside.get(enrolment), f"contact {pk} is of another group"
        found[enrolment] = status
    return found
