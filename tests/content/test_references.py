"""Where content was read and who looks after it reads in both languages: what is no name stands in Dutch and in English."""

import re
from pathlib import Path

import pytest
import yaml

from sluitend.core.content import Words

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in ("content", "demo/agreements")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
    if path.parent.name != "languages"
]
FIELDS = {"sources", "source", "found_source", "owner", "basis"}
NAMED = re.findall(r"^\| (?!Named as|---)([^|]+) \|", (ROOT / "docs" / "sources.md").read_text(), re.MULTILINE)
NAMES = sorted(
    {part.strip() for cell in NAMED for part in (cell, *re.split(r"[;,]| en ", cell))}, key=len, reverse=True
)
ALSO = (
    "Kansrijke Start Doesburg",
    "Vroegsignalering Zwangeren",
    "Late Start in Nijmegen",
    "Centering",
    "ZRM",
    "NNZ",
    "PHB",
    "EPDS",
)
"""Names of parties, of documents and of parts of them that are the same in both languages."""


def references(part, key=""):
    """Every text about where something was read or who looks after it."""
    if isinstance(part, dict) and key in FIELDS and set(part) == {"nl", "en"}:
        yield Words.model_validate(part)
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from references(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from references(value, key)
    elif key in FIELDS:
        yield part


def rest(written):
    """What is left of a text without the names that are in docs/sources.md."""
    for name in (*NAMES, *ALSO):
        written = written.replace(name, " ")
    return re.findall(r"[^\W\d_]{2,}", written)


def test_the_sweep_finds_them():
    found = [one for path in FILES for one in references(yaml.safe_load(path.read_text()))]
    assert len(found) > 300
    assert sum(isinstance(one, Words) for one in found) > 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".yaml"))
def test_what_is_more_than_a_name_is_there_in_both_languages(path):
    for one in references(yaml.safe_load(path.read_text())):
        if isinstance(one, Words):
            assert one.nl != one.en
        else:
            assert rest(one) == [], (one, rest(one))
