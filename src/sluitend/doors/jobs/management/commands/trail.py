"""`manage.py trail seal|verify|export`: the trail for whoever runs the service, and for an auditor."""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from sluitend.care import wall
from sluitend.care.action import AMSTERDAM
from sluitend.care.network.queries import region_ids, system_actor
from sluitend.care.privacy.queries import exported
from sluitend.core.trail import COLUMNS, audit_event, row
from sluitend.doors.jobs.sealing import seal_all, verify_all


class Command(BaseCommand):
    help = "Seal, verify or export the trail of changes and looks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        seal = verbs.add_parser("seal", help="seal what was written since")
        seal.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, with this pause")
        seal.add_argument("--with-parent", action="store_true", help="stop when the process that began this one stops")
        verbs.add_parser("verify", help="prove the chain; exit 1 when an entry was changed, removed or swapped")
        export = verbs.add_parser("export", help="write entries to standard output")
        export.add_argument("--format", choices=["fhir", "csv"], default="fhir", help="AuditEvent as NDJSON, or CSV")
        export.add_argument("--from", dest="first", type=date.fromisoformat, help="first day")
        export.add_argument("--to", dest="last", type=date.fromisoformat, help="last day")

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        {"seal": self._seal, "verify": self._verify, "export": self._export}[options["verb"]](options)

    def _seal(self, options: dict[str, Any]) -> None:
        parent = os.getppid()
        while True:
            for head in seal_all(settings.TRAIL_HEADS, now=timezone.now(), everything=options["every"] is None):
                if head.sealed:
                    self.stdout.write(f"region {head.region_id}: {head.sealed} sealed, head {head.number} {head.hash}")
            if options["every"] is None:
                return
            connection.close()
            time.sleep(options["every"])
            if options["with_parent"] and os.getppid() != parent:
                return

    def _verify(self, options: dict[str, Any]) -> None:
        wrong = 0
        for where, broken in verify_all(settings.TRAIL_HEADS):
            wrong += 1
            self.stdout.write(f"{where}: {broken.kind}: number {broken.number}, entry {broken.entry_id}")
        self.stdout.write("the trail is whole" if not wrong else f"{wrong} things are wrong")
        if wrong:
            sys.exit(1)

    def _export(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        since = _begin(options["first"]) if options["first"] else datetime.min.replace(year=1970, tzinfo=AMSTERDAM)
        until = _begin(options["last"] + timedelta(days=1)) if options["last"] else now
        table = csv.writer(self.stdout)
        if options["format"] == "csv":
            table.writerow(COLUMNS)
        for region_id in region_ids():
            for entry in exported(by=system_actor(region_id), now=now, since=since, until=until).entries:
                if options["format"] == "csv":
                    table.writerow(row(entry))
                else:
                    self.stdout.write(json.dumps(audit_event(entry, site=f"region/{region_id}"), ensure_ascii=False))


def _begin(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), AMSTERDAM)
