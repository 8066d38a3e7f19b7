"""What the trail says and proves, over plain values: why somebody could look, the chain of seals, and what is unusual."""

from sluitend.core.trail.basis import Basis, Purpose, basis
from sluitend.core.trail.chain import START, Broken, Link, Sealed, check, digest, link
from sluitend.core.trail.unusual import Kind, Limits, Look, Unusual, same_surname, unusual

__all__ = [
    "START",
    "Basis",
    "Broken",
    "Kind",
    "Limits",
    "Link",
    "Look",
    "Purpose",
    "Sealed",
    "Unusual",
    "basis",
    "check",
    "digest",
    "link",
    "same_surname",
    "unusual",
]
