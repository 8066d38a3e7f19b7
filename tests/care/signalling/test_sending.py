"""Sending a signal: who, what, on which ground, to whom, by when; and where the road stops."""

from dataclasses import replace
from datetime import date

import pytest

from sluitend.care.consent.models import Ground
from sluitend.care.followup.models import Notice
from sluitend.care.observations.actions import Seen
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Family, Person
from sluitend.care.signalling.actions import discard_draft, save_draft, send_signal
from sluitend.care.signalling.actions.sending import Concern
from sluitend.care.signalling.actions.whom import NewFamily
from sluitend.care.signalling.models import Draft, Signal
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts
from sluitend.core.roles import Role

SEEN = Seen(factors=("money_problems",), grade=Grade.C, agreed_with_parent=True, wish=Wish.WANTS, wish_words="Rust")


@pytest.fixture
def concern(world, midwife):
    family = world.family(known_by=midwife)
    return Concern(
        municipality_id=world.town.pk,
        seen=SEEN,
        family_id=family.pk,
        knows=True,
        agrees=ConsentAnswer.YES,
        data_kinds=("contact", "reason"),
        explained="Wie er belt en waarom",
    )


@pytest.fixture
def send(world, midwife, now):
    def sent(concern, **more):
        return Signal.objects.get(pk=send_signal(by=world.actor(midwife), now=now, concern=concern, **more))

    return sent


def test_a_signal_goes_to_the_team_of_the_town_with_an_answer_by_date(send, concern, world, today):
    signal = send(concern)
    assert (signal.receiver, signal.status, signal.urgent) == (world.team, "sent", False)
    assert signal.answer_by == date(2026, 11, 25)  # two working days after a Monday
    assert signal.pregnancy is not None


def test_what_is_seen_is_noted_with_its_domain(send, concern):
    signal = send(concern)
    noted = set(Observation.objects.filter(family=signal.family).values_list("kind", "code", "domain"))
    assert {("factor", "money_problems", "medical"), ("grade", "C", "medical"), ("wish", "wish", "medical")} == noted


def test_her_consent_names_the_data_and_the_receiver(send, concern, world, midwife):
    ground = send(concern).ground
    assert (ground.kind, ground.receiver, ground.heard_by) == ("consent", world.social, midwife)
    assert ground.data_kinds == ["contact", "reason"]


@pytest.mark.parametrize(
    "urgent", [{"danger": True}, {"seen": replace(SEEN, factors=("no_place_to_live",))}], ids=["danger", "factor"]
)
def test_what_is_urgent_is_answered_the_same_day(send, concern, today, urgent, world, coordinator):
    assert send(replace(concern, **urgent)).answer_by == today
    assert Notice.objects.filter(to=coordinator, kind="signal").exists()


def test_somebody_new_is_registered_with_who_signals_involved(send, concern, midwife, today):
    new = NewFamily(PersonFacts("Lina", "Voorbeeld", date(2004, 5, 6)), date(2027, 3, 1))
    signal = send(replace(concern, family_id=None, new=new))
    assert signal.person.name == "Lina Voorbeeld"
    assert signal.pregnancy.due_date == date(2027, 3, 1)
    assert midwife.pk in signal.family.access(today).involved


def test_an_impossible_due_date_is_named_and_registers_nobody(send, concern):
    new = NewFamily(PersonFacts("Lina"), date(2029, 3, 1))
    with pytest.raises(NotNow) as wrong:
        send(replace(concern, family_id=None, new=new))
    assert wrong.value.field == "due_date"
    assert not Person.objects.filter(given_name="Lina").exists()


def test_asking_advice_about_nobody_makes_no_person(send, concern, world):
    before = (Person.objects.count(), Family.objects.count())
    signal = send(Concern(municipality_id=world.town.pk, seen=Seen(unease="Ze zegt af"), note="Wat kan ik doen?"))
    assert (signal.anonymous, signal.family, signal.person, signal.ground) == (True, None, None, None)
    assert (Person.objects.count(), Family.objects.count()) == before


@pytest.mark.parametrize("wish", [Wish.REFUSES, Wish.WANTS])
def test_a_refusal_without_danger_stops_and_keeps_nothing(send, concern, wish):
    agrees = ConsentAnswer.YES if wish is Wish.REFUSES else ConsentAnswer.NO
    with pytest.raises(NotNow, match="stopt het hier"):
        send(replace(concern, agrees=agrees, seen=replace(SEEN, wish=wish)))
    assert not Signal.objects.exists()
    assert not Observation.objects.exists()


def test_not_asked_is_asked_first(send, concern):
    with pytest.raises(NotNow, match="Vraag haar eerst"):
        send(replace(concern, agrees=ConsentAnswer.UNKNOWN))


def test_a_refusal_with_danger_sends_nothing(world, midwife, concern, now):
    with pytest.raises(NotNow, match="meldcode"):
        send_signal(by=world.actor(midwife), now=now, concern=replace(concern, agrees=ConsentAnswer.NO, danger=True))
    assert not Signal.objects.exists()
    assert not Ground.objects.exists()
    assert not Notice.objects.exists()


def test_danger_with_another_ground_is_sent_on_that_ground(send, concern):
    signal = send(replace(concern, agrees=ConsentAnswer.NO, danger=True, other_ground="Conflict van plichten"))
    assert (signal.ground.kind, signal.ground.legal_name) == ("legal", "Conflict van plichten")


def test_the_midwife_follows_a_signal_of_somebody_else(world, midwife, concern, now):
    nurse = world.professional("Kim Kraam", world.practice, Role.MATERNITY_NURSE)
    signal = Signal.objects.get(pk=send_signal(by=world.actor(nurse), now=now, concern=concern))
    assert (signal.signaller, signal.midwife) == (nurse, midwife)
    notice = Notice.objects.get(to=midwife)
    assert "De Wit" not in notice.message % notice.values


def test_a_family_of_elsewhere_cannot_be_signalled(send, concern):
    with pytest.raises(NotNow) as wrong:
        send(replace(concern, family_id=99999))
    assert wrong.value.field == "family"


def test_a_factor_that_does_not_exist_is_refused(send, concern):
    with pytest.raises(NotNow, match="Onbekend kenmerk"):
        send(replace(concern, seen=Seen(factors=("made_up",))))
    assert not Signal.objects.exists()


def test_an_empty_signal_is_refused(send, concern):
    with pytest.raises(NotNow) as wrong:
        send(replace(concern, seen=Seen()))
    assert wrong.value.field == "unease"


def test_a_town_without_a_team_says_whom_to_call(send, concern, world):
    zandstad = world.region.municipality_set.get(name="Zandstad")
    with pytest.raises(NotNow, match="nog geen team") as wrong:
        send(replace(concern, municipality_id=zandstad.pk))
    assert wrong.value.field == "municipality"


def test_the_project_leader_sends_no_signals(world, concern, now):
    leader = world.professional("Pia Leider", world.social, Role.PROJECT_LEADER)
    with pytest.raises(NotAllowed):
        send_signal(by=world.actor(leader), now=now, concern=concern)


def test_the_same_form_twice_is_one_signal(send, concern):
    assert send(concern, once="form-1") == send(concern, once="form-1")
    assert Signal.objects.count() == 1


def test_a_draft_is_kept_replaced_and_gone_after_sending(world, midwife, send, concern, now):
    by = world.actor(midwife)
    save_draft(by=by, now=now, key="k1", fields={"unease": ["Half"]})
    save_draft(by=by, now=now, key="k1", fields={"unease": ["Half af"]})
    save_draft(by=by, now=now, key="k2", fields={"unease": ["Anders"]})
    assert Draft.objects.get(key="k1").fields == {"unease": ["Half af"]}
    send(concern, draft_key="k1")
    assert list(Draft.objects.values_list("key", flat=True)) == ["k2"]
    discard_draft(by=by, now=now, key="k2")
    assert not Draft.objects.exists()


def test_a_draft_of_somebody_else_is_not_thrown_away(world, midwife, coordinator, now):
    save_draft(by=world.actor(midwife), now=now, key="k1", fields={})
    discard_draft(by=world.actor(coordinator), now=now, key="k1")
    assert Draft.objects.exists()


def test_a_draft_of_10_mb_is_refused(world, midwife, now):
    with pytest.raises(NotNow):
        save_draft(by=world.actor(midwife), now=now, key="k1", fields={"unease": ["x" * 10_000_000]})


def test_a_girl_of_fourteen_needs_her_parents_consent_too(send, concern):
    new = NewFamily(PersonFacts("Jet", "Jong", date(2012, 3, 4)), date(2027, 3, 1))
    young = replace(concern, family_id=None, new=new)
    with pytest.raises(NotNow, match="jonger dan 16") as wrong:
        send(young)
    assert wrong.value.field == "by_parents"
    assert send(replace(young, by_parents=1)).ground.by_parents == 1


def test_a_girl_of_sixteen_who_is_pregnant_decides_herself(send, concern):
    new = NewFamily(PersonFacts("Jet", "Jong", date(2010, 3, 4)), date(2027, 3, 1))
    assert send(replace(concern, family_id=None, new=new)).ground.by_parents == 0
