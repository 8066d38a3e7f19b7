"""The languages in which parents read, for the pages that they see."""

from __future__ import annotations

from sluitend.care.agreements.queries import languages as languages
from sluitend.core.content import FIRST, Language


def language(code: str) -> Language:
    """The language of this code, else Dutch."""
    return languages().get(code, languages()[FIRST])
