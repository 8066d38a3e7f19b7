"""One version after another: the old one gets its last day, the new one the next number. Nothing is edited."""

from __future__ import annotations

import hashlib
from datetime import date

from sluitend.care.agreements.models import Version


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def ends(old: Version | None, on: date) -> None:
    if old is not None:
        old.replaced_on = on
        old.save(update_fields=["replaced_on"])


def begins(own: tuple[int, int | None, str, str], body: str, since: date) -> Version:
    """The next version of a thing: `own` is its region, coalition, kind and content id."""
    facts = dict(zip(("region_id", "coalition_id", "kind", "content_id"), own, strict=True))
    number = Version.objects.filter(**facts).count() + 1
    return Version.objects.create(**facts, number=number, digest=digest_of(body), body=body, in_force_from=since)
