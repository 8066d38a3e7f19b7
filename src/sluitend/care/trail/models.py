"""The trail: what was changed and who looked. Rows are added, never edited: triggers on both databases refuse it (migration 0002).

Ids without foreign keys, so that the trail never blocks an erasure and never falls with what it is about.
"""

from __future__ import annotations

from django.db import models


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

    class Meta:
        abstract = True


class Entry(Row):
    """The trail of everything that is not secret; lists of who looked and of what was done read this one."""

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


class Once(models.Model):
    """A form that was sent: its key, so that the same form posted twice does nothing twice."""

    key = models.CharField(max_length=64, primary_key=True)
    action = models.CharField(max_length=80)
    result_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
