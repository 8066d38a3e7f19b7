"""A no takes effect the same second: what the receiver saw is gone at the next load, and the people whom it concerns are told."""

from datetime import timedelta

import pytest

from sluitend.care.consent import actions as consent
from sluitend.care.consent import queries
from sluitend.care.consent.actions import Asked
from sluitend.care.followup.models import Notice
from sluitend.care.people.models import ParentalAuthority, Person
from sluitend.care.referrals import queries as referrals
from sluitend.care.referrals.models import ReferralMove
from sluitend.care.signalling.models import Signal
from sluitend.care.signalling.queries import to_answer, to_answer_one
from sluitend.core.access import NotNow
from tests.care.referrals.conftest import road  # noqa: F401


@pytest.fixture
def mother(road, world):  # noqa: F811
    person = world.mother(road.family)
    Person.objects.filter(pk=person.pk).update(phone="0698765432", street="Zonnebloempad 1")
    return Person.objects.get(pk=person.pk)


def shown(road, referral):  # noqa: F811
    by = road.by(road.receiver)
    detail = referrals.referral(referral.pk, by=by, now=road.now)
    return detail, repr((detail.shared, referrals.inbox(by=by, now=road.now).for_us))


def test_what_the_receiver_saw_is_gone_the_moment_she_withdraws(road, mother):  # noqa: F811
    sent = road.send()
    detail, told = shown(road, sent)
    assert mother.phone in told
    assert mother.name in told
    consent.withdraw(road.ground.pk, by=road.by(road.sender), now=road.now)
    detail, told = shown(road, sent)
    assert not [word for word in (mother.phone, mother.street, mother.name) if word in told]
    assert (detail.card.closed, detail.card.moves) == (True, ("reject",))
    by = road.by(road.sender)
    assert referrals.referral(sent.pk, by=by, now=road.now).shared.name == mother.name


def test_without_consent_nobody_takes_it_up(road, mother):  # noqa: F811
    sent = road.send()
    consent.withdraw(road.ground.pk, by=road.by(road.sender), now=road.now)
    with pytest.raises(NotNow, match="geen toestemming meer"):
        road.accept(sent)


def test_what_was_asked_and_said_goes_too_and_the_moves_stay(road, mother):  # noqa: F811
    sent = road.accept(road.send())
    road.after("ask", sent, question="Heeft zij een tolk nodig?")
    assert shown(road, sent)[0].questions
    consent.withdraw(road.ground.pk, by=road.by(road.sender), now=road.now)
    detail, _ = shown(road, sent)
    assert detail.questions == ()
    assert {step.note for step in detail.history} == {""}
    assert str(detail.history[0].label) == "De toestemming is ingetrokken"


def test_sender_and_who_took_it_up_are_told_once(road, world, mother, coordinator):  # noqa: F811
    sent = road.accept(road.send())
    Notice.objects.all().delete()
    lead = road.by(road.receiver)
    consent.withdraw(road.ground.pk, by=lead, now=road.now)
    assert set(Notice.objects.values_list("to_id", flat=True)) == {road.sender.pk}
    assert ReferralMove.objects.filter(referral=sent, status="consent_gone").count() == 1
    consent.record_consent(road.family.pk, by=lead, now=road.now, asked=asked(mother, world.social))
    assert ReferralMove.objects.filter(status="consent_gone").count() == 1


def asked(person, receiver, **more):
    return Asked(person.pk, receiver.pk, ("contact",), "hulp", **more)


def test_a_later_no_ends_the_yes_before_it(road, world, mother):  # noqa: F811
    by = road.by(road.sender)
    consent.record_refusal(road.family.pk, by=by, now=road.now, asked=Asked(mother.pk, world.youth_care.pk, (), "Hulp"))
    assert not queries.holding(road.family.pk, road.today).exists()
    road.ground.refresh_from_db()
    assert road.ground.withdrawn_on == road.today


def test_a_signal_on_withdrawn_consent_says_nothing_of_her_any_more(road, world, mother, coordinator):  # noqa: F811
    ground = road.consent(world.social, "contact", "reason")
    signal = Signal.objects.create(
        family=road.family,
        person=mother,
        region=world.region,
        municipality=world.town,
        receiver=world.team,
        signaller=road.sender,
        knows=True,
        unease="Zij huilde",
        ground=ground,
        sent_at=road.now,
        answer_by=road.today + timedelta(days=2),
    )
    by = road.by(coordinator)
    assert "Zij huilde" in repr(to_answer_one(signal.pk, by=by, now=road.now))
    consent.withdraw(ground.pk, by=road.by(road.sender), now=road.now)
    told = repr((to_answer_one(signal.pk, by=by, now=road.now), to_answer(by=by, now=road.now)))
    assert not [word for word in ("Zij huilde", mother.name, mother.phone, road.family.name) if word in told]


def test_both_parents_with_authority_are_asked_for_a_child(road, world, mother, today):  # noqa: F811
    child = Person.objects.create(region=world.region, given_name="Kim", birth_date=today - timedelta(days=400))
    father = Person.objects.create(region=world.region, given_name="Bas")
    road.family.members.create(person=child, part="child", starts_on=today)
    for holder in (mother, father):
        ParentalAuthority.objects.create(child=child, holder=holder, starts_on=today)
    by = road.by(road.sender)
    give = {"by": by, "now": road.now}
    with pytest.raises(NotNow, match="twee ouders") as refused:
        consent.record_consent(road.family.pk, asked=asked(child, world.social, by_herself=False, by_parents=1), **give)
    assert refused.value.field == "by_parents"
    consent.record_consent(road.family.pk, asked=asked(child, world.social, by_herself=False, by_parents=2), **give)
    found = queries.asking(
        road.family.pk,
        person_id=child.pk,
        receiver_id=world.social.pk,
        data_kinds=("contact", "plan"),
        purpose="hulp",
        **give,
    )
    assert [answer.allowed for _, answer in found.answers] == [True, False]
    assert (found.herself, found.parents) == (False, 2)
    assert "ouders met gezag" in str(found.answers[1][1].instead[0])


def test_asking_reads_three_sentences_with_the_effect_of_no(road, world, mother):  # noqa: F811
    found = queries.asking(
        road.family.pk,
        by=road.by(road.sender),
        now=road.now,
        person_id=mother.pk,
        receiver_id=world.youth_care.pk,
        data_kinds=("contact",),
        purpose="Huisbezoek.",
    )
    whom, what_for, no = map(str, found.sentences)
    assert world.youth_care.name in whom
    assert what_for == "Dat is hiervoor nodig: Huisbezoek."
    assert no.startswith("Zegt u nee")
    assert "andere hulp gaat gewoon door" in no or "gaat uw andere hulp gewoon door" in no
