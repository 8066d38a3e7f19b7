"""The languages in which parents read, from content/languages: another language is another file there and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from sluitend.core.content import FIRST, Language


@cache
def languages(folder: Path | None = None) -> Mapping[str, Language]:
    """All languages by code, Dutch first. Read once per process."""
    paths = sorted(
        (folder or settings.CONTENT / "languages").glob("*.yaml"), key=lambda path: (path.stem != FIRST, path)
    )
    found = (Language.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths)
    return {language.id: language for language in found}
