"""The people in and around one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sluitend.care.action import day
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.queries import Card, card_of
from sluitend.care.people.models import (
    Family,
    FamilyMember,
    InformalHelper,
    Involvement,
    ParentalAuthority,
    Person,
    Pregnancy,
)
from sluitend.care.people.queries.labels import DATED_BY, INTERPRETER, INVOLVED_AS, OUTCOMES, PARTS, called, marks
from sluitend.care.query import query
from sluitend.core.access import Actor, NotAllowed
from sluitend.core.calendar import GestationalAge, child_age, gestational_age, whole_years
from sluitend.core.permissions import Permission
from sluitend.core.person import PersonFacts, is_minor
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Member:
    """Somebody of the household. A secret address and the number of who must never be phoned are left out."""

    member_id: int
    person_id: int
    name: str | Text
    part: str
    part_label: Text
    since: date
    birth_date: date | None
    age: Text | None
    minor: bool
    phone: str
    email: str
    address: str
    language: str
    interpreter: Text
    needs_interpreter: bool
    marks: tuple[Text, ...]
    died_on: date | None
    elsewhere_too: bool
    """Also lives in another household."""
    weight_grams: int | None
    born_at: str
    """Gestational age at birth, for a child."""

    @property
    def is_child(self) -> bool:
        return self.part == FamilyMember.Part.CHILD


@dataclass(frozen=True)
class PregnancyCard:
    id: int
    mother_id: int
    mother: str | Text
    due_date: date
    dated_by: str
    dated_by_label: Text
    gestation: str
    """"wk 23+4" today, or when it ended."""
    expected_children: int
    outcome: str
    outcome_label: Text
    ended_on: date | None

    @property
    def ongoing(self) -> bool:
        return self.outcome == Pregnancy.Outcome.ONGOING


@dataclass(frozen=True)
class Around:
    """A professional around the family."""

    involvement_id: int
    role: str
    role_label: Text
    since: date
    until: date | None
    reason: str
    card: Card


@dataclass(frozen=True)
class Helper:
    """Somebody of the family's own network."""

    id: int
    name: str
    relation: str
    phone: str
    can_do: str


@dataclass(frozen=True)
class Authority:
    """Who has, or had, parental authority over which child."""

    id: int
    child: str | Text
    holder: str | Text
    since: date
    until: date | None
    ground: str


@dataclass(frozen=True)
class FamilyPeople:
    family_id: int
    name: str
    municipality_id: int
    municipality: str
    members: tuple[Member, ...]
    pregnancies: tuple[PregnancyCard, ...]
    professionals: tuple[Around, ...]
    helpers: tuple[Helper, ...]
    authority: tuple[Authority, ...]

    @property
    def pregnant(self) -> PregnancyCard | None:
        return next((pregnancy for pregnancy in self.pregnancies if pregnancy.ongoing), None)

    @property
    def children(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.is_child)

    @property
    def lead(self) -> Card | None:
        return next((around.card for around in self.professionals if around.role == Involvement.Role.LEAD), None)

    @property
    def marks(self) -> tuple[Text, ...]:
        """The safe-contact rules of everybody in the household, once each."""
        return tuple({str(mark): mark for member in self.members for mark in member.marks}.values())

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(member.language for member in self.members if member.language))


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def family_people(family: Family, *, by: Actor, now: datetime) -> FamilyPeople:
    """Everybody in and around a family today. Four statements, and one more where there are children,
    beside loading the family and asking access to it."""
    today = day(now)
    members = _members(family, today)
    return FamilyPeople(
        family_id=family.pk,
        name=family.name,
        municipality_id=family.municipality_id,
        municipality=members[0].family.municipality.name if members else "",
        members=tuple(_member(member, today) for member in members),
        pregnancies=_pregnancies(family, today),
        professionals=professionals(family, today),
        helpers=helpers(family, today),
        authority=_authority([m.person_id for m in members if m.part == FamilyMember.Part.CHILD]),
    )


_ORDER = {part: place for place, part in enumerate(FamilyMember.Part.values)}


def _members(family: Family, today: date) -> list[FamilyMember]:
    found = _living_in().things(family=family.pk, today=today)
    return sorted(found, key=lambda row: (_ORDER[row.part], row.person.birth_date or date.max, row.pk))


@compiled
def _living_in(given: Given) -> QuerySet[Any, Any]:
    elsewhere = FamilyMember.objects.on(given.today).filter(person=OuterRef("person")).exclude(family_id=given.family)
    found = FamilyMember.objects.on(given.today).filter(family_id=given.family, person__merged_into=None)
    return found.select_related("person__birth", "family__municipality").annotate(elsewhere=Exists(elsewhere))


def _member(member: FamilyMember, today: date) -> Member:
    person = member.person
    birth = getattr(person, "birth", None) if member.part == FamilyMember.Part.CHILD else None
    return Member(
        member_id=member.pk,
        person_id=person.pk,
        name=called(person),
        part=member.part,
        part_label=PARTS[member.part],
        since=member.starts_on,
        birth_date=person.birth_date,
        age=_age(person, member.part, person.died_on or today),
        minor=is_minor(person.birth_date, today),
        phone="" if person.never_phone else person.phone,
        email="" if person.never_write else person.email,
        address=address_of(person),
        language=person.language,
        interpreter=INTERPRETER[person.interpreter],
        needs_interpreter=person.interpreter == Person.Interpreter.NEEDED,
        marks=marks(person),
        died_on=person.died_on,
        elsewhere_too=member.elsewhere,
        weight_grams=birth.weight_grams if birth else None,
        born_at=GestationalAge(birth.gestational_days).label if birth and birth.gestational_days else "",
    )


def address_of(person: Person) -> str:
    if person.address_hidden:
        return ""
    return ", ".join(part for part in (person.street, f"{person.postcode} {person.town}".strip()) if part)


def _age(person: Person, part: str, on: date) -> Text | None:
    if person.birth_date is None:
        return None
    if part == FamilyMember.Part.CHILD:
        return child_age(person.birth_date, on).label
    return text("%(years)s jaar", years=whole_years(person.birth_date, on))


def _pregnancies(family: Family, today: date) -> tuple[PregnancyCard, ...]:
    return tuple(
        PregnancyCard(
            id=row.pk,
            mother_id=row.mother_id,
            mother=called(row.mother),
            due_date=row.due_date,
            dated_by=row.dated_by,
            dated_by_label=DATED_BY[row.dated_by],
            gestation=gestational_age(row.due_date, row.ended_on or today).label,
            expected_children=row.expected_children,
            outcome=row.outcome,
            outcome_label=OUTCOMES[row.outcome],
            ended_on=row.ended_on,
        )
        for row in _all_pregnancies().things(family=family.pk)
    )


@compiled
def _all_pregnancies(given: Given) -> QuerySet[Any, Any]:
    return Pregnancy.objects.filter(family_id=given.family).select_related("mother").order_by("-due_date", "-pk")


def professionals(family: Family, today: date) -> tuple[Around, ...]:
    roles = list(Involvement.Role.values)
    found = _involved().things(family=family.pk, today=today)
    rows = sorted(found, key=lambda row: (roles.index(row.role), row.professional.name))
    first: dict[int, Involvement] = {}
    for row in rows:
        first.setdefault(row.professional_id, row)
    return tuple(
        Around(
            row.pk, row.role, INVOLVED_AS[row.role], row.starts_on, row.ends_on, row.reason, card_of(row.professional)
        )
        for row in rows
        if first[row.professional_id] is row or row.role not in _MINOR
    )


@compiled
def _involved(given: Given) -> QuerySet[Any, Any]:
    return (
        Involvement.objects.on(given.today).filter(family_id=given.family).select_related("professional__organisation")
    )


_MINOR = frozenset({Involvement.Role.CARE_GIVER, Involvement.Role.SIGNALLER})
"""Roles that go without saying for who also coordinates."""


def helpers(family: Family, today: date) -> tuple[Helper, ...]:
    return tuple(Helper(*row) for row in _own_network()(family=family.pk, today=today))


@compiled
def _own_network(given: Given) -> QuerySet[Any, Any]:
    found = InformalHelper.objects.on(given.today).filter(family_id=given.family).order_by("name", "pk")
    return found.values_list("pk", "name", "relation", "phone", "can_do")


def _authority(children: list[int]) -> tuple[Authority, ...]:
    if not children:
        return ()
    found = ParentalAuthority.objects.filter(child__in=children).select_related("child", "holder")
    return tuple(
        Authority(row.pk, called(row.child), called(row.holder), row.starts_on, row.ends_on, row.ground)
        for row in found.order_by("child", "starts_on", "pk")
    )


@query(needs=Permission.EDIT_PEOPLE, about="people.Family", look=True)
def person_facts(family: Family, person_id: int, *, by: Actor, now: datetime) -> PersonFacts:
    """All that is known of somebody in the household, to change it; a secret address included."""
    person = Person.objects.filter(pk=person_id, memberships__family=family, merged_into=None).first()
    if person is None:
        raise NotAllowed(text("Deze persoon hoort niet bij dit gezin."))
    return PersonFacts(**{field: getattr(person, field) for field in PersonFacts.__dataclass_fields__})
