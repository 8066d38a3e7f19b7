"""Small files, small functions, names that say something."""

from pathlib import Path

import pytest

from tests.house import rules


def write(root: Path, name: str, content: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return root


def function_of(lines: int) -> str:
    return "def grown():\n" + "    x = 1\n" * (lines - 1)


def test_no_file_is_longer_than_agreed() -> None:
    assert rules.long_files(rules.ROOT) == []


@pytest.mark.parametrize(
    ("name", "limit"), [("src/sluitend/a.py", rules.FILE_LINES), ("tests/test_a.py", rules.TEST_FILE_LINES)]
)
def test_a_file_one_line_too_long_is_found(tmp_path: Path, name: str, limit: int) -> None:
    assert rules.long_files(write(tmp_path, name, "x = 1\n" * limit)) == []
    assert len(rules.long_files(write(tmp_path, name, "x = 1\n" * (limit + 1)))) == 1


def test_no_function_is_longer_than_agreed() -> None:
    assert rules.long_functions(rules.ROOT) == []


def test_a_function_one_line_too_long_is_found(tmp_path: Path) -> None:
    name = "src/sluitend/a.py"
    assert rules.long_functions(write(tmp_path, name, function_of(rules.FUNCTION_LINES))) == []
    assert len(rules.long_functions(write(tmp_path, name, function_of(rules.FUNCTION_LINES + 1)))) == 1


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    assert rules.refused_names(rules.ROOT) == []


@pytest.mark.parametrize("name", sorted(rules.REFUSED_NAMES))
def test_a_refused_name_is_found_as_file_and_as_folder(tmp_path: Path, name: str) -> None:
    assert len(rules.refused_names(write(tmp_path / "one", f"src/sluitend/{name}.py", ""))) == 1
    assert len(rules.refused_names(write(tmp_path / "two", f"src/sluitend/{name}/thing.py", ""))) == 1
