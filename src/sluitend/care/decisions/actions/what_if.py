"""What a draft would have proposed, over the stored facts of a period: a step at a time, so that a server that stops loses one step."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from sluitend.care.action import AMSTERDAM, action, day
from sluitend.care.agreements.models import Draft, Kind
from sluitend.care.decisions.models import Decision, WhatIf
from sluitend.care.decisions.queries.replay import Replay, cases_of
from sluitend.core import tables
from sluitend.core.access import Actor, NotNow
from sluitend.core.facts import FactValue
from sluitend.core.permissions import Permission
from sluitend.core.tables.bulk import Bulk
from sluitend.core.tables.sql import TODAY
from sluitend.core.text import text
from sluitend.core.what_if import Tally, codes_of

STEP = 20_000
"""Cases per step: a few seconds on a small machine."""
NEVER = date.min
"""The day of a case where no version asks for it: finding the day of each of a million moments takes longer than asking them."""


class Case(NamedTuple):
    """One set of stored facts: of a family, or of a consultation that names nobody (`family_id` is None then)."""

    id: int
    family_id: int | None
    facts: dict[str, FactValue]
    asked_at: datetime
    place: int


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def start_what_if(
    draft: Draft, *, by: Actor, now: datetime, since: date, until: date, municipality_id: int | None = None
) -> WhatIf:
    """Ask what this draft would have proposed in a period, and take the first step."""
    if since > until:
        raise NotNow(text("Het begin van de periode ligt na het einde."), field="until")
    if by.professional_id is None:
        raise NotNow(text("Dit heeft een naam nodig van wie het vraagt."))
    with _both(draft) as replay:
        way = replay.way
    started = WhatIf(
        draft=draft,
        draft_number=draft.number,
        since=since,
        until=until,
        municipality_id=_place(draft, municipality_id),
        way=way,
        asked_by_id=by.professional_id,
        started_at=now,
        reached=[0, 0],
        result=Tally().kept(),
    )
    started.total = _of_families(started).count() + _of_nobody(started).count()
    started.save()
    _step(started, now)
    return started


@action(needs=Permission.EDIT_AGREEMENTS, about="decisions.WhatIf")
def go_on(what_if: WhatIf, *, by: Actor, now: datetime) -> WhatIf:
    """Take the next step. One that is done stays as it is."""
    if what_if.status == WhatIf.Status.RUNNING:
        _step(what_if, now)
    return what_if


def _place(draft: Draft, municipality_id: int | None) -> int | None:
    """A municipality of the draft's region; another one is no choice."""
    if municipality_id is None:
        return None
    if not draft.region.municipality_set.filter(pk=municipality_id).exists():
        raise NotNow(text("Deze gemeente hoort niet bij uw regio."), field="municipality")
    return municipality_id


def _both(draft: Draft) -> Replay:
    """What is in force and the draft, side by side. NotNow with what is wrong while the draft cannot run."""
    if draft.kind != Kind.TABLE or draft.returns or draft.base is None:
        raise NotNow(text("Alleen een concept van een tabel kan met wat er gold vergeleken worden."))
    try:
        models = [tables.read(body.encode()) for body in (draft.base.body, draft.body)]
        return Replay(*(Bulk(model, draft.content_id) for model in models))
    except tables.TablesError as error:
        raise NotNow(text("Deze tabel kan nog niet rekenen: %(why)s", why=error)) from None


def _period(what_if: WhatIf) -> QuerySet[Decision]:
    first, after = (
        datetime.combine(on, time.min, AMSTERDAM) for on in (what_if.since, what_if.until + timedelta(days=1))
    )
    return Decision.objects.filter(made_at__gte=first, made_at__lt=after)


def _of_families(what_if: WhatIf) -> QuerySet[Decision]:
    return _period(what_if).filter(family__isnull=False, **_area(what_if, "family"))


def _of_nobody(what_if: WhatIf) -> QuerySet[Decision]:
    """Consultations without a family."""
    return _period(what_if).filter(family__isnull=True, **_area(what_if, "signal"))


def _area(what_if: WhatIf, of: str) -> dict[str, Any]:
    draft = what_if.draft
    found: dict[str, Any] = {f"{of}__region_id": draft.region_id}
    if what_if.municipality_id is not None:
        found[f"{of}__municipality_id"] = what_if.municipality_id
    elif draft.coalition is not None:
        found[f"{of}__municipality__in"] = draft.coalition.municipalities.all()
    return found


def _step(what_if: WhatIf, now: datetime) -> None:
    """Families first, each whole, then what names nobody; after the last the run is done."""
    if what_if.draft.number != what_if.draft_number:
        what_if.status, what_if.ended_at = WhatIf.Status.STOPPED, now
        what_if.save(update_fields=["status", "ended_at"])
        return
    what_if.heard_at = now
    batch = _next_families(what_if) or _next_of_nobody(what_if)
    if batch:
        tally = Tally.of(what_if.result)
        with _both(what_if.draft) as replay:
            count(tally, batch, replay)
        what_if.result, what_if.done = tally.kept(), what_if.done + len(batch)
        family, alone = what_if.reached
        last = batch[-1]
        what_if.reached = [last.family_id or family, alone if last.family_id else last.id]
    if what_if.done >= what_if.total or not batch:
        what_if.status, what_if.ended_at = WhatIf.Status.DONE, now
    what_if.save(update_fields=["status", "heard_at", "ended_at", "result", "done", "reached"])


def _next_families(what_if: WhatIf) -> list[Case]:
    """The next cases in the order of families; a family is never cut in two."""
    rows = _of_families(what_if).filter(family_id__gt=what_if.reached[0])
    found = _cases(rows.order_by("family_id", "pk"), "family")
    if len(found) < STEP:
        return found
    last = found[-1].family_id
    whole = [case for case in found if case.family_id != last]
    return whole or _cases(rows.filter(family_id=last).order_by("pk"), "family", most=None)


def _next_of_nobody(what_if: WhatIf) -> list[Case]:
    rows = _of_nobody(what_if).filter(pk__gt=what_if.reached[1])
    return _cases(rows.order_by("pk"), "signal")


def _cases(rows: QuerySet[Decision], of: str, most: int | None = STEP) -> list[Case]:
    columns = rows.annotate(place=F(f"{of}__municipality_id"))
    return [Case(*row) for row in columns.values_list("pk", "family_id", "facts", "made_at", "place")[:most]]


def count(tally: Tally, batch: list[Case], replay: Replay) -> None:
    """Count the answers of what is in force and of the draft to whole families, in the order of the batch."""
    unfit, asked = replay.unfit, TODAY in replay.facts
    rows = ((case.facts, day(case.asked_at) if asked else NEVER) for case in batch)
    pairs = replay.numbers(cases_of(rows, replay.facts))
    tally.in_python += len(batch) if replay.unfit > unfit else 0
    codes = {pair: _told(tally, replay, pair, cases) for pair, cases in Counter(pairs).items()}

    @cache
    def together(several: frozenset[tuple[int, ...]]) -> list[frozenset[str]]:
        return [frozenset().union(*side) for side in zip(*(codes[pair] for pair in several), strict=True)]

    for family_id, found in groupby(zip(batch, pairs, strict=True), key=lambda row: row[0].family_id):
        for group in [list(found)] if family_id else ([row] for row in found):
            old, new = together(frozenset(pair for _, pair in group))
            tally.family(family_id, group[-1][0].place, old, new)


def _told(tally: Tally, replay: Replay, pair: tuple[int, ...], cases: int) -> tuple[frozenset[str], frozenset[str]]:
    """The proposals of both versions in the cases that got this pair of answers, counted as cases."""
    was, becomes = (one.answers[number] for one, number in zip(replay.versions, pair, strict=True))
    codes = codes_of(was.value), codes_of(becomes.value)
    tally.case(*codes, (was.rules, becomes.rules), cases)
    return codes
