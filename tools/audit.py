"""Are the pinned packages known to be vulnerable? Part of `make check`; asks at most once a day, and again when the lock changes.

pip-audit asks a service on the network about each package. Where none answers (a machine without network, a mirror that has no advisories)
nothing is known: this says so and does not fail, because a build must not stop when a service does. AUDIT=required, for where releases are
made, fails then too. A vulnerability that is known always fails.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PIP_AUDIT = "pip-audit==2.10.1"
DAY = 24 * 60 * 60


def asked() -> list[dict[str, Any]] | None:
    """What the service said about each package; None when there was nobody to ask."""
    uv = shutil.which("uv") or shutil.which(str(ROOT / ".tools" / "bin" / "uv"))
    if uv is None:
        return None
    command = [
        uv,
        "tool",
        "run",
        "--quiet",
        "--from",
        PIP_AUDIT,
        "pip-audit",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    more = ["--disable-pip", "--require-hashes", "-r", str(LOCK)]
    try:
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 our own list
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return None


def judged(found: list[dict[str, Any]] | None) -> tuple[list[str], int, int]:
    """(vulnerable packages, how many are known to be well, how many nobody could tell about)."""
    wrong = [f"{one['name']} {one['version']}: {bad['id']}" for one in found or () for bad in one.get("vulns", ())]
    untold = sum("skip_reason" in one for one in found or ())
    well = sum(not one["vulns"] for one in found or () if "vulns" in one)
    return wrong, well, untold


def main() -> int:
    mark = ROOT / "var" / f"audited-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]}"
    required = os.environ.get("AUDIT") == "required"
    if mark.exists() and time.time() - mark.stat().st_mtime < DAY and not required:
        print(f"audit: {mark.read_text()}")
        return 0
    wrong, well, untold = judged(asked())
    told = f"{well} packages without a known vulnerability, {untold} that nobody could tell about"
    if not well and not wrong:
        told = "NOT done: no service answered about the packages"
    print("\n".join([*wrong, f"audit: {told}"]))
    if not wrong:
        mark.parent.mkdir(exist_ok=True)
        mark.write_text(told)
    return 1 if wrong or (required and (untold or not well)) else 0


if __name__ == "__main__":
    sys.exit(main())
