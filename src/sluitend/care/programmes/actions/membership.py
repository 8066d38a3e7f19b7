"""In which group an enrolment meets: parts of the actions that change it."""

from __future__ import annotations

from datetime import date

from sluitend.care.programmes.models import Contact, Enrolment, ProgrammeGroup
from sluitend.care.programmes.queries.known import programme_of


def group_id_of(row: Enrolment) -> int | None:
    """The group it is in. Nothing is asked for a programme that has no groups."""
    if not programme_of(row.version).meets_in_groups:
        return None
    return row.memberships.filter(ends_on=None).values_list("group_id", flat=True).first()


def leave(row: Enrolment, today: date) -> None:
    """Out of its group; today was the last day in it. The next contact is no meeting of the group any more."""
    row.memberships.filter(ends_on=None).update(ends_on=today)
    row.contacts.filter(status=Contact.Status.PLANNED).update(group=None)


def leave_when_of_another(row: Enrolment, today: date) -> None:
    """Who gets another worker leaves the group, unless the group went along."""
    if row.memberships.filter(ends_on=None).exclude(group__worker=row.worker_id).exists():
        leave(row, today)


def take_along(row: Enrolment, before: int, today: date) -> None:
    """The group of a worker who left the job goes to whoever is the worker of its first family now."""
    mine = ProgrammeGroup.objects.filter(members__enrolment=row, members__ends_on=None, worker=before)
    mine.update(worker=row.worker)
    leave_when_of_another(row, today)
