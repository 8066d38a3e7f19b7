"""`manage.py leaks`: proves the closing rules now, lists what breaks them, and exits with 1 when anything does."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sluitend.care import wall
from sluitend.care.monitoring import actions, queries
from sluitend.care.network.queries import region_ids, system_actor


class Command(BaseCommand):
    help = "List the families that break a closing rule; exit 1 if there are any."

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for region_id in region_ids():
            by = system_actor(region_id)
            proof_id = actions.prove(region_id, by=by, now=timezone.now(), clock=timezone.now)
            for leak in queries.leaks(proof_id):
                broken += 1
                self.stdout.write(f"family {leak.family_id}: {leak.rule}: {leak.why}")
        proofs = queries.status()
        unreadable, unbalanced = sum(p.unreadable for p in proofs), sum(p.unbalanced for p in proofs)
        self.stdout.write(
            f"{broken} breaches, {unreadable} families unreadable, {unbalanced} municipalities out of balance"
        )
        if broken or unreadable or unbalanced:
            sys.exit(1)
