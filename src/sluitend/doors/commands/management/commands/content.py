"""What was agreed, as files: `content check` proves them, `content update --region SLUG` puts them in force in a region.

What people in a region agreed through a draft is never overwritten: a new text for it is offered on the page of agreements
(docs/decisions/0024)."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from sluitend.care.agreements.actions import check_files, files_in_use, put_in_force
from sluitend.care.agreements.queries import starters_everywhere
from sluitend.care.network.queries import region_named, system_actor
from sluitend.core.content import ContentError


class Command(BaseCommand):
    help = "Check the content files of every region, or put those of one region in force; each problem names its file and field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "update"])
        parser.add_argument("--folder", type=Path, default=settings.CONTENT)
        parser.add_argument("--region", help="the region to update, by its short name")
        parser.add_argument(
            "--stop", nargs="*", default=[], metavar="ID", help="what people agreed here and no longer holds from today"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "update":
            self._update(options["folder"], options["region"], options["stop"])
        else:
            self._check(options["folder"])

    def _update(self, folder: Path, slug: str | None, stop: list[str]) -> None:
        region_id = region_named(slug or "")
        if region_id is None:
            raise CommandError(f"--region: er is geen regio '{slug or ''}'")
        by, now = system_actor(region_id), timezone.now()
        try:
            put_in_force(region_id, by=by, now=now, folder=folder, stop=stop)
        except ContentError as error:
            raise CommandError("\n".join(map(str, error.problems))) from None
        self.stdout.write(f"{slug}: bijgewerkt.")
        for row in starters_everywhere(by=by, now=now):
            self.stdout.write(
                f"  {row.content_id} {row.coalition}".rstrip() + ": hier zelf afgesproken, aangeboden als starttekst"
            )

    def _check(self, folder: Path) -> None:
        regions = sorted(path.stem for path in (folder / "regions").glob("*.yaml"))
        problems = [problem for slug in regions for problem in self._problems(folder, slug)]
        if not regions:
            problems.append(f"{folder}/regions: er is geen regiobestand")
        if problems:
            raise CommandError("\n".join(problems))

    def _problems(self, folder: Path, slug: str) -> Iterator[str]:
        try:
            files = files_in_use(folder, slug)
            check_files(files)
        except ContentError as error:
            yield from map(str, error.problems)
            return
        self.stdout.write(f"{slug}: {len(files)} bestanden kloppen.")
