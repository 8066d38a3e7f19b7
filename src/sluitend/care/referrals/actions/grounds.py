"""The ground under a referral: whether this person's data may go to this receiver, kind by kind (core.sharing decides)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from sluitend.care.consent.models import Ground
from sluitend.care.consent.queries import plain, subject_of
from sluitend.care.network.models import Offer
from sluitend.care.people.models import Person
from sluitend.core import sharing
from sluitend.core.access import NotNow
from sluitend.core.sharing import DataKind
from sluitend.core.text import text


def ground_for(person: Person, offer: Offer, ground_id: int, kinds: Collection[DataKind], today: date) -> Ground:
    """The chosen ground, if it covers all that goes along; a later no to the same overrules it."""
    found = Ground.objects.filter(pk=ground_id, person=person, receiver_id=offer.organisation_id).first()
    if found is None:
        raise NotNow(text("Er is geen toestemming of andere grond vastgelegd voor deze ontvanger."), field="ground")
    later = Ground.objects.filter(Q(refused=True) | Q(withdrawn_on__isnull=False), person=person, pk__gt=found.pk)
    grounds = [plain(ground) for ground in (found, *later.filter(receiver_id=found.receiver_id).order_by("pk"))]
    subject = subject_of(person, today)
    receiver = sharing.Receiver(found.receiver_id, offer.organisation.name)
    for kind in sorted(kinds, key=lambda kind: kind != DataKind.CONTACT):
        answer = sharing.may_share(kind, subject, receiver, found.purpose, grounds, today)
        if not answer.allowed:
            raise NotNow(
                text("Dit kan niet gedeeld worden: %(why)s. %(instead)s", why=answer.why, instead=answer.instead[0]),
                field=_FIELDS.get(kind, "data_kinds"),
            )
    return found


_FIELDS = {DataKind.CONTACT: "ground", DataKind.REASON: "reason_shared"}
