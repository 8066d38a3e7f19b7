"""The work behind `manage.py import-caseload`: from a file to families, with what could not be taken in a file of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from sluitend.care.accounts.queries import user_id_of
from sluitend.care.action import day
from sluitend.care.coordination.actions import Report, take_caseload
from sluitend.care.coordination.queries.caseload import organisation_called, read_sheet
from sluitend.care.network.queries import actor_of
from sluitend.core.access import Actor, NotNow
from sluitend.core.caseload_sheet import Problem, to_correct
from sluitend.core.text import text
from sluitend.outside import spreadsheet

BAR_AFTER = 2.0  # seconds; what is done sooner needs no bar
BAR_WIDTH = 40
NOT_TAKEN = "-niet-overgenomen"


@dataclass(frozen=True)
class Wanted:
    """What somebody typed behind the command."""

    file: Path
    organisation: str
    username: str
    sheet: str = ""
    dry_run: bool = False
    out: Path | None = None

    @property
    def problems_file(self) -> Path | None:
        """Beside the file itself, unless told otherwise, and never over an earlier one that may hold corrections.

        A dry run writes one only when asked.
        """
        if self.out is not None or self.dry_run:
            return self.out
        stem = f"{self.file.stem.partition(NOT_TAKEN)[0]}{NOT_TAKEN}"
        endings = chain(("",), (f"-{number}" for number in count(2)))
        names = (f"{stem}{ending}{self.file.suffix}" for ending in endings)
        return next(path for path in map(self.file.with_name, names) if not path.exists())


@dataclass(frozen=True)
class Outcome:
    report: Report
    written: Path | None


def bring_in(wanted: Wanted, now: datetime) -> Outcome:
    """Read, take, and write what was not taken. NotNow and NotAllowed say what is wrong."""
    try:
        return _bring_in(wanted, now)
    except spreadsheet.SpreadsheetError as error:
        raise NotNow(error.reason) from None


def _bring_in(wanted: Wanted, now: datetime) -> Outcome:
    by = _actor(wanted.username, now)
    organisation_id = organisation_called(wanted.organisation, by.region_id)
    if organisation_id is None:
        raise NotNow(text("De organisatie %(name)s is niet bekend in deze regio.", name=wanted.organisation))
    out = wanted.problems_file
    kind = spreadsheet.ending(out.name) if out else ""
    table = spreadsheet.read(_content(wanted.file), spreadsheet.ending(wanted.file.name), wanted.sheet)
    sheet = read_sheet(organisation_id, table.rows, by=by, now=now)
    with_bar = Bar() if sys.stderr.isatty() else None
    report = take_caseload(organisation_id, sheet, by=by, now=now, dry_run=wanted.dry_run, progress=with_bar)
    if not report.refused or out is None:
        return Outcome(report, None)
    out.write_bytes(spreadsheet.write(to_correct(table.rows, report.sheet), kind))
    return Outcome(report, out)


def _actor(username: str, now: datetime) -> Actor:
    user_id = user_id_of(username)
    by = None if user_id is None else actor_of(user_id, day(now))
    if by is None:
        raise NotNow(text("Onder de naam %(name)s werkt hier vandaag niemand.", name=username))
    return by


def _content(file: Path) -> bytes:
    """The file, but never more than can be read: a far too large one is refused, not loaded."""
    try:
        with file.open("rb") as opened:
            return opened.read(spreadsheet.LARGEST_BYTES + 1)
    except OSError:
        raise NotNow(text("Het bestand %(name)s is niet te lezen.", name=file)) from None


class Bar:
    """How far it is, on a terminal, once it takes longer than two seconds."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self.began > BAR_AFTER:
            filled = BAR_WIDTH * done // of
            end = "\n" if done == of else ""
            sys.stderr.write(f"\r  {'█' * filled}{'·' * (BAR_WIDTH - filled)} {done} van {of} rijen{end}")
            sys.stderr.flush()


def told(outcome: Outcome, dry_run: bool) -> Iterator[str]:
    """What became of the rows, in lines without anybody's name: row, column and reason."""
    report = outcome.report
    yield "Proef: er is niets veranderd." if dry_run else "Overgenomen."
    yield f"  {len(report.taken)} gezinnen overgenomen"
    yield f"  {len(report.known)} al bekend"
    for known in report.known:
        reasons = ", ".join(str(reason) for reason in known.reasons)
        yield f"    rij {known.row}: regie bij {known.lead or 'niemand'} ({reasons})"
    yield f"  {len(report.refused)} niet overgenomen"
    yield from (_problem(problem) for problem in report.problems if problem.refuses)
    remarks = [_problem(problem) for problem in report.problems if not problem.refuses]
    yield f"  {len(remarks)} opmerkingen"
    yield from remarks
    if outcome.written is not None:
        yield f"Wat niet is overgenomen, staat in {outcome.written}. Verbeter het daar en lees dat bestand in."


def _problem(problem: Problem) -> str:
    where = f"rij {problem.row}, {problem.column}" if problem.column else f"rij {problem.row}"
    return f"    {where}: {problem.reason}"
