"""The demonstration: one command from nothing to a region that can be walked through."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.utils import timezone

from sluitend.care import wall
from sluitend.doors.commands.stories.files import StoryError, digest, read
from sluitend.doors.commands.stories.region import load

TRY_FIRST = """
  De demonstratie staat op {address}  (stoppen: Ctrl+C)

  Drie dingen om mee te beginnen:
  1. Meld u aan als Mila van Brakel, verloskundige, en stuur een signaal.
  2. Meld u aan als Fenna Oosterhuis, regiehouder, en pak het op.
  3. Meld u aan als Petra Scholten, teamleider, en kijk wat te laat is.

  In English: press EN at the top of the page.
"""


class Command(BaseCommand):
    help = "Make the demonstration region in SQLite (again only when its files changed) and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="load only")
        parser.add_argument(
            "--fresh", action="store_true", help="load again, with today as today; what you changed is lost"
        )

    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Set DEBUG=1 and SLUITEND_DEMONSTRATION=1, or use `make demo`.")
        port = os.environ.get("PORT", "8000")
        if not options["no_serve"]:
            self._must_be_free(port)
        database = Path(settings.DATABASES["default"]["NAME"])
        kept, now_in_files = database.with_suffix(".digest"), digest(self._sources())
        if options["fresh"] or not database.exists() or not kept.exists() or kept.read_text() != now_in_files:
            self._build(database)
            kept.write_text(now_in_files)
        else:
            self.stdout.write("De demonstratie is er al. Opnieuw laden: manage.py demo --fresh")
        self.stdout.write(TRY_FIRST.format(address=f"http://127.0.0.1:{port}/"))
        if not options["no_serve"]:
            self._serve(port)

    def _must_be_free(self, port: str) -> None:
        """The server would share a busy port, and then every other page would come from somebody else's program."""
        with socket.socket() as knock:
            if port.isdecimal() and knock.connect_ex(("127.0.0.1", int(port))) == 0:
                raise CommandError(f"Poort {port} is bezet. Kies een andere: make demo PORT=8001")

    def _sources(self) -> list[Path]:
        """What the database follows from: the stories, what was agreed, and the shape of the tables."""
        return [settings.DEMO, settings.CONTENT, *sorted((settings.SOURCE / "care").glob("*/migrations"))]

    def _build(self, database: Path) -> None:
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{database}{ending}").unlink(missing_ok=True)
        settings.TRAIL_HEADS.unlink(missing_ok=True)
        self.stdout.write("Tabellen maken…")
        call_command("migrate", verbosity=0)
        self.stdout.write("Het netwerk en de gezinnen laden, elk door hun eigen handelingen…")
        try:
            load(
                now=timezone.now(),
                demo=settings.DEMO,
                content=settings.CONTENT,
                slug=read(settings.DEMO / "region.yaml")["region"],
                progress=self._show,
            )
        except StoryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("")
        call_command("nightly", stdout=StringIO())
        call_command("messages", stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _show(self, done: int, of: int) -> None:
        """A bar on a terminal; a line at each quarter elsewhere."""
        width = 40
        filled = width * done // of
        if self.stdout.isatty():
            self.stdout.write(f"\r  {'█' * filled}{'·' * (width - filled)} {done} van {of} stappen", ending="")
        elif done == of or 4 * done // of > 4 * (done - 1) // of:
            self.stdout.write(f"  {done} van {of} stappen")
        self.stdout.flush()

    def _serve(self, port: str) -> None:
        """Become the server. One process: SQLite has one writer, and its threads share the page cache."""
        connection.close()
        sys.stdout.flush()
        arguments = [
            "--interface",
            "wsgi",
            "--workers",
            "1",
            "--blocking-threads",
            "4",
            "--no-ws",
            "--host",
            "127.0.0.1",
        ]
        arguments += ["--port", port, "sluitend.config.wsgi:application"]
        environment = os.environ | {"PYTHONPATH": str(settings.SOURCE.parent)}
        # Beside the server, and gone with it: this process becomes the server and stays the parent.
        for command in (
            ["trail", "seal", "--every", "30"],
            ["messages", "--every", "30"],
            ["what_ifs", "--every", "2"],
        ):
            beside = [sys.executable, str(settings.ROOT / "manage.py"), *command, "--with-parent"]
            subprocess.Popen(beside, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        os.execve(sys.executable, [sys.executable, "-m", "granian", *arguments], environment)  # noqa: S606
