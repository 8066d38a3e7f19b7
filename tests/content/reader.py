"""Reads the shipped content for the tests; the product has its own reader in care."""

from pathlib import Path
from typing import Any

import yaml

from sluitend.core.content import Governed, check

CONTENT = Path(__file__).parents[2] / "content"
FOLDERS = {
    "factor": "factors",
    "indicator": "indicators",
    "instrument": "instruments",
    "pathway": "pathways",
    "programme": "programmes",
    "region": "regions",
    "weighing": "weighing",
}


def data(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read(kind: str) -> dict[str, Governed]:
    paths = sorted((CONTENT / FOLDERS[kind]).glob("*.yaml"))
    items = [check(kind, data(path), f"{path.parent.name}/{path.name}") for path in paths]
    return {item.id: item for item in items}
