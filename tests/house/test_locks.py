"""What is installed is what was looked at: every package has an exact version and hashes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def complaints(lock: str) -> list[str]:
    """Packages of a lock file that are not pinned to one version with at least one SHA-256."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(line for line in lock.splitlines() if not line.startswith("#")))
    found = [entry.strip() for entry in entries if entry.strip()]
    return [
        entry.split()[0]
        for entry in found
        if not re.match(r"[A-Za-z0-9._-]+(\[[^]]*\])?==\S+", entry) or "--hash=sha256:" not in entry
    ]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_with_its_hashes(name):
    assert complaints((ROOT / name).read_text()) == []


@pytest.mark.parametrize(
    "entry", ["django==5.2.1", "django>=5.2 \\\n    --hash=sha256:ab", "https://x/y.whl --hash=sha256:ab"]
)
def test_a_package_that_is_not_pinned_or_has_no_hash_is_seen(entry):
    assert complaints(f"# made by uv\n{entry}\nbabel==2.17.0 \\\n    --hash=sha256:cd\n")
