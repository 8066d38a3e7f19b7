"""Fetch the front-end files that come with the program, for developers only (needs npm).

The files and a manifest with their hashes are committed, so that the demonstration and the tests need neither Node nor
network; tests/house/test_vendored_files.py compares them. No address is written anywhere: npm knows its registry.
Licences: the municipal and national design tokens on npm are proprietary, only the "voorbeeld" theme is EUPL-1.2
(reference/stack.md, section 1).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "sluitend" / "ui" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str
    folder: str
    files: tuple[str, ...]
    below: str = ""
    """Where files keep their folders, because style sheets point at fonts beside them: below this one."""


FONTS = tuple(
    f"files/noto-sans-{part}-{weight}-normal.woff2" for part in ("latin", "latin-ext") for weight in (400, 700)
)
DMN_STYLES = ("diagram-js", "dmn-js-shared", "dmn-js-drd", "dmn-js-decision-table", "dmn-js-decision-table-controls")
DMN_STYLES += (
    "dmn-js-literal-expression",
    "dmn-js-boxed-expression",
    "dmn-js-boxed-expression-controls",
    "dmn-font/css/dmn",
)
PACKAGES = (
    Package("htmx.org", "2.0.11", "0BSD", "htmx", ("dist/htmx.min.js", "LICENSE")),
    Package("@utrecht/component-library-css", "9.0.4", "EUPL-1.2", "utrecht", ("dist/index.css", "LICENSE.md")),
    Package(
        "@nl-design-system-unstable/voorbeeld-design-tokens",
        "7.4.1",
        "EUPL-1.2",
        "voorbeeld",
        ("dist/theme.css", "LICENSE.md"),
    ),
    Package(
        "@fontsource/noto-sans",
        "5.3.0",
        "OFL-1.1",
        "noto-sans",
        (*FONTS, "LICENSE"),
    ),
    # Its licence: the watermark stays, fully visible. Loaded on one page only (docs/decisions).
    Package(
        "dmn-js",
        "17.10.2",
        "bpmn.io",
        "dmn-js",
        (
            "dist/dmn-modeler.production.min.js",
            *(f"dist/assets/{name}.css" for name in DMN_STYLES),
            *(f"dist/assets/dmn-font/font/dmn.{kind}" for kind in ("eot", "svg", "ttf", "woff", "woff2")),
            "LICENSE",
        ),
        below="dist/",
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """The unpacked folder of a package; npm checks the registry's own integrity hash."""
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", wanted]
    packed = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)  # noqa: S603 our own list
    with tarfile.open(into / packed.stdout.split()[-1]) as archive:
        archive.extractall(into / package.folder, filter="data")
    return into / package.folder / "package"


def keep(package: Package, unpacked: Path) -> list[dict[str, str]]:
    rows = []
    for name in package.files:
        inside = name.removeprefix(package.below) if package.below else Path(name).name
        target = VENDOR / package.folder / package.version / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(unpacked / name, target)
        rows.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "file": str(target.relative_to(VENDOR)),
                "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
            }
        )
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        unpacked = [(package, fetch(package, Path(folder))) for package in PACKAGES]
        shutil.rmtree(VENDOR, ignore_errors=True)
        rows = [row for package, path in unpacked for row in keep(package, path)]
    (VENDOR / "manifest.json").write_text(json.dumps(rows, indent=2) + "\n")
    print(f"vendor: {len(rows)} files in {VENDOR}")


if __name__ == "__main__":
    main()
