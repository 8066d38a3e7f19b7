"""Sealing the trail and keeping its heads outside the database, so that cutting off its end is seen as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sluitend.care.network.queries import region_ids
from sluitend.care.trail.actions import Head, seal, seal_secret
from sluitend.care.trail.queries import broken, broken_secretly
from sluitend.core.trail import Broken, masked


@dataclass
class Kept:
    """What was kept of one region: hashes of the trail by number, and beside each what proves the secret trail."""

    heads: dict[int, str] = field(default_factory=dict)
    more: dict[int, str] = field(default_factory=dict)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(self.heads[number], self.more[number]) for number in sorted(self.more)]


def seal_all(heads: Path, *, now: datetime, everything: bool = False) -> list[Head]:
    """Seal every region, the secret trail too. When the head of the trail moved, both are added to the file: that something secret
    happened is not to be read from it."""
    found = []
    for region_id in region_ids():
        secret = seal_secret(region_id, now=now, everything=everything)
        found.append(head := seal(region_id, now=now, everything=everything))
        if head.sealed:
            _keep(heads, head, secret, now)
    return found


def _keep(heads: Path, head: Head, secret: str, now: datetime) -> None:
    kept = {"region": head.region_id, "number": head.number, "hash": head.hash, "at": now.isoformat()}
    kept["more"] = masked(head.hash, secret)
    heads.parent.mkdir(parents=True, exist_ok=True)
    with heads.open("a") as file:
        file.write(json.dumps(kept) + "\n")


def kept_heads(heads: Path) -> dict[int, Kept]:
    """By region, as they were written; empty when there is no file."""
    found: dict[int, Kept] = {}
    for line in heads.read_text().splitlines() if heads.exists() else ():
        head = json.loads(line)
        kept = found.setdefault(head["region"], Kept())
        kept.heads[head["number"]] = head["hash"]
        if "more" in head:  # heads that were kept before the secret trail was sealed have none
            kept.more[head["number"]] = head["more"]
    return found


def verify_all(heads: Path) -> Iterator[tuple[str, Broken]]:
    """What is wrong, with where: the region, and whether in the secret trail."""
    found = kept_heads(heads)
    for region_id in region_ids():
        kept = found.get(region_id, Kept())
        yield from ((f"region {region_id}", one) for one in broken(region_id, kept.heads))
        yield from ((f"region {region_id}, secret trail", one) for one in broken_secretly(region_id, kept.pairs))
