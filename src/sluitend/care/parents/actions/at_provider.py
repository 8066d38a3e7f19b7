"""A parent comes in by a provider of identities (DigiD through a broker). Never without the code of an invitation or open own pages.

Of the provider nothing is kept but its name for this person (docs/decisions/0028).
"""

from __future__ import annotations

from datetime import datetime

from sluitend.care.accounts.actions import bind, start_over, unbind
from sluitend.care.accounts.models import Identity
from sluitend.care.accounts.queries import account_of
from sluitend.care.action import action, details
from sluitend.care.parents.actions.inviting import guest, opened_by
from sluitend.care.parents.models import Invitation
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


def open_at_provider(invitation_id: int, *, now: datetime, provider: str, subject: str, language: str) -> None:
    """The parent who typed the code came back from the provider."""
    known = guest(now=now, pk=invitation_id)
    accept_at_provider(known.invitation_id, by=known.by, now=now, provider=provider, subject=subject, language=language)


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def accept_at_provider(
    invitation: Invitation, *, by: Actor, now: datetime, provider: str, subject: str, language: str
) -> Invitation:
    """Use the code once: from now on whom the provider calls `subject` opens the own pages."""
    details(provider=provider)
    return opened_by(invitation, lambda: _account(invitation, provider, subject, now), now, language)


def _account(invitation: Invitation, provider: str, subject: str, now: datetime) -> int:
    """A new account, or the one that this same person had before; never that of somebody else."""
    known = account_of(provider, subject)
    if known is None:
        return bind(None, provider, subject, Identity.Way.INVITATION, now)
    earlier = Invitation.objects.filter(user=known)
    if not earlier.exists() or earlier.exclude(person_id=invitation.person_id).exists():
        raise NotNow(text("Deze aanmelding is al aan iemand gekoppeld."), field="subject")
    if not earlier.filter(ended_at=None).exists():
        start_over(known.pk)
    return known.pk


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def link_provider(invitation: Invitation, *, by: Actor, now: datetime, provider: str, subject: str) -> Invitation:
    """A parent with open pages comes in by this provider too from now on."""
    bind(by.user_id, provider, subject, Identity.Way.INVITATION, now)
    details(provider=provider)
    return invitation


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation")
def unlink_provider(invitation: Invitation, *, by: Actor, now: datetime, provider: str) -> Invitation:
    """No longer by this provider; another way in must be left."""
    unbind(by.user_id, provider)
    details(provider=provider)
    return invitation
