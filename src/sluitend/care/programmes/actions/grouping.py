"""A group of a programme: made, changed, given to a colleague and ended by who holds it; and who is in it."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.agreements import queries as agreements
from sluitend.care.followup.actions import renew, working
from sluitend.care.programmes.actions.enrolling import change_worker
from sluitend.care.programmes.actions.membership import group_id_of, leave
from sluitend.care.programmes.models import Contact, Enrolment, GroupMember, ProgrammeGroup
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME)
def make_group(
    *, by: Actor, now: datetime, programme_id: str, name: str, place: str = "", starts_on: date | None = None
) -> ProgrammeGroup:
    """Make a group of a programme that meets in groups. Who makes it holds its meetings."""
    programme = agreements.programmes(by.region_id, day(now)).get(programme_id)
    if programme is None or not programme.meets_in_groups:
        raise NotNow(text("Dit programma komt hier niet in groepen bij elkaar."))
    holder = working(by.professional_id or 0, by.region_id, day(now), field="name")
    group = ProgrammeGroup(worker=holder, programme_id=programme_id, starts_on=starts_on or day(now))
    return _named(group, name, place)


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.ProgrammeGroup")
def edit_group(group: ProgrammeGroup, *, by: Actor, now: datetime, name: str, place: str = "") -> ProgrammeGroup:
    """Give a group another name or place."""
    return _named(group, name, place)


def _named(group: ProgrammeGroup, name: str, place: str) -> ProgrammeGroup:
    group.name, group.place = name.strip()[:80], place.strip()[:150]
    if not group.name:
        raise NotNow(text("Geef de groep een naam."), field="name")
    others = ProgrammeGroup.objects.filter(worker=group.worker, programme_id=group.programme_id, ends_on=None)
    if others.filter(name__iexact=group.name).exclude(pk=group.pk).exists():
        raise NotNow(text("Er is al een groep met deze naam. Kies een andere."), field="name")
    group.save()
    return group


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.ProgrammeGroup")
def hand_over_group(
    group: ProgrammeGroup, *, by: Actor, now: datetime, worker_id: int, worker_reason: str = ""
) -> ProgrammeGroup:
    """Give a group to a colleague, who becomes the fixed worker of everybody in it."""
    _open(group)
    group.worker = working(worker_id, group.worker.region_id, day(now), field="worker_id")
    group.save(update_fields=["worker"])
    details(becomes=worker_id)
    for pk in _members(group):
        change_worker(pk, by=by, now=now, worker_id=worker_id, worker_reason=worker_reason)
    return group


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.ProgrammeGroup")
def end_group(group: ProgrammeGroup, *, by: Actor, now: datetime) -> ProgrammeGroup:
    """End a group. The programme goes on for everybody in it, without a group."""
    _open(group)
    for pk in _members(group):
        place_in_group(pk, by=by, now=now, group_id=None)
    group.ends_on = max(day(now), group.starts_on)
    group.save(update_fields=["ends_on"])
    return group


def _open(group: ProgrammeGroup) -> None:
    if group.ends_on is not None:
        raise NotNow(text("Deze groep is gestopt."))


def _members(group: ProgrammeGroup) -> list[int]:
    return list(group.members.filter(ends_on=None).order_by("pk").values_list("enrolment_id", flat=True))


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def place_in_group(row: Enrolment, *, by: Actor, now: datetime, group_id: int | None) -> Enrolment:
    """Put a parent in a group, in another one, or in none. The next contact becomes the next meeting of the group."""
    if row.status != Enrolment.Status.ACTIVE:
        raise NotNow(text("Dit programma loopt nu niet voor deze ouder."))
    was, group = group_id_of(row), _to_join(row, group_id)
    details(was=was, becomes=group_id)
    if was != group_id:
        leave(row, day(now))
        if group is not None:
            GroupMember.objects.create(enrolment=row, group=group, starts_on=day(now))
            _meets_with(row, group, day(now))
    return row


def _to_join(row: Enrolment, group_id: int | None) -> ProgrammeGroup | None:
    if group_id is None:
        return None
    open_groups = ProgrammeGroup.objects.filter(worker=row.worker_id, programme_id=row.programme_id, ends_on=None)
    found = open_groups.filter(pk=group_id).first()
    if found is None:
        raise NotNow(text("Kies een groep van dit programma en van haar vaste medewerker."), field="group_id")
    return found


def _meets_with(row: Enrolment, group: ProgrammeGroup, today: date) -> None:
    contact = row.contacts.filter(status=Contact.Status.PLANNED).first()
    if contact is None:
        return
    coming = group.contacts.filter(status=Contact.Status.PLANNED, due_on__gte=today).order_by("due_on", "pk").first()
    contact.group = group
    if coming is not None:
        contact.due_on, contact.at, contact.agreed = coming.due_on, coming.at, coming.agreed
    contact.save(update_fields=["group", "due_on", "at", "agreed"])
    renew(contact.promise_id, due_on=contact.due_on)
