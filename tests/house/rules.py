"""What the house tests look for, as functions from a tree of files to a list of complaints.

They take the root, so that each test can also show that the rule bites, on a small tree that breaks it on purpose.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("src", "tests", "tools", "demo")

# models.md 4.8: from the 95th percentile of the models that were measured.
FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES = 400, 800, 50
REFUSED_NAMES = {"utils", "helpers", "misc", "common", "services", "managers", "signals"}

INLINE = (
    (re.compile(r"<style\b", re.I), "a <style> element"),
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.I), "an inline <script>"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I), "an event attribute"),
    (re.compile(r"hx-on\b|hx-vals\s*=\s*[\"']js:|javascript:", re.I), "script in an attribute"),
)
REGISTRY = re.compile(r"(registry\.npmjs|pypi|registry\.yarnpkg)\.(org|com)|files\.pythonhosted\.org")
WRITTEN = ("src", "tests", "tools", "docs", "demo", "content", ".ci")
TEMPLATE_REMARK = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)


def python_files(root: Path) -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((root / folder).rglob("*.py"))


def templates(root: Path) -> Iterator[Path]:
    yield from sorted(path for path in (root / "src").rglob("*.html") if "templates" in path.parts)


def long_files(root: Path) -> list[str]:
    found = []
    for path in python_files(root):
        name = path.relative_to(root)
        limit = TEST_FILE_LINES if name.parts[0] == "tests" else FILE_LINES
        lines = len(path.read_text().splitlines())
        if lines > limit and "migrations" not in name.parts:
            found.append(f"{name}: {lines} lines, more than {limit}")
    return found


def long_functions(root: Path) -> list[str]:
    found = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{path.relative_to(root)}: {node.name} has {lines} lines, more than {FUNCTION_LINES}")
    return found


def refused_names(root: Path) -> list[str]:
    paths = {part for path in python_files(root) for part in (path, *path.parents) if part.is_relative_to(root)}
    return sorted(f"{path.relative_to(root)}: this name says nothing" for path in paths if path.stem in REFUSED_NAMES)


def inline_style_or_script(root: Path) -> list[str]:
    found = []
    for path in templates(root):
        content = TEMPLATE_REMARK.sub("", path.read_text())
        found += [f"{path.relative_to(root)}: {what}" for pattern, what in INLINE if pattern.search(content)]
    return found


def changed_vendored_files(root: Path) -> list[str]:
    vendor = root / "src" / "sluitend" / "ui" / "static" / "vendor"
    rows = {row["file"]: row for row in json.loads((vendor / "manifest.json").read_text())}
    present = {str(path.relative_to(vendor)): path for path in vendor.rglob("*") if path.is_file()}
    found = [f"{name}: not in the manifest" for name in present.keys() - rows.keys() - {"manifest.json"}]
    for name, row in rows.items():
        if name not in present:
            found.append(f"{name}: in the manifest, but not there")
        elif hashlib.sha256(present[name].read_bytes()).hexdigest() != row["sha256"]:
            found.append(f"{name}: not the file that {row['name']} {row['version']} brought")
    return sorted(found)


def written_files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted(root.iterdir()) if path.is_file())
    for folder in WRITTEN:
        yield from (path for path in sorted((root / folder).rglob("*")) if path.is_file() and path.suffix != ".pyc")


def registry_addresses(root: Path) -> list[str]:
    """Each machine's own settings say where packages come from; an address in a file would go around them."""
    found = []
    for path in written_files(root):
        match = REGISTRY.search(path.read_text(errors="ignore"))
        if match:
            found.append(f"{path.relative_to(root)}: {match.group()}")
    return found
