"""What people do with the file of a family: open, lead, hand over, plan, meet, end."""

from sluitend.care.coordination.actions.absence import (
    absence_begins,
    leave_job,
    return_from_absence,
    stand_in_takes_over,
)
from sluitend.care.coordination.actions.case import (
    close_case,
    follow_change,
    give_lead,
    open_case,
    separate_household,
    take_in_family,
)
from sluitend.care.coordination.actions.caseload import Report, remember_columns, take_caseload, take_line
from sluitend.care.coordination.actions.caseload_draft import (
    choose_columns,
    drop_caseload_draft,
    drop_old_caseload_drafts,
    finish_caseload_draft,
    keep_caseload_draft,
)
from sluitend.care.coordination.actions.handover import (
    accept_handover,
    ask_caseload_handover,
    ask_lead_handover,
    refuse_handover,
    withdraw_handover,
)
from sluitend.care.coordination.actions.meeting import Decision, meet
from sluitend.care.coordination.actions.plan import (
    add_goal,
    add_goal_action,
    change_goal,
    end_goal,
    evaluate,
    own_action_done,
    score,
)
from sluitend.care.coordination.actions.roles import give_role

__all__ = [
    "Decision",
    "Report",
    "absence_begins",
    "accept_handover",
    "add_goal",
    "add_goal_action",
    "ask_caseload_handover",
    "ask_lead_handover",
    "change_goal",
    "choose_columns",
    "close_case",
    "drop_caseload_draft",
    "drop_old_caseload_drafts",
    "end_goal",
    "evaluate",
    "finish_caseload_draft",
    "follow_change",
    "give_lead",
    "give_role",
    "keep_caseload_draft",
    "leave_job",
    "meet",
    "open_case",
    "own_action_done",
    "refuse_handover",
    "remember_columns",
    "return_from_absence",
    "score",
    "separate_household",
    "stand_in_takes_over",
    "take_caseload",
    "take_in_family",
    "take_line",
    "withdraw_handover",
]
