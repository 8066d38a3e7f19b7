"""Writing a draft: from what is in force, from a file, or a coalition's way back to what its region agreed."""

from __future__ import annotations

import json
from datetime import date, datetime

import yaml

from sluitend.care.action import action
from sluitend.care.agreements.models import DRAFTED, Draft, DraftSave, Kind, Version
from sluitend.care.agreements.queries.in_force import latest
from sluitend.care.network.models import Coalition, Region
from sluitend.core import states, tables
from sluitend.core.access import Actor, NotNow
from sluitend.core.agreement import accept_answer, wrong_examples
from sluitend.core.content import FIRST
from sluitend.core.permissions import Permission
from sluitend.core.states import Party
from sluitend.core.text import text

MOST_CHARACTERS = 2_000_000
"""Of a table or a YAML text. A table of a thousand rows has a third of it."""


@action(needs=Permission.EDIT_AGREEMENTS, about="network.Region")
def start_draft(
    region: Region, *, by: Actor, now: datetime, kind: str, content_id: str, coalition_id: int | None = None
) -> Draft:
    """Begin to change what is in force: for the whole region, or for one coalition that wants to deviate."""
    if kind not in DRAFTED:
        raise NotNow(text("Dit kan niet als concept veranderd worden."))
    coalition = _coalition(region, coalition_id)
    _only_one(region, coalition_id, kind, content_id)
    base = _agreed(region, coalition_id, kind, content_id)
    examples = _agreed(region, coalition_id, Kind.EXAMPLES, content_id).body if kind == Kind.TABLE else ""
    facts = {"coalition": coalition, "kind": kind, "content_id": content_id, "base": base}
    return _draft(region, by, now, **facts, body=base.body, examples=examples)


@action(needs=Permission.EDIT_AGREEMENTS, about="network.Region")
def go_back_to_region(
    region: Region, *, by: Actor, now: datetime, kind: str, content_id: str, coalition_id: int
) -> Draft:
    """A coalition wants to follow its region again in this."""
    coalition = _coalition(region, coalition_id)
    _only_one(region, coalition_id, kind, content_id)
    own = latest(region.pk, coalition_id, kind, content_id)
    if own is None:
        raise NotNow(text("Deze coalitie volgt hierin al de regio."))
    return _draft(region, by, now, coalition=coalition, kind=kind, content_id=content_id, base=own, returns=True)


def _coalition(region: Region, coalition_id: int | None) -> Coalition | None:
    if coalition_id is None:
        return None
    found = Coalition.objects.filter(pk=coalition_id, region=region).first()
    if found is None:
        raise NotNow(text("Deze coalitie hoort niet bij uw regio."), field="coalition")
    return found


def _only_one(region: Region, coalition_id: int | None, kind: str, content_id: str) -> None:
    """Two drafts of one thing at once would each be agreed without the other."""
    others = Draft.objects.filter(region=region, coalition_id=coalition_id, kind=kind, content_id=content_id)
    if others.filter(status__in=states.DRAFT.open()).exists():
        raise NotNow(text("Hier loopt al een concept voor. Werk daarin verder, of trek het eerst in."))


def _agreed(region: Region, coalition_id: int | None, kind: str, content_id: str) -> Version:
    """What was agreed last, also when it holds from a later day: a change of an older text would undo it without a word."""
    own = latest(region.pk, coalition_id, kind, content_id) if coalition_id else None
    found = own or latest(region.pk, None, kind, content_id)
    if found is None:
        raise NotNow(text("Dit is hier nu niet in werking."))
    return found


def _draft(region: Region, by: Actor, now: datetime, **facts: object) -> Draft:
    if by.professional_id is None:
        raise NotNow(text("Een concept heeft een naam nodig van wie het maakt."))
    return Draft.objects.create(region=region, made_by_id=by.professional_id, made_at=now, changed_at=now, **facts)


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def save(draft: Draft, *, by: Actor, now: datetime, number: int, body: str, examples: str = "", why: str = "") -> Draft:
    """Keep what was typed, also when it is not right yet. The text before it is kept, to go back to."""
    _writable(draft, number)
    if len(body) > MOST_CHARACTERS or len(examples) > MOST_CHARACTERS:
        raise NotNow(text("Deze tekst is te groot."), field="body")
    if (body, examples) != (draft.body, draft.examples):
        keep_before(draft, by, now)
        draft.body, draft.examples, draft.number = body, examples, draft.number + 1
    draft.why, draft.changed_at = why.strip() or draft.why, now
    draft.save(update_fields=["body", "examples", "number", "why", "changed_at"])
    return draft


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def accept_new_answer(draft: Draft, *, by: Actor, now: datetime, number: int, example: int) -> Draft:
    """Say of an example that is answered otherwise now: that is what we agree on from now on."""
    _writable(draft, number)
    sheet = yaml.safe_load(draft.examples)
    wrong = wrong_examples(tables.read(draft.body.encode()), draft.content_id, sheet["examples"])
    mine = next((one for one in wrong if one.number == example), None)
    if mine is None:
        raise NotNow(text("Dit voorbeeld klopt al."))
    keep_before(draft, by, now)
    draft.examples = yaml.safe_dump(accept_answer(sheet, mine), allow_unicode=True, sort_keys=False, width=120)
    draft.number, draft.changed_at = draft.number + 1, now
    draft.save(update_fields=["examples", "number", "changed_at"])
    return draft


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def restore(draft: Draft, *, by: Actor, now: datetime, number: int, to: int) -> Draft:
    """Go back to how the text was at an earlier save. That is a save as well, so it can be undone too."""
    _writable(draft, number)
    earlier = draft.saves.filter(number=to).first()
    if earlier is None:
        raise NotNow(text("Deze eerdere stand is er niet."))
    keep_before(draft, by, now)
    draft.body, draft.examples, draft.number, draft.changed_at = earlier.body, earlier.examples, draft.number + 1, now
    draft.save(update_fields=["body", "examples", "number", "changed_at"])
    return draft


def _writable(draft: Draft, number: int) -> None:
    if draft.status != "draft" or draft.returns:
        raise NotNow(text("Dit concept is voorgesteld of afgesloten. Het kan nu niet veranderd worden."))
    if draft.number != number:
        raise NotNow(text("Iemand anders heeft dit concept net bewaard. Kijk eerst wat er nu staat."))


def keep_before(draft: Draft, by: Actor, now: datetime) -> None:
    DraftSave.objects.create(
        draft=draft,
        number=draft.number,
        body=draft.body,
        examples=draft.examples,
        by_id=by.professional_id or draft.made_by_id,
        at=now,
    )


def with_field(body: str, field: str, value: str | date) -> str:
    """A YAML text with another value for one field; not a letter of the rest changes, and nothing while it cannot be read. What stands
    there in both languages stays when its Dutch is this value."""
    try:
        found = yaml.compose(body)
    except yaml.YAMLError:
        return body
    for key, old in found.value if isinstance(found, yaml.MappingNode) else ():
        start, end = old.start_mark.index, old.end_mark.index
        if key.value == field and _in_dutch(old) != str(value):
            written = value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
            return body[:start] + written + ("\n" if body[start:end].endswith("\n") else "") + body[end:]
    return body


def _in_dutch(node: yaml.Node) -> object:
    parts = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((said.value for key, said in parts if key.value == FIRST), node.value)


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def withdraw(draft: Draft, *, by: Actor, now: datetime, reason: str) -> Draft:
    """Stop with a draft, and say why. What was in force stays in force."""
    draft.status = states.move(states.DRAFT, draft.status, to="withdrawn", party=Party.OWNER, reason=reason.strip())
    draft.reason, draft.changed_at = reason.strip()[:400], now
    draft.save(update_fields=["status", "reason", "changed_at"])
    return draft
