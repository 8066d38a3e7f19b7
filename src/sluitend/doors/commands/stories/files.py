"""Reading the files of a demonstration region: which steps, of which story, from which place in which file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import yaml

# "-12w mila signalling.send as eerste": when, who, what, and the name by which later steps call what came of it.
_STEP = re.compile(r"(?P<when>[+-]?\d\S*) (?P<who>\w+) (?P<verb>\w+\.\w+)(?: as (?P<name>\w+))?")


class Yaml(yaml.SafeLoader):
    """YAML 1.2 in this one point: `on`, `yes` and `no` are words, only `true` and `false` are not."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in rows if tag != "tag:yaml.org,2002:bool"]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


class StoryError(Exception):
    """A file that cannot be told; says which file, which step and why."""

    def __init__(self, file: str, step: str, why: object) -> None:
        super().__init__(f"{file}: {step}: {why}")


@dataclass(frozen=True)
class Step:
    file: str
    number: int
    when: str
    who: str
    verb: str
    name: str = ""
    about: Any = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"stap {self.number} ({self.when} {self.who} {self.verb})"


@dataclass(frozen=True)
class Story:
    """`title` says what it tells; `ends` is the state of the family's file at the end, as the tests check it."""

    file: str
    title: Mapping[str, str]
    ends: str
    steps: tuple[Step, ...]


def read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Yaml)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise StoryError(path.name, "bestand", f"dit is geen YAML: {error}") from None


def stories(folder: Path) -> list[Story]:
    return [story(path) for path in sorted(folder.glob("*.yaml"))]


def story(path: Path) -> Story:
    data = read(path)
    for name in ("title", "ends", "steps"):
        if not isinstance(data, Mapping) or not data.get(name):
            raise StoryError(path.name, name, "ontbreekt")
    return Story(path.name, data["title"], data["ends"], tuple(_steps(path.name, data["steps"])))


def _steps(file: str, rows: Iterable[Any]) -> Iterable[Step]:
    for number, row in enumerate(rows, start=1):
        line, given = next(iter(row.items())) if isinstance(row, Mapping) else (str(row), None)
        found = _STEP.fullmatch(str(line))
        if found is None or (given is not None and not isinstance(given, Mapping)):
            raise StoryError(file, f"stap {number}", f"verwacht “-12w naam app.actie: {{…}}”, niet {row!r}")
        given = dict(given or {})
        parts = found.groupdict()
        parts["name"] = parts["name"] or ""
        yield Step(file, number, about=given.pop("about", None), given=given, **parts)


def digest(folders: Iterable[Path]) -> str:
    """Changes when any of these files does."""
    found = hashlib.sha256()
    for path in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        if path.suffix in {".yaml", ".dmn", ".py"}:
            found.update(f"{path.name}\0".encode() + path.read_bytes())
    return found.hexdigest()
