"""What core/sharing.py decides over, made from the rows; and its answer for one receiver, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import day
from sluitend.care.consent.models import Ground
from sluitend.care.consent.queries.register import with_authority
from sluitend.care.network.models import Organisation
from sluitend.care.people.models import Family, Person, Pregnancy
from sluitend.care.query import query
from sluitend.core import sharing
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import whole_years
from sluitend.core.consent_sentences import sentences
from sluitend.core.permissions import Permission
from sluitend.core.sharing import DataKind
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Asking:
    """What is read aloud before somebody says yes or no, and how it stands today for each kind of data."""

    sentences: tuple[Text, ...]
    """What goes to whom, what for, and that no changes nothing else."""
    answers: tuple[tuple[Text, sharing.Answer], ...]
    herself: bool
    parents: int
    """How many parents with authority must agree too."""


@query(needs=Permission.RECORD_CONSENT, about="people.Family", look=True)
def asking(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    person_id: int,
    receiver_id: int,
    data_kinds: tuple[str, ...],
    purpose: str,
) -> Asking:
    """May these data of this person go to this receiver for this purpose today; and the words with which to ask it."""
    today = day(now)
    person = Person.objects.filter(pk=person_id, memberships__family=family).first()
    organisation = Organisation.objects.filter(pk=receiver_id, region_id=family.region_id).first()
    if person is None:
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person")
    if organisation is None:
        raise NotNow(text("Kies een organisatie uit deze regio."), field="receiver")
    subject, receiver = subject_of(person, today), sharing.Receiver(organisation.pk, organisation.name)
    rows = Ground.objects.filter(person=person, receiver=organisation).order_by("pk")
    grounds = [plain(row) for row in rows]
    kinds = [kind for kind in DataKind if kind in data_kinds]
    return Asking(
        sentences=sentences(organisation.name, kinds, purpose),
        answers=tuple(
            (kind.label, sharing.may_share(kind, subject, receiver, purpose, grounds, today)) for kind in kinds
        ),
        herself=sharing.who_consents(subject)[0],
        parents=sharing.parents_needed(subject),
    )


def subject_of(person: Person, today: date) -> sharing.Subject:
    """Whose data it is: age, pregnancy, and how many parents with authority there are."""
    age = None if person.birth_date is None else whole_years(person.birth_date, today)
    pregnant = person.pregnancies.filter(outcome=Pregnancy.Outcome.ONGOING).exists()
    return sharing.Subject(age, pregnant, with_authority(person.pk, today))


def plain(ground: Ground) -> sharing.Ground:
    """A row as core weighs it."""
    return sharing.Ground(
        kind=sharing.GroundKind(ground.kind),
        receiver_id=ground.receiver_id,
        data_kinds=frozenset(DataKind(kind) for kind in ground.data_kinds),
        purpose=ground.purpose,
        given_on=ground.given_on,
        until=ground.until,
        withdrawn_on=ground.withdrawn_on,
        refused=ground.refused,
        legal_name=ground.legal_name,
        by_herself=ground.by_herself,
        by_parents=ground.by_parents,
    )
