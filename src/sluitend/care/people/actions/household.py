"""Households over time: registering, who lives there, parental authority, moving and splitting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sluitend.care.action import action, changed, day, fresh
from sluitend.care.compiled import insert
from sluitend.care.network.queries import place
from sluitend.care.people.actions.involvement import now_involved
from sluitend.care.people.actions.pregnancy import begin_pregnancy, new_child
from sluitend.care.people.actions.writing import (
    LONGEST_NAME,
    check_part,
    check_period,
    end,
    join,
    member_of,
    new_person,
    not_in_future,
    person_known_to,
    refuse,
)
from sluitend.care.people.models import Family, FamilyMember, Involvement, ParentalAuthority, Person, Residence
from sluitend.core.access import Actor, NotNow
from sluitend.core.matching import folded
from sluitend.core.permissions import Permission
from sluitend.core.person import LENGTHS, ChildFacts, PersonFacts, wrong_words
from sluitend.core.text import text


def _must_be_here(municipality_id: int, region_id: int) -> None:
    found = place(municipality_id)
    if found is None or found.region_id != region_id:
        raise NotNow(text("Kies een gemeente uit deze regio."), field="municipality")


def _new_family(region_id: int, municipality_id: int, name: str, since: date, created_on: date) -> Family:
    refuse(wrong_words(name, "name", LONGEST_NAME))
    _must_be_here(municipality_id, region_id)
    family = Family(region_id=region_id, municipality_id=municipality_id, name=name, search_name=folded(name))
    family.created_on = created_on
    return fresh(family)


@action(needs=Permission.EDIT_PEOPLE)
def register_family(
    *,
    by: Actor,
    now: datetime,
    municipality_id: int,
    parent: PersonFacts,
    part: str = FamilyMember.Part.MOTHER,
    due_date: date | None = None,
    dated_by: str = "unknown",
    expected_children: int = 1,
    children: Sequence[ChildFacts] = (),
    name: str = "",
    since: date | None = None,
    involved_as: str = Involvement.Role.CARE_GIVER,
) -> Family:
    """Start the record of a family: a parent, and the pregnancy or the children that are there.

    Whoever registers is involved from now on, as `involved_as`; nobody, when it is empty (a later step then says who is).
    """
    today = day(now)
    since = since or today
    not_in_future(since, today, "since")
    person = new_person(by.region_id, parent, today)
    name = name.strip() or person.family_name or person.given_name
    family = _new_family(by.region_id, municipality_id, name, since, today)
    home = Residence(family=family, municipality_id=municipality_id, starts_on=since)
    home.street, home.postcode, home.town = person.street, person.postcode, person.town
    insert(home)
    check_part(part)
    fresh(FamilyMember(family=family, person=person, part=part, starts_on=since))
    if due_date is not None:
        begin_pregnancy(family, person, due_date, dated_by, expected_children, by, now)
    for child in children:
        new_child(family, child, today, family_name=person.family_name)
    if involved_as and by.professional_id is not None:
        insert(Involvement(family=family, professional_id=by.professional_id, role=involved_as, starts_on=today))
    return family


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def rename_family(family: Family, *, by: Actor, now: datetime, name: str) -> Family:
    """Give the household another name to find it by."""
    name = name.strip()
    if not name:
        raise NotNow(text("Vul dit in."), field="name")
    refuse(wrong_words(name, "name", LONGEST_NAME))
    family.name, family.search_name = name, folded(name)
    family.save(update_fields=["name", "search_name"])
    return family


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def add_member(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    part: str,
    facts: PersonFacts | None = None,
    person_id: int | None = None,
    since: date | None = None,
) -> FamilyMember:
    """Add somebody new (`facts`), or somebody who is already known and now also lives here (`person_id`)."""
    today = day(now)
    since = since or today
    not_in_future(since, today, "since")
    if person_id is not None:
        person = person_known_to(by, person_id, today)
    elif facts is not None:
        person = new_person(family.region_id, facts, today, child=part == FamilyMember.Part.CHILD)
    else:
        raise NotNow(text("Kies iemand, of vul een naam in."), field="person")
    return join(family, person, part, since)


@action(needs=Permission.EDIT_PEOPLE, about="people.FamilyMember")
def end_membership(member: FamilyMember, *, by: Actor, now: datetime, last_day: date) -> FamilyMember:
    """Let somebody leave a household after a last day; the person and the history stay."""
    not_in_future(last_day, day(now), "last_day")
    others = member.family.members.exclude(pk=member.pk).filter(ends_on=None, person__died_on=None)
    if not others.exists():
        raise NotNow(text("Dan woont er niemand meer in dit gezin. Sluit in plaats daarvan het dossier."))
    end(member, last_day)
    changed(member.family_id)
    return member


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def set_authority(
    family: Family, *, by: Actor, now: datetime, child_id: int, holder_id: int, since: date, ground: str = ""
) -> int:
    """Record who has parental authority over a child, from when. A partner does not have it by being partner (domain.md 11)."""
    not_in_future(since, day(now), "since")
    refuse(wrong_words(ground.strip(), "ground", LENGTHS["safe_contact"]))
    child, holder = member_of(family, child_id, "child"), _relative(family, child_id, holder_id)
    if child.pk == holder.pk:
        raise NotNow(text("Een kind heeft geen gezag over zichzelf."), field="holder")
    found = ParentalAuthority.objects.filter(child=child, holder=holder, ends_on=None).first()
    row = found or ParentalAuthority(child=child, holder=holder)
    row.starts_on, row.ground = since, ground.strip()
    row.save()
    return row.pk


def _relative(family: Family, child_id: int, holder_id: int) -> Person:
    """Somebody of this household, or of another household in which the child lives or lived (separated parents)."""
    households = FamilyMember.objects.filter(person_id=child_id).values("family")
    found = Person.objects.filter(pk=holder_id, memberships__family__in=households, merged_into=None).first()
    if found is None:
        raise NotNow(text("Kies iemand uit een gezin van dit kind."), field="holder")
    return found


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def end_authority(family: Family, *, by: Actor, now: datetime, authority_id: int, last_day: date) -> int:
    """Record that parental authority ended, and on which day."""
    not_in_future(last_day, day(now), "last_day")
    children = family.members.values("person")
    found = ParentalAuthority.objects.filter(pk=authority_id, child__in=children, ends_on=None).first()
    if found is None:
        raise NotNow(text("Dit gezag hoort niet bij dit gezin, of het is al geëindigd."))
    end(found, last_day)
    return found.pk


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def move(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    municipality_id: int,
    on: date,
    street: str = "",
    postcode: str = "",
    town: str = "",
) -> Family:
    """The household lives elsewhere from a day on. Who lived at the old address moves along; the history stays.

    Only inside the region: for a move to elsewhere somebody there takes over first (an ending, design.md 5, rule 6).
    """
    today = day(now)
    not_in_future(on, today, "on")
    address = {"street": street.strip(), "postcode": postcode.strip(), "town": town.strip()}
    for field, words in address.items():
        refuse(wrong_words(words, field, LENGTHS[field]))
    _must_be_here(municipality_id, family.region_id)
    _live_at(family, municipality_id, on, address)
    family.municipality_id = municipality_id
    family.save(update_fields=["municipality"])
    return family


def _live_at(family: Family, place: int, on: date, address: dict[str, str]) -> None:
    """End the residence that was, and begin the new one; a move on the very day that a residence began corrects it."""
    before = family.residences.filter(ends_on=None).first()
    _take_along(family, before or Residence(), address)
    if before is not None and on == before.starts_on:
        family.residences.filter(pk=before.pk).update(municipality_id=place, **address)
        return
    if before is not None:
        check_period(before.starts_on, on - timedelta(days=1), "on")
        end(before, on - timedelta(days=1))
    Residence.objects.create(family=family, municipality_id=place, starts_on=on, **address)


def _take_along(family: Family, before: Residence, address: dict[str, str]) -> None:
    """Whoever had the old address (or none yet) has the new one; an own address, of somebody's other household, stays."""
    here = Person.objects.filter(memberships__family=family, memberships__ends_on=None)
    at_home = here.filter(street=before.street, postcode=before.postcode, town=before.town)
    Person.objects.filter(pk__in=list(at_home.values_list("pk", flat=True))).update(**address)


@action(needs=Permission.EDIT_PEOPLE, about="people.Family")
def split_household(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    municipality_id: int,
    on: date,
    leaving_ids: Iterable[int],
    both_ids: Iterable[int] = (),
    name: str = "",
) -> Family:
    """Separate one household into two: who leaves, and which children live in both.

    The lead of the old household and whoever records this are involved with both, so that neither falls out of sight.
    """
    today = day(now)
    not_in_future(on, today, "on")
    leaving, both = set(leaving_ids) - set(both_ids), set(both_ids)
    members = {member.person_id: member for member in family.members.filter(ends_on=None).select_related("person")}
    _check_split(leaving, both, members)
    first = next(members[pk].person for pk in sorted(leaving))
    new = _new_family(
        family.region_id, municipality_id, name.strip() or first.family_name or first.given_name, on, today
    )
    Residence.objects.create(
        family=new,
        municipality_id=municipality_id,
        street=first.street,
        postcode=first.postcode,
        town=first.town,
        starts_on=on,
    )
    for pk in leaving:
        end(members[pk], max(on - timedelta(days=1), members[pk].starts_on))
    for pk in sorted(leaving | both):
        join(new, members[pk].person, members[pk].part, on)
    _both_in_view(family, new, by, today)
    changed(family.pk)
    return new


def _check_split(leaving: set[int], both: set[int], members: dict[int, FamilyMember]) -> None:
    if not leaving:
        raise NotNow(text("Kies wie er apart gaat wonen."), field="leaving")
    if not leaving | both <= members.keys():
        raise NotNow(text("Kies iemand uit dit gezin."), field="leaving")
    if leaving >= members.keys():
        raise NotNow(text("Er moet iemand in dit gezin blijven. Kies verhuizen als iedereen gaat."), field="leaving")


def _both_in_view(old: Family, new: Family, by: Actor, today: date) -> None:
    lead = old.involvements.on(today).filter(role=Involvement.Role.LEAD).values_list("professional_id", flat=True)
    for professional_id in {*lead, by.professional_id} - {None}:
        now_involved(new, professional_id, Involvement.Role.CARE_GIVER, today)
