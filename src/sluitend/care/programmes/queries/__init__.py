"""What doors ask about programmes: the day, a family, a caseload, and the numbers."""

from sluitend.care.programmes.queries.calendar import Event, calendar, calendar_reader, calendar_token
from sluitend.care.programmes.queries.caseload import Board, Caseload, caseload
from sluitend.care.programmes.queries.day import AHEAD, Day, Visit, visits
from sluitend.care.programmes.queries.family import ContactRow, EnrolmentView, offered, programmes_of, to_tell
from sluitend.care.programmes.queries.numbers import NumberCell, NumberRow, Numbers, Scope, numbers, scopes

__all__ = [
    "AHEAD",
    "Board",
    "Caseload",
    "ContactRow",
    "Day",
    "EnrolmentView",
    "Event",
    "NumberCell",
    "NumberRow",
    "Numbers",
    "Scope",
    "Visit",
    "calendar",
    "calendar_reader",
    "calendar_token",
    "caseload",
    "numbers",
    "offered",
    "programmes_of",
    "scopes",
    "to_tell",
    "visits",
]
