"""What every answer of every page tells the browser; and the settings of production."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.test_sweep import ADDRESSES, PUBLIC

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe|source|form)\b[^>]*\b(?:src|href|action)=["'](?:https?:)?//""", re.I
)


@pytest.mark.django_db
def test_every_page_has_the_strict_policy_and_asks_nobody_else(coordinator, sign_in):
    client = sign_in(coordinator)
    for name, path in ADDRESSES:
        if name in {"sign-out", "portal-leave"}:
            continue
        answer = client.get(path)
        rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'", path
        assert rules["script-src"] == rules["style-src"] == "'self'", path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["X-Frame-Options"] == "DENY", path
        assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, path
        assert not answer.streaming, path
        assert not ELSEWHERE.search(answer.text), path


@pytest.mark.django_db
def test_no_page_of_a_signed_in_person_is_kept_by_a_browser(coordinator, sign_in, client):
    assert sign_in(coordinator).get("/vandaag/gezinnen/").headers["Cache-Control"] == "no-store"


def production(*words, **more):
    """`manage.py` as on a server: no debugging, PostgreSQL, secrets from the environment."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgresql://somebody:word@localhost/sluitend",
        "SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
        "MATCHING_KEY": "another",
        "ALLOWED_HOSTS": "sluitend.example",
        **more,
    }
    found = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=found, capture_output=True, text=True, check=False)


def test_djangos_own_check_for_deployment_finds_nothing():
    done = production("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "MATCHING_KEY"])
def test_without_a_secret_from_the_environment_nothing_starts(name):
    done = production("check", **{name: None})
    assert done.returncode != 0
    assert f"Set {name} in the environment" in done.stderr


@pytest.mark.django_db
def test_nothing_that_a_signed_in_person_gets_is_kept_by_a_browser(coordinator, sign_in):
    client = sign_in(coordinator)
    for name, path in ADDRESSES:
        if name in PUBLIC or name in {"sign-out", "portal-leave"} or name.startswith("portal-"):
            continue
        answer = client.get(path)
        assert "no-store" in answer.headers.get("Cache-Control", ""), (path, answer.status_code)
