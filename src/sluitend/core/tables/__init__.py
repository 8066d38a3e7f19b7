"""Decision tables (DMN 1.2 to 1.5 with FEEL): read, ask, explain, check, write. Pure: no files, no clock."""

from sluitend.core.tables.check import check
from sluitend.core.tables.describe import ColumnInfo, DecisionInfo, RuleInfo
from sluitend.core.tables.errors import Place, TablesError
from sluitend.core.tables.findings import Finding
from sluitend.core.tables.model import Model, Outcome, build, read
from sluitend.core.tables.run import Fired, Reason
from sluitend.core.tables.xml_write import write

__all__ = [
    "ColumnInfo",
    "DecisionInfo",
    "Finding",
    "Fired",
    "Model",
    "Outcome",
    "Place",
    "Reason",
    "RuleInfo",
    "TablesError",
    "build",
    "check",
    "read",
    "write",
]
