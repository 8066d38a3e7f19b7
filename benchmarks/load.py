"""Fills a database with a synthetic region of any number of open families, in bulk, such that the proof finds nothing.

Every forty families have a coordinator (a social worker with forty families), each coordinator a team of ten. People have invented names
and the label "synthetisch" in their town.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from benchmarks import calibration
from benchmarks.bulk import bulk
from benchmarks.network import Places, coordinators_of, places_of
from benchmarks.signalled import decided, signals, table_in_force
from benchmarks.synthetic import Woman, cascade, women
from benchmarks.worked import worked
from sluitend.care.consent.models import Ground
from sluitend.care.coordination.models import Case, Turn
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import (
    Professional,
)
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Family, FamilyMember, Involvement, Person, Pregnancy, Residence
from sluitend.care.referrals.models import Referral
from sluitend.core.matching import folded, keys

CHUNK = 2_000
GIVEN = (
    "Sam",
    "Noor",
    "Yara",
    "Lotte",
    "Amina",
    "Eva",
    "Fleur",
    "Zoë",
    "Maud",
    "Selin",
    "Julia",
    "Roos",
    "Nina",
    "Isa",
    "Lina",
)
NAMES = (
    "Bakker",
    "De Vries",
    "Yılmaz",
    "Jansen",
    "El Amrani",
    "Visser",
    "Smit",
    "Tesfay",
    "Mulder",
    "Bos",
    "Kuiper",
    "Haddad",
)


@dataclass(frozen=True)
class Loaded:
    """What the measurement needs to know of the region that was made."""

    region_id: int
    coordinator_user: str
    coordinator_id: int
    lead_user: str
    midwife_user: str
    municipality_id: int
    family_id: int
    name: str


def load(families: int, *, seed: int, now: datetime, content: Any) -> Loaded:
    places = places_of(now, content)
    random, today = Random(seed), now.date()
    coordinators = coordinators_of(places, families, today)
    numbers = count(1)
    drawn = women(seed, families)
    while chunk := list(islice(drawn, CHUNK)):
        # One transaction: at its end the database checks the closing rules of every family in it.
        with transaction.atomic():
            _chunk(places, coordinators, list(zip(numbers, chunk, strict=False)), random, now)
    _analyze()
    return _loaded(places, coordinators)


def _analyze() -> None:
    """Without fresh statistics the first searches after a bulk load are slow (performance.md, mistake 11)."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _chunk(
    places: Places, coordinators: Sequence[Professional], drawn: list[tuple[int, Woman]], random: Random, now: datetime
) -> None:
    today = now.date()
    people = bulk([_mother(places, number, woman, random) for number, woman in drawn])
    families = bulk([_family(places, person, woman, today) for person, (_, woman) in zip(people, drawn, strict=True)])
    leads = [coordinators[number % len(coordinators)] for number, _ in drawn]
    start = today - timedelta(days=120)
    bulk([Residence(family=f, municipality_id=f.municipality_id, starts_on=start) for f in families])
    bulk(
        [
            FamilyMember(family=f, person=p, part="mother", starts_on=start)
            for f, p in zip(families, people, strict=True)
        ]
    )
    pregnancies = bulk(
        [
            Pregnancy(
                mother=p, family=f, due_date=today + timedelta(days=random.randint(1, 180)), dated_by="early_scan"
            )
            for f, p in zip(families, people, strict=True)
        ]
    )
    bulk(
        [
            Involvement(family=f, professional=lead, role="lead", starts_on=start)
            for f, lead in zip(families, leads, strict=True)
        ]
    )
    bulk(
        [
            Involvement(family=f, professional=places.midwife, role="medical_coordinator", starts_on=start)
            for f in families[::40]
        ]
    )
    _files(families, leads, random, now, start)
    sent = signals(places, families, people, pregnancies, leads, random, now)
    decided(sent, table_in_force(places.region), now)
    _referrals(places, families, people, leads, random, now)
    bulk(list(_observations(families, people, drawn, places, start)))
    worked(families, leads, now)


def _mother(places: Places, number: int, woman: Woman, random: Random) -> Person:
    given, family = random.choice(GIVEN), f"{random.choice(NAMES)}{number}"
    born = date(1985, 1, 1) + timedelta(days=random.randint(0, 8_000))
    phone = f"06{number:08d}"
    found = keys(given_name=given, family_name=family, born=born, phone=phone, secret=settings.MATCHING_KEY)
    return Person(
        region=places.region,
        given_name=given,
        family_name=family,
        birth_date=born,
        phone=phone,
        town=calibration.LABEL,
        search_name=folded(f"{given} {family}"),
        key_name_birth=found.name_birth or "",
        key_phone=found.phone or "",
        key_family_birth=found.family_birth or "",
    )


def _family(places: Places, person: Person, woman: Woman, today: date) -> Family:
    return Family(
        region=places.region,
        municipality=places.municipalities[woman.municipality],
        name=f"Familie {person.family_name}",
        search_name=folded(person.family_name),
        created_on=today - timedelta(days=120),
    )


def _files(families: list[Family], leads: list[Professional], random: Random, now: datetime, start: date) -> None:
    today = now.date()
    due = [today + timedelta(days=random.randint(-20, 60)) for _ in families]
    cases = bulk(
        [
            Case(
                family=f,
                region_id=f.region_id,
                municipality_id=f.municipality_id,
                lead=lead,
                opened_on=start,
                next_due_on=on,
                next_what="Op bezoek",
                next_owner=lead,
                changed_at=now,
            )
            for f, lead, on in zip(families, leads, due, strict=True)
        ]
    )
    bulk([Turn(case=c, municipality_id=c.municipality_id, on=start, change=1, why="opened") for c in cases])
    bulk(
        [
            Promise(family=f, owner=lead, what="Op bezoek", made_on=start, made_by=lead, due_on=on)
            for f, lead, on in zip(families, leads, due, strict=True)
        ]
    )
    bulk(
        [
            Promise(family=f, owner=lead, what="Bellen", made_on=start, due_on=start, status="kept", done_on=start)
            for f, lead in zip(families, leads, strict=True)
        ]
    )


def _referrals(
    places: Places,
    families: list[Family],
    people: list[Person],
    leads: list[Professional],
    random: Random,
    now: datetime,
) -> None:
    """Most families were referred; a few referrals wait for an answer, as many per organisation as in life."""
    today = now.date()
    chosen = [
        (f, p, lead, cascade(random, random.randrange(6)))
        for f, p, lead in zip(families, people, leads, strict=True)
        if random.random() < calibration.ACCEPTS_REFERRAL
    ]
    grounds = bulk(
        [
            Ground(
                family=f,
                person=p,
                kind="consent",
                receiver=places.youth,
                data_kinds=["contact"],
                purpose="hulp",
                given_on=today,
            )
            for f, p, _, _ in chosen
        ]
    )
    bulk(
        [
            Referral(
                family=f,
                region=places.region,
                person=p,
                sender=lead,
                receiver=places.youth,
                offer=places.offer,
                what="Huisbezoek",
                status="requested" if at % 50 == 0 else "completed" if steps.arrived else "rejected",
                data_kinds=["contact"],
                ground=ground,
                sent_at=now - timedelta(days=random.randint(1, 60)),
                answer_by=today + timedelta(days=random.randint(-5, 5)),
                answered_at=None if at % 50 == 0 else now,
                owner=places.nurse if at % 50 and steps.arrived else None,
                first_contact_on=today if at % 50 and steps.arrived else None,
                reason="" if at % 50 == 0 or steps.arrived else "Geen plek",
                outcome="help_given" if at % 50 and steps.arrived else "",
            )
            for at, ((f, p, lead, steps), ground) in enumerate(zip(chosen, grounds, strict=True))
        ]
    )


def _observations(
    families: list[Family], people: list[Person], drawn: list[tuple[int, Woman]], places: Places, start: date
) -> Iterator[Observation]:
    for family, person, (_, woman) in zip(families, people, drawn, strict=True):
        for at in range(woman.factor_count):
            yield Observation(
                family=family, person=person, kind="factor", code=f"factor_{at}", domain="social", noted_on=start
            )


def _loaded(places: Places, coordinators: Sequence[Professional]) -> Loaded:
    case = Case.objects.filter(lead=coordinators[0]).order_by("pk").first()
    assert case is not None
    return Loaded(
        region_id=places.region.pk,
        coordinator_user="coordinator",
        coordinator_id=coordinators[0].pk,
        lead_user="lead",
        midwife_user="midwife",
        municipality_id=places.municipalities["GM0202"].pk,
        family_id=case.family_id,
        name=case.family.members.get(part="mother").person.family_name,
    )
