"""What was agreed, as checked frozen values: factors, instruments, pathways, programmes, regions.

A content file is data that somebody read elsewhere (core reads no files); `check` turns it into a model or raises a
ContentError that lists everything wrong with it. Decision tables are DMN and have their own reader in core.tables.
"""

from sluitend.core.content.checking import KINDS, ContentError, Problem, check, unknown_references
from sluitend.core.content.facts import CutOff, Factor, FactorKind, Flag, Instrument, Topic
from sluitend.core.content.labels import LABELS
from sluitend.core.content.languages import FIRST, Language, unlike
from sluitend.core.content.pathways import Condition, Pathway, Repeat, Step, Stop, Whom
from sluitend.core.content.programmes import Programme
from sluitend.core.content.regions import (
    InUse,
    Municipality,
    Region,
    Retention,
    Rung,
    SubRegion,
    Term,
    Terms,
)
from sluitend.core.content.shape import CareRole, Governed, Reference, Standing, Words, Wrong, reference
from sluitend.core.content.tables import Example, TableSheet
from sluitend.core.content.telling import untold, wanting
from sluitend.core.content.weighing import Outcome, Question, WeighingFramework

__all__ = [
    "FIRST",
    "KINDS",
    "LABELS",
    "CareRole",
    "Condition",
    "ContentError",
    "CutOff",
    "Example",
    "Factor",
    "FactorKind",
    "Flag",
    "Governed",
    "InUse",
    "Instrument",
    "Language",
    "Municipality",
    "Outcome",
    "Pathway",
    "Problem",
    "Programme",
    "Question",
    "Reference",
    "Region",
    "Repeat",
    "Retention",
    "Rung",
    "Standing",
    "Step",
    "Stop",
    "SubRegion",
    "TableSheet",
    "Term",
    "Terms",
    "Topic",
    "WeighingFramework",
    "Whom",
    "Words",
    "Wrong",
    "check",
    "reference",
    "unknown_references",
    "unlike",
    "untold",
    "wanting",
]
