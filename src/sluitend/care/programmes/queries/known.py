"""The programme of an enrolment, and what is known that dates its contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import yaml
from django.db.models import Max

from sluitend.care.agreements.models import Version
from sluitend.care.people.models import Birth, Pregnancy
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.core.calendar import Anchor
from sluitend.core.content import Programme, check
from sluitend.core.programme import Born, Known, of_children


def programme_of(version: Version) -> Programme:
    """The programme in this version, checked."""
    return _read(version.content_id, version.body)


@lru_cache(maxsize=64)
def _read(content_id: str, body: str) -> Programme:
    found = check("programme", yaml.safe_load(body), f"{content_id}.yaml")
    assert isinstance(found, Programme)
    return found


@dataclass(frozen=True)
class Births:
    """The births that count for some enrolments, newest first."""

    by_pregnancy: Mapping[int, list[Birth]]
    by_family: Mapping[int, list[Birth]]

    def of(self, row: Enrolment) -> list[Birth]:
        return (
            self.by_pregnancy.get(row.pregnancy_id, []) if row.pregnancy_id else self.by_family.get(row.family_id, [])
        )


def births_of(rows: Collection[Enrolment]) -> Births:
    """Two statements for any number of enrolments."""
    births = Birth.objects.select_related("child").order_by("-born_on")
    by_pregnancy: dict[int, list[Birth]] = {}
    for birth in births.filter(pregnancy__in={row.pregnancy_id for row in rows if row.pregnancy_id}):
        by_pregnancy.setdefault(birth.pregnancy_id or 0, []).append(birth)
    by_family: dict[int, list[Birth]] = {}
    without = {row.family_id for row in rows if not row.pregnancy_id}
    found = births.filter(child__memberships__family__in=without) if without else births.none()
    for birth in found.annotate(lives_in=Max("child__memberships__family")):
        by_family.setdefault(birth.lives_in, []).append(birth)
    return Births(by_pregnancy, by_family)


def known_of(enrolments: Iterable[Enrolment], today: date, births: Births | None = None) -> Mapping[int, Known]:
    """Key dates per enrolment: due date, birth, loss."""
    rows = list(enrolments)
    found = births or births_of(rows)
    return {row.pk: _known(row, found.of(row), today) for row in rows}


def _known(row: Enrolment, births: list[Birth], today: date) -> Known:
    dates: dict[str, date] = {}
    lost: date | None = None
    pregnancy = row.pregnancy
    if pregnancy is not None:
        dates[Anchor.DUE_DATE] = pregnancy.due_date
        if pregnancy.outcome == Pregnancy.Outcome.BORN and pregnancy.ended_on:
            dates[Anchor.BIRTH] = pregnancy.ended_on
        elif pregnancy.outcome != Pregnancy.Outcome.ONGOING:
            lost = pregnancy.ended_on
    if births:
        children = [Born(birth.born_on, birth.child.died_on) for birth in births]
        dates[Anchor.BIRTH], lost = of_children(children, one_pregnancy=pregnancy is not None)
    return Known(row.enrolled_on or row.asked_on, today, dates, row.ended_on, lost)


def known(row: Enrolment, today: date) -> Known:
    return known_of([row], today)[row.pk]


def last_held(row: Enrolment) -> date | None:
    """The day of the last contact of the plan that was held."""
    held = row.contacts.filter(status=Contact.Status.HELD, in_plan=True)
    last: date | None = held.aggregate(on=Max("held_on"))["on"]
    return last


def going_on(family_id: int | None) -> frozenset[str]:
    """The programmes that a parent of this family is in, waits for or begins with a first visit."""
    rows = Enrolment.objects.filter(family_id=family_id).exclude(status=Enrolment.Status.ENDED)
    return frozenset(rows.values_list("programme_id", flat=True))
