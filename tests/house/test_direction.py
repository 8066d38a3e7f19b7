"""Which way things point: imports, foreign keys; no clock in core; no content id in Python. Each rule is also shown to bite."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sluitend"
ORDER = re.findall(r"^    \((\w+)\)", (ROOT / ".importlinter").read_text(), re.M)


def upward_keys(pairs):
    """(from, to) app labels whose foreign key points up in the order of care."""
    return [(a, b) for a, b in pairs if a in ORDER and b in ORDER and ORDER.index(b) < ORDER.index(a)]


def test_foreign_keys_point_down():
    pairs = {
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many) and not field.auto_created
    }
    assert len(pairs) > 20
    assert upward_keys(pairs) == []


def test_a_key_that_points_up_is_seen():
    assert upward_keys([("people", "referrals"), ("referrals", "people")]) == [("people", "referrals")]


def lint_imports(cwd):
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]
    return subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": str(cwd / "src"), "PATH": "/usr/bin"}, capture_output=True, text=True
    )


def test_imports_keep_the_contracts():
    found = lint_imports(ROOT)
    assert found.returncode == 0, found.stdout[-3000:]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("core/promise.py", "import django"),
        ("care/people/actions.py", "import sluitend.care.referrals.models"),
        ("doors/workspace/door.py", "import sluitend.care.people.models"),
        ("care/newcomer/__init__.py", "x = 1"),
    ],
)
def test_a_broken_contract_is_seen(tmp_path, file, line):
    subprocess.run(["cp", "-r", ROOT / "src", ROOT / ".importlinter", tmp_path], check=True)
    target = tmp_path / "src" / "sluitend" / file
    target.parent.mkdir(exist_ok=True)
    with target.open("a") as out:
        out.write(f"\n{line}\n")
    assert lint_imports(tmp_path).returncode == 1


def content_ids():
    return sorted(
        file.name.split(".")[0]
        for folder in settings.CONTENT.iterdir()
        if folder.is_dir() and folder.name != "languages"  # named by their codes in ISO 639, which belong to everybody
        for file in folder.iterdir()
        if file.suffix in {".yaml", ".dmn"}
    )


def named(ids, text):
    """Content ids that occur in a text as a whole quoted word."""
    return [pk for pk in ids if re.search(rf"""["']{re.escape(pk)}["']""", text)]


def test_python_knows_no_content_by_name():
    ids = content_ids()
    assert len(ids) > 20
    found = {str(file): names for file in SOURCE.rglob("*.py") if (names := named(ids, file.read_text()))}
    assert found == {}


def test_a_content_id_in_python_is_seen():
    assert named(["voorzorg"], 'if programme == "voorzorg":') == ["voorzorg"]


def test_privacy_has_a_decision_for_every_field():
    decided = yaml.safe_load((ROOT / "docs" / "privacy.yaml").read_text())["models"]
    fields = {
        model._meta.label: {field.name for field in model._meta.local_fields + model._meta.local_many_to_many}
        for model in apps.get_models()
        if model.__module__.startswith("sluitend.")
    }
    assert {
        label: sorted(names - set(decided.get(label, {})))
        for label, names in fields.items()
        if names - set(decided.get(label, {}))
    } == {}
    assert {
        label: sorted(set(names) - fields.get(label, set()))
        for label, names in decided.items()
        if set(names) - fields.get(label, set())
    } == {}


def test_every_privacy_decision_says_personal_parents_and_keep():
    policy = yaml.safe_load((ROOT / "docs" / "privacy.yaml").read_text())
    for label, fields in policy["models"].items():
        for name, decision in fields.items():
            personal, parents, keep = decision.split(", ")
            assert personal in {"personal", "not personal"}, (label, name)
            assert parents in {"parents see it", "parents do not see it"}, (label, name)
            assert keep in policy["keep"], (label, name)
