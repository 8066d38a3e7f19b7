"""`manage.py nightly`: what has to happen once a night; put it in cron or a systemd timer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from sluitend.care import wall
from sluitend.doors.jobs import nightly
from sluitend.doors.jobs.sealing import seal_all


class Command(BaseCommand):
    help = "Think again about every open family and prove the closing rules."

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        for night in nightly.run(timezone.now):
            self.stdout.write(
                f"region {night.region_id}: {night.looked_at} families looked at, {night.failed} failed, proof {night.proof_id}"
            )
        for head in seal_all(settings.TRAIL_HEADS, now=timezone.now(), everything=True):
            self.stdout.write(f"region {head.region_id}: {head.sealed} entries of the trail sealed")
