"""Finding families: one's own by name; others only by an exact match, without content, with whom to ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Notice
from sluitend.care.people import actions as people
from sluitend.care.people.models import AccessRequest, Family, Involvement
from sluitend.care.people.queries import access_requests, family_people, find, known_here, match, person_facts
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.person import PersonFacts

BORN = date(1999, 3, 8)


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def nurse(world, youth_nurse):
    return world.actor(youth_nurse)


@pytest.fixture
def family(world, by, coordinator, now, today):
    facts = PersonFacts("Renée", "van den Berg", BORN, phone="06 12345678", never_phone=True, address_hidden=True)
    pk = people.register_family(by=by, now=now, municipality_id=world.town.pk, parent=facts)
    Involvement.objects.create(family_id=pk, professional=coordinator, role="lead", starts_on=today)
    return Family.objects.get(pk=pk)


@pytest.mark.parametrize("words", ["renee", "RENÉE", "berg", "van den Berg", "ren ber", ""])
def test_ones_own_family_is_found_by_any_part_of_its_names(family, by, now, words):
    assert [row.family_id for row in find(by=by, now=now, words=words).own] == [family.pk]


@pytest.mark.parametrize("words", ["renee", "berg", "Renée van den Berg", ""])
def test_another_ones_family_is_never_found_by_name_alone(family, nurse, now, words):
    found = find(by=nurse, now=now, words=words)
    assert (found.own, found.known) == ((), ())


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "Renée van den Berg", "birth_date": BORN},
        {"words": "berg renee", "birth_date": BORN},
        {"phone": "+31612345678"},
    ],
)
def test_an_exact_match_says_that_the_family_is_known_and_whom_to_ask(family, nurse, now, asked):
    [known] = find(by=nurse, now=now, **asked).known
    assert (known.family_id, known.own) == (family.pk, False)
    assert known.lead.name == "Cor Regie"
    assert "Berg" not in repr(known)


def test_a_match_is_explained_and_ranked(family, nurse, now, world, by):
    sister = PersonFacts("Sanne", "van den Berg", BORN)
    other = people.register_family(by=by, now=now, municipality_id=world.town.pk, parent=sister)
    found = match(
        by=nurse, now=now, given_name="Renee", family_name="Van den Berg", birth_date=BORN, phone="0612345678"
    )
    assert [(row.family_id, row.match.score) for row in found] == [(family.pk, 100), (other, 30)]
    assert len(found[0].match.reasons) == 2


def test_nothing_matches_somebody_of_whom_too_little_is_known(family, nurse, now):
    assert match(by=nurse, now=now, given_name="Renée", family_name="van den Berg") == ()


def test_every_look_leaves_a_trace_also_when_only_known_was_said(family, nurse, by, now):
    find(by=nurse, now=now, phone="0612345678")
    known_here(family.pk, by=nurse, now=now)
    family_people(family.pk, by=by, now=now)
    looks = Entry.objects.filter(kind="look").order_by("pk").values_list("action", "professional_id", "family_id")
    assert list(looks) == [
        ("people.find", nurse.professional_id, None),
        ("people.known_here", nurse.professional_id, family.pk),
        ("people.family_people", by.professional_id, family.pk),
    ]
    assert Entry.objects.get(action="people.find").details == {"families": [family.pk]}


def test_a_number_that_may_not_be_called_and_a_secret_address_stay_off_the_page(family, by, now):
    people_now = family_people(family.pk, by=by, now=now)
    [mother] = people_now.members
    assert (mother.phone, mother.address) == ("", "")
    assert [mark.message for mark in people_now.marks] == ["Nooit bellen", "Adres is geheim"]
    assert person_facts(family.pk, mother.person_id, by=by, now=now).phone == "06 12345678"


def test_a_minor_mother_is_marked_as_such(world, by, now, today):
    facts = PersonFacts("Fay", "Smit", today.replace(year=today.year - 15))
    pk = people.register_family(by=by, now=now, municipality_id=world.town.pk, parent=facts)
    assert family_people(pk, by=by, now=now).members[0].minor


def test_whoever_is_not_involved_sees_no_people(family, nurse, now):
    with pytest.raises(NotAllowed):
        family_people(family.pk, by=nurse, now=now)


def test_asked_access_that_is_granted_opens_the_family_and_tells_both(family, by, nurse, now):
    request = followup.ask_access(family.pk, by=nurse, now=now, why="Ik kom bij het zusje thuis.")
    assert Notice.objects.get().to_id == by.professional_id
    assert known_here(family.pk, by=nurse, now=now).asked_at == now
    assert [(row.id, row.why) for row in access_requests(by=by, now=now)] == [(request, "Ik kom bij het zusje thuis.")]
    followup.answer_access(request, by=by, now=now, granted=True)
    assert family_people(family.pk, by=nurse, now=now).name == family.name
    assert Notice.objects.filter(to_id=nurse.professional_id).count() == 1
    assert access_requests(by=by, now=now) == ()


def test_access_is_refused_only_with_a_reason(family, by, nurse, now):
    request = followup.ask_access(family.pk, by=nurse, now=now, why="Overleg")
    with pytest.raises(NotNow) as refused:
        followup.answer_access(request, by=by, now=now, granted=False, answer=" ")
    assert refused.value.field == "answer"
    followup.answer_access(request, by=by, now=now, granted=False, answer="Moeder wil dit niet.")
    assert AccessRequest.objects.get().granted is False
    with pytest.raises(NotAllowed):
        family_people(family.pk, by=nurse, now=now)


def test_access_is_asked_once_until_there_is_an_answer(family, nurse, now):
    followup.ask_access(family.pk, by=nurse, now=now, why="Overleg")
    with pytest.raises(NotNow, match="al toegang gevraagd"):
        followup.ask_access(family.pk, by=nurse, now=now, why="Overleg")


def test_nobody_answers_the_own_request(family, nurse, now):
    request = followup.ask_access(family.pk, by=nurse, now=now, why="Overleg")
    with pytest.raises(NotAllowed):
        followup.answer_access(request, by=nurse, now=now, granted=True)


def test_breaking_the_glass_opens_the_family_until_the_day_it_ends_and_tells_the_lead(family, by, nurse, now, today):
    followup.break_glass(family.pk, by=nurse, now=now, reason="Acute onveiligheid", until=today)
    assert family_people(family.pk, by=nurse, now=now).name == family.name
    assert Notice.objects.get().to_id == by.professional_id
    with pytest.raises(NotAllowed):
        family_people(family.pk, by=nurse, now=now + timedelta(days=1))
    entry = Entry.objects.get(action="followup.break_glass")
    assert (entry.reason, entry.family_id) == ("Acute onveiligheid", family.pk)


@pytest.mark.parametrize(("days", "reason", "field"), [(0, " ", "reason"), (2, "Nood", "until"), (-1, "Nood", "until")])
def test_breaking_the_glass_asks_a_reason_and_an_early_end(family, nurse, now, today, days, reason, field):
    with pytest.raises(NotNow) as refused:
        followup.break_glass(family.pk, by=nurse, now=now, reason=reason, until=today + timedelta(days=days))
    assert refused.value.field == field
    assert not Involvement.objects.filter(role="emergency").exists()


def test_a_family_of_another_region_stays_unknown(family, nurse, now):
    with pytest.raises(NotAllowed, match="andere regio"):
        known_here(family.pk, by=replace(nurse, region_id=family.region_id + 1), now=now)


def test_involving_somebody_gives_access_and_ending_it_takes_it_away(family, by, nurse, now, today):
    row = people.involve(family.pk, by=by, now=now, professional_id=nurse.professional_id)
    assert family_people(family.pk, by=nurse, now=now)
    people.end_involvement(row, by=by, now=now, last_day=today)
    with pytest.raises(NotAllowed):
        family_people(family.pk, by=nurse, now=now + timedelta(days=1))


def test_the_lead_leaves_only_by_handing_over(family, by, now, today):
    lead = family.involvements.get(role="lead")
    with pytest.raises(NotNow, match="Draag eerst de regie over"):
        people.end_involvement(lead.pk, by=by, now=now, last_day=today)


def test_the_own_network_is_kept_with_its_dates(family, by, now, today):
    row = people.add_helper(family.pk, by=by, now=now, name="Oma Bep", relation="oma", can_do="oppassen")
    assert [helper.name for helper in family_people(family.pk, by=by, now=now).helpers] == ["Oma Bep"]
    people.end_helper(row, by=by, now=now, last_day=today)
    assert family_people(family.pk, by=by, now=now + timedelta(days=1)).helpers == ()
