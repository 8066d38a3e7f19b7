"""What is filled in in a safety matter."""

from sluitend.doors.workspace.safety.forms.base import MatterForm
from sluitend.doors.workspace.safety.forms.circle import AddToCircle, Keep, NewDate, PassOn, Promise, Withdraw
from sluitend.doors.workspace.safety.forms.matter import Begin, DropLine, End, EndAccess, PlanLine, Reason, TakeUp
from sluitend.doors.workspace.safety.forms.parents import AskControl, EndControl, Release, TakeBack
from sluitend.doors.workspace.safety.forms.reports import Assessment, Investigation, Report
from sluitend.doors.workspace.safety.forms.steps import ChildCheck, Consultation, Conversation, Decision, Pause, Signals
from sluitend.doors.workspace.safety.forms.weighing import WeighingForm

__all__ = (
    "AddToCircle",
    "AskControl",
    "Assessment",
    "Begin",
    "ChildCheck",
    "Consultation",
    "Conversation",
    "Decision",
    "DropLine",
    "End",
    "EndAccess",
    "EndControl",
    "Investigation",
    "Keep",
    "MatterForm",
    "NewDate",
    "PassOn",
    "Pause",
    "PlanLine",
    "Promise",
    "Reason",
    "Release",
    "Report",
    "Signals",
    "TakeBack",
    "TakeUp",
    "WeighingForm",
    "Withdraw",
)
