"""The content security policy allows no style or script in a page; this finds them before a browser refuses them."""

from pathlib import Path

import pytest

from tests.house import rules

BREACHES = [
    "<style>p { color: red }</style>",
    '<p style="color: red">rood</p>',
    "<script>alert(1)</script>",
    '<button onclick="go()">ga</button>',
    '<a href="javascript:go()">ga</a>',
    '<div hx-on:click="go()"></div>',
]


def tree_with_template(root: Path, content: str) -> Path:
    path = root / "src" / "sluitend" / "doors" / "workspace" / "today" / "templates" / "today.html"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    return root


def test_no_template_holds_style_or_script() -> None:
    assert list(rules.templates(rules.ROOT))
    assert rules.inline_style_or_script(rules.ROOT) == []


@pytest.mark.parametrize("breach", BREACHES)
def test_style_or_script_in_a_template_is_found(tmp_path: Path, breach: str) -> None:
    assert len(rules.inline_style_or_script(tree_with_template(tmp_path, breach))) == 1


def test_a_script_file_and_a_remark_about_style_are_fine(tmp_path: Path) -> None:
    fine = '<script src="/static/a.js" defer></script>{# never <style> here #}<p class="x">lifestyle = "rustig"</p>'
    assert rules.inline_style_or_script(tree_with_template(tmp_path, fine)) == []
