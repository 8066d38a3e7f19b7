"""Signals of a synthetic region, and what the tables answered to each: a running region has both of every family."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.bulk import bulk
from benchmarks.network import Places
from sluitend.care.agreements.models import Version
from sluitend.care.decisions.models import Decision, Proposal
from sluitend.care.network.models import Professional, Region
from sluitend.care.people.models import Family, Person, Pregnancy
from sluitend.care.signalling.models import Signal

FACTS = {"pregnant": True, "gestational_weeks": 20, "age": 24, "grade": "C", "wish": "wants", "consent": "yes"}
ANSWERS = [{"code": "call_local_team", "table": "four_grades", "rules": [3], "rule_ids": ["r3"], "missing": []}] * 8


def signals(
    places: Places,
    families: list[Family],
    people: list[Person],
    pregnancies: list[Pregnancy],
    leads: list[Professional],
    random: Random,
    now: datetime,
) -> list[Signal]:
    """One in a hundred still waits for its answer."""
    rows = []
    for at, (family, person, pregnancy, lead) in enumerate(zip(families, people, pregnancies, leads, strict=True)):
        waits = at % 100 == 0
        rows.append(
            Signal(
                region=places.region,
                municipality_id=family.municipality_id,
                family=family,
                person=person,
                pregnancy=pregnancy,
                signaller=places.midwife,
                receiver=random.choice(places.teams),
                status="sent" if waits else "taken_up",
                knows=True,
                agrees="yes",
                sent_at=now - timedelta(days=random.randint(1, 120)),
                answer_by=now.date() + timedelta(days=random.randint(-3, 3)),
                answered_at=None if waits else now - timedelta(days=1),
                owner=None if waits else lead,
            )
        )
    return bulk(rows)


def table_in_force(region: Region) -> Version:
    """Any: which table answered makes no difference to what is measured."""
    return Version.objects.filter(region=region, kind=Version.Kind.TABLE).order_by("pk")[0]


def decided(sent: list[Signal], table: Version, now: datetime) -> None:
    """What the tables answered to each signal; a professional took it over."""
    made = bulk(
        [
            Decision(family_id=s.family_id, signal=s, made_at=now, facts=FACTS, facts_digest="-" * 64, answers=ANSWERS)
            for s in sent
        ]
    )
    took = {"status": Proposal.Status.ACCEPTED, "decided_at": now, "why": FACTS, "rule_numbers": [3]}
    bulk([Proposal(decision=d, family_id=d.family_id, version=table, code="call_local_team", **took) for d in made])
