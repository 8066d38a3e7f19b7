"""The words for parents of the steps of a pathway, written into its text: not a letter of the rest changes where that can be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

FIELD, BEFORE_IT = "for_parents", "titles"
Told = Mapping[str, Mapping[str, str]]
"""Per step its words by language; a step that is not named keeps its own."""


def with_told(body: str, told: Told) -> str:
    """The text with these words; as it was while it cannot be read. What is written in one line, or otherwise than one field a line, is
    laid out again."""
    try:
        data, found = yaml.safe_load(body), yaml.compose(body)
    except yaml.YAMLError:
        return body
    wanted = _wanted(data, told)
    if wanted is None or wanted == data:
        return body
    written = _in_place(body, found, told)
    if _read(written) == wanted:
        return written
    return yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False, width=120)


def _read(body: str) -> object:
    try:
        return yaml.safe_load(body)
    except yaml.YAMLError:
        return None


def _words(said: Mapping[str, str]) -> dict[str, str]:
    """Without languages in which nothing stands; on one line each."""
    return {code: " ".join(words.split()) for code, words in said.items() if words.strip()}


def _wanted(data: object, told: Told) -> object | None:
    if not isinstance(data, dict) or not isinstance(data.get("steps"), list):
        return None
    return {**data, "steps": [_step(one, told) for one in data["steps"]]}


def _step(step: Any, told: Told) -> Any:
    if not isinstance(step, dict) or step.get("id") not in told:
        return step
    words = _words(told[step["id"]])
    if words == (step.get(FIELD) or {}):
        return step
    rest = {name: part for name, part in step.items() if name != FIELD}
    return rest | {FIELD: words} if words else rest


def _in_place(body: str, found: Any, told: Told) -> str:
    """Line by line, from the last step to the first so that the lines above keep their numbers."""
    lines = body.split("\n")
    for step in reversed(list(_steps(found))):
        parts = {key.value: (key, value) for key, value in step.value}
        name = parts["id"][1].value if "id" in parts else ""
        if name in told and not step.flow_style:
            _write(lines, parts, _words(told[name]))
    return "\n".join(lines)


def _steps(found: Any) -> Iterator[yaml.MappingNode]:
    for key, value in found.value if isinstance(found, yaml.MappingNode) else ():
        if key.value == "steps" and isinstance(value, yaml.SequenceNode):
            yield from (step for step in value.value if isinstance(step, yaml.MappingNode))


def _write(lines: list[str], parts: Mapping[str, tuple[yaml.Node, yaml.Node]], words: Mapping[str, str]) -> None:
    if FIELD in parts:
        key, value = parts[FIELD]
        first, last = key.start_mark.line, _last_line(value)
        if _told_in(value) == words:
            return
    elif BEFORE_IT in parts:
        key, value = parts[BEFORE_IT]
        first = _last_line(value) + 1
        last = first - 1
    else:
        return
    indent = " " * key.start_mark.column
    fields = [f"{indent}  {code}: {json.dumps(said, ensure_ascii=False)}" for code, said in words.items()]
    lines[first : last + 1] = [f"{indent}{FIELD}:", *fields] if words else []


def _told_in(value: yaml.Node) -> object:
    return {key.value: said.value for key, said in value.value} if isinstance(value, yaml.MappingNode) else None


def _last_line(node: yaml.Node) -> int:
    """The last line on which something of this part stands. A part that goes on until the next one ends before it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)
