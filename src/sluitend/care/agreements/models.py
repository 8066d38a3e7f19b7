"""Which version of what was agreed is in force where, and the drafts from which new versions come."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.network.models import Coalition, Professional, Region
from sluitend.core.access import About
from sluitend.core.agreement import Level
from sluitend.core.states import DRAFT


class Kind(models.TextChoices):
    FACTOR = "factor"
    INSTRUMENT = "instrument"
    TABLE = "table"
    EXAMPLES = "examples"
    """What a table is called in both languages, its standing, and cases with the answer that was agreed."""
    PATHWAY = "pathway"
    PROGRAMME = "programme"
    REGION = "region"
    WEIGHING = "weighing"
    """How a profession weighs in its reporting code."""
    INDICATOR = "indicator"


DRAFTED = (Kind.TABLE, Kind.PATHWAY, Kind.PROGRAMME)
"""What a region or coalition changes through drafts; examples go along with their table."""
_WHOLE_REGION, _COALITION = Q(coalition__isnull=True), Q(coalition__isnull=False)


class Version(models.Model):
    """One content file, exactly as it was put in force, for the whole region or for one coalition that deviates.

    Never edited: triggers on both databases refuse every change but the day on which it is replaced (migration 0003).
    """

    Kind = Kind

    region = models.ForeignKey(Region, models.PROTECT)
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, related_name="versions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    content_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    body = models.TextField()
    in_force_from = models.DateField()
    replaced_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="agreements_version_number",
                fields=["region", "kind", "content_id", "number"],
                condition=_WHOLE_REGION,
            ),
            models.UniqueConstraint(
                name="agreements_own_version_number",
                fields=["coalition", "kind", "content_id", "number"],
                condition=_COALITION,
            ),
            models.UniqueConstraint(
                name="agreements_in_force",
                fields=["region", "kind", "content_id"],
                condition=Q(replaced_on__isnull=True) & _WHOLE_REGION,
            ),
            models.UniqueConstraint(
                name="agreements_own_in_force",
                fields=["coalition", "kind", "content_id"],
                condition=Q(replaced_on__isnull=True) & _COALITION,
            ),
        )

    def __str__(self) -> str:
        return f"{self.content_id} v{self.number}"

    def access(self, today: date) -> About:
        return About(region_id=self.region_id)


class Draft(models.Model):
    """What somebody wants to agree instead of what is in force. Its text is kept with each save, so that a step can be undone."""

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, related_name="drafts")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in DRAFTED])
    content_id = models.CharField(max_length=80)
    base = models.ForeignKey(Version, models.PROTECT, null=True, related_name="drafts")
    """The version that was in force when the draft began; the difference is told against it."""
    status = models.CharField(max_length=10, default="draft")
    why = models.TextField(blank=True)
    body = models.TextField(blank=True)
    examples = models.TextField(blank=True)
    returns = models.BooleanField(default=False)
    """A coalition that goes back to what its region agreed: there is no text then."""
    number = models.PositiveIntegerField(default=1)
    """Raised with each save; a form that shows an older one is not written over a newer one."""
    made_by = models.ForeignKey(Professional, models.PROTECT, related_name="drafts")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    owner = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    proposed_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    """Why it was sent back or withdrawn."""
    made = models.ForeignKey(Version, models.PROTECT, null=True, related_name="made_from")
    """The version that came of it."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="agreements_draft_status", condition=Q(status__in=sorted(DRAFT.moves))),
            models.CheckConstraint(
                name="agreements_draft_proposed",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(proposed_by__isnull=False, proposed_at__isnull=False, in_force_from__isnull=False),
            ),
            models.CheckConstraint(name="agreements_draft_withdrawn", condition=~Q(status="withdrawn") | ~Q(reason="")),
            models.CheckConstraint(
                name="agreements_draft_returns", condition=Q(returns=False) | Q(coalition__isnull=False)
            ),
        )
        indexes = (models.Index(fields=["region", "status", "kind", "content_id"], name="agreements_draft_list"),)

    def access(self, today: date) -> About:
        return About(region_id=self.region_id)


class DraftSave(models.Model):
    """The text of a draft as it was before a save: to go back to."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="saves", db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    examples = models.TextField(blank=True)
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="agreements_save_once", fields=["draft", "number"]),)


class Assent(models.Model):
    """Somebody said yes to a proposed draft, for one level."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="assents", db_index=False)
    level = models.CharField(max_length=12, choices=[(level.value, level.value) for level in Level])
    by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="agreements_assent_once", fields=["draft", "level"]),)


class Starter(models.Model):
    """A text that came with an update, for something that people here agreed otherwise. What they agreed stays in force; this is offered
    beside it, to open as a draft or to leave (decision 0024)."""

    region = models.ForeignKey(Region, models.PROTECT)
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, related_name="starters")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in DRAFTED])
    content_id = models.CharField(max_length=80)
    body = models.TextField()
    examples = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    """Of both texts."""
    offered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    """A later update says something else, or says what holds here."""
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="+")
    """The draft that was opened with it last."""
    left_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="agreements_starter_offered",
                fields=["region", "kind", "content_id"],
                condition=Q(replaced_at__isnull=True) & _WHOLE_REGION,
            ),
            models.UniqueConstraint(
                name="agreements_own_starter_offered",
                fields=["coalition", "kind", "content_id"],
                condition=Q(replaced_at__isnull=True) & _COALITION,
            ),
            models.CheckConstraint(
                name="agreements_starter_left",
                condition=Q(left_by__isnull=True, left_at__isnull=True)
                | Q(left_by__isnull=False, left_at__isnull=False),
            ),
        )

    def access(self, today: date) -> About:
        return About(region_id=self.region_id)
