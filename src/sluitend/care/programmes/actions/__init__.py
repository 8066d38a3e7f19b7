"""What workers of a programme do: enrol, plan, record, measure, and end."""

from sluitend.care.programmes.actions.calendar import share_calendar, stop_calendar
from sluitend.care.programmes.actions.contact import agree_day, between, complete, record
from sluitend.care.programmes.actions.enrolling import Admission, change_worker, end, enrol, start
from sluitend.care.programmes.actions.feedback import give_feedback
from sluitend.care.programmes.actions.group import plan_group, record_group
from sluitend.care.programmes.actions.grouping import (
    edit_group,
    end_group,
    hand_over_group,
    make_group,
    place_in_group,
)
from sluitend.care.programmes.actions.planning import follow_change
from sluitend.care.programmes.actions.progress import mark, measure, move_to_step

__all__ = [
    "Admission",
    "agree_day",
    "between",
    "change_worker",
    "complete",
    "edit_group",
    "end",
    "end_group",
    "enrol",
    "follow_change",
    "give_feedback",
    "hand_over_group",
    "make_group",
    "mark",
    "measure",
    "move_to_step",
    "place_in_group",
    "plan_group",
    "record",
    "record_group",
    "share_calendar",
    "start",
    "stop_calendar",
]
