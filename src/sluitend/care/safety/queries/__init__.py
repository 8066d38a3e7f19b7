"""What doors ask about safety matters; only the circle gets an answer."""

from sluitend.care.safety.queries.choosing import attention_officers, beginning, colleagues, routes
from sluitend.care.safety.queries.matter import MatterPage, circle, matter, plan, reports_of, waiting
from sluitend.care.safety.queries.mine import MatterRow, Matters, holds_open_matter, my_matters, of_family, reports
from sluitend.care.safety.queries.parts import (
    REPORT_ABOUT,
    REPORT_WAYS,
    Line,
    MemberRow,
    PromiseRow,
    ReportRow,
    StepRow,
)
from sluitend.care.safety.queries.trail import Trace, trail
from sluitend.care.safety.queries.weighing import Weighing, weighing

__all__ = (
    "REPORT_ABOUT",
    "REPORT_WAYS",
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
    "circle",
    "colleagues",
    "holds_open_matter",
    "matter",
    "my_matters",
    "of_family",
    "plan",
    "reports",
    "reports_of",
    "routes",
    "trail",
    "waiting",
    "weighing",
)
