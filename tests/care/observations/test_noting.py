"""Facts with date and source: the new follows the old, and each domain sees what it may."""

from datetime import timedelta

import pytest

from sluitend.care.consent.actions import Asked, record_consent, record_legal_ground, record_refusal, withdraw
from sluitend.care.consent.queries import grounds, may_see_kinds
from sluitend.care.observations.actions import Seen, end, note, note_score, strike
from sluitend.care.observations.models import Observation
from sluitend.care.observations.queries import known_facts, picture
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.content import FactorKind
from sluitend.core.facts import Grade, Wish


@pytest.fixture
def family(world, midwife, coordinator, today):
    family = world.family(known_by=midwife)
    family.involvements.create(professional=coordinator, role="care_giver", starts_on=today)
    return family


@pytest.fixture
def tell(world, family, midwife, now):
    def noted(seen, who=midwife, at=now):
        note(family.pk, by=world.actor(who), now=at, person_id=world.mother(family).pk, seen=seen)

    return noted


@pytest.fixture
def asked(world, family):
    return Asked(world.mother(family).pk, world.social.pk, ("factors",), "Passende hulp", "Verteld wie het leest")


def test_a_new_grade_follows_the_old_one_and_both_stay(tell, world, family, midwife, now):
    tell(Seen(grade=Grade.B, agreed_with_parent=True))
    tell(Seen(grade=Grade.C, agreed_with_parent=False, grade_reason="Zij ziet het anders"), at=now + timedelta(days=3))
    found = picture(family.pk, by=world.actor(midwife), now=now + timedelta(days=4))
    assert found.grade is Grade.C
    assert [(row.code, row.ended_on is None, row.reason) for row in found.grades] == [
        ("C", True, "Zij ziet het anders"),
        ("B", False, ""),
    ]


def test_noting_the_same_again_adds_nothing(tell):
    seen = Seen(factors=("money_problems",), unease="Onrustig", grade=Grade.C, wish=Wish.WANTS, facts={"danger": False})
    tell(seen)
    before = list(Observation.objects.order_by("pk").values())
    tell(seen)
    assert list(Observation.objects.order_by("pk").values()) == before


def test_a_factor_that_turns_out_absent_ends_and_is_no_unknown(tell, family):
    tell(Seen(factors=("smokes",)))
    tell(Seen(absent=("smokes",)))
    known = known_facts(family.pk)
    assert (known.seen, known.absent) == (frozenset(), frozenset({"smokes"}))


def test_what_was_gone_through_is_known_to_the_tables_and_not_shown(tell, world, family, midwife, now):
    tell(Seen(gone_through=(FactorKind.URGENT,), facts={"earlier_live_births": 0, "danger": True}))
    known = known_facts(family.pk)
    assert known.gone_through == {FactorKind.URGENT}
    assert known.facts == {"earlier_live_births": 0, "danger": True}
    assert len(picture(family.pk, by=world.actor(midwife), now=now).facts) == 2


def test_another_domain_sees_grade_and_wish_and_that_there_is_more(tell, world, family, coordinator, now):
    tell(Seen(factors=("money_problems",), unease="Onrustig", grade=Grade.C, wish=Wish.WANTS, wish_words="Rust"))
    found = picture(family.pk, by=world.actor(coordinator), now=now)
    assert (found.grade, found.wish.note, found.risk, found.unease, found.hidden) == (Grade.C, "Rust", (), (), 2)


def test_a_ground_opens_what_it_names_and_withdrawing_closes_it_at_once(
    tell, world, family, midwife, coordinator, now, asked
):
    tell(Seen(factors=("money_problems",), unease="Onrustig"))
    ground = record_consent(family.pk, by=world.actor(midwife), now=now, asked=asked)
    opened = picture(family.pk, by=world.actor(coordinator), now=now)
    assert ([row.code for row in opened.risk], opened.unease) == (["money_problems"], ())
    withdraw(ground, by=world.actor(midwife), now=now)
    assert picture(family.pk, by=world.actor(coordinator), now=now).risk == ()


def test_a_refusal_opens_nothing_and_is_in_the_register(world, family, midwife, now, today, asked):
    record_refusal(family.pk, by=world.actor(midwife), now=now, asked=asked)
    assert may_see_kinds(family.pk, world.social.pk, today) == frozenset()
    [row] = grounds(family.pk, by=world.actor(midwife), now=now)
    assert (row.refused, row.holds, row.heard_by) == (True, False, "Mila Brug")


def test_another_ground_has_a_name(world, family, midwife, now, asked):
    with pytest.raises(NotNow, match="Noem de grond"):
        record_legal_ground(family.pk, by=world.actor(midwife), now=now, asked=asked, legal_name=" ")


def test_a_ground_that_ended_opens_nothing(world, family, midwife, now, today, asked):
    until = Asked(asked.person_id, asked.receiver_id, asked.data_kinds, asked.purpose, until=today)
    record_consent(family.pk, by=world.actor(midwife), now=now, asked=until)
    assert may_see_kinds(family.pk, world.social.pk, today) == {"factors"}
    assert may_see_kinds(family.pk, world.social.pk, today + timedelta(days=1)) == frozenset()


def test_consent_of_somebody_of_another_family_is_refused(world, family, midwife, now, asked):
    other = world.family("Familie Anders")
    wrong = Asked(world.mother(other).pk, asked.receiver_id, asked.data_kinds, asked.purpose)
    with pytest.raises(NotNow) as refusal:
        record_consent(family.pk, by=world.actor(midwife), now=now, asked=wrong)
    assert refusal.value.field == "person"


def test_consent_without_data_or_purpose_is_refused(world, family, midwife, now, asked):
    for wrong in (
        Asked(asked.person_id, asked.receiver_id, (), asked.purpose),
        Asked(asked.person_id, asked.receiver_id, asked.data_kinds, " "),
    ):
        with pytest.raises(NotNow):
            record_consent(family.pk, by=world.actor(midwife), now=now, asked=wrong)


def test_a_struck_note_counts_for_nothing_and_stays(tell, world, family, midwife, now):
    tell(Seen(factors=("smokes",)))
    row = Observation.objects.get()
    with pytest.raises(NotNow):
        strike(row.pk, by=world.actor(midwife), now=now, reason="")
    strike(row.pk, by=world.actor(midwife), now=now, reason="Verkeerde mevrouw")
    assert known_facts(family.pk).seen == frozenset()
    assert Observation.objects.filter(entered_in_error=True).count() == 1


def test_an_ended_factor_is_history(tell, world, family, midwife, now):
    tell(Seen(factors=("smokes",)))
    end(Observation.objects.get().pk, by=world.actor(midwife), now=now, reason="Gestopt")
    assert picture(family.pk, by=world.actor(midwife), now=now).risk == ()
    with pytest.raises(NotNow):
        end(Observation.objects.get().pk, by=world.actor(midwife), now=now)


@pytest.mark.parametrize(("score", "fine"), [("12", True), ("30", True), ("31", False), ("veel", False), ("", False)])
def test_a_score_lies_on_the_scale_of_its_instrument(world, family, midwife, now, score, fine):
    facts = {"by": world.actor(midwife), "now": now, "person_id": world.mother(family).pk, "instrument": "epds"}
    if fine:
        note_score(family.pk, score=score, **facts)
        assert Observation.objects.get().value == score
    else:
        with pytest.raises(NotNow) as wrong:
            note_score(family.pk, score=score, **facts)
        assert wrong.value.field == "score"


def test_somebody_who_is_not_involved_sees_nothing(world, family, youth_nurse, now):
    with pytest.raises(NotAllowed):
        picture(family.pk, by=world.actor(youth_nurse), now=now)


def test_the_picture_costs_few_statements(tell, world, family, midwife, now, django_assert_max_num_queries):
    tell(Seen(factors=("smokes", "money_problems"), unease="x", grade=Grade.C))
    with django_assert_max_num_queries(7):
        picture(family.pk, by=world.actor(midwife), now=now)
