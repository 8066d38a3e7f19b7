"""Generated pages equal the code; models and migrations agree; every verb has a sentence and a test."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from sluitend.care import action
from sluitend.doors.commands.reference import load_actions, pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["states.md", "actions.md", "permissions.md", "content.md", "indicators.md"])
def test_generated_page_equals_the_code(name):
    assert (ROOT / "docs" / "reference" / name).read_text() == pages()[name], "run manage.py reference"


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_action_says_what_it_does():
    load_actions()
    assert {name for name, spec in action.REGISTER.items() if not re.match(r"[A-Z].*\.", spec.doc)} == set()


REACHED_THROUGH = {
    "parents.accept_invitation": "open_invitation",
    "referrals.make_link": "new_link",
    "referrals.count_try": "enter",
    "referrals.open_link": "enter",
}
"""Actions that only another function of their own module calls, and the function that the tests call."""


def untested(names, tests):
    """The actions that no test calls (`verb(`), names as an attribute (`module.verb`) or plays by its name ("verb")."""
    called = {name: REACHED_THROUGH.get(name, name.split(".")[1]) for name in names}
    return sorted(
        name
        for name, verb in called.items()
        if not re.search(rf"""\w\.{verb}\b|(?<!def )\b{verb}\(|"{verb}\"""", tests)
    )


def test_every_action_is_called_in_a_test():
    load_actions()
    here = Path(__file__)
    files = [file for file in (ROOT / "tests").rglob("*.py") if file != here]
    assert untested(action.REGISTER, "\n".join(file.read_text() for file in files)) == []


def test_an_action_that_no_test_calls_is_seen():
    assert untested(["followup.keep"], "def keep(): ...  # keep it") == ["followup.keep"]
    assert untested(["followup.keep", "referrals.enter"], "actions.keep(pk)\nactions.enter(token)") == []


def test_every_link_between_documents_leads_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), (page.name, target)


def test_content_names_its_sources_as_a_reader_knows_them():
    """By the names of docs/sources.md: no numbers and no papers that only the builders have."""
    files = [
        file
        for folder in ("content", "demo")
        for file in (ROOT / folder).rglob("*.*")
        if file.suffix in {".yaml", ".dmn"}
    ]
    assert files
    hidden = re.compile(r"domain\.md|\bS\d{1,3}\b")
    assert [str(file) for file in files if hidden.search(file.read_text())] == []
