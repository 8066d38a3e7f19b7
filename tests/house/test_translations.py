"""Every Dutch sentence has its English, and no English is left behind."""

from pathlib import Path

import pytest

from tests.house import rules
from tools import translations

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def tree(root: Path, template: str = "", python: str = "", **catalogs: str) -> Path:
    files = {"templates/a.html": template, "a.py": python}
    files |= {f"locale/{part}/en/LC_MESSAGES/django.po": PO + entries for part, entries in catalogs.items()}
    for name, content in files.items():
        path = root / "src" / "sluitend" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def entry(dutch: str, english: str) -> str:
    return f'msgid "{dutch}"\nmsgstr "{english}"\n\n'


def test_every_sentence_of_the_program_has_its_english() -> None:
    assert translations.complaints(rules.ROOT) == []


@pytest.mark.parametrize(
    ("template", "python"),
    [
        ("{% translate 'Gezin' %}", ""),
        ("{% blocktranslate trimmed %}Gezin{% endblocktranslate %}", ""),
        ("", "text('Gezin')"),
        ("", "_('Gezin')"),
        ("", "ngettext('Gezin', 'Gezinnen', 2)"),
    ],
)
def test_a_sentence_without_english_is_found(tmp_path: Path, template: str, python: str) -> None:
    [complaint] = translations.complaints(tree(tmp_path, template, python))
    assert "no English for 'Gezin'" in complaint
    assert translations.complaints(tree(tmp_path, template, python, part=entry("Gezin", "Family"))) == []


def test_a_context_keeps_two_meanings_apart(tmp_path: Path) -> None:
    root = tree(tmp_path, python="pgettext('self', 'Regie')", part=entry("Regie", "Direction"))
    assert len(translations.complaints(root)) == 2


def test_english_that_no_sentence_needs_is_found(tmp_path: Path) -> None:
    [complaint] = translations.complaints(tree(tmp_path, part=entry("Gezin", "Family")))
    assert "no longer used: 'Gezin'" in complaint


def test_english_with_a_gap_that_nobody_fills_is_found(tmp_path: Path) -> None:
    root = tree(tmp_path, python="text('Dag %(name)s')", part=entry("Dag %(name)s", "Hello %(naam)s"))
    [complaint] = translations.complaints(root)
    assert "a gap that the Dutch does not have" in complaint


def test_two_parts_that_contradict_each_other_are_found(tmp_path: Path) -> None:
    root = tree(tmp_path, python="_('Gezin')", one=entry("Gezin", "Family"), two=entry("Gezin", "Household"))
    [complaint] = translations.complaints(root)
    assert "another part translates 'Gezin' differently" in complaint
