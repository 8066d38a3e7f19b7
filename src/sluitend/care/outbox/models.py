"""What is sent to people outside the program: how they want it, and what became of each message. The words are made when it is sent."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sluitend.care.network.models import Region
from sluitend.core.access import About
from sluitend.core.messages import Kind, Way


class Wish(models.Model):
    """How somebody wants to be told, and when. Without one: a professional by the work e-mail of the card, a parent never."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_wish")
    way = models.CharField(max_length=5, choices=[(way.value, way.value) for way in Way])
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    first_hour = models.PositiveSmallIntegerField()
    until_hour = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="nl")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="outbox_wish_hours", condition=Q(first_hour__lt=F("until_hour"), until_hour__lte=24)
            ),
            models.CheckConstraint(
                name="outbox_wish_address",
                condition=Q(way="none") | (Q(way="email") & ~Q(email="")) | (Q(way="sms") & ~Q(mobile="")),
            ),
        )


class Message(models.Model):
    """One message to one person. Holds counts and no words, no address and no family: what it was about is not told outside."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages", db_index=False)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    cause = models.CharField(max_length=40)
    new = models.PositiveIntegerField(default=0)
    today = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=5)
    """The way by which it went or was last tried."""
    made_at = models.DateTimeField()
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.WAITING)
    keeps_hours = models.BooleanField(default=False, db_default=False)
    """Nobody hands it over outside the hours of its receiver."""
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    """A worker is busy with it; when the worker died, another takes it after this moment."""
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=40, blank=True)
    """What went wrong the last time: a code, never words of another system."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="outbox_message_known",
                condition=Q(kind__in=[kind.value for kind in Kind], way__in=[Way.EMAIL.value, Way.SMS.value]),
            ),
            models.UniqueConstraint(name="outbox_message_once", fields=["user", "cause"]),
            models.CheckConstraint(
                name="outbox_message_done",
                condition=Q(status="waiting", done_at__isnull=True) | (~Q(status="waiting") & Q(done_at__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=["next_at", "id"], name="outbox_message_ready", condition=Q(status="waiting")),
            models.Index(fields=["region", "made_at"], name="outbox_message_list"),
            models.Index(fields=["user", "-made_at"], name="outbox_message_own"),
        )

    def access(self, today: date) -> About:
        return About(region_id=self.region_id)
