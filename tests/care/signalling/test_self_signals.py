"""Parents who ask for help themselves: few words, a call first, then a signal."""

from datetime import timedelta

import pytest

from sluitend.care.decisions.models import Decision
from sluitend.care.decisions.queries import situation
from sluitend.care.network.queries import system_actor
from sluitend.care.observations.actions import Seen
from sluitend.care.people.models import Person
from sluitend.care.signalling import queries
from sluitend.care.signalling.actions import ask_help, confirm_call, not_reached, refuse
from sluitend.care.signalling.actions.self_signals import Request
from sluitend.care.signalling.actions.sending import Concern
from sluitend.care.signalling.actions.whom import NewFamily
from sluitend.care.signalling.models import FormUse, SelfSignal, Signal
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.person import PersonFacts


@pytest.fixture
def ask(world, now):
    def asked(sender="digest", at=now, **facts):
        request = Request(**({"municipality_id": world.town.pk, "name": "Noa", "phone": "06 12345678"} | facts))
        return ask_help(by=system_actor(world.region.pk), now=at, request=request, sender=sender)

    return asked


@pytest.fixture
def spoken(world):
    new = NewFamily(PersonFacts("Noa", "Zomer"))
    return Concern(municipality_id=world.town.pk, seen=Seen(wish_words="Hulp met geld"), new=new)


def test_a_request_waits_for_a_call_and_makes_no_person(ask, world, coordinator, now, today):
    ask()
    [row] = queries.to_call(by=world.actor(coordinator), now=now)
    assert (row.name, row.call_by) == ("Noa", today + timedelta(days=2))
    assert not Person.objects.exists()


def test_a_confirmed_call_becomes_a_signal_without_signaller(ask, spoken, world, coordinator, now):
    pk = ask()
    confirm_call(pk, by=world.actor(coordinator), now=now, concern=spoken)
    request = SelfSignal.objects.get(pk=pk)
    signal = Signal.objects.get()
    assert (request.status, request.signal, signal.signaller) == ("confirmed", signal, None)
    assert (signal.person.name, signal.ground.kind) == ("Noa Zomer", "consent")
    decision = Decision.objects.get()
    assert decision.facts == situation(signal.family, now.date())
    assert decision.facts["chain_partner_signal"] is None


def test_not_reached_stays_on_the_list_and_can_be_confirmed_later(ask, spoken, world, coordinator, now):
    pk = ask()
    by = world.actor(coordinator)
    not_reached(pk, by=by, now=now, reason="Voicemail")
    assert len(queries.to_call(by=by, now=now)) == 1
    confirm_call(pk, by=by, now=now, concern=spoken)
    assert queries.to_call(by=by, now=now) == ()


def test_a_refused_request_is_wiped(ask, world, coordinator, now):
    pk = ask(message="Iets over mij")
    refuse(pk, by=world.actor(coordinator), now=now, reason="Niet echt")
    request = SelfSignal.objects.get(pk=pk)
    assert (request.message, request.phone, request.status) == ("", "–", "refused")


def test_another_organisation_does_not_call(ask, world, youth_nurse, now):
    pk = ask()
    with pytest.raises(NotAllowed):
        not_reached(pk, by=world.actor(youth_nurse), now=now, reason="Voicemail")


def test_the_form_takes_three_an_hour_of_one_sender(ask, now):
    for _ in range(3):
        ask()
    with pytest.raises(NotNow, match="Wacht een uur"):
        ask()
    ask(sender="another")
    ask(at=now + timedelta(hours=1))


def test_the_count_of_senders_is_forgotten_after_a_day(ask, now):
    ask()
    ask(sender="another", at=now + timedelta(days=2))
    assert list(FormUse.objects.values_list("sender", flat=True)) == ["another"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "bel maar"}, "phone"),
        ({"message": "x" * 5000}, "message"),
        ({"municipality_id": 4711}, "municipality"),
    ],
)
def test_what_cannot_be_right_is_named_beside_the_field(ask, facts, field):
    with pytest.raises(NotNow) as wrong:
        ask(**facts)
    assert wrong.value.field == field
    assert not SelfSignal.objects.exists()
