"""What all content files share: checked frozen values, words in both languages, where it comes from and who owns it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sluitend.core.calendar import moment
from sluitend.core.text import Text, text


class Wrong(ValueError):
    """What a model finds wrong with itself, as a sentence that can be shown in either language."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _moment_words(words: str) -> str:
    try:
        moment(words)
    except ValueError:
        reason = text("verwacht iets als 'birth + 6 weeks' of 'signal + 2 working days', niet '%(given)s'", given=words)
        raise Wrong(reason) from None
    return words


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{1,59}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=2000)]
MomentWords = Annotated[str, AfterValidator(_moment_words)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Words(Frozen):
    """The same words in both languages of the screens."""

    nl: Sentence
    en: Sentence

    def in_language(self, code: str) -> str:
        return self.en if code.startswith("en") else self.nl


Reference = Words | Sentence
"""Where something was read, or who looks after it: one text where that is a name in both languages, else both."""


def reference(written: object) -> Words | str:
    """The same from what stands in a file that was checked before."""
    return Words.model_validate(written) if isinstance(written, Mapping | Words) else str(written)


class Standing(StrEnum):
    """How official a content file is; screens show it, so that nothing invented looks official (design.md 4.10)."""

    PUBLISHED = "published"
    STARTER = "starter"
    WORKING_MODEL = "working_model"


class CareRole(StrEnum):
    """Who does a step or may record a fact; the professions of domain.md 4, 6 and 12."""

    ANYONE = "anyone"
    MIDWIFE = "midwife"
    GYNAECOLOGIST = "gynaecologist"
    MATERNITY_NURSE = "maternity_nurse"
    YOUTH_NURSE = "youth_nurse"
    YOUTH_DOCTOR = "youth_doctor"
    SCREENER = "screener"
    GENERAL_PRACTITIONER = "general_practitioner"
    MEDICAL_SOCIAL_WORKER = "medical_social_worker"
    SOCIAL_WORKER = "social_worker"
    LOCAL_TEAM = "local_team"
    PROGRAMME_NURSE = "programme_nurse"
    CASE_COORDINATOR = "case_coordinator"
    PROCESS_COORDINATOR = "process_coordinator"
    VOLUNTEER_COORDINATOR = "volunteer_coordinator"


class Governed(Frozen):
    """What every content file carries: where it comes from, who looks after it and when it is looked at again."""

    id: Id
    standing: Standing
    note: Words | None = None
    sources: Annotated[tuple[Reference, ...], Field(min_length=1)]
    owner: Reference
    review_date: date
