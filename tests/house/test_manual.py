"""The manual: every picture is shown somewhere, every picture that is shown exists, and together they stay small."""

import re
from pathlib import Path

import pytest

from sluitend.core.roles import ROLES, Role

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 3_000_000  # bytes of all pictures together
PAGES = dict(
    re.findall(r"^- \[([^\]]+)\]\((\w[\w-]*\.md)\)", (ROOT / "docs" / "manual" / "README.md").read_text(), re.MULTILINE)
)
PEOPLE = [ROLES[role].name.message for role in Role if role is not Role.SYSTEM]


def complaints(root: Path) -> list[str]:
    """What is wrong between the pages below `root` and the pictures of the manual."""
    manual = root / "docs" / "manual"
    shown = set()
    for page in [*root.glob("*.md"), *(root / "docs").rglob("*.md")]:
        links = re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text())
        shown |= {(page.parent / target).resolve() for _, target in links}
        found = [f"{page.name}: a picture without words" for words, _ in links if not words.strip()]
        if found:
            return found
    there = {picture.resolve() for picture in (manual / "pictures").glob("*.png")}
    missing = [f"{picture.name}: shown, but not there" for picture in sorted(shown - there)]
    unused = [f"{picture.name}: there, but not shown" for picture in sorted(there - shown)]
    too_large = sum(picture.stat().st_size for picture in there) > LARGEST
    return [*missing, *unused, *(["the pictures are too large together"] if too_large else [])]


def test_pictures_and_pages_of_the_manual_agree():
    assert complaints(ROOT) == []


@pytest.mark.parametrize("role", PEOPLE)
def test_every_role_has_a_page_in_both_languages(role):
    page = (ROOT / "docs" / "manual" / PAGES[role]).read_text()
    assert "## English" in page
    assert "![" in page


@pytest.mark.parametrize(
    ("page", "pictures", "complaint"),
    [
        ("![A day](pictures/day.png)", [], "day.png: shown, but not there"),
        ("Nothing", ["day.png"], "day.png: there, but not shown"),
        ("![](pictures/day.png)", ["day.png"], "page.md: a picture without words"),
    ],
)
def test_the_rule_bites(tmp_path, page, pictures, complaint):
    folder = tmp_path / "docs" / "manual" / "pictures"
    folder.mkdir(parents=True)
    (folder.parent / "page.md").write_text(page)
    for name in pictures:
        (folder / name).write_bytes(b"png")
    assert complaints(tmp_path) == [complaint]
