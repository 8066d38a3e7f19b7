"""Fetch feelin, another FEEL engine, as one file for the tests, for developers only (needs npm).

It runs in the tests' browser and is asked the same expressions as ours (tests/browser/test_second_opinion.py). The bundle is
committed, so that no test needs Node. No address is written anywhere: npm knows its registry.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "tests" / "browser" / "feelin"
WANTED = {"feelin": "8.2.0", "esbuild": "0.28.2"}


def bundle(folder: Path) -> str:
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": WANTED}))
    (folder / "all.js").write_text('export { evaluate } from "feelin"\n')
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    npm, esbuild = shutil.which("npm"), folder / "node_modules" / ".bin" / "esbuild"
    assert npm, "npm is needed"
    subprocess.run([npm, "install", *quiet], cwd=folder, check=True)  # noqa: S603 our own list
    made = subprocess.run(  # noqa: S603 our own list
        [esbuild, "all.js", "--bundle", "--minify", "--format=iife", "--global-name=feelin"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout


def licences(folder: Path) -> str:
    """What every package in the bundle asks to be kept with it."""
    parts = []
    for package in sorted((folder / "node_modules").glob("**/package.json")):
        about = json.loads(package.read_text())
        if "esbuild" in str(package.parent) or "name" not in about or "version" not in about:
            continue
        texts = [one.read_text() for one in sorted(package.parent.glob("LICEN[CS]E*"))]
        parts.append("\n".join([f"== {about['name']} {about['version']} ({about.get('license', '?')}) ==", *texts]))
    return "\n\n".join(parts)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        script = bundle(folder)
        TARGET.mkdir(exist_ok=True)
        (TARGET / f"feelin-{WANTED['feelin']}.min.js").write_text(script)
        (TARGET / "LICENSES.txt").write_text(licences(folder))
    print(f"second opinion: {len(script):,} characters in {TARGET}")


if __name__ == "__main__":
    main()
