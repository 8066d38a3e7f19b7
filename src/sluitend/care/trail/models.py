"""The trail: what was changed and who looked. Rows are added, never edited: triggers on both databases refuse it (migration 0002).

Ids without foreign keys, so that the trail never blocks an erasure and never falls with what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import models

from sluitend.core.access import About, Actor
from sluitend.core.permissions import Permission
from sluitend.core.trail import basis

NOT_FOR_THE_FAMILY = ("safety.", "privacy.")
"""Looks that are in no list that a family can see: the circle of a safety matter, and control of the trail itself."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def looks_for_the_family(self, family_id: int) -> Self:
        """Who opened the file of this family, as far as the family may know it."""
        found = self.filter(family_id=family_id, kind="look", professional_id__isnull=False)
        for app in NOT_FOR_THE_FAMILY:
            found = found.exclude(action__startswith=app)
        return found


class Row(models.Model):
    """One change or one look (NEN 7513: who, in which role, for which organisation, what, about whom, when, why)."""

    class Kind(models.TextChoices):
        CHANGE = "change"
        LOOK = "look"
        REFUSED = "refused"

    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    action = models.CharField(max_length=80)
    region_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    professional_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    roles = models.CharField(max_length=200)
    thing = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    family_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    within = models.CharField(max_length=80, blank=True)
    """The outermost action of which this was a consequence."""
    details = models.JSONField(default=dict)
    code = models.CharField(max_length=1, default="", db_default="")
    """Create, read, update, delete or execute (NEN 7513's EventActionCode)."""
    permission = models.CharField(max_length=40, default="", db_default="")
    purpose = models.CharField(max_length=10, default="", db_default="")
    controls = models.CharField(max_length=4, default="", db_default="")
    """Authorised, treatment relation, client's consent, emergency button: T or F each (core/trail/basis.py)."""
    responsible_id = models.BigIntegerField(null=True)
    """The professional for whom this was done, when somebody stood in."""
    access_point = models.CharField(max_length=64, default="", db_default="")
    trace = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        abstract = True

    def values(self) -> list[object]:
        """What is sealed: every field, in this order for ever; a field that comes later goes at the end, left out while empty."""
        return [getattr(self, name) for name in SEALED_FIELDS]


class Entry(Row):
    """The trail of everything that is not secret; lists of who looked and of what was done read this one."""

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["family_id", "at"], name="trail_family"),
            models.Index(fields=["region_id", "at"], name="trail_region"),
            models.Index(fields=["professional_id", "at"], name="trail_professional"),
            # When did I last open each of these families: asked by every work list.
            models.Index(
                fields=["professional_id", "family_id", "at"], name="trail_last_look", condition=models.Q(kind="look")
            ),
        )
        constraints = (
            models.CheckConstraint(name="trail_kind", condition=models.Q(kind__in=["change", "look", "refused"])),
        )


SEALED_FIELDS = (
    "id",
    "at",
    "kind",
    "action",
    "region_id",
    "user_id",
    "professional_id",
    "organisation_id",
    "roles",
    "thing",
    "thing_id",
    "family_id",
    "reason",
    "within",
    "details",
    "code",
    "permission",
    "purpose",
    "controls",
    "responsible_id",
    "access_point",
    "trace",
)


def entry(
    kind: str, action: str, by: Actor, at: datetime, needs: Permission, about: About | None, **facts: object
) -> Entry:
    """An entry as it will be written: who, in which roles, from where, why and with which controls; `facts` say about what."""
    return Entry(**_written(kind, action, by, at, needs, about), **facts)


def secret_entry(
    kind: str, action: str, by: Actor, at: datetime, needs: Permission, about: About | None, **facts: Any
) -> SecretEntry:
    """The same for the secret trail: without family and without a reason in words."""
    return SecretEntry(**_written(kind, action, by, at, needs, about), **(facts | {"family_id": None, "reason": ""}))


def _written(kind: str, action: str, by: Actor, at: datetime, needs: Permission, about: About | None) -> dict[str, Any]:
    why = basis(by, needs, about)
    return {
        "at": at,
        "kind": kind,
        "action": action,
        "region_id": by.region_id,
        "user_id": by.user_id,
        "professional_id": by.professional_id,
        "organisation_id": by.organisation_id,
        "roles": ",".join(sorted(by.roles))[:200],
        "permission": needs,
        "purpose": why.purpose,
        "controls": why.controls,
        "responsible_id": _stood_in_for(by, about),
        "access_point": by.access_point,
        "trace": by.trace,
    }


def _stood_in_for(by: Actor, about: About | None) -> int | None:
    """Whose work this was, when it was not one's own."""
    if about is None or by.professional_id in about.involved | about.owners:
        return None
    return min(by.standing_in_for & (about.involved | about.owners), default=None)


class SealRow(models.Model):
    """The place of one entry in the chain of its region (core/trail/chain.py); written within a minute by a job, then never changed."""

    region_id = models.BigIntegerField()
    number = models.BigIntegerField()
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Seal(SealRow):
    class Meta:
        constraints = (
            models.UniqueConstraint(name="trail_seal_number", fields=["region_id", "number"]),
            models.UniqueConstraint(name="trail_seal_entry", fields=["region_id", "entry_id"]),
        )


class SecretEntry(Row):
    """The trail of safety matters, apart from the other so that no list of it can show one (docs/decisions).

    `family_id` is empty and `within` too: the way from an entry to a family leads through the matter, which only its circle may open.
    """

    class Meta:
        indexes = (
            models.Index(fields=["thing_id", "at"], name="trail_secret_thing"),
            models.Index(fields=["region_id", "at"], name="trail_secret_region"),
        )
        constraints = (
            models.CheckConstraint(
                name="trail_secret_kind", condition=models.Q(kind__in=["change", "look", "refused"])
            ),
            models.CheckConstraint(name="trail_secret_family", condition=models.Q(family_id__isnull=True)),
        )


class SecretSeal(SealRow):
    """The same for the secret trail: a chain of its own, so that the numbers of the other have no gaps where something secret was."""

    class Meta:
        constraints = (models.UniqueConstraint(name="trail_secret_seal_number", fields=["region_id", "number"]),)


@dataclass(frozen=True)
class Chain:
    """A trail and its seals."""

    entries: type[Entry] | type[SecretEntry]
    seals: type[Seal] | type[SecretSeal]


MAIN, SECRET = Chain(Entry, Seal), Chain(SecretEntry, SecretSeal)


class Once(models.Model):
    """A form that was sent: its key, so that the same form posted twice does nothing twice."""

    key = models.CharField(max_length=64, primary_key=True)
    action = models.CharField(max_length=80)
    result_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
