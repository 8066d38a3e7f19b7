"""What doors ask about the trail and about privacy: who looked, what stands out, what waits, and everything for an auditor."""

from sluitend.care.privacy.queries.duties import (
    Right,
    glass_to_review,
    own_requests,
    requests,
    requests_of,
    who_may_ask,
)
from sluitend.care.privacy.queries.keeping import Preview, agreed_terms, preview, to_delete
from sluitend.care.privacy.queries.looks import Looked, who_looked
from sluitend.care.privacy.queries.reading import Cleared, Line, cleared, exported, lines, state, unusual_looks

__all__ = [
    "Cleared",
    "Line",
    "Looked",
    "Preview",
    "Right",
    "agreed_terms",
    "cleared",
    "exported",
    "glass_to_review",
    "lines",
    "own_requests",
    "preview",
    "requests",
    "requests_of",
    "state",
    "to_delete",
    "unusual_looks",
    "who_looked",
    "who_may_ask",
]
