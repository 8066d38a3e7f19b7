"""What the trail says and proves, over plain values: why somebody could look, the chain of seals, and what is unusual."""

from sluitend.core.trail.basis import Basis, Purpose, basis
from sluitend.core.trail.chain import START, Broken, Link, Sealed, check, digest, link

__all__ = ["START", "Basis", "Broken", "Link", "Purpose", "Sealed", "basis", "check", "digest", "link"]
