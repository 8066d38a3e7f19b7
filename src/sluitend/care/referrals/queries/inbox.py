"""The two columns of the inbox, the referrals of a family, and what somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.compiled import Given, compiled
from sluitend.care.coordination.models import LeadHandover
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.referrals.models import Referral
from sluitend.care.referrals.queries.cards import Card, card, ladder_of, lean
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.promise import Ladder
from sluitend.core.states import REFERRAL

PAGE = 20
RETURNED = ("rejected", "failed")
_OPEN = Q(status__in=sorted(REFERRAL.open()))

FILTERS: dict[str, Callable[[Any], Q]] = {
    "open": lambda today: _OPEN,
    "new": lambda today: Q(status="requested", answer_by__gte=today),
    "accepted": lambda today: Q(status__in=["accepted", "in_progress", "on_hold"]),
    "late": lambda today: Q(status="requested", answer_by__lt=today),
    "unresolved": lambda today: Q(status__in=RETURNED, promise__status="open"),
    "done": lambda today: ~_OPEN,
}
"""What a column shows. Unresolved: nobody has taken it and the sender has not decided yet how to go on."""


@dataclass(frozen=True)
class Page:
    rows: tuple[Card, ...]
    after: str
    """The key of the last row, when more follow; the next page starts after it."""


@dataclass(frozen=True)
class AskedLead:
    """A request to take over the lead of a family."""

    id: int
    family_id: int
    family_name: str
    sender: str
    why: str
    answer_by: date


@dataclass(frozen=True)
class Asked:
    """A request that waits for its answer, in a line of the work list."""

    receiver: str
    what: str
    answer_by: date


@dataclass(frozen=True)
class Inbox:
    for_us: Page
    from_us: Page
    returned: tuple[Card, ...]
    """Refused or failed, and back with the reader to decide; shown whatever the filter of the column."""
    handovers: tuple[AskedLead, ...]

    @property
    def rows(self) -> tuple[Card | AskedLead, ...]:
        """All that was shown, for the trail of looks."""
        return (*self.returned, *self.for_us.rows, *self.from_us.rows, *self.handovers)


@query(needs=Permission.SEE_INBOX, look=True)
def inbox(*, by: Actor, now: datetime, show: str = "open", for_us_after: str = "", from_us_after: str = "") -> Inbox:
    """What others ask of my organisation, and what I (or those I stand in for) ask of others."""
    today = day(now)
    ladder = ladder_of(by.region_id, today)
    show = show if show in FILTERS else "open"
    return Inbox(
        for_us=_page("for us", show, for_us_after, by, ladder, today),
        from_us=_page("from us", show, from_us_after, by, ladder, today),
        returned=_returned(by, ladder, today) if show == "open" else (),
        handovers=_handovers(by),
    )


def _page(column: str, show: str, after: str, by: Actor, ladder: Ladder, today: date) -> Page:
    key = _key(after)
    due, pk = key or (date.min, 0)
    who = {"us": by.organisation_id, "me": by.acts_for}
    found = _column(column, show, key is not None).things(**who, today=today, due=due, pk=pk)
    shown, more = found[:PAGE], len(found) > PAGE
    last = f"{shown[-1].answer_by:%Y-%m-%d}.{shown[-1].pk}" if more else ""
    return Page(tuple(card(row, by, ladder, today) for row in shown), last)


@compiled
def _column(given: Given, column: str, show: str, later: bool) -> QuerySet[Any, Any]:
    """One page of a column, the nearest date first (what is done: the newest first); `later` than a key."""
    whose = Q(receiver_id=given.us) if column == "for us" else Q(sender_id__among=given.me)
    rows = Referral.objects.filter(FILTERS[show](given.today), whose)
    sign, compare = ("-", "lt") if show == "done" else ("", "gt")
    if later:
        beyond = Q(**{f"answer_by__{compare}": given.due})
        rows = rows.filter(beyond | Q(answer_by=given.due, **{f"pk__{compare}": given.pk}))
    return lean(rows).order_by(f"{sign}answer_by", f"{sign}pk")[: PAGE + 1]


def _key(after: str) -> tuple[date, int] | None:
    """The date and id in a key; None for no key and for one that was damaged, which shows the first page."""
    day_after, _, pk = after.partition(".")
    try:
        return date.fromisoformat(day_after), int(pk[:18])
    except ValueError:
        return None


def _returned(by: Actor, ladder: Ladder, today: date) -> tuple[Card, ...]:
    return tuple(card(row, by, ladder, today) for row in _back().things(me=by.acts_for))


@compiled
def _back(given: Given) -> QuerySet[Any, Any]:
    rows = Referral.objects.filter(status__in=RETURNED, promise__status="open", promise__owner_id__among=given.me)
    return lean(rows).order_by("promise__due_on", "pk")[:PAGE]


def _handovers(by: Actor) -> tuple[AskedLead, ...]:
    return tuple(AskedLead(*row) for row in _leads_asked()(me=by.acts_for))


@compiled
def _leads_asked(given: Given) -> QuerySet[Any, Any]:
    rows = LeadHandover.objects.filter(receiver_id__among=given.me, status=LeadHandover.Status.REQUESTED)
    columns = ("pk", "family_id", "family__name", "sender__name", "why", "answer_by")
    return rows.order_by("answer_by", "pk").values_list(*columns)[:PAGE]


@query(needs=Permission.SEE_INBOX)
def asked_of_others(family_ids: Collection[int], *, by: Actor, now: datetime) -> dict[int, Asked]:
    """What I asked for these families and nobody has answered yet, the nearest date per family. For the page of today, which shows
    the families themselves and leaves the look at them; one narrow statement, because every working day begins here."""
    wanted = set(family_ids)
    rows = _asked()(senders=by.acts_for)
    return {family_id: Asked(*asked) for family_id, *asked in rows if family_id in wanted}


@compiled
def _asked(given: Given) -> QuerySet[Any, Any]:
    """All that somebody asked and nobody has answered yet: fewer than a caseload, so the families are picked out afterwards."""
    rows = Referral.objects.filter(status="requested", sender_id__among=given.senders)
    return rows.order_by("-answer_by", "-pk").values_list("family_id", "receiver__name", "what", "answer_by")


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def family_referrals(family: Family, *, by: Actor, now: datetime) -> tuple[Card, ...]:
    """All referrals of this family, open ones first, the newest first."""
    today = day(now)
    ladder = ladder_of(family.region_id, today)
    found = [card(row, by, ladder, today) for row in _of_family().things(family=family.pk)]
    return tuple(sorted(found, key=lambda row: row.status not in REFERRAL.open() and not _needs_decision(row)))


@compiled
def _of_family(given: Given) -> QuerySet[Any, Any]:
    return lean(Referral.objects.filter(family_id=given.family)).order_by("-sent_at", "-pk")


def _needs_decision(row: Card) -> bool:
    return row.status in RETURNED and not row.decided
