"""Generated pages equal the code; models and migrations agree; every verb has a sentence and a test."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from sluitend.care import action
from sluitend.doors.commands.reference import load_actions, pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["states.md", "actions.md", "permissions.md", "content.md"])
def test_generated_page_equals_the_code(name):
    assert (ROOT / "docs" / "reference" / name).read_text() == pages()[name], "run manage.py reference"


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_action_says_what_it_does():
    load_actions()
    assert {name for name, spec in action.REGISTER.items() if not re.match(r"[A-Z].*\.", spec.doc)} == set()


def test_every_action_is_called_in_a_test_or_by_a_verb_that_is():
    """A consequence of another verb, or what a job does, is reached through that verb's tests."""
    load_actions()
    tests = "\n".join(file.read_text() for file in (ROOT / "tests").rglob("*.py"))
    source = "\n".join(file.read_text() for file in (ROOT / "src" / "sluitend").rglob("*.py"))
    verbs = {name: name.split(".")[1] for name in action.REGISTER}
    reached = {
        name
        for name, verb in verbs.items()
        if re.search(rf"\b{verb}\b", tests) or len(re.findall(rf"(?<!def )\b{verb}\(", source)) > 0
    }
    assert set(verbs) - reached == set()


def test_every_link_between_documents_leads_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), (page.name, target)
