"""`manage.py reference`: writes docs/reference; with --check it compares and exits 1 on a difference."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from sluitend.doors.commands.reference import pages


class Command(BaseCommand):
    help = "Write the generated pages of docs/reference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare instead of write")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ROOT / "docs" / "reference"
        stale = [name for name, made in pages().items() if not _same(folder / name, made)]
        if options["check"] and stale:
            self.stderr.write(f"docs/reference differs from the code: {', '.join(stale)}. Run manage.py reference.")
            sys.exit(1)
        if not options["check"]:
            folder.mkdir(parents=True, exist_ok=True)
            for name, made in pages().items():
                (folder / name).write_text(made)


def _same(file: Any, made: str) -> bool:
    return file.exists() and file.read_text() == made
