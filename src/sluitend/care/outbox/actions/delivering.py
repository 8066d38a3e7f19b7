"""Taking messages to be sent, one by one, and noting what became of each.

A worker takes a message for two minutes, in a transaction of its own, and sends it outside any transaction: no lock waits for another's
server. A worker that dies leaves its message for the next one. A worker that was so slow that another took over notes nothing.
Between what the other side took and our note of it is a moment that no protocol closes: a message sent twice there carries the same
`Message-ID`, by which mailboxes show it once. Nothing is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from sluitend.care.action import AMSTERDAM
from sluitend.care.network.models import Professional
from sluitend.care.outbox.models import Message, Wish
from sluitend.care.outbox.queries.reading import NOTHING, Wanted, as_wanted, of_card
from sluitend.care.parents.models import Invitation
from sluitend.core.messages import Kind, Outcome, Way, next_try

BUSY = timedelta(minutes=2)
"""Longer than any sender waits for the other side."""


@dataclass(frozen=True)
class Parcel:
    """A message in the hands of one worker."""

    id: int
    tries: int
    kind: Kind
    new: int
    today: int
    wanted: Wanted
    to_parent: bool


def take(now: datetime) -> Parcel | None:
    """The message that waits longest, for this worker only; None when none is ready. What came outside the hours of its receiver, as they
    are now, waits until they begin."""
    local = now.astimezone(AMSTERDAM)
    while True:
        with transaction.atomic():
            row = _ready(now)
            if row is None:
                return None
            parcel = _parcel(row)
            hours = parcel.wanted.hours
            if row.keeps_hours and parcel.wanted.way is not Way.NONE and not hours.hold(local):
                Message.objects.filter(pk=row.pk, tries=row.tries).update(next_at=hours.next(local), claimed_until=None)
                continue
            mine = Message.objects.filter(pk=row.pk, tries=row.tries, status=Message.Status.WAITING)
            if mine.update(claimed_until=now + BUSY, tries=row.tries + 1):
                return parcel


def _ready(now: datetime) -> Message | None:
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    found = Message.objects.filter(free, status=Message.Status.WAITING, next_at__lte=now).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        found = found.select_for_update(skip_locked=True)
    return found.first()


def _parcel(row: Message) -> Parcel:
    """The address is looked up now: who changed it or wants nothing any more is not written at the old one."""
    wish = Wish.objects.filter(user_id=row.user_id).first()
    invitation = Invitation.objects.filter(user_id=row.user_id, ended_at=None).order_by("-opened_at").first()
    if invitation is not None:
        wanted = NOTHING if invitation.hidden or wish is None else as_wanted(wish)
    elif wish is not None:
        wanted = as_wanted(wish)
    else:
        cards = Professional.objects.filter(user_id=row.user_id, region_id=row.region_id)
        wanted = of_card(cards.order_by("-email").values_list("email", flat=True).first() or "")
    return Parcel(row.pk, row.tries + 1, Kind(row.kind), row.new, row.today, wanted, invitation is not None)


def note(parcel: Parcel, outcome: Outcome, *, now: datetime, trouble: str = "") -> None:
    """What became of a message. A message that cannot be sent is never forgotten: it ends as failed, where people see it."""
    local = now.astimezone(AMSTERDAM)
    again = next_try(parcel.tries, local, parcel.wanted.hours, parcel.kind) if outcome is Outcome.LATER else None
    mine = Message.objects.filter(pk=parcel.id, tries=parcel.tries, status=Message.Status.WAITING)
    if again is not None:
        mine.update(next_at=again, claimed_until=None, trouble=trouble[:40], **_by(parcel))
        return
    status = Message.Status.SENT if outcome is Outcome.SENT else Message.Status.FAILED
    mine.update(status=status, done_at=now, claimed_until=None, trouble=trouble[:40], **_by(parcel))


def _by(parcel: Parcel) -> dict[str, Way]:
    """The way it went; what was not wanted any more keeps the way it would have gone."""
    return {} if parcel.wanted.way is Way.NONE else {"way": parcel.wanted.way}
