"""The sender's verbs: asking another party, and taking back what was asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.agreements import queries as agreements
from sluitend.care.agreements.models import Version
from sluitend.care.consent.actions import Asked, record_consent
from sluitend.care.followup.actions import tell
from sluitend.care.network.models import Offer, TeamMember
from sluitend.care.people.models import Family, Person
from sluitend.care.referrals.actions import steps
from sluitend.care.referrals.actions.ending import ended
from sluitend.care.referrals.actions.grounds import ground_for
from sluitend.care.referrals.actions.turns import lead_of, record, tell_all
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.models import Signal
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import Offset, Unit
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import ASKED_ELSEWHERE
from sluitend.core.sharing import DataKind
from sluitend.core.states import REFERRAL
from sluitend.core.text import text

UNAGREED_ANSWER = Offset(2, Unit.WORKING_DAYS)
"""Time to answer where no agreement is in force yet (domain.md 6.5, S2); urgent: the same day (S71)."""
RETRIED = frozenset({"rejected", "failed", "cancelled"})


@action(needs=Permission.SEND_REFERRAL, about="people.Family")
def send(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    offer_id: int,
    person_id: int,
    ground_id: int | None,
    data_kinds: Collection[str] = (DataKind.CONTACT,),
    reason_shared: str = "",
    what: str = "",
    urgent: bool = False,
    signal_id: int | None = None,
    after_id: int | None = None,
    explained: str = "",
    by_parents: int = 0,
) -> Referral:
    """Ask another party to help this family. It stays with the sender until the other accepts; a promise keeps it in view.

    Without a `ground_id` she agrees now to these kinds of data: that consent is recorded, with how it was `explained` and, when she
    is under sixteen, with the number of parents who agree too.
    """
    today = day(now)
    if by.professional_id is None:
        raise NotNow(text("Alleen een professional kan verwijzen."))
    person, offer = _person(family, person_id), _offer(family, offer_id)
    _not_twice(person, offer)
    kinds, what = _kinds(data_kinds, reason_shared), what.strip()[:200] or offer.name
    if ground_id is None:
        asked = Asked(person.pk, offer.organisation_id, kinds, what, explained, by_parents=by_parents)
        ground_id = record_consent(family.pk, by=by, now=now, asked=asked)
    referral = Referral(
        family=family,
        region_id=family.region_id,
        person=person,
        sender_id=by.professional_id,
        receiver_id=offer.organisation_id,
        offer=offer,
        what=what,
        urgent=urgent,
        reason_shared=reason_shared.strip(),
        data_kinds=kinds,
        ground=ground_for(person, offer, ground_id, kinds, today),
        sent_at=now,
        answer_by=_answer_by(family.region_id, urgent, today),
        signal=_signal(family, signal_id),
        after=_after(family, after_id),
    )
    return _sent(referral, by=by, now=now)


def _sent(referral: Referral, *, by: Actor, now: datetime) -> Referral:
    _keep_in_view(referral, by=by, now=now)
    referral.save()
    record(referral, by=by, now=now, before="", status=referral.status)
    _tell(referral, by=by, now=now)
    details(
        offer=referral.offer_id,
        receiver=referral.receiver_id,
        ground=referral.ground_id,
        kinds=",".join(referral.data_kinds),
    )
    return referral


def _answer_by(region_id: int, urgent: bool, today: date) -> date:
    if not agreements.versions(region_id, (Version.Kind.REGION,), today):
        return today if urgent else UNAGREED_ANSWER.from_date(today)
    terms = agreements.terms(region_id, today)
    term = terms.acute if urgent else terms.referral_answer
    return Offset(term.amount, term.unit).from_date(today)


def _kinds(named: Collection[str], reason: str) -> list[DataKind]:
    """What goes along: contact data always, the reason when one was written."""
    try:
        return sorted({DataKind.CONTACT, *map(DataKind, named), *([DataKind.REASON] if reason.strip() else [])})
    except ValueError:
        raise NotNow(text("Kies uit de soorten gegevens."), field="data_kinds") from None


def _person(family: Family, person_id: int) -> Person:
    found = Person.objects.filter(pk=person_id, memberships__family=family, memberships__ends_on__isnull=True).first()
    if found is None:
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person")
    return found


def _offer(family: Family, offer_id: int) -> Offer:
    found = Offer.objects.filter(pk=offer_id, active=True, organisation__region_id=family.region_id).first()
    if found is None:
        raise NotNow(text("Dit aanbod bestaat niet (meer). Kies een ander aanbod."), field="offer")
    places = set(found.municipalities.values_list("pk", flat=True))
    if places and family.municipality_id not in places:
        raise NotNow(text("Dit aanbod is er niet in de gemeente van dit gezin. Kies een ander aanbod."), field="offer")
    return found


def _not_twice(person: Person, offer: Offer) -> None:
    if Referral.objects.filter(person=person, offer=offer, status__in=REFERRAL.open()).exists():
        raise NotNow(text("Er loopt al een verwijzing voor deze persoon naar dit aanbod."), field="offer")


def _signal(family: Family, signal_id: int | None) -> Signal | None:
    found = Signal.objects.filter(pk=signal_id, family=family).first()
    if signal_id is not None and found is None:
        raise NotNow(text("Dit signaal hoort niet bij dit gezin."), field="signal")
    return found


def _after(family: Family, after_id: int | None) -> Referral | None:
    found = Referral.objects.filter(pk=after_id, family=family, status__in=RETRIED).first()
    if after_id is not None and found is None:
        raise NotNow(text("Alleen na een verwijzing die geen hulp opleverde kunt u het elders proberen."))
    return found


def _keep_in_view(referral: Referral, *, by: Actor, now: datetime) -> None:
    """The sender's promise to look for the answer. A closed file is reopened; a family without one waits for acceptance."""
    due_on = steps.chase_on(referral, day(now))
    promised = {"by": by, "now": now, "owner_id": referral.sender_id, "what": steps.CHECK_ANSWER, "due_on": due_on}
    if lead_of(referral.family_id) is None and referral.family.cases.exists():
        steps.promised_in_file(referral, **promised, lead_id=referral.sender_id, kind="check")
    else:
        steps.promised(referral, **promised, kind="check")
    if referral.after is not None:
        steps.end_promise(referral.after, by=by, now=now, result=ASKED_ELSEWHERE.message)


def _tell(referral: Referral, *, by: Actor, now: datetime) -> None:
    """Those around the family; an urgent one also goes to everybody of the team that is asked."""
    tell_all(referral, text("Er is een verwijzing verstuurd voor een gezin dat u kent."), by=by, now=now)
    if referral.urgent and referral.offer is not None and referral.offer.team_id is not None:
        members = TeamMember.objects.on(day(now)).filter(team_id=referral.offer.team_id)
        tell(
            set(members.values_list("professional_id", flat=True)),
            kind="referral",
            message=text("Er is een spoedverwijzing voor uw team. Antwoord vandaag."),
            at_once=True,
            now=now,
            thing=referral,
            but=by.professional_id,
        )


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def cancel(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    reason: str,
    next_what: str = "",
    next_due_on: date | None = None,
) -> Referral:
    """Take the request back, or stop together after it was accepted, with the reason."""
    return ended(referral, "cancelled", by=by, now=now, reason=reason, next_what=next_what, next_due_on=next_due_on)


@action(needs=Permission.FOLLOW_REFERRAL, about="referrals.Referral")
def mark_error(
    referral: Referral,
    *,
    by: Actor,
    now: datetime,
    reason: str,
    next_what: str = "",
    next_due_on: date | None = None,
) -> Referral:
    """Say that this referral should never have been made. It stays in the history; nothing is deleted."""
    return ended(
        referral, "entered_in_error", by=by, now=now, reason=reason, next_what=next_what, next_due_on=next_due_on
    )
