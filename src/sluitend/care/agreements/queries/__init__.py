"""What was agreed: what is in force, as checked values and as pages, and the drafts of what might be."""

from sluitend.care.agreements.queries.drafts import (
    Check,
    DraftPage,
    DraftRow,
    checked,
    draft,
    waiting_for_me,
)
from sluitend.care.agreements.queries.in_force import (
    REGION_KINDS,
    InForce,
    TableInForce,
    agreement,
    factors,
    here,
    in_force,
    instruments,
    ladder,
    pathways_in_force,
    programmes,
    terms,
    values,
    versions,
)
from sluitend.care.agreements.queries.naming import named, names_on
from sluitend.care.agreements.queries.overview import Agreed, AgreedRow, VersionPage, agreed, version

__all__ = [
    "REGION_KINDS",
    "Agreed",
    "AgreedRow",
    "Check",
    "DraftPage",
    "DraftRow",
    "InForce",
    "TableInForce",
    "VersionPage",
    "agreed",
    "agreement",
    "checked",
    "draft",
    "factors",
    "here",
    "in_force",
    "instruments",
    "ladder",
    "named",
    "names_on",
    "pathways_in_force",
    "programmes",
    "terms",
    "values",
    "version",
    "versions",
    "waiting_for_me",
]
