"""What doors ask about files, the work list, teams and the family plan."""

from sluitend.care.coordination.queries.file import CaseFile, case_file, handover, handovers_for_me
from sluitend.care.coordination.queries.flow import Period, balance, flow
from sluitend.care.coordination.queries.heading import GoalLine, Heading, PlanLines, heading, plan_lines
from sluitend.care.coordination.queries.own import OwnPlan, own_plan
from sluitend.care.coordination.queries.plan import Plan, family_plan
from sluitend.care.coordination.queries.team import (
    Caseload,
    MemberRow,
    OverdueRow,
    TeamView,
    absences_that_begin,
    caseload_of,
    overdue,
    team_view,
)
from sluitend.care.coordination.queries.worklist import Section, WorkList, WorkRow, also_around, worklist

__all__ = [
    "CaseFile",
    "Caseload",
    "GoalLine",
    "Heading",
    "MemberRow",
    "OverdueRow",
    "OwnPlan",
    "Period",
    "Plan",
    "PlanLines",
    "Section",
    "TeamView",
    "WorkList",
    "WorkRow",
    "absences_that_begin",
    "also_around",
    "balance",
    "case_file",
    "caseload_of",
    "family_plan",
    "flow",
    "handover",
    "handovers_for_me",
    "heading",
    "overdue",
    "own_plan",
    "plan_lines",
    "team_view",
    "worklist",
]
