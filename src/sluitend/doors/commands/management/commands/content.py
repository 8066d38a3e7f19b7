"""What was agreed, checked as files: run it before a new version is put in force."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from sluitend.care.agreements.actions import check_files, files_in_use
from sluitend.core.content import ContentError


class Command(BaseCommand):
    help = "Check the content files of every region; each problem names its file and field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check"])
        parser.add_argument("--folder", type=Path, default=settings.CONTENT)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
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
