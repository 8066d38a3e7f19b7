"""What doors ask about safety matters; only the circle gets an answer."""

from sluitend.care.safety.queries.calls import new_matters, told
from sluitend.care.safety.queries.choosing import attention_officers, colleagues, controllers, routes
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
from sluitend.care.safety.queries.released import OwnRelease, ReleaseRow, parents, releases_of, told_to_me
from sluitend.care.safety.queries.trail import (
    Controlled,
    ControlRow,
    Export,
    Trace,
    controlled_trail,
    controls,
    controls_of,
    exported,
    exported_by_control,
    trail,
)
from sluitend.care.safety.queries.weighing import Weighing, weighing

__all__ = (
    "REPORT_ABOUT",
    "REPORT_WAYS",
    "ControlRow",
    "Controlled",
    "Export",
    "Line",
    "MatterPage",
    "MatterRow",
    "Matters",
    "MemberRow",
    "OwnRelease",
    "PromiseRow",
    "ReleaseRow",
    "ReportRow",
    "StepRow",
    "Trace",
    "Weighing",
    "attention_officers",
    "circle",
    "colleagues",
    "controlled_trail",
    "controllers",
    "controls",
    "controls_of",
    "exported",
    "exported_by_control",
    "holds_open_matter",
    "matter",
    "my_matters",
    "new_matters",
    "of_family",
    "parents",
    "plan",
    "releases_of",
    "reports",
    "reports_of",
    "routes",
    "told",
    "told_to_me",
    "trail",
    "waiting",
    "weighing",
)
