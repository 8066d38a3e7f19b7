"""`manage.py messages`: make and send the messages that are due; a timer of one minute, or `--every` in a service."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from sluitend.care import wall
from sluitend.doors.jobs.post import deliver, plan_all


class Command(BaseCommand):
    help = "Make and send the messages that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, with this pause")
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the process that began this one stops"
        )

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        parent = os.getppid()
        while True:
            made = plan_all(timezone.now)
            sent = deliver(timezone.now)
            if made or sent:
                told = ", ".join(f"{count} {outcome.value}" for outcome, count in sent.items())
                self.stdout.write(f"{made} made; {told or 'nothing handed over'}")
            if options["every"] is None:
                return
            connection.close()
            time.sleep(options["every"])
            if options["with_parent"] and os.getppid() != parent:
                return
