"""What a parent sees of the help that was asked for, on the own pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.consent.models import Ground
from sluitend.care.consent.queries import own_persons
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.referrals.models import Referral
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission


@dataclass(frozen=True)
class OwnHelp:
    """Help that was asked for this parent or a child of hers, and what she said of it."""

    id: int
    what: str
    receiver: str
    status: str
    owner: str
    first_contact_on: date | None
    sent_on: date
    helped: bool | None
    said_on: date | None

    @property
    def can_say(self) -> bool:
        """Somebody took it up, so there is something to say about it."""
        return bool(self.owner)


@query(needs=Permission.SEE_OWN_PAGES, about="people.Family", look=True)
def own_help(family: Family, *, by: Actor, now: datetime) -> tuple[OwnHelp, ...]:
    """The help that was asked for, newest first. What rests on the reporting code or was entered by mistake is not told here."""
    mine = own_persons(family, by.person_id or 0, day(now))
    found = Referral.objects.filter(family=family, person_id__in=mine).exclude(status="entered_in_error")
    found = found.exclude(ground__kind=Ground.Kind.REPORTING_CODE).select_related("receiver", "owner")
    return tuple(_row(row) for row in found.order_by("-sent_at", "-pk"))


def _row(row: Referral) -> OwnHelp:
    return OwnHelp(
        id=row.pk,
        what=row.what,
        receiver=row.receiver.name,
        status=row.status,
        owner=row.owner.name if row.owner else "",
        first_contact_on=row.first_contact_on,
        sent_on=day(row.sent_at),
        helped=row.family_says_helped,
        said_on=row.family_said_on,
    )
