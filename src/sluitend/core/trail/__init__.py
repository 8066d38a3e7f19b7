"""What the trail says and proves, over plain values: why somebody could look, the chain of seals, and what is unusual."""

from sluitend.core.trail.audit_export import COLUMNS, audit_event, row
from sluitend.core.trail.basis import Basis, Purpose, basis
from sluitend.core.trail.chain import START, Broken, Link, Sealed, check, cut_off, digest, link, masked
from sluitend.core.trail.relatives import Likeness, Looker, Somebody, likenesses
from sluitend.core.trail.unusual import Kind, Limits, Look, Unusual, unusual

__all__ = [
    "COLUMNS",
    "START",
    "Basis",
    "Broken",
    "Kind",
    "Likeness",
    "Limits",
    "Link",
    "Look",
    "Looker",
    "Purpose",
    "Sealed",
    "Somebody",
    "Unusual",
    "audit_event",
    "basis",
    "check",
    "cut_off",
    "digest",
    "likenesses",
    "link",
    "masked",
    "row",
    "unusual",
]
