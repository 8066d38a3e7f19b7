"""What doors ask about safety matters; only the circle gets an answer."""

from sluitend.care.safety.queries.choosing import Choices, attention_officers, beginning, choices
from sluitend.care.safety.queries.matter import (
    REPORT_ABOUT,
    REPORT_WAYS,
    Line,
    MatterPage,
    MemberRow,
    PromiseRow,
    ReportRow,
    StepRow,
    Trace,
    circle,
    matter,
    plan,
    reports_of,
    trail,
    waiting,
)
from sluitend.care.safety.queries.mine import MatterRow, Matters, holds_open_matter, my_matters, of_family, reports
from sluitend.care.safety.queries.weighing import Weighing, weighing

__all__ = (
    "REPORT_ABOUT",
    "REPORT_WAYS",
    "Choices",
    "Line",
    "MatterPage",
    "MatterRow",
    "Matters",
    "MemberRow",
    "PromiseRow",
    "ReportRow",
    "StepRow",
    "Trace",
    "Weighing",
    "attention_officers",
    "beginning",
    "choices",
    "circle",
    "holds_open_matter",
    "matter",
    "my_matters",
    "of_family",
    "plan",
    "reports",
    "reports_of",
    "trail",
    "waiting",
    "weighing",
)
