"""Front-end files are the files that their makers published (tools/vendor.py), and no file names a package registry."""

import shutil
from pathlib import Path

from tests.house import rules

VENDOR = Path("src/sluitend/ui/static/vendor")


def copy_of_vendor(tmp_path: Path) -> Path:
    shutil.copytree(rules.ROOT / VENDOR, tmp_path / VENDOR)
    return tmp_path


def test_vendored_files_are_unchanged() -> None:
    assert rules.changed_vendored_files(rules.ROOT) == []


def test_a_changed_a_missing_and_an_extra_vendored_file_are_found(tmp_path: Path) -> None:
    root = copy_of_vendor(tmp_path)
    [htmx] = root.rglob("htmx.min.js")
    [theme] = root.rglob("theme.css")
    htmx.write_text("alert(1)")
    theme.unlink()
    (root / VENDOR / "extra.js").write_text("")
    assert [complaint.split(": ")[0] for complaint in rules.changed_vendored_files(root)] == [
        "extra.js",
        str(htmx.relative_to(root / VENDOR)),
        str(theme.relative_to(root / VENDOR)),
    ]


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    assert rules.registry_addresses(rules.ROOT) == []


def test_an_address_of_a_package_registry_is_found(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("--index-url https://" + "pypi" + ".org/simple\n")
    assert rules.registry_addresses(tmp_path) == ["requirements.lock: " + "pypi" + ".org"]
