"""Two people saved the same draft: what the other changed meanwhile and what one changed oneself, from the text both began with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import day
from sluitend.care.agreements.models import Draft
from sluitend.care.agreements.queries.differing import Differing, Side, Texts, between
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class Collision:
    """`others` saved meanwhile. Both differences are told from the text as it was when one began."""

    others: tuple[str, ...]
    theirs: Differing
    mine: Differing


@query(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def text_at(found: Draft, number: int, *, by: Actor, now: datetime) -> Texts | None:
    """The text as it was at an earlier number; None when there was none, or it is the text of now."""
    save = found.saves.filter(number=number).first()
    return Texts(save.body, save.examples) if save else None


@query(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def collision(found: Draft, number: int, mine: Texts, *, by: Actor, now: datetime) -> Collision:
    """`mine` was made of the text at this number, which others saved over."""
    stood = Texts(found.body, found.examples)
    saves = list(found.saves.filter(number__gte=number).select_related("by").order_by("number"))
    began = Texts(saves[0].body, saves[0].examples) if saves and saves[0].number == number else stood
    key, side, today = (found.kind, found.content_id), Side(None, None, None, ""), day(now)
    return Collision(
        others=tuple(dict.fromkeys(save.by.name for save in saves)),
        theirs=between(key, (side, side), (began, stood), today),
        mine=between(key, (side, side), (began, mine), today),
    )
