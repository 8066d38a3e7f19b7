"""What doors ask about programmes: the day, a family, a caseload, and the numbers."""

from sluitend.care.programmes.queries.calendar import Event, calendar, calendar_reader, calendar_token
from sluitend.care.programmes.queries.caseload import Board, Caseload, caseload
from sluitend.care.programmes.queries.contacts import ContactRow
from sluitend.care.programmes.queries.day import AHEAD, Day, Entry, GroupName, Visit, entries, visits
from sluitend.care.programmes.queries.family import EnrolmentView, offered, outreach, programmes_of, to_tell
from sluitend.care.programmes.queries.group import Group, Member, group
from sluitend.care.programmes.queries.groups import Groups, groups, groups_to_join
from sluitend.care.programmes.queries.known import going_on, programme_of
from sluitend.care.programmes.queries.numbers import NumberCell, NumberRow, Numbers, Scope, numbers, scopes
from sluitend.care.programmes.queries.outcomes import Outcome, Outcomes, outcomes
from sluitend.care.programmes.queries.workers import Staff, WorkerRow, staff, workers

__all__ = [
    "AHEAD",
    "Board",
    "Caseload",
    "ContactRow",
    "Day",
    "EnrolmentView",
    "Entry",
    "Event",
    "Group",
    "GroupName",
    "Groups",
    "Member",
    "NumberCell",
    "NumberRow",
    "Numbers",
    "Outcome",
    "Outcomes",
    "Scope",
    "Staff",
    "Visit",
    "WorkerRow",
    "calendar",
    "calendar_reader",
    "calendar_token",
    "caseload",
    "entries",
    "going_on",
    "group",
    "groups",
    "groups_to_join",
    "numbers",
    "offered",
    "outcomes",
    "outreach",
    "programme_of",
    "programmes_of",
    "scopes",
    "staff",
    "to_tell",
    "visits",
    "workers",
]
