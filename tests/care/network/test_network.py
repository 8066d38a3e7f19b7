"""Who works where, what is offered, and who may change that."""

from datetime import timedelta

import pytest

from sluitend.care.network import actions as network
from sluitend.care.network.models import Municipality, Offer, Organisation, Professional, Region, RoleAssignment
from sluitend.care.network.queries import (
    actor_of,
    answering_team,
    coalitions,
    colleagues,
    contact_card,
    directory,
    offers,
    own_offer,
    system_actor,
)
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role


@pytest.fixture
def keeper(world):
    return world.actor(world.professional("Pim Project", world.youth_care, Role.PROJECT_LEADER))


@pytest.fixture
def lead(world, team_lead):
    return world.actor(team_lead)


@pytest.fixture
def visits():
    return Offer.objects.get(code="prenataal-huisbezoek")


def names(found):
    return [card.name for card in found.rows]


def test_a_region_is_made_with_its_municipalities_and_overlapping_areas(db, now):
    made = network.create_region(
        by=system_actor(0),
        now=now,
        slug="gm",
        name="Gelderland-Midden",
        municipalities={"GM0202": "Arnhem", "GM0221": "Doesburg"},
        sub_regions={"VSV A": ["GM0202", "GM0221"], "VSV B": ["GM0221"]},
    )
    region = Region.objects.get(pk=made)
    assert sorted(region.municipality_set.values_list("name", flat=True)) == ["Arnhem", "Doesburg"]
    assert Municipality.objects.get(name="Doesburg").sub_regions.count() == 2


def test_somebody_who_starts_a_job_can_act_in_the_roles_and_teams_given(world, lead, now, today, django_user_model):
    user = django_user_model.objects.create_user("nina")
    network.start_job(
        world.social.pk,
        by=lead,
        now=now,
        name="Nina Nieuw",
        roles=[Role.SOCIAL_WORKER],
        starts_on=today,
        team_ids=[world.team.pk],
        user_id=user.pk,
    )
    actor = actor_of(user.pk, today)
    assert (actor.roles, actor.team_ids) == ({Role.SOCIAL_WORKER}, {world.team.pk})
    assert actor_of(user.pk, today - timedelta(days=1)) is None


def test_a_team_lead_keeps_the_own_organisation_and_no_other(world, lead, now, today):
    with pytest.raises(NotAllowed, match="andere organisatie"):
        network.start_job(world.practice.pk, by=lead, now=now, name="Vreemd", roles=[], starts_on=today)
    with pytest.raises(NotAllowed):
        network.create_organisation(by=lead, now=now, name="Nieuw", kind="x", domain="social")


def test_nobody_is_given_the_role_of_the_system(world, lead, coordinator, now, today):
    with pytest.raises(NotNow, match="rol uit de lijst"):
        network.assign_role(coordinator.pk, by=lead, now=now, role="system", starts_on=today)


def test_the_last_day_of_a_job_ends_roles_and_teams_with_it(world, coordinator, today):
    network.end_job_dates(coordinator, today)
    assert Professional.objects.on(today).filter(pk=coordinator.pk).exists()
    tomorrow = today + timedelta(days=1)
    assert not Professional.objects.on(tomorrow).filter(pk=coordinator.pk).exists()
    assert not RoleAssignment.objects.on(tomorrow).filter(professional=coordinator).exists()
    assert not coordinator.team_memberships.on(tomorrow).exists()


def test_a_stand_in_acts_for_the_absent_person_until_the_return(world, coordinator, colleague, now, today):
    network.set_stand_in(
        coordinator.pk,
        by=world.actor(coordinator),
        now=now,
        stand_in_id=colleague.pk,
        starts_on=today,
        ends_on=today + timedelta(days=14),
    )
    assert world.actor(colleague).standing_in_for == {coordinator.pk}
    card = contact_card(coordinator.pk, by=world.actor(colleague), now=now)
    assert (card.stand_in, card.away_until) == ("Noor Collega", today + timedelta(days=14))
    network.end_stand_in(coordinator.pk, by=world.actor(coordinator), now=now)
    assert world.actor(colleague).standing_in_for == frozenset()


def test_a_team_lead_arranges_a_stand_in_and_a_colleague_cannot(world, coordinator, colleague, lead, now, today):
    sent = {"now": now, "stand_in_id": colleague.pk, "starts_on": today, "ends_on": today}
    with pytest.raises(NotAllowed):
        network.set_stand_in(coordinator.pk, by=world.actor(colleague), **sent)
    network.set_stand_in(coordinator.pk, by=lead, **sent)
    with pytest.raises(NotNow, match="al een vervanger"):
        network.set_stand_in(coordinator.pk, by=lead, **sent)


def test_nobody_stands_in_for_oneself_or_after_leaving(world, coordinator, now, today):
    gone = world.professional("Gea Gone", world.social, Role.SOCIAL_WORKER, ends_on=today)
    for stand_in in (coordinator, gone):
        with pytest.raises(NotNow) as refused:
            network.set_stand_in(
                coordinator.pk,
                by=world.actor(coordinator),
                now=now,
                stand_in_id=stand_in.pk,
                starts_on=today,
                ends_on=today + timedelta(days=3),
            )
        assert refused.value.field == "stand_in"


def test_everybody_keeps_the_own_card_and_nobody_elses(world, midwife, coordinator, now):
    by = world.actor(midwife)
    network.edit_card(midwife.pk, by=by, now=now, phone="0612345678", reachable="ma-do", call_me_for="zorgen")
    card = contact_card(midwife.pk, by=world.actor(coordinator), now=now)
    assert (card.phone, card.reachable, card.call_me_for) == ("0612345678", "ma-do", "zorgen")
    with pytest.raises(NotAllowed):
        network.edit_card(coordinator.pk, by=by, now=now, phone="1")


def test_a_card_with_endless_text_is_refused_beside_the_field(world, midwife, now):
    with pytest.raises(NotNow) as refused:
        network.edit_card(midwife.pk, by=world.actor(midwife), now=now, call_me_for="x" * 10_000_000)
    assert refused.value.field == "call_me_for"


def test_room_is_stated_with_its_date(world, visits, youth_nurse, now, today):
    by = world.actor(youth_nurse)
    network.state_capacity(visits.pk, by=by, now=now, capacity=20, taken=23, waiting_days=14)
    found = own_offer(visits.pk, by=by, now=now)
    assert (found.capacity, found.taken, found.free, found.stated_on) == (20, 23, 0, today)


@pytest.mark.parametrize(("field", "number"), [("capacity", -1), ("taken", 10_001), ("waiting_days", 731)])
def test_impossible_room_is_refused(world, visits, youth_nurse, now, field, number):
    with pytest.raises(NotNow) as refused:
        network.state_capacity(visits.pk, by=world.actor(youth_nurse), now=now, **{field: number})
    assert refused.value.field == field


def test_an_offer_is_changed_by_its_own_organisation_or_by_who_keeps_the_network(
    world, visits, coordinator, keeper, now
):
    with pytest.raises(NotAllowed, match="andere organisatie"):
        network.state_capacity(visits.pk, by=world.actor(coordinator), now=now, capacity=1)
    network.state_capacity(visits.pk, by=keeper, now=now, capacity=1)


def test_an_offer_that_stopped_is_no_longer_found(world, visits, youth_nurse, midwife, now):
    by = world.actor(youth_nurse)
    sent = {"name": visits.name, "for_whom": "", "municipality_ids": [world.town.pk]}
    assert [o.id for o in offers(by=world.actor(midwife), now=now, code=visits.code)] == [visits.pk]
    network.edit_offer(visits.pk, by=by, now=now, active=False, **sent)
    assert offers(by=world.actor(midwife), now=now, municipality_id=world.town.pk) == ()
    assert [o.active for o in offers(by=by, now=now, organisation_id=by.organisation_id)] == [False]


def test_a_municipality_of_another_region_is_refused(world, visits, youth_nurse, now):
    other = Municipality.objects.create(
        region=Region.objects.create(slug="ver", name="Ver"), cbs_code="GM9999", name="Ver"
    )
    with pytest.raises(NotNow) as refused:
        network.edit_offer(
            visits.pk, by=world.actor(youth_nurse), now=now, name="x", for_whom="", municipality_ids=[other.pk]
        )
    assert refused.value.field == "municipalities"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"words": "brug"}, ["Mila Brug"]),
        ({"words": "praktijk"}, ["Mila Brug"]),
        ({"words": "huisbezoek"}, ["Jip Wijk"]),
        ({"domain": "social"}, ["Cor Regie"]),
        ({"words": "brug wijk"}, []),
        ({"words": ""}, ["Cor Regie", "Jip Wijk", "Mila Brug"]),
    ],
)
def test_the_directory_finds_by_name_party_domain_and_what_is_offered(
    world, midwife, coordinator, youth_nurse, now, asked, expected
):
    assert names(directory(by=world.actor(midwife), now=now, **asked)) == expected


def test_the_directory_finds_by_town(world, midwife, now):
    other_town = Municipality.objects.get(name="Zandstad")
    by = world.actor(midwife)
    assert names(directory(by=by, now=now, municipality_id=world.town.pk)) == ["Mila Brug"]
    assert names(directory(by=by, now=now, municipality_id=other_town.pk)) == []


def test_the_directory_is_paged_by_key_and_shows_everybody_once(world, midwife, now, django_assert_max_num_queries):
    for number in range(64):
        world.professional(f"Naam {number % 7}", world.social, Role.SOCIAL_WORKER)
    by, after, seen = world.actor(midwife), None, []
    while True:
        with django_assert_max_num_queries(5):
            page = directory(by=by, now=now, after=after)
        seen += [card.id for card in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 65


def test_colleagues_of_the_own_organisation_come_first(world, midwife, coordinator, colleague, now):
    found = colleagues(by=world.actor(coordinator), now=now)
    assert [person.name for person in found] == ["Cor Regie", "Noor Collega", "Mila Brug"]


def test_the_team_that_answers_for_a_municipality(world):
    assert answering_team(world.town.pk).name == "Team Waterstad"
    assert answering_team(Municipality.objects.get(name="Zandstad").pk) is None


def test_a_party_joins_and_leaves_a_coalition_on_a_day(world, keeper, now, today):
    coalition = network.create_coalition(
        by=keeper, now=now, name="Coalitie Waterstad", municipality_ids=[world.town.pk]
    )
    member = network.join_coalition(coalition, by=keeper, now=now, organisation_id=world.social.pk, starts_on=today)
    assert coalitions(by=keeper, now=now)[0].members == (("CJG Waterstad", today),)
    network.leave_coalition(member, by=keeper, now=now, last_day=today)
    assert coalitions(by=keeper, now=now + timedelta(days=1))[0].members == ()


def test_making_an_organisation_twice_gives_the_same_one(world, keeper, now):
    sent = {"by": keeper, "now": now, "name": "Stichting Hulp", "kind": "volunteers", "domain": "informal"}
    assert network.create_organisation(**sent) == network.create_organisation(**sent)
    assert Organisation.objects.filter(name="Stichting Hulp").count() == 1


def test_an_offer_is_made_with_where_and_for_whom(world, coordinator, midwife, now, today):
    made = network.create_offer(
        world.social.pk,
        by=world.actor(coordinator),
        now=now,
        name="Hulp bij geld",
        for_whom="Wie schulden heeft",
        municipality_ids=[world.town.pk],
        team_id=world.team.pk,
    )
    [found] = offers(by=world.actor(midwife), now=now, words="schulden")
    assert (found.id, found.team, found.towns, found.stated_on) == (made, "Team Waterstad", ("Waterstad",), today)
    assert found.free is None


def test_a_team_answers_for_its_area_from_when_it_is_made(world, lead, now):
    zandstad = Municipality.objects.get(name="Zandstad")
    sent = {"by": lead, "now": now, "name": "Team Zandstad", "phone": "0261234567", "answers_signals": True}
    made = network.create_team(world.social.pk, municipality_ids=[zandstad.pk], **sent)
    assert network.create_team(world.social.pk, municipality_ids=[zandstad.pk], **sent) == made
    found = answering_team(zandstad.pk)
    assert (found.id, found.phone, found.organisation) == (made, "0261234567", "CJG Waterstad")


def test_a_role_that_ended_gives_nothing_from_the_next_day_on(world, lead, coordinator, now, today):
    network.end_role(coordinator.pk, by=lead, now=now, role=Role.CASE_COORDINATOR, last_day=today)
    assert world.actor(coordinator, today).roles == {Role.CASE_COORDINATOR}
    assert world.actor(coordinator, today + timedelta(days=1)).roles == frozenset()
