"""How somebody wants messages, what became of them, and what an administrator sees of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count

from sluitend.care.network.models import Professional
from sluitend.care.outbox.models import Message, Wish
from sluitend.care.parents.models import Invitation
from sluitend.care.query import query
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.messages import Hours, Kind, Way
from sluitend.core.permissions import Permission
from sluitend.core.text import text

SHOWN = timedelta(days=30)
MOST = 50
EVERYBODY_THEMSELVES = text("Dit stelt ieder zelf in.")


@dataclass(frozen=True)
class Wanted:
    """How one person is told."""

    way: Way
    email: str
    mobile: str
    hours: Hours
    language: str = settings.LANGUAGE_CODE

    @property
    def address(self) -> str:
        return {Way.EMAIL: self.email, Way.SMS: self.mobile, Way.NONE: ""}[self.way]

    @property
    def chosen(self) -> dict[str, str | int]:
        """As a form begins with it."""
        hours = {"first_hour": self.hours.first, "until_hour": self.hours.until}
        return {"way": self.way.value, "email": self.email, "mobile": self.mobile, **hours}


@dataclass(frozen=True)
class Sent:
    """A message as its receiver may see it."""

    kind: Kind
    new: int
    today: int
    way: Way
    made_at: datetime
    status: str
    done_at: datetime | None
    next_at: datetime | None
    """None where the moment would tell an administrator why a message came at once."""
    tries: int
    trouble: str
    who: str = ""


@dataclass(frozen=True)
class OwnMessages:
    wanted: Wanted
    sent: tuple[Sent, ...]


@query(needs=Permission.EDIT_CARD, about="network.Professional")
def own_messages(professional: Professional, *, by: Actor, now: datetime) -> OwnMessages:
    """Of a professional: the wish (or the card's e-mail) and the last messages. Two statements."""
    if by.professional_id != professional.pk:
        raise NotAllowed(EVERYBODY_THEMSELVES)
    wish = Wish.objects.filter(user_id=professional.user_id).first()
    wanted = as_wanted(wish) if wish else of_card(professional.email)
    return OwnMessages(wanted, _last(professional.user_id))


@query(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def parent_messages(invitation: Invitation, *, by: Actor, now: datetime) -> OwnMessages:
    """Of a parent: nothing is sent until the parent says how."""
    wish = Wish.objects.filter(user_id=invitation.user_id).first()
    return OwnMessages(as_wanted(wish) if wish else NOTHING, _last(invitation.user_id))


NOTHING = Wanted(Way.NONE, "", "", Hours())


def as_wanted(wish: Wish) -> Wanted:
    hours = Hours(wish.first_hour, wish.until_hour)
    return Wanted(Way(wish.way), wish.email, wish.mobile, hours, wish.language)


def of_card(email: str) -> Wanted:
    return Wanted(Way.EMAIL if email else Way.NONE, email, "", Hours())


def _last(user_id: int | None) -> tuple[Sent, ...]:
    found = Message.objects.filter(user_id=user_id).order_by("-made_at", "-pk")[:10]
    return tuple(_sent(row) for row in found)


def _sent(row: Message, who: str = "", *, to_others: bool = False) -> Sent:
    return Sent(
        Kind(row.kind),
        row.new,
        row.today,
        Way(row.way),
        row.made_at,
        row.status,
        row.done_at,
        None if to_others and row.kind == Kind.AT_ONCE else row.next_at,
        row.tries,
        row.trouble,
        who,
    )


@dataclass(frozen=True)
class Delivery:
    """The last thirty days of a region: how many in each state, and which went wrong. A parent has no name here."""

    counts: dict[str, int]
    oldest_waiting: datetime | None
    troubled: tuple[Sent, ...]


@query(needs=Permission.SEE_DELIVERY)
def delivery(*, by: Actor, now: datetime) -> Delivery:
    """Three statements, however many messages there are."""
    recent = Message.objects.filter(region_id=by.region_id, made_at__gt=now - SHOWN)
    counts = dict(recent.values_list("status").annotate(Count("pk")).order_by())
    waiting = recent.filter(status=Message.Status.WAITING).order_by("made_at").values_list("made_at", flat=True).first()
    wrong = list(recent.exclude(trouble="").exclude(status=Message.Status.SENT).order_by("-made_at", "-pk")[:MOST])
    names = dict(
        Professional.objects.filter(user__in=[row.user_id for row in wrong], region_id=by.region_id).values_list(
            "user_id", "name"
        )
    )
    return Delivery(counts, waiting, tuple(_sent(row, names.get(row.user_id, ""), to_others=True) for row in wrong))
