"""Drafts: what is wrong in them, who must still say yes, and how they were at earlier saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from django.db.models import prefetch_related_objects

from sluitend.care.action import day
from sluitend.care.agreements.models import Draft, Kind
from sluitend.care.agreements.queries.in_force import agreement, beside
from sluitend.care.agreements.queries.languages import languages
from sluitend.care.query import query
from sluitend.core import content, tables
from sluitend.core.access import Actor
from sluitend.core.agreement import Level, speaks_for, still_needed, wrong_examples
from sluitend.core.content import ContentError, Words
from sluitend.core.permissions import Permission
from sluitend.core.states import DRAFT
from sluitend.core.text import Text, text

EXAMPLES = "examples"
"""Where a problem stands when it is in the examples and not in the table itself."""


@dataclass(frozen=True)
class Check:
    """One thing to look at in a draft: an error must be mended before it can be proposed."""

    severity: str
    sentence: Text
    rule: int | None = None
    column_id: str = ""
    """The id of the column in the file; two columns may be called the same."""
    where: str = ""
    """Of a YAML text: its field; of an example: `examples`."""
    example: Mapping[str, Any] | None = None
    answered: tuple[Any, ...] = ()
    """What the table answers now, for an example that is answered otherwise; empty elsewhere."""
    example_number: int | None = None


def checked(draft: Draft) -> tuple[Check, ...]:
    """Everything there is to say of the draft's text, the errors first."""
    return () if draft.returns else checks_of(draft.kind, draft.content_id, draft.body, draft.examples)


def checks_of(kind: str, content_id: str, body: str, examples: str) -> tuple[Check, ...]:
    """The same for a text that is not saved yet."""
    draft = Draft(kind=kind, content_id=content_id, body=body, examples=examples)
    found = _of_table(draft) if kind == Kind.TABLE else _of_yaml(draft)
    weight = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda check: weight[check.severity]))


def _of_table(draft: Draft) -> Iterator[Check]:
    try:
        model = tables.read(draft.body.encode())
    except tables.TablesError as error:
        yield Check("error", text("Deze tabel is niet te lezen: %(why)s", why=error))
        return
    for one in tables.check(model):
        yield Check(one.severity, one.sentence, one.rule, one.column_id, example=one.example or None)
    yield from _of_examples(draft, model)


def _of_examples(draft: Draft, model: tables.Model) -> Iterator[Check]:
    try:
        sheet = content.check("table", _yaml(draft.examples), f"{draft.content_id}.examples.yaml")
        wrong = wrong_examples(model, draft.content_id, _yaml(draft.examples)["examples"])
    except ContentError as error:
        yield from (Check("error", one.reason, where=f"{EXAMPLES}.{one.field}") for one in error.problems)
        return
    except tables.TablesError:
        return  # what stops the table from answering is told by its own checks
    assert isinstance(sheet, content.TableSheet)
    for one in wrong:
        sentence = text("Voorbeeld %(number)s krijgt een ander antwoord dan is afgesproken.", number=one.number)
        answered = tuple(one.instead.values()) or (None,)
        yield Check("error", sentence, where=EXAMPLES, answered=answered, example_number=one.number)


def _of_yaml(draft: Draft) -> Iterator[Check]:
    try:
        found = content.check(draft.kind, _yaml(draft.body), f"{draft.content_id}.yaml")
    except ContentError as error:
        yield from (Check("error", one.reason, where=one.field) for one in error.problems)
        return
    if isinstance(found, content.Pathway):
        yield from _of_words_for_parents(found)


def _of_words_for_parents(pathway: content.Pathway) -> Iterator[Check]:
    names = {code: language.name for code, language in languages().items()}
    for step, sentence in content.wanting(pathway, names):
        yield Check("warning", sentence, where=f"{step}.for_parents")
    if count := content.untold(pathway):
        yield Check("note", text("Van %(count)s stappen lezen ouders alleen wie iets doet, en wanneer.", count=count))


def _yaml(body: str) -> Mapping[str, Any]:
    try:
        data = yaml.safe_load(body)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        reason = text("op regel %(line)s staat iets wat geen YAML is", line=line)
        raise ContentError((content.Problem("", "tekst", reason),)) from None
    return data if isinstance(data, Mapping) else {}


def levels_needed(region_id: int, on: date) -> tuple[Level, ...]:
    """Whose word an agreement of this region needs."""
    return tuple(Level(level) for level in agreement(region_id, on).assent)


@dataclass(frozen=True)
class DraftRow:
    id: int
    kind: str
    content_id: str
    titles: Words | None
    coalition: str
    status: str
    status_label: Text
    made_by: str
    changed_on: date
    in_force_from: date | None
    returns: bool


@dataclass(frozen=True)
class Said:
    level: Level
    by: str
    at: datetime


@dataclass(frozen=True)
class Saved:
    number: int
    by: str
    at: datetime


@dataclass(frozen=True)
class DraftPage:
    row: DraftRow
    number: int
    body: str
    examples: str
    base_number: int | None
    why: str
    reason: str
    owner: str
    review_on: date | None
    english: Mapping[str, str]
    """Of the headings and notes of a table, as far as its sheet can be read."""
    checks: tuple[Check, ...]
    said: tuple[Said, ...]
    needed: tuple[Level, ...]
    """Who must still say yes."""
    can_say: tuple[Level, ...]
    """For which of these the reader can say yes."""
    saves: tuple[Saved, ...]
    made_id: int | None

    @property
    def writable(self) -> bool:
        """Whether its text can still be changed."""
        return self.row.status == "draft" and not self.row.returns

    @property
    def sound(self) -> bool:
        return not any(check.severity == "error" for check in self.checks)


@query(needs=Permission.SEE_AGREEMENTS, about="agreements.Draft")
def draft(found: Draft, *, by: Actor, now: datetime) -> DraftPage:
    """A draft with what is wrong in it and who must still say yes."""
    said = tuple(
        Said(Level(row.level), row.by.name, row.at) for row in found.assents.select_related("by").order_by("at")
    )
    needed = still_needed(levels_needed(found.region_id, day(now)), [one.level for one in said])
    saves = found.saves.select_related("by").defer("body", "examples").order_by("-number")[:20]
    return DraftPage(
        row=draft_row(found),
        number=found.number,
        body=found.body,
        examples=found.examples,
        base_number=found.base.number if found.base else None,
        why=found.why,
        reason=found.reason,
        owner=found.owner,
        review_on=found.review_on,
        english=_english(found),
        checks=checked(found),
        said=said,
        needed=needed,
        can_say=_can_say(found, by, needed),
        saves=tuple(Saved(row.number, row.by.name, row.at) for row in saves),
        made_id=found.made_id,
    )


def _english(found: Draft) -> Mapping[str, str]:
    try:
        told = _yaml(found.examples).get("english")
    except ContentError:
        return {}
    return {str(nl): str(en) for nl, en in told.items()} if isinstance(told, Mapping) else {}


def base_examples(found: Draft) -> str:
    """The examples with which a draft began: its first save has them. A way back has no text of its own."""
    if found.returns:
        held = beside(found.base) if found.base else None
        return held.body if held else ""
    began = found.saves.order_by("number").first()
    return began.examples if began else found.examples


def _can_say(found: Draft, by: Actor, needed: tuple[Level, ...]) -> tuple[Level, ...]:
    """Nobody says yes to the own draft, and nobody twice."""
    if found.status != "proposed" or Permission.ASSENT_AGREEMENTS not in by.permissions:
        return ()
    if by.professional_id in {found.made_by_id, found.proposed_by_id}:
        return ()
    if any(one.by_id == by.professional_id for one in found.assents.all()):
        return ()
    return tuple(level for level in needed if level in speaks_for(by.roles))


def draft_row(found: Draft) -> DraftRow:
    return DraftRow(
        id=found.pk,
        kind=found.kind,
        content_id=found.content_id,
        titles=titles_of(found.kind, found.examples if found.kind == Kind.TABLE else found.body),
        coalition=found.coalition.name if found.coalition else "",
        status=found.status,
        status_label=DRAFT.labels[found.status],
        made_by=found.made_by.name,
        changed_on=day(found.changed_at),
        in_force_from=found.in_force_from,
        returns=found.returns,
    )


def titles_of(kind: str, body: str) -> Words | None:
    """What a table, pathway or programme is called; None while the draft's text cannot be read."""
    try:
        data = _yaml(body)
        return Words.model_validate(data.get("names") or data.get("titles"))
    except (ContentError, ValueError):
        return None


def open_drafts(region_id: int) -> list[Draft]:
    """For the overview: what is being written or lies before somebody. One statement."""
    found = Draft.objects.filter(region_id=region_id, status__in=DRAFT.open())
    return list(found.select_related("coalition", "made_by").order_by("-changed_at", "-pk"))


@query(needs=Permission.ASSENT_AGREEMENTS)
def waiting_for_me(*, by: Actor, now: datetime) -> tuple[DraftRow, ...]:
    """The proposed drafts to which the reader can still say yes."""
    needed = levels_needed(by.region_id, day(now))
    rows = [row for row in open_drafts(by.region_id) if row.status == "proposed"]
    prefetch_related_objects(rows, "assents")
    given = {row.pk: [Level(one.level) for one in row.assents.all()] for row in rows}
    return tuple(draft_row(row) for row in rows if _can_say(row, by, still_needed(needed, given[row.pk])))
