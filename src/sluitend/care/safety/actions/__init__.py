"""What people do in a safety matter. All of it is secret: no family changes by it, and its trail is apart."""

from sluitend.care.safety.actions.circle import add_to_circle, end_access, pass_on, take_up
from sluitend.care.safety.actions.controlling import ask_control, end_control
from sluitend.care.safety.actions.deciding import decide, weigh
from sluitend.care.safety.actions.ending import end_matter, reopen_matter
from sluitend.care.safety.actions.plan import add_plan_line, drop_plan_line
from sluitend.care.safety.actions.promises import keep_promise, make_promise, set_promise_date, withdraw_promise
from sluitend.care.safety.actions.releasing import release, take_back
from sluitend.care.safety.actions.reporting import register_assessment, register_investigation, register_report
from sluitend.care.safety.actions.starting import start, start_after_refusal
from sluitend.care.safety.actions.steps import check_child, consult, map_signals, pause, talk

__all__ = (
    "add_plan_line",
    "add_to_circle",
    "ask_control",
    "check_child",
    "consult",
    "decide",
    "drop_plan_line",
    "end_access",
    "end_control",
    "end_matter",
    "keep_promise",
    "make_promise",
    "map_signals",
    "pass_on",
    "pause",
    "register_assessment",
    "register_investigation",
    "register_report",
    "release",
    "reopen_matter",
    "set_promise_date",
    "start",
    "start_after_refusal",
    "take_back",
    "take_up",
    "talk",
    "weigh",
    "withdraw_promise",
)
