"""`manage.py what_ifs [--every SECONDS]`: takes what-ifs further that somebody asked for and that need more than one step."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from sluitend.care import wall
from sluitend.doors.jobs.what_ifs import step_each


class Command(BaseCommand):
    help = "Take what-ifs further that were asked for; safe to kill and to start again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, with this pause")
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the process that began this one stops"
        )

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        parent, failed, steps = os.getppid(), set[int](), 0
        while True:
            while taken := step_each(timezone.now, failed):
                steps += taken
            if options["every"] is None:
                self.stdout.write(f"{steps} steps taken, {len(failed)} failed")
                return
            connection.close()
            time.sleep(options["every"])
            if options["with_parent"] and os.getppid() != parent:
                return
