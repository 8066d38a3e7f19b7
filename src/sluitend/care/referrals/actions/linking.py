"""A receiver without an account: a signed link to one referral, with a PIN that the sender tells by phone.

Token and PIN leave here once and are kept as digests. Each try of a PIN is counted before anybody looks whether it fits, so that
at most five are ever looked at, also when they come at the same moment.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.auth.hashers import check_password, make_password
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare

from sluitend.care import wall
from sluitend.care.action import action, day
from sluitend.care.network.models import Professional
from sluitend.care.referrals.actions.answering import accept, reject
from sluitend.care.referrals.actions.telling import ask
from sluitend.care.referrals.actions.turns import said
from sluitend.care.referrals.models import OneTimeLink, Referral
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.states import Party
from sluitend.core.text import Text, text

TRIES = 5
VALID = timedelta(days=14)
_SIGNER = Signer(salt="referrals.link", sep=".")
_UNKNOWN = text("Deze link klopt niet. Neem hem over zoals hij in het bericht staat, of bel de afzender.")


@dataclass(frozen=True)
class Keys:
    """What opens a link. Never stored, never logged."""

    secret: str
    pin: str

    @classmethod
    def fresh(cls) -> Self:
        return cls(secrets.token_urlsafe(24), f"{secrets.randbelow(1_000_000):06}")

    @property
    def token(self) -> str:
        """What stands in the address: signed, so that a made-up one is refused before the database is asked."""
        return _SIGNER.sign(self.secret)


def new_link(referral_id: int, *, by: Actor, now: datetime, for_name: str) -> Keys:
    """Make a link and hand out its keys, this once."""
    keys = Keys.fresh()
    make_link(referral_id, by=by, now=now, for_name=for_name, keys=keys)
    return keys


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def make_link(referral: Referral, *, by: Actor, now: datetime, for_name: str, keys: Keys) -> OneTimeLink:
    """Make a one-time link for somebody without an account. An earlier link to the same referral stops working."""
    if Party.SENDER not in referral.parties(by) or by.professional_id is None:
        raise NotNow(text("Alleen de afzender maakt een link. De afzender belt ook de pincode door."))
    if referral.status != "requested":
        raise NotNow(text("Deze verwijzing is al beantwoord. Een link is niet meer nodig."))
    name = said(for_name, "for_name", text("Schrijf voor wie de link is."))
    referral.onetimelinks.filter(expires_at__gt=now).update(expires_at=now)
    return OneTimeLink.objects.create(
        referral=referral,
        token_digest=_digest(keys.token),
        pin_digest=make_password(keys.pin),
        for_name=name[:120],
        made_at=now,
        made_by_id=by.professional_id,
        expires_at=now + VALID,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Guest:
    """Somebody at the door with a link: no account, one referral."""

    link_id: int
    by: Actor
    closed: Text | None
    """Why the link opens nothing any more."""


def guest(token: str, *, now: datetime) -> Guest:
    """Who holds this token. Raises NotAllowed for a token that we did not sign, before the database is asked."""
    link = _link(token)
    return Guest(link.pk, _actor(link), _closed_because(link, now))


@wall.everywhere()
def _link(token: str) -> OneTimeLink:
    try:
        _SIGNER.unsign(token)
    except BadSignature:
        raise NotAllowed(_UNKNOWN) from None
    digest = _digest(token)
    found = OneTimeLink.objects.select_related("referral").filter(token_digest=digest).first()
    if found is None or not constant_time_compare(found.token_digest, digest):
        raise NotAllowed(_UNKNOWN)
    return found


def _actor(link: OneTimeLink) -> Actor:
    return Actor(
        user_id=0,
        name=link.for_name,
        roles=frozenset({Role.GUEST}),
        region_id=link.referral.region_id,
        organisation_id=link.referral.receiver_id,
    )


def _closed_because(link: OneTimeLink, now: datetime) -> Text | None:
    if link.expires_at <= now:
        return text("Deze link is verlopen of vervangen. Bel de afzender voor een nieuwe.")
    if link.tries >= TRIES:
        return text("De pincode is te vaak verkeerd ingevuld. De link is dicht. Bel de afzender voor een nieuwe.")
    return None


def _must_be_open(link: OneTimeLink, now: datetime) -> None:
    closed = _closed_because(link, now)
    if closed is not None:
        raise NotNow(closed)


def enter(token: str, pin: str, *, now: datetime) -> Guest:
    """The guest whom this token and PIN let in. Raises NotNow at the field `pin`, and says how many tries are left."""
    link = _link(token)
    by = _actor(link)
    count_try(link.pk, by=by, now=now)
    if not check_password(pin.strip(), link.pin_digest):
        left = TRIES - link.tries - 1
        raise NotNow(text("De pincode klopt niet. U kunt het nog %(left)s keer proberen.", left=left), field="pin")
    open_link(link.pk, by=by, now=now)
    return Guest(link.pk, by, None)


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.OneTimeLink")
def count_try(link: OneTimeLink, *, by: Actor, now: datetime) -> OneTimeLink:
    """Count a try of the PIN. Refused, and not counted, once the link is closed."""
    _must_be_open(link, now)
    link.tries += 1
    link.save(update_fields=["tries"])
    return link


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.OneTimeLink")
def open_link(link: OneTimeLink, *, by: Actor, now: datetime) -> OneTimeLink:
    """Note that the right PIN was given; the tries start again."""
    link.opened_at, link.tries = link.opened_at or now, 0
    link.save(update_fields=["opened_at", "tries"])
    return link


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.OneTimeLink")
def accept_by_link(
    link: OneTimeLink, *, by: Actor, now: datetime, name: str, first_contact_on: date | None
) -> OneTimeLink:
    """Accept as this person; somebody of the receiver whom we do not know yet becomes a contact without an account."""
    _must_be_open(link, now)
    owner = _contact(link, said(name, "name", text("Schrijf wie het oppakt.")), day(now))
    accept(link.referral_id, by=by, now=now, owner_id=owner.pk, first_contact_on=first_contact_on, by_link=True)
    return _used(link, now)


def _contact(link: OneTimeLink, name: str, today: date) -> Professional:
    referral = link.referral
    known = Professional.objects.on(today).filter(organisation_id=referral.receiver_id, name__iexact=name).first()
    return known or Professional.objects.create(
        region_id=referral.region_id, organisation_id=referral.receiver_id, name=name[:120], starts_on=today
    )


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.OneTimeLink")
def reject_by_link(link: OneTimeLink, *, by: Actor, now: datetime, reason: str, who_could: str = "") -> OneTimeLink:
    """Say through the link that it cannot be done here."""
    _must_be_open(link, now)
    reject(link.referral_id, by=by, now=now, reason=reason, who_could=who_could)
    return _used(link, now)


@action(needs=Permission.ANSWER_REFERRAL, about="referrals.OneTimeLink")
def ask_by_link(link: OneTimeLink, *, by: Actor, now: datetime, question: str) -> OneTimeLink:
    """Ask the sender something through the link."""
    _must_be_open(link, now)
    ask(link.referral_id, by=by, now=now, question=question)
    return link


def _used(link: OneTimeLink, now: datetime) -> OneTimeLink:
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link


DEMONSTRATION = Keys("alleen-voor-de-demonstratie", "246810")
"""The keys of the one link in the demonstration's files, so that its sign-in page can show the way of a receiver without an account."""


@wall.everywhere()
def demonstration_link(*, now: datetime) -> Keys | None:
    """The keys of the demonstration's link while it is open; None where these files were never loaded."""
    found = OneTimeLink.objects.filter(token_digest=_digest(DEMONSTRATION.token)).first()
    return None if found is None or _closed_because(found, now) else DEMONSTRATION
