"""The generated pages of docs/reference: states with their pictures, actions, permissions and roles, content."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import yaml
from django.conf import settings

from sluitend.care import action
from sluitend.core import states
from sluitend.core.content import Standing, Words, check
from sluitend.core.content.indicators import Indicator
from sluitend.core.permissions import RELATIONS, Permission, Relation
from sluitend.core.roles import ROLES

_NOTE = "\nThis page is made by `manage.py reference`; CI compares it with the code.\n"


def pages() -> dict[str, str]:
    """File name → text, for every generated page."""
    return {
        "states.md": _states(),
        "actions.md": _actions(),
        "permissions.md": _permissions(),
        "content.md": _content(settings.CONTENT),
        "indicators.md": _indicators(settings.CONTENT),
    }


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _states() -> str:
    parts = ["# States", _NOTE]
    for table in states.ALL:
        parts += [f"\n## {table.name}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(table.moves))}"]
        for status, moves in table.moves.items():
            parts += [f"    {status} --> {move.to}: {', '.join(sorted(move.by))}" for move in moves]
        parts += ["```", ""]
        rows = [
            [status, str(table.labels[status]), table.turn[status], _moves(table.moves[status])]
            for status in table.moves
        ]
        parts.append(_table(["Status", "On screen", "Whose turn", "Moves (and what must come along)"], rows))
    return "\n".join(parts)


def _moves(moves: tuple[states.Move, ...]) -> str:
    return "; ".join(f"{move.to} ({', '.join(sorted(move.needs))})" if move.needs else move.to for move in moves) or "–"


def load_actions() -> None:
    """Import every actions module, so that the register is complete."""
    for app in settings.CARE_APPS:
        name = f"sluitend.care.{app}.actions"
        if find_spec(name):
            import_module(name)


def _actions() -> str:
    load_actions()
    rows = [
        [spec.name, spec.doc.split("\n")[0], spec.needs, spec.about or "–"]
        for spec in sorted(action.REGISTER.values(), key=lambda spec: spec.name)
    ]
    return "\n".join(["# Actions", _NOTE, _table(["Action", "What it does", "Permission", "About"], rows)])


def _permissions() -> str:
    described = [[role, str(about.name), str(about.sentence)] for role, about in ROLES.items()]
    rows = [
        [
            permission,
            RELATIONS.get(permission, Relation.NONE),
            ", ".join(r for r in ROLES if permission in ROLES[r].permissions),
        ]
        for permission in Permission
    ]
    return "\n".join(
        [
            "# Roles and permissions",
            _NOTE,
            _table(["Role", "On screen", "What it is for"], described),
            _table(["Permission", "Asks for a relation", "Roles"], rows),
        ]
    )


def _indicators(root: Path) -> str:
    """Each definition as it was checked, grouped by programme."""
    found = [(path, yaml.safe_load(path.read_text())) for path in sorted((root / "indicators").glob("*.yaml"))]
    checked = [check("indicator", data, path.name) for path, data in found]
    indicators = [one for one in checked if isinstance(one, Indicator)]
    parts = ["# Indicators", _NOTE]
    for programme in sorted({one.programme for one in indicators}):
        rows = [_indicator(one) for one in indicators if one.programme == programme]
        parts += [
            f"\n## {programme}\n",
            _table(["Indicator", "Above the line", "Below the line", "Better", "Found"], rows),
        ]
    return "\n".join(parts)


def _indicator(one: Indicator) -> list[str]:
    found = f"{one.found.en} ({_english(one.found_source)})" if one.found else "–"
    model = " (working model)" if one.standing is Standing.WORKING_MODEL else ""
    return [f"`{one.id}` {one.names.en}{model}", one.above.en, one.below.en, one.better, found]


def _english(written: Words | str | None) -> str:
    return written.en if isinstance(written, Words) else str(written)


def _content(root: Path) -> str:
    parts = ["# Content", _NOTE]
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        files = sorted(
            file for file in folder.iterdir() if file.suffix in {".yaml", ".dmn"} and ".examples" not in file.name
        )
        parts += [f"\n## {folder.name}\n", *(f"- `{file.stem}`" for file in files)]
    return "\n".join(parts) + "\n"
