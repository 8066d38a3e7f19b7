"""Which grounds hold, and the register of grounds of one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.consent.models import Ground
from sluitend.care.people.models import Family, ParentalAuthority
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.calendar import add_months
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import in_words
from sluitend.core.text import Text

ALONE_FROM = 16
"""From this age in years a young person decides alone (domain.md 11)."""


@dataclass(frozen=True)
class GroundRow:
    """One recorded ground, for the family page and for choosing one when something is sent."""

    id: int
    person_id: int
    person_name: str
    kind: str
    legal_name: str
    receiver_id: int
    receiver_name: str
    data_kinds: tuple[str, ...]
    purpose: str
    explained: str
    heard_by: str
    given_on: date
    until: date | None
    withdrawn_on: date | None
    refused: bool
    holds: bool

    @property
    def said_purpose(self) -> str | Text:
        return in_words(self.purpose)


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def grounds(family: Family, *, by: Actor, now: datetime) -> tuple[GroundRow, ...]:
    """All grounds of this family, newest first: given, refused, withdrawn and ended."""
    rows = family.grounds.select_related("person", "receiver", "heard_by").order_by("-given_on", "-pk")
    return tuple(_row(ground, day(now)) for ground in rows)


def _row(ground: Ground, today: date) -> GroundRow:
    return GroundRow(
        id=ground.pk,
        person_id=ground.person_id,
        person_name=ground.person.name,
        kind=ground.kind,
        legal_name=ground.legal_name,
        receiver_id=ground.receiver_id,
        receiver_name=ground.receiver.name,
        data_kinds=tuple(ground.data_kinds),
        purpose=ground.purpose,
        explained=ground.explained,
        heard_by=ground.heard_by.name if ground.heard_by else "",
        given_on=ground.given_on,
        until=ground.until,
        withdrawn_on=ground.withdrawn_on,
        refused=ground.refused,
        holds=ground.holds(today),
    )


def holding(family_id: int, today: date) -> QuerySet[Ground]:
    """The grounds that hold today; for packages above this one."""
    in_time = Q(until__isnull=True) | Q(until__gte=today)
    return Ground.objects.filter(in_time, family_id=family_id, refused=False, withdrawn_on=None, given_on__lte=today)


def may_see_kinds(family_id: int, organisation_id: int | None, today: date) -> frozenset[str]:
    """Which kinds of data this organisation may see of this family beside its own, on the grounds that hold."""
    if organisation_id is None:
        return frozenset()
    found = holding(family_id, today).filter(receiver_id=organisation_id).values_list("data_kinds", flat=True)
    return frozenset(kind for kinds in found for kind in kinds)


def own_persons(family: Family, person_id: int, today: date) -> frozenset[int]:
    """For whom a parent speaks: the parent, and the children of this household over whom the parent has authority and who are
    younger than sixteen (domain.md 11)."""
    over = ParentalAuthority.objects.on(today).filter(holder_id=person_id, child__memberships__family=family)
    young = over.filter(
        Q(child__birth_date__isnull=True) | Q(child__birth_date__gt=add_months(today, -12 * ALONE_FROM))
    )
    return frozenset({person_id, *young.values_list("child_id", flat=True)})


def with_authority(person_id: int, today: date) -> int:
    """How many people hold parental authority over this person today, as far as it was recorded."""
    return ParentalAuthority.objects.on(today).filter(child_id=person_id).count()


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_grounds(family: Family, *, by: Actor, now: datetime) -> tuple[GroundRow, ...]:
    """What this parent agreed to or refused, for herself and for the children she speaks for; newest first.

    Never a ground of the reporting code: that is told by people, not by a page (domain.md 8).
    """
    mine = own_persons(family, by.person_id or 0, day(now))
    rows = family.grounds.select_related("person", "receiver", "heard_by").filter(person_id__in=mine)
    rows = rows.exclude(kind=Ground.Kind.REPORTING_CODE).order_by("-given_on", "-pk")
    return tuple(_row(ground, day(now)) for ground in rows)
