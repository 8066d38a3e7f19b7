"""The chain of seals: each entry of the trail has a number, a digest of what it says, and a hash over the one before it.

One changed entry no longer has its digest, a changed or swapped seal no longer follows from the one before, a removed one leaves a
gap in the numbers. What is cut off at the end follows from nothing: for that a head of the chain (its last number and hash) is kept
outside the database, and the chain must still hold it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """A seal as it was stored."""

    number: int
    entry_id: int
    digest: str
    hash: str


@dataclass(frozen=True)
class Sealed:
    """A seal beside what its entry says now; None when the entry is not there."""

    link: Link
    digest_now: str | None


@dataclass(frozen=True)
class Broken:
    """One thing that is wrong with the chain. `entry_id` is None where no entry is to be named."""

    kind: str
    number: int
    entry_id: int | None = None


def digest(record: Sequence[object]) -> str:
    """Of one entry: its values in a fixed order, dates in UTC."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"no {type(value).__name__} in the trail")


def link(before: str, number: int, entry_id: int, entry_digest: str) -> str:
    return hashlib.sha256(f"{before}:{number}:{entry_id}:{entry_digest}".encode()).hexdigest()


def masked(head: str, secret: str) -> str:
    """The head of the secret chain as it is kept beside that of the other: another one each time, so that nobody reads from it whether
    the secret chain moved, how long it is, or that it holds anything."""
    return hashlib.sha256(f"{head}:{secret}".encode()).hexdigest()


def cut_off(hashes: Iterable[str], kept: Iterable[tuple[str, str]]) -> bool:
    """Whether a head that was kept is not in the secret chain any more. `hashes` are those of the chain in order, `kept` the heads of
    the other chain in order, each with what was kept beside it. One walk: the secret chain only grows too."""
    following = chain((START,), hashes)
    now: str | None = next(following)
    for head, more in kept:
        while now is not None and masked(head, now) != more:
            now = next(following, None)
        if now is None:
            return True
    return False


def check(seals: Iterable[Sealed], heads: Mapping[int, str]) -> Iterator[Broken]:
    """What is wrong, in one walk over the chain in the order of its numbers; `heads` are hashes by number, kept elsewhere."""
    before, expected, waiting = START, 1, dict(heads)
    for one in seals:
        seal = one.link
        if seal.number != expected:
            yield Broken("seal missing", expected)
        if link(before, seal.number, seal.entry_id, seal.digest) != seal.hash:
            yield Broken("seal does not follow", seal.number, seal.entry_id)
        if one.digest_now is None:
            yield Broken("entry missing", seal.number, seal.entry_id)
        elif one.digest_now != seal.digest:
            yield Broken("entry changed", seal.number, seal.entry_id)
        if waiting.pop(seal.number, seal.hash) != seal.hash:
            yield Broken("head differs", seal.number, seal.entry_id)
        before, expected = seal.hash, seal.number + 1
    for number in sorted(waiting):
        yield Broken("cut off before this head", number)
