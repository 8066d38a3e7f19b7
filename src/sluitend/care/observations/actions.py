"""Noting what is seen, what she wants and which grade was agreed. Nothing is overwritten: the new follows the old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from sluitend.care.action import action, day, fresh, fresh_all, just_made, made
from sluitend.care.agreements import queries as agreements
from sluitend.care.compiled import Given, compiled
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Family
from sluitend.core.access import Actor, Domain, NotNow
from sluitend.core.content import FactorKind
from sluitend.core.facts import FACTS, FactValue, Grade, Wish
from sluitend.core.permissions import Permission
from sluitend.core.text import text

PRESENT, ABSENT = "present", "absent"
GONE_THROUGH = "gone_through_"
"""Prefix of the fact that a kind of factor was gone through completely: what was not seen is then absent, not unknown."""


@dataclass(frozen=True)
class Seen:
    """What a professional saw and heard in one conversation."""

    factors: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    gone_through: tuple[FactorKind, ...] = ()
    unease: str = ""
    grade: Grade | None = None
    agreed_with_parent: bool | None = None
    grade_reason: str = ""
    wish: Wish | None = None
    wish_words: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict)


@action(needs=Permission.RECORD_FACTS, about="people.Family")
def note(family: Family, *, by: Actor, now: datetime, person_id: int, seen: Seen) -> Family:
    """Note everything of one conversation at once. What is noted already and did not change is left as it is."""
    today = day(now)
    _check(family, seen, today)
    current = {(row.kind, row.code): row for row in _noted(family.pk, person_id)}
    ended: list[int] = []
    new: list[Observation] = []
    for row in _rows(seen):
        old = current.get((row.kind, row.code)) if row.kind != Observation.Kind.GRADE else _grade(current)
        if old is not None and (old.code, old.value, old.note) == (row.code, row.value, row.note):
            continue
        if old is not None and row.kind != Observation.Kind.UNEASE:
            ended.append(old.pk)
        new.append(_completed(row, family, person_id, by, today))
    if ended:
        Observation.objects.filter(pk__in=ended).update(ended_on=today)
        for old in (row for row in made(Observation, family.pk) if row.pk in ended):
            old.ended_on = today
    fresh_all(new)
    return family


@action(needs=Permission.RECORD_FACTS, about="people.Family")
def note_score(family: Family, *, by: Actor, now: datetime, person_id: int, instrument: str, score: str) -> Observation:
    """Note the score of an instrument. Only the score: its questions are not ours (domain.md 5.2)."""
    known = {row.id: row for row in agreements.instruments(family.region_id, day(now))}
    if instrument not in known:
        raise NotNow(text("Dit instrument wordt in deze regio niet gebruikt."), field="instrument")
    if not score.strip():
        raise NotNow(text("Vul de uitkomst in."), field="score")
    scale = known[instrument].range
    if scale is not None and not _within(score, scale.lowest, scale.highest):
        reason = text(
            "Vul een getal in van %(lowest)s tot en met %(highest)s.", lowest=scale.lowest, highest=scale.highest
        )
        raise NotNow(reason, field="score")
    row = Observation(kind=Observation.Kind.SCORE, code=instrument, value=score.strip())
    row = _completed(row, family, person_id, by, day(now))
    return fresh(row)


@action(needs=Permission.RECORD_FACTS, about="observations.Observation")
def end(observation: Observation, *, by: Actor, now: datetime, reason: str = "") -> Observation:
    """Say that this does not hold any more."""
    if observation.ended_on is not None:
        raise NotNow(text("Dit was al beëindigd."))
    observation.ended_on, observation.reason = day(now), reason.strip() or observation.reason
    observation.save(update_fields=["ended_on", "reason"])
    return observation


@action(needs=Permission.RECORD_FACTS, about="observations.Observation")
def strike(observation: Observation, *, by: Actor, now: datetime, reason: str) -> Observation:
    """Say that this was noted by mistake. The row stays for the history and counts for nothing."""
    if not reason.strip():
        raise NotNow(text("Geef een reden."), field="reason")
    observation.entered_in_error = True
    observation.ended_on, observation.reason = observation.ended_on or day(now), reason.strip()
    observation.save(update_fields=["entered_in_error", "ended_on", "reason"])
    return observation


def _check(family: Family, seen: Seen, today: date) -> None:
    agreements.chosen_factors((*seen.factors, *seen.absent), family.region_id, today)
    if strange := sorted(set(seen.facts) - {fact.name for fact in FACTS}):
        raise NotNow(text("Onbekend kenmerk: %(codes)s", codes=", ".join(strange)), field="facts")


class _Noted(NamedTuple):
    """What is noted already and holds."""

    pk: int
    kind: str
    code: str
    value: str
    note: str


def just_noted(family_id: int) -> list[Observation] | None:
    """What holds of a family that the running action made itself: it wrote all of it, so nothing is read. None for any other family."""
    if not just_made("people.Family", family_id):
        return None
    return [row for row in made(Observation, family_id) if row.ended_on is None and not row.entered_in_error]


def _noted(family_id: int, person_id: int) -> Iterable[_Noted | Observation]:
    new = just_noted(family_id)
    if new is None:
        return map(_Noted._make, _current()(family=family_id, person=person_id))
    return [row for row in new if row.person_id == person_id]


@compiled
def _current(given: Given) -> QuerySet[Any, Any]:
    found = Observation.objects.filter(family_id=given.family, person_id=given.person, ended_on=None)
    return found.filter(entered_in_error=False).order_by("pk").values_list(*_Noted._fields)


def _grade(current: Mapping[tuple[str, str], _Noted | Observation]) -> _Noted | Observation | None:
    return next((row for (kind, _), row in current.items() if kind == Observation.Kind.GRADE), None)


def _rows(seen: Seen) -> Iterator[Observation]:
    kinds = Observation.Kind
    for value, codes in ((PRESENT, seen.factors), (ABSENT, seen.absent)):
        for code in dict.fromkeys(codes):
            yield Observation(kind=kinds.FACTOR, code=code, value=value)
    if seen.unease.strip():
        yield Observation(kind=kinds.UNEASE, code=kinds.UNEASE, note=seen.unease.strip())
    if seen.grade is not None:
        reason = seen.grade_reason.strip()[:300]
        yield Observation(kind=kinds.GRADE, code=seen.grade, agreed_with_parent=seen.agreed_with_parent, reason=reason)
    if seen.wish is not None or seen.wish_words.strip():
        yield Observation(kind=kinds.WISH, code=kinds.WISH, value=seen.wish or "", note=seen.wish_words.strip())
    for kind in seen.gone_through:
        yield Observation(kind=kinds.FACT, code=f"{GONE_THROUGH}{kind}", value="true")
    for name, value in seen.facts.items():
        if value is not None:
            yield Observation(kind=kinds.FACT, code=name, value=str(value).lower())


def _completed(row: Observation, family: Family, person_id: int, by: Actor, today: date) -> Observation:
    row.family, row.person_id = family, person_id
    row.domain = by.domain or Domain.MUNICIPALITY
    row.noted_on, row.noted_by_id = today, by.professional_id
    return row


def _within(score: str, lowest: float, highest: float) -> bool:
    try:
        return lowest <= float(score.replace(",", ".")) <= highest
    except ValueError:
        return False
