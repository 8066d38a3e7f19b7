"""What doors ask about the trail: who looked, what is unusual, and everything for an auditor."""

from sluitend.care.privacy.queries.looks import Looked, who_looked
from sluitend.care.privacy.queries.reading import Line, exported, lines, state, unusual_looks

__all__ = ["Line", "Looked", "exported", "lines", "state", "unusual_looks", "who_looked"]
