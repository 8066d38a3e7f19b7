"""Recording on which ground data may be shared, that it was refused, and that it is withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sluitend.care.action import action, day, fresh, made
from sluitend.care.compiled import Given, compiled
from sluitend.care.consent.models import Ground
from sluitend.care.consent.queries import own_persons, with_authority
from sluitend.care.people.models import Family, FamilyMember, Pregnancy
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import whole_years
from sluitend.core.permissions import Permission
from sluitend.core.sharing import Subject, parents_needed, who_consents
from sluitend.core.text import text

ADULT = 18


@dataclass(frozen=True)
class Asked:
    """What was asked of somebody: which data may go to whom, for what, and how that was explained (domain.md 11)."""

    person_id: int
    receiver_id: int
    data_kinds: Collection[str]
    purpose: str
    explained: str = ""
    until: date | None = None
    by_herself: bool = True
    by_parents: int = 0


@action(needs=Permission.RECORD_CONSENT, about="people.Family")
def record_consent(family: Family, *, by: Actor, now: datetime, asked: Asked) -> Ground:
    """She agrees that these data go to this receiver for this purpose; under sixteen her parents do too."""
    _right_people_agreed(family, _born(family, asked), asked, day(now))
    return _ground(family, asked, by, now, kind=Ground.Kind.CONSENT)


@action(needs=Permission.RECORD_CONSENT, about="people.Family")
def record_refusal(family: Family, *, by: Actor, now: datetime, asked: Asked) -> Ground:
    """She does not agree. Recorded too, so that nobody asks her again as if she had not answered; what she agreed to before about
    these data with this receiver for this purpose ends with it."""
    _born(family, asked)
    for ground in _agreed_before(family, asked):
        if not asked.data_kinds or set(asked.data_kinds) & set(ground.data_kinds):
            ground.withdrawn_on = day(now)
            ground.save(update_fields=["withdrawn_on"])
    return _ground(family, asked, by, now, kind=Ground.Kind.CONSENT, refused=True)


@action(needs=Permission.RECORD_CONSENT, about="people.Family")
def record_legal_ground(family: Family, *, by: Actor, now: datetime, asked: Asked, legal_name: str) -> Ground:
    """Another ground than consent, by its name."""
    if not legal_name.strip():
        raise NotNow(text("Noem de grond waarop u dit mag delen."), field="legal_name")
    _born(family, asked)
    return _ground(family, asked, by, now, kind=Ground.Kind.LEGAL, legal_name=legal_name.strip())


@action(needs=Permission.WITHDRAW_CONSENT, about="consent.Ground")
def withdraw(ground: Ground, *, by: Actor, now: datetime) -> Ground:
    """She takes her consent back, herself or through a professional. It holds from this moment: `holding` gives it no more."""
    if by.person_id is not None and ground.person_id not in own_persons(ground.family, by.person_id, day(now)):
        raise NotNow(text("Deze toestemming is van iemand anders."))
    if ground.withdrawn_on is not None or ground.refused:
        raise NotNow(text("Er is geen toestemming meer die ingetrokken kan worden."))
    ground.withdrawn_on = day(now)
    ground.save(update_fields=["withdrawn_on"])
    return ground


def _agreed_before(family: Family, asked: Asked) -> QuerySet[Ground]:
    mine = Ground.objects.filter(family=family, person_id=asked.person_id, receiver_id=asked.receiver_id)
    agreed = mine.filter(kind=Ground.Kind.CONSENT, refused=False, withdrawn_on=None)
    return agreed.filter(purpose__iexact=asked.purpose.strip())


def _ground(
    family: Family, asked: Asked, by: Actor, now: datetime, *, kind: str, refused: bool = False, legal_name: str = ""
) -> Ground:
    today = day(now)
    if not asked.purpose.strip():
        raise NotNow(text("Schrijf waarvoor de gegevens nodig zijn."), field="purpose")
    if not asked.data_kinds and not refused:
        raise NotNow(text("Kies welke gegevens gedeeld mogen worden."), field="data_kinds")
    if asked.until is not None and asked.until < today:
        raise NotNow(text("De einddatum ligt in het verleden."), field="until")
    ground = Ground(
        family=family,
        person_id=asked.person_id,
        kind=kind,
        legal_name=legal_name,
        receiver_id=asked.receiver_id,
        data_kinds=sorted(set(asked.data_kinds)),
        purpose=asked.purpose.strip(),
        explained=asked.explained.strip(),
        heard_by_id=by.professional_id,
        given_on=today,
        until=asked.until,
        refused=refused,
        by_herself=asked.by_herself,
        by_parents=asked.by_parents,
    )
    return fresh(ground)


def _born(family: Family, asked: Asked) -> date | None:
    """The birth date, when it is known, of a person who must belong to this family."""
    new = [row.person.birth_date for row in made(FamilyMember, family.pk) if row.person_id == asked.person_id]
    found = [(born,) for born in new] or _member()(family=family.pk, person=asked.person_id)
    if not found:
        raise NotNow(text("Deze persoon hoort niet bij dit gezin."), field="person")
    born: date | None = found[0][0]
    return born


@compiled
def _member(given: Given) -> QuerySet[Any, Any]:
    found = FamilyMember.objects.filter(family_id=given.family, person_id=given.person)
    return found.values_list("person__birth_date")


def _right_people_agreed(family: Family, born: date | None, asked: Asked, today: date) -> None:
    """Who must agree depends on age (domain.md 11; section 14, fact 12)."""
    if born is None or whole_years(born, today) >= ADULT:
        return
    pregnant = family.pregnancies.filter(mother_id=asked.person_id, outcome=Pregnancy.Outcome.ONGOING).exists()
    subject = Subject(whole_years(born, today), pregnant, with_authority(asked.person_id, today))
    if who_consents(subject)[0] and not asked.by_herself:
        raise NotNow(text("Vraag het haar zelf ook: zij is oud genoeg om zelf te beslissen."), field="agrees")
    needed = parents_needed(subject)
    if asked.by_parents < needed:
        one = text("Deze persoon is jonger dan 16. Vraag ook toestemming aan de ouders met gezag.")
        both = text("Deze persoon is jonger dan 16 en twee ouders hebben gezag. Vraag het allebei.")
        raise NotNow(both if needed > 1 else one, field="by_parents")
