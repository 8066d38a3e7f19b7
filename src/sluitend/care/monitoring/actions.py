"""Keeping the closing rules: refused in the transaction, proved every night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from sluitend.care.action import action, day, doing, think_again
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import Case
from sluitend.care.coordination.queries.flow import balance
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.models import FoundBreach, Proof
from sluitend.care.monitoring.queries import closing_facts
from sluitend.care.network.models import Municipality, Region
from sluitend.care.people.models import Family
from sluitend.care.safety.queries import holds_open_matter
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.promise import QUIET_WEEKS_AT_MOST, Breach, breaches
from sluitend.core.text import text

CHUNK = 2_000
"""Families per read of the proof: memory stays flat and a chunk takes about a tenth of a second."""


def keep_closing_rules(family_id: int, *, by: Actor, now: datetime) -> None:
    """Refuse the transaction when this family would break a closing rule; else note its next step on the file.

    The file's row is locked first: of two transactions that each end one of two last promises, the second sees what the first did.

    An open safety matter stops only who is in its circle; for others the matter goes on without the file (docs/decisions).
    """
    if not (found := _file()(family=family_id)):
        return
    for facts in closing_facts([family_id], quiet_weeks=QUIET_WEEKS_AT_MOST):
        for breach in breaches(facts, day(now)):
            raise NotNow(text("Dit kan zo niet: %(why)s", why=breach.why))
    if found[0][1] == Case.Status.CLOSED and doing("coordination.close_case") and holds_open_matter(family_id, by):
        raise NotNow(
            text("U kijkt mee in een zaak van veiligheid van dit gezin. Sluit die eerst af, of draag haar over.")
        )
    _note_next_step(family_id, *found[0])


@compiled
def _file(given: Given) -> QuerySet[Any, Any]:
    """The file that counts, locked: its id, status, and the next step as it was noted."""
    rows = Case.objects.select_for_update().filter(family_id=given.family).order_by("-pk")
    return rows.values_list("pk", "status", *NEXT_STEP)[:1]


NEXT_STEP = ("next_due_on", "next_what", "next_words", "next_owner_id", "next_is_quiet")


def _note_next_step(family_id: int, pk: int, status: str, *noted: Any) -> None:
    found = _first_promise()(family=family_id)
    if not found or status == Case.Status.CLOSED:
        next_step: tuple[Any, ...] = (None, "", {}, None, False)
    else:
        due_on, what, words, owner_id, kind = found[0]
        next_step = (due_on, what, words, owner_id, kind == Promise.Kind.QUIET)
    if noted != next_step:
        Case.objects.filter(pk=pk).update(**dict(zip(NEXT_STEP, next_step, strict=True)))


@compiled
def _first_promise(given: Given) -> QuerySet[Any, Any]:
    rows = Promise.objects.filter(family_id=given.family, status=Promise.Status.OPEN).order_by("due_on", "pk")
    return rows.values_list("due_on", "what", "words", "owner_id", "kind")[:1]


@action(needs=Permission.RUN_JOBS, about="people.Family", quiet=True)
def rethink(family: Family, *, by: Actor, now: datetime) -> Family:
    """Run the after-change list for one family, in its own transaction: the nightly look at everybody."""
    think_again(family.pk)
    return family


@action(needs=Permission.RUN_JOBS, about="network.Region")
def begin_proof(region: Region, *, by: Actor, now: datetime) -> Proof:
    """Note that a proof began. It counts as complete only when it ended."""
    return Proof.objects.create(region=region, started_at=now)


def prove(region_id: int, *, by: Actor, now: datetime, clock: Callable[[], datetime]) -> int:
    """Prove the closing rules over all families of a region; returns the proof's id. Reads only, except for the result."""
    proof_id = begin_proof(region_id, by=by, now=now)
    families, found, unreadable = 0, [], 0
    for ids in _chunks(region_id):
        count, broken, failed = _prove_chunk(ids, now)
        families, unreadable = families + count, unreadable + failed
        found += broken
    facts = {
        "families": families,
        "found": found,
        "unreadable": unreadable,
        "unbalanced": _unbalanced(region_id, day(now)),
    }
    return end_proof(region_id, by=by, now=clock(), proof_id=proof_id, **facts)


def _unbalanced(region_id: int, today: date) -> int:
    """Municipalities whose current month does not add up: open at the start + came in − ended = open now (rule 7)."""
    places = Municipality.objects.filter(region_id=region_id).values_list("pk", flat=True)
    return sum(not balance(pk, today.replace(day=1), today).holds() for pk in places)


def _chunks(region_id: int) -> Iterator[list[int]]:
    """The families that have a file, neighbours together."""
    ids, last = Case.objects.filter(region_id=region_id).order_by("family_id").values_list("family_id", flat=True), 0
    while chunk := list(ids.filter(family_id__gt=last).distinct()[:CHUNK]):
        yield chunk
        last = chunk[-1]


def _prove_chunk(ids: list[int], now: datetime) -> tuple[int, list[Breach], int]:
    """(families, breaches, unreadable). When a chunk cannot be read, its families are read one by one."""
    try:
        facts = closing_facts(ids, quiet_weeks=QUIET_WEEKS_AT_MOST)
        return len(facts), [breach for one in facts for breach in breaches(one, day(now))], 0
    except (DatabaseError, ValueError, TypeError):
        if len(ids) == 1:
            return 1, [], 1
        parts = [_prove_chunk([pk], now) for pk in ids]
        return sum(p[0] for p in parts), [b for p in parts for b in p[1]], sum(p[2] for p in parts)


@action(needs=Permission.RUN_JOBS, about="network.Region")
def end_proof(
    region: Region,
    *,
    by: Actor,
    now: datetime,
    proof_id: int,
    families: int,
    found: list[Breach],
    unreadable: int = 0,
    unbalanced: int = 0,
) -> Proof:
    """Publish what a complete proof found."""
    proof = Proof.objects.get(pk=proof_id, region=region)
    proof.finished_at, proof.families, proof.unreadable = now, families, unreadable
    proof.breaches, proof.unbalanced = len(found), unbalanced
    proof.save()
    FoundBreach.objects.bulk_create(
        FoundBreach(proof=proof, family_id=b.family_id, rule=b.rule, why=str(b.why)) for b in found
    )
    return proof
