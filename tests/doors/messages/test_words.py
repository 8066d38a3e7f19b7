"""Every message that can be sent, against everybody of the demonstration: no name, address, number, organisation or place is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from django.conf import settings

from sluitend.core.messages import Kind
from sluitend.ui.languages import languages
from sluitend.ui.letters import to_parent, to_professional

PERSONAL = {
    "given_name",
    "family_name",
    "name",
    "parent",
    "partner",
    "child",
    "street",
    "postcode",
    "town",
    "phone",
    "email",
    "username",
    "job",
    "note",
    "unease",
    "words",
}


def values(found: object, key: str = "") -> Iterator[str]:
    if isinstance(found, dict):
        for name, part in found.items():
            yield from values(part, str(name))
    elif isinstance(found, list):
        for part in found:
            yield from values(part, key)
    elif key in PERSONAL:
        yield str(found)


def known() -> set[str]:
    """All words of four letters and more in what is personal in the stories, and every number of a phone or a house."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in settings.DEMO.rglob("*.yaml")]
    return {said.casefold() for file in files for said in values(file) if len(said) > 2}


def letters() -> Iterator[tuple[str, str]]:
    for kind in Kind:
        for new in (0, 1, 7):
            for today in (0, 1, 7):
                for code in ("nl", "en"):
                    yield to_professional(kind, new, today, code)
    yield from (to_parent(code) for code in languages())


def test_the_stories_hold_enough_names_to_be_looked_for():
    assert len(known()) > 100


def test_no_message_holds_anything_of_anybody():
    names = known()
    for subject, words in letters():
        said = f"{subject}\n{words}".casefold()
        found = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)]
        assert not found, (subject, found)
        assert "@" not in said
        assert "http" not in said
        assert len(re.findall(r"\d+", said)) <= 2, "numbers other than the two counts"


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_message_to_a_parent_does_not_name_the_program_help_care_or_a_child(code):
    subject, words = to_parent(code)
    said = f"{subject} {words}".casefold()
    betrays = ("sluitend", "voorzorg", "gezin", "kind", "zorg", "hulp", "family", "child", "care", "help", "signal")
    assert not [word for word in betrays if word in said]
