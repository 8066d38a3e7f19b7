"""What doors ask about safety matters; only the circle gets an answer."""

from sluitend.care.safety.queries.choosing import Choices, attention_officers, beginning, choices
from sluitend.care.safety.queries.matter import (
    Line,
    MatterPage,
    MemberRow,
    PromiseRow,
    ReportRow,
    StepRow,
    Trace,
    matter,
    trail,
)
from sluitend.care.safety.queries.mine import MatterRow, Matters, my_matters, of_family, reports
from sluitend.care.safety.queries.weighing import Weighing, weighing

__all__ = (
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
    "matter",
    "my_matters",
    "of_family",
    "reports",
    "trail",
    "weighing",
)
