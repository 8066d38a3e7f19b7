"""What doors ask about programmes: the day, a family, a caseload, and the numbers."""

from sluitend.care.programmes.queries.caseload import Board, Caseload, board, caseload
from sluitend.care.programmes.queries.day import Day, Visit, calendar, visits
from sluitend.care.programmes.queries.family import ContactRow, EnrolmentView, offered, programmes_of

__all__ = [
    "Board",
    "Caseload",
    "ContactRow",
    "Day",
    "EnrolmentView",
    "Visit",
    "board",
    "calendar",
    "caseload",
    "offered",
    "programmes_of",
    "visits",
]
