"""Content data to frozen model, with errors that name the file, the field and what was expected there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from sluitend.core.content.facts import Factor, Instrument
from sluitend.core.content.indicators import Indicator
from sluitend.core.content.pathways import Pathway
from sluitend.core.content.programmes import Programme
from sluitend.core.content.regions import Region
from sluitend.core.content.shape import Governed, Wrong
from sluitend.core.content.tables import TableSheet
from sluitend.core.content.weighing import WeighingFramework
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one field of one file."""

    file: str
    field: str
    reason: Text

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.reason}"


class ContentError(ValueError):
    """A content file that cannot be taken; `problems` lists everything that is wrong with it, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


KINDS: Mapping[str, type[Governed]] = {
    "factor": Factor,
    "indicator": Indicator,
    "instrument": Instrument,
    "pathway": Pathway,
    "programme": Programme,
    "region": Region,
    "table": TableSheet,
    "weighing": WeighingFramework,
}


def check(kind: str, data: Mapping[str, object], file: str) -> Governed:
    """The frozen model of this kind, or a ContentError with every problem; the id must be the file's own name."""
    try:
        model = KINDS[kind].model_validate(data)
    except ValidationError as error:
        raise ContentError(_problems(error, file)) from None
    expected = file.rsplit("/", 1)[-1].split(".", 1)[0]
    if model.id != expected:
        reason = text("verwacht %(expected)s, zoals het bestand heet", expected=expected)
        raise ContentError((Problem(file, "id", reason),))
    return model


def _problems(error: ValidationError, file: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(file, ".".join(str(part) for part in found["loc"]) or "bestand", _reason(found["type"], found))
        for found in error.errors(include_url=False)
    )


_REASONS: Mapping[str, Text] = {
    "missing": text("ontbreekt"),
    "extra_forbidden": text("dit veld bestaat niet; kijk of de naam goed gespeld is"),
    "string_pattern_mismatch": text("verwacht kleine letters, cijfers en streepjes, niet '%(given)s'"),
    "string_too_short": text("mag niet leeg zijn"),
    "too_short": text("mag niet leeg zijn"),
    "int_type": text("verwacht een heel getal, niet '%(given)s'"),
    "int_parsing": text("verwacht een heel getal, niet '%(given)s'"),
    "float_type": text("verwacht een getal, niet '%(given)s'"),
    "float_parsing": text("verwacht een getal, niet '%(given)s'"),
    "greater_than_equal": text("'%(given)s' is te laag"),
    "less_than_equal": text("'%(given)s' is te hoog"),
    "tuple_type": text("verwacht een lijst, niet '%(given)s'"),
    "model_type": text("verwacht velden met namen, niet '%(given)s'"),
    "string_type": text("verwacht een tekst, niet '%(given)s'"),
}


def _reason(kind: str, found: Mapping[str, object]) -> Text:
    """Our own Dutch for the errors people make most; what is rarer keeps the library's words behind what was given."""
    given = str(found.get("input"))[:60]
    if kind in _REASONS:
        return Text(_REASONS[kind].message, {"given": given})
    context = found.get("ctx")
    context = context if isinstance(context, Mapping) else {}
    own = context.get("error")
    if isinstance(own, Wrong):
        return own.reason
    if "expected" in context:
        return text("verwacht %(expected)s, niet '%(given)s'", expected=context["expected"], given=given)
    if kind.startswith("date"):
        return text("verwacht een datum als 2026-11-22, niet '%(given)s'", given=given)
    return text("%(wrong)s ('%(given)s')", wrong=found.get("msg"), given=given)


def unknown_references(item: Governed, file: str, known: Mapping[str, frozenset[str]]) -> tuple[Problem, ...]:
    """Names in this file of content that does not exist; `known` holds the ids per kind (tables, pathways, ...)."""
    return tuple(
        Problem(file, field, text("'%(id)s' bestaat niet in %(kind)s", id=name, kind=kind))
        for field, kind, names in _references(item)
        for name in names
        if name not in known[kind]
    )


def _references(item: Governed) -> list[tuple[str, str, tuple[str, ...]]]:
    """Field, kind of content, and the ids that are named there."""
    if isinstance(item, Programme):
        instruments = tuple(one.instrument for one in item.measurements if one.instrument)
        follows = tuple(one.programme for one in item.follows)
        return [
            ("eligibility", "tables", item.eligibility),
            ("measurements", "instruments", instruments),
            ("follows", "programmes", follows),
        ]
    if isinstance(item, Indicator):
        return [("programme", "programmes", (item.programme,))]
    if isinstance(item, Region):
        kinds = ("tables", "pathways", "factors", "instruments", "programmes", "weighing", "indicators")
        return [(f"in_use.{kind}", kind, getattr(item.in_use, kind)) for kind in kinds]
    if isinstance(item, Pathway):
        conditions = [(step.id, step.when) for step in item.steps if step.when]
        facts = [(f"steps.{step}.when.facts", "factors", when.facts) for step, when in conditions]
        tables = [(f"steps.{step}.when.table", "tables", (when.table,)) for step, when in conditions if when.table]
        return facts + tables
    return []
