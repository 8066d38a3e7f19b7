"""The pathway a family is on, and its dated steps."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sluitend.care.agreements.models import Version
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import AboutFamily, Pregnancy
from sluitend.core.access import About


class Run(AboutFamily):
    """A family on a pathway. Its steps follow from the version, key dates and what was done; they are computed again when these change."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="runs")
    pathway_id = models.CharField(max_length=80)
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, null=True, related_name="runs")
    started_on = models.DateField()
    """The day of the signal that began it: nothing is planned before it."""
    choices = models.JSONField(default=list)
    """What was decided that steps depend on: [table id, code] pairs."""
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="pathways_once", fields=["family", "pathway_id"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(name="pathways_ended_why", condition=Q(ended_on__isnull=True) | ~Q(ended_why="")),
        )


class Step(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned"
        DONE = "done"
        VOID = "void"

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps", db_index=False)
    step_id = models.CharField(max_length=80)
    occurrence = models.PositiveSmallIntegerField(default=0)
    title = models.JSONField(default=dict)
    """{"nl": ..., "en": ...}"""
    who = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    """Empty while the date it counts from is unknown, or when it falls away before it ever had one."""
    until = models.DateField(null=True)
    expected = models.BooleanField(default=False)
    """Counted from a birth that has not happened yet."""
    offered = models.BooleanField(default=False)
    """Aftercare: she may say no to it."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    done_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    by_hand = models.BooleanField(default=False)
    """A person said that it falls away; re-dating leaves it so."""
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="pathway_step")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="pathways_step_once", fields=["run", "step_id", "occurrence"]),
            models.CheckConstraint(name="pathways_step_done", condition=~Q(status="done") | Q(done_on__isnull=False)),
            models.CheckConstraint(name="pathways_step_void", condition=~Q(status="void") | ~Q(reason="")),
        )

    @property
    def family_id(self) -> int:
        return self.run.family_id

    def access(self, today: date) -> About:
        return self.run.access(today)
