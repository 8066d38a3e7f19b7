"""A professional invites a parent face to face; the parent makes an account with the code.

The code leaves here once and is kept as a keyed digest. Its 50 bits cannot be guessed at the speed that the door allows.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from sluitend.care import wall
from sluitend.care.accounts.actions import make_account, start_over
from sluitend.care.action import action, day
from sluitend.care.parents.models import Invitation
from sluitend.care.parents.queries.invitations import actor_of_parent
from sluitend.care.people.models import Family, FamilyMember
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import whole_years
from sluitend.core.permissions import Permission
from sluitend.core.text import text

VALID = timedelta(days=14)
YOUNGEST = 12
"""From twelve a young mother sees her own file (domain.md 11)."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I, O, 0 or 1: the code is read from paper."""
_GROWN_UPS = (FamilyMember.Part.MOTHER, FamilyMember.Part.FATHER, FamilyMember.Part.PARTNER)


def new_code() -> str:
    """Ten characters in three groups, such as `K7QM-3XW-DPR`."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{drawn[:4]}-{drawn[4:7]}-{drawn[7:]}"


def _digest(code: str) -> str:
    plain = "".join(code.upper().split()).replace("-", "")
    return hmac.new(settings.SECRET_KEY.encode(), f"invitation:{plain}".encode(), hashlib.sha256).hexdigest()


@action(needs=Permission.INVITE_PARENT, about="people.Family")
def invite(family: Family, *, by: Actor, now: datetime, person_id: int, checked: str, code: str) -> Invitation:
    """Invite a parent to the own pages, after having met face to face. An earlier code of this parent stops working."""
    if by.professional_id is None:
        raise NotNow(text("Alleen een professional nodigt een ouder uit."))
    if checked not in Invitation.Checked.values:
        raise NotNow(text("Kies hoe u weet dat dit deze ouder is."), field="checked")
    member = _grown_up(family, person_id, now)
    live = Invitation.objects.filter(family=family, person_id=person_id, ended_at=None)
    if live.filter(opened_at__isnull=False).exists():
        raise NotNow(text("Deze ouder heeft al een eigen pagina. Sluit die eerst om opnieuw uit te nodigen."))
    live.update(ended_at=now)
    before = Invitation.objects.filter(family=family, person_id=person_id).order_by("-invited_at", "-pk").first()
    return Invitation.objects.create(
        family=family,
        person=member.person,
        code_digest=_digest(code),
        checked=checked,
        invited_by_id=by.professional_id,
        invited_at=now,
        expires_at=now + VALID,
        hidden=before is not None and before.hidden,
    )


@action(needs=Permission.INVITE_PARENT, about="parents.Invitation")
def invite_again(invitation: Invitation, *, by: Actor, now: datetime, checked: str, code: str) -> Invitation:
    """A parent lost the way in: after having met face to face, a new code. The earlier way in stops at once; what was written stays."""
    end_invitation(invitation.pk, by=by, now=now)
    if invitation.user_id and not Invitation.objects.filter(user_id=invitation.user_id, ended_at=None).exists():
        start_over(invitation.user_id)
    made = invite(invitation.family_id, by=by, now=now, person_id=invitation.person_id, checked=checked, code=code)
    return Invitation.objects.get(pk=made)


def _grown_up(family: Family, person_id: int, now: datetime) -> FamilyMember:
    found = FamilyMember.objects.on(day(now)).filter(family=family, person_id=person_id, part__in=_GROWN_UPS)
    member = found.select_related("person").first()
    if member is None or member.person.died_on is not None:
        raise NotNow(text("Kies een ouder uit dit gezin."), field="person")
    born = member.person.birth_date
    if born is not None and whole_years(born, day(now)) < YOUNGEST:
        raise NotNow(text("Een eigen pagina kan vanaf twaalf jaar."), field="person")
    return member


@action(needs=Permission.INVITE_PARENT, about="parents.Invitation")
def end_invitation(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """Close the own pages of a parent, or take back a code that was not used. What the parent wrote stays."""
    if invitation.ended_at is not None:
        raise NotNow(text("Deze pagina is al gesloten."))
    invitation.ended_at = now
    invitation.save(update_fields=["ended_at"])
    return invitation


@dataclass(frozen=True)
class Opened:
    """A parent at the door with a code that fits: who it is, and whom to write in the trail."""

    invitation_id: int
    by: Actor


def guest_with(code: str, *, now: datetime) -> int:
    """The invitation of which this is the code, for who goes on at a provider with it."""
    return guest(now=now, code_digest=_digest(code)).invitation_id


@wall.everywhere()
def guest(*, now: datetime, **which: object) -> Opened:
    """Whose code this is. Raises NotNow beside `code` when nobody's, used or too old: the words are the same for all three."""
    found = (
        Invitation.objects.select_related("person", "family")
        .filter(ended_at=None, opened_at=None, expires_at__gt=now, **which)
        .first()
    )
    if found is None:
        raise NotNow(text("Deze code klopt niet (meer). Vraag een nieuwe aan wie u uitnodigde."), field="code")
    return Opened(found.pk, actor_of_parent(found))


def open_invitation(code: str, *, now: datetime, username: str, password: str, language: str) -> None:
    """Make the account of the parent who holds this code."""
    known = guest(now=now, code_digest=_digest(code))
    accept_invitation(
        known.invitation_id, by=known.by, now=now, username=username, password=password, language=language
    )


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def accept_invitation(
    invitation: Invitation, *, by: Actor, now: datetime, username: str, password: str, language: str
) -> Invitation:
    """Use the code once: from now on the account opens the own pages."""
    return opened_by(invitation, lambda: make_account(username, password), now, language)


def opened_by(invitation: Invitation, account: Callable[[], int], now: datetime, language: str) -> Invitation:
    """The code is used, and `account` says whose the own pages are from now on."""
    if invitation.opened_at is not None or invitation.ended_at is not None:
        raise NotNow(text("Deze code klopt niet (meer). Vraag een nieuwe aan wie u uitnodigde."), field="code")
    invitation.user_id = account()
    invitation.opened_at, invitation.language = now, language
    invitation.save(update_fields=["user", "opened_at", "language"])
    return invitation
