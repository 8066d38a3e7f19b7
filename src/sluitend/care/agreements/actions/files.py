"""Putting content files in force. A version is never edited in place: a changed file follows the old one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from sluitend.care.action import action, day, details
from sluitend.care.agreements.actions.following import begins, digest_of, ends
from sluitend.care.agreements.actions.starters import Scope, agreed_by_people, offer_beside
from sluitend.care.agreements.models import Kind, Version
from sluitend.care.agreements.queries.in_force import REGION_KINDS
from sluitend.care.network.models import Region
from sluitend.core import content, tables
from sluitend.core.access import Actor
from sluitend.core.agreement import wrong_examples
from sluitend.core.content import ContentError, Governed, Problem
from sluitend.core.permissions import Permission
from sluitend.core.text import text

ENDINGS = {Version.Kind.TABLE: "dmn", Version.Kind.EXAMPLES: "examples.yaml"}


@dataclass(frozen=True)
class ContentFile:
    """A file as it was found: `name` is for error messages, `body` is kept exactly."""

    kind: Version.Kind
    content_id: str
    name: str
    body: str

    @property
    def digest(self) -> str:
        return digest_of(self.body)


@action(needs=Permission.PUT_IN_FORCE, about="network.Region")
def put_in_force(
    region: Region, *, by: Actor, now: datetime, folder: Path, own: str = "", stop: Collection[str] = ()
) -> Region:
    """Put the content files that this region uses in force from today; `own` is the region file, else it is called as the region.

    Files that are in force as they are add nothing. What people here agreed through a draft stays in force; a new text for it is
    offered beside it. It only goes out of force when its id is in `stop`. Raises ContentError, with everything that is wrong, before
    anything is stored.
    """
    files = files_in_use(folder, own or region.slug)
    check_files(files)
    by_people, today = agreed_by_people(region.pk), day(now)
    _nothing_agreed_is_lost(files, by_people, stop)
    offered = offer_beside(region, by_people, {(file.kind, file.content_id): file.body for file in files}, now)
    current = {
        (row.kind, row.content_id): row
        for row in Version.objects.filter(region=region, coalition=None, replaced_on=None)
    }
    changed_files = [
        file
        for file in files
        if (None, *_thing(file)) not in by_people and _digest(current.get((file.kind, file.content_id))) != file.digest
    ]
    for file in changed_files:
        ends(current.get((file.kind, file.content_id)), today)
        begins((region.pk, None, file.kind, file.content_id), file.body, today)
    kept = {(file.kind, file.content_id) for file in files}
    gone = [row.pk for key, row in current.items() if key not in kept]
    Version.objects.filter(pk__in=gone).update(replaced_on=today)
    _coalitions_stop(region, stop, today)
    details(new=len(changed_files), out_of_force=len(gone), offered=offered)
    return region


def _thing(file: ContentFile) -> tuple[str, str]:
    """What people agree on; examples go along with their table."""
    return Kind.TABLE if file.kind == Kind.EXAMPLES else file.kind, file.content_id


def _nothing_agreed_is_lost(files: list[ContentFile], by_people: Collection[Scope], stop: Collection[str]) -> None:
    """A region file that no longer names what was agreed here would take it out of force without a word."""
    kept = {_thing(file) for file in files}
    lost = {(kind, name) for _, kind, name in by_people if (kind, name) not in kept and name not in stop}
    reason = text(
        "dit is hier zelf afgesproken en zou stil verdwijnen: noem het hier, of zeg uitdrukkelijk dat het stopt"
    )
    if lost:
        raise ContentError(
            tuple(
                Problem(files[0].name, f"in_use.{REGION_KINDS[Kind(kind)]}.{name}", reason)
                for kind, name in sorted(lost)
            )
        )


def _coalitions_stop(region: Region, stop: Collection[str], today: date) -> None:
    own = Version.objects.filter(region=region, coalition__isnull=False, content_id__in=stop, replaced_on=None)
    own.update(replaced_on=today)


def _digest(version: Version | None) -> str:
    return "" if version is None else version.digest


def files_in_use(folder: Path, slug: str) -> list[ContentFile]:
    """The region's own file and every file that it says it uses. A file that is missing is a ContentError."""
    own = _file(folder, Version.Kind.REGION, slug)
    region = read(own)
    assert isinstance(region, content.Region)
    wanted = [(kind, name) for kind, place in REGION_KINDS.items() for name in getattr(region.in_use, place)]
    return [own, *(_file(folder, kind, name) for kind, name in wanted)]


def _file(folder: Path, kind: Version.Kind, content_id: str) -> ContentFile:
    place = "regions" if kind == Version.Kind.REGION else REGION_KINDS[kind]
    path = folder / place / f"{content_id}.{ENDINGS.get(kind, 'yaml')}"
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        raise ContentError((Problem(name, "bestand", text("dit bestand is er niet")),))
    return ContentFile(kind, content_id, name, path.read_text(encoding="utf-8"))


def read(file: ContentFile) -> Governed:
    """The checked value of a YAML file."""
    return content.check(file.kind, _yaml(file), file.name)


def _yaml(file: ContentFile) -> Mapping[str, Any]:
    try:
        data = yaml.safe_load(file.body)
    except yaml.YAMLError as error:
        raise ContentError((Problem(file.name, "bestand", text("dit is geen YAML: %(why)s", why=error)),)) from None
    return data if isinstance(data, Mapping) else {}


def check_files(files: list[ContentFile]) -> None:
    """Everything that is wrong in these files together, as one ContentError."""
    known = {place: frozenset(f.content_id for f in files if f.kind == kind) for kind, place in REGION_KINDS.items()}
    problems: list[Problem] = []
    examples = {file.content_id: file for file in files if file.kind == Version.Kind.EXAMPLES}
    for file in files:
        try:
            if file.kind == Version.Kind.TABLE:
                problems += _table_problems(file, examples[file.content_id])
            elif file.kind != Version.Kind.EXAMPLES:
                problems += content.unknown_references(read(file), file.name, known)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(tuple(problems))


def _table_problems(file: ContentFile, examples: ContentFile) -> list[Problem]:
    """A table comes in force only when it can be read and answers every example as was agreed."""
    try:
        model = tables.read(file.body.encode())
        wrong = wrong_examples(model, file.content_id, _yaml(examples).get("examples") or ())
    except tables.TablesError as error:
        return [Problem(file.name, "bestand", text("deze tabel is niet te lezen: %(why)s", why=error))]
    reason = text("de tabel antwoordt anders dan afgesproken in %(file)s", file=file.name)
    return [Problem(examples.name, f"examples.{example.number}", reason) for example in wrong]
