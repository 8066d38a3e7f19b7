"""Finding a family: one's own by name; any other only by an exact match, and then without content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from sluitend.care.action import day
from sluitend.care.compiled import Given, compiled
from sluitend.care.network.queries import Card, Choice, card_of
from sluitend.care.people.models import AccessRequest, Family, FamilyMember, Involvement, Person
from sluitend.care.people.queries.labels import called
from sluitend.care.query import query
from sluitend.core.access import Actor
from sluitend.core.matching import Keys, Match, explain, folded, keys
from sluitend.core.permissions import Permission
from sluitend.core.text import Text

MOST_FOUND = 50


@dataclass(frozen=True)
class OwnFamily:
    """A family with which one is involved."""

    family_id: int
    name: str
    municipality: str
    members: tuple[str | Text, ...]
    lead: str


@dataclass(frozen=True)
class KnownFamily:
    """This family is known: how alike, who coordinates. No name, no content (issue 2, part 3)."""

    family_id: int
    match: Match
    lead: Card | None
    own: bool
    """Whether one is involved oneself, so that the file can be opened."""


@dataclass(frozen=True)
class Found:
    own: tuple[OwnFamily, ...]
    known: tuple[KnownFamily, ...]
    more: bool
    """There are more of one's own families than are shown."""

    @property
    def rows(self) -> tuple[OwnFamily | KnownFamily, ...]:
        """Every family that was shown or named as known, for the trail of looks."""
        return (*self.own, *self.known)


@query(needs=Permission.FIND_FAMILY, look=True)
def find(*, by: Actor, now: datetime, words: str = "", birth_date: date | None = None, phone: str = "") -> Found:
    """One's own families whose people's names hold all the words; and, by exact name with birth date or by phone, others."""
    today = day(now)
    own = _own(by, today, words)
    asked = keys(given_name="", family_name=words, born=birth_date, phone=phone, secret=settings.MATCHING_KEY)
    known = _known(Keys(name_birth=asked.name_birth, phone=asked.phone), by, today)
    return Found(tuple(own[:MOST_FOUND]), tuple(row for row in known if not row.own), len(own) > MOST_FOUND)


@query(needs=Permission.FIND_FAMILY, look=True)
def match(
    *,
    by: Actor,
    now: datetime,
    given_name: str,
    family_name: str = "",
    birth_date: date | None = None,
    phone: str = "",
) -> tuple[KnownFamily, ...]:
    """Families in which this person seems to be known already, the likeliest first, each with its reasons."""
    secret = settings.MATCHING_KEY
    asked = keys(given_name=given_name, family_name=family_name, born=birth_date, phone=phone, secret=secret)
    return _known(asked, by, day(now))


def _own(by: Actor, today: date, words: str) -> list[OwnFamily]:
    """Starts from the caseload, so that the cost does not grow with the region."""
    wanted = folded(words).split()[:6]
    asked = {f"word{at}": word for at, word in enumerate(wanted)}
    rows = _mine(len(wanted))(people=by.acts_for, region=by.region_id, today=today, **asked)
    names: dict[int, set[str]] = defaultdict(set)
    for family_id, _, _, *held in rows:
        names[family_id].update(held)
    first = {row[0]: row for row in rows if all(any(word in name for name in names[row[0]]) for word in wanted)}
    shown = list(first.values())[: MOST_FOUND + 1]
    around = {"families": [family_id for family_id, *_ in shown], "today": today}
    members, leads = defaultdict(list), dict(_leads()(**around))
    for member in _present().things(**around):
        members[member.family_id].append(called(member.person))
    return [OwnFamily(pk, name, place, tuple(members[pk]), leads.get(pk, "")) for pk, name, place, *_ in shown]


@compiled
def _mine(given: Given, words: int) -> QuerySet[Any, Any]:
    """(family, its name, municipality, and the folded names of the family and of a person in it) of the caseload, by name, where a name
    holds one of the words; without words the families alone."""
    found = Involvement.objects.on(given.today).filter(
        professional_id__among=given.people, family__region_id=given.region
    )
    columns = ["family_id", "family__name", "family__municipality__name"]
    found = found.order_by("family__name", "family_id")
    if not words:
        return found.values_list(*columns).distinct()[: MOST_FOUND + 1]
    holds = Q()
    for at in range(words):
        word = getattr(given, f"word{at}")
        holds |= Q(family__search_name__contains=word) | Q(family__members__person__search_name__contains=word)
    return found.filter(holds).values_list(*columns, "family__search_name", "family__members__person__search_name")


@compiled
def _present(given: Given) -> QuerySet[Any, Any]:
    found = FamilyMember.objects.on(given.today).filter(family_id__among=given.families, person__merged_into=None)
    return found.select_related("person").order_by("pk")


@compiled
def _leads(given: Given) -> QuerySet[Any, Any]:
    """(family, who leads it)."""
    leads = Involvement.objects.on(given.today).filter(family_id__among=given.families, role=Involvement.Role.LEAD)
    return leads.order_by("-pk").values_list("family_id", "professional__name")


def _known(asked: Keys, by: Actor, today: date) -> tuple[KnownFamily, ...]:
    """Index reads by key: an empty key equals nothing."""
    names = tuple(name for name, value in vars(asked).items() if value)
    people = _same(names)(region=by.region_id, **vars(asked)) if names else ()
    if not people:
        return ()
    matches = {pk: explain(asked, Keys(*found)) for pk, *found in people}
    best: dict[int, Match] = {}
    rows = FamilyMember.objects.on(today).filter(person__in=matches).values_list("family_id", "person_id")
    for family_id, person_id in rows:
        if family_id not in best or matches[person_id].score > best[family_id].score:
            best[family_id] = matches[person_id]
    found = _with_leads(best, by, today)
    return tuple(sorted(found, key=lambda row: (-row.match.score, row.family_id)))


@compiled
def _same(given: Given, names: tuple[str, ...]) -> QuerySet[Any, Any]:
    """(person, keys) of people of whom one of these keys is the same."""
    same = Q()
    for name in names:
        same |= Q(**{f"key_{name}": getattr(given, name)})
    keys_of = (f"key_{field.name}" for field in fields(Keys))
    return Person.objects.filter(same, region_id=given.region).values_list("pk", *keys_of)[:MOST_FOUND]


def _with_leads(best: dict[int, Match], by: Actor, today: date) -> Iterable[KnownFamily]:
    involved: dict[int, list[Involvement]] = defaultdict(list)
    rows = Involvement.objects.on(today).filter(family__in=best)
    for row in rows.select_related("professional__organisation"):
        involved[row.family_id].append(row)
    for family_id, alike in best.items():
        yield KnownFamily(
            family_id,
            alike,
            next((card_of(row.professional) for row in involved[family_id] if row.role == Involvement.Role.LEAD), None),
            any(row.professional_id in by.acts_for for row in involved[family_id]),
        )


@dataclass(frozen=True)
class KnownHere:
    """What somebody who is not involved may know: that the family is known, and whom to ask."""

    family_id: int
    lead: Card | None
    own: bool
    asked_at: datetime | None
    """When one asked for access, while that waits for an answer."""


@query(needs=Permission.FIND_FAMILY, about="people.Family", look=True)
def known_here(family: Family, *, by: Actor, now: datetime) -> KnownHere:
    """For the page "known here": the lead, and whether access was asked already."""
    rows = list(Involvement.objects.on(day(now)).filter(family=family).select_related("professional__organisation"))
    asked = AccessRequest.objects.filter(family=family, by_id=by.professional_id, answered_at=None).first()
    return KnownHere(
        family_id=family.pk,
        lead=next((card_of(row.professional) for row in rows if row.role == Involvement.Role.LEAD), None),
        own=any(row.professional_id in by.acts_for for row in rows),
        asked_at=asked.asked_at if asked else None,
    )


@dataclass(frozen=True)
class Asked:
    """Somebody asks for access to a family that one leads."""

    id: int
    family_id: int
    family: str
    who: Card
    why: str
    asked_at: datetime


@query(needs=Permission.GRANT_ACCESS, look=True)
def access_requests(*, by: Actor, now: datetime) -> tuple[Asked, ...]:
    """Requests for access that wait for one's answer: of the families with which one is involved, the oldest first."""
    mine = Involvement.objects.on(day(now)).filter(professional_id__in=by.acts_for)
    mine = mine.exclude(role__in=[Involvement.Role.EMERGENCY, Involvement.Role.SIGNALLER])
    found = AccessRequest.objects.filter(family__in=mine.values("family"), answered_at=None)
    found = found.select_related("family", "by__organisation").order_by("asked_at", "pk")[:MOST_FOUND]
    return tuple(Asked(row.pk, row.family_id, row.family.name, card_of(row.by), row.why, row.asked_at) for row in found)


@query(needs=Permission.EDIT_PEOPLE)
def own_people(*, by: Actor, now: datetime, part: str = "") -> tuple[Choice, ...]:
    """People of the families with which one is involved, to choose somebody from: for a second household or a merge."""
    mine = Involvement.objects.on(day(now)).filter(professional_id__in=by.acts_for).values("family")
    found = FamilyMember.objects.on(day(now)).filter(family__in=mine, person__merged_into=None)
    if part:
        found = found.filter(part=part)
    rows = found.select_related("person", "family").order_by("person__given_name", "person__family_name", "pk")[:500]
    people = {row.person_id: f"{row.person.name or called(row.person)} ({row.family.name})" for row in rows}
    return tuple(Choice(pk, name) for pk, name in people.items())
