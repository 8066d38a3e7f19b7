"""`manage.py import-caseload FILE --organisation NAME --as USERNAME`: exits with 1 when a row could not be taken."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from sluitend.care import wall
from sluitend.core.access import NotAllowed, NotNow
from sluitend.doors.commands.caseload import Wanted, bring_in, told


class Command(BaseCommand):
    help = "Take over a caseload from a spreadsheet; the rows that cannot be taken are listed and written to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an .xlsx or .csv file")
        parser.add_argument("--organisation", required=True, help="whose families these are")
        parser.add_argument("--as", required=True, dest="username", help="the account of who brings the list in")
        parser.add_argument("--sheet", default="", help="which sheet of an .xlsx file; without it the first")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--out", type=Path, help="where the rows go that were not taken (.xlsx or .csv)")

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(**{name: options[name] for name in Wanted.__dataclass_fields__})
        try:
            outcome = bring_in(wanted, timezone.now())
        except (NotNow, NotAllowed) as error:
            raise CommandError(str(error.reason)) from None
        for line in told(outcome, wanted.dry_run):
            self.stdout.write(line)
        if outcome.report.refused:
            sys.exit(1)
