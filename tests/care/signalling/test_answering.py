"""Answers to signals, and what the sender sees of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.observations.actions import Seen
from sluitend.care.signalling import queries
from sluitend.care.signalling.actions import advise, send_signal, stop, take_up, withdraw
from sluitend.care.signalling.actions.sending import Concern
from sluitend.care.signalling.models import Signal
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.facts import ConsentAnswer, Grade
from sluitend.core.roles import Role


@pytest.fixture
def signal(world, midwife, coordinator, now):
    concern = Concern(
        municipality_id=world.town.pk,
        seen=Seen(factors=("money_problems",), unease="Zegt veel af", grade=Grade.C),
        family_id=world.family(known_by=midwife).pk,
        knows=True,
        agrees=ConsentAnswer.YES,
        data_kinds=("contact", "reason"),
    )
    return Signal.objects.get(pk=send_signal(by=world.actor(midwife), now=now, concern=concern))


@pytest.fixture
def take(world, signal, coordinator, now, today):
    def taken(**more):
        facts = {"owner_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today + timedelta(days=1)}
        take_up(signal.pk, by=world.actor(coordinator), now=now, **(facts | more))
        signal.refresh_from_db()
        return signal

    return taken


def test_taking_up_names_the_lead_and_the_first_step(take, coordinator, today):
    signal = take()
    case = Case.objects.get(family=signal.family)
    assert (signal.status, signal.owner, case.lead) == ("taken_up", coordinator, coordinator)
    assert (case.next_what, case.next_due_on) == ("Bellen", today + timedelta(days=1))


def test_taking_up_needs_an_owner_of_the_own_organisation(take, midwife):
    with pytest.raises(NotNow, match="Noem wie het oppakt"):
        take(owner_id=None)
    with pytest.raises(NotNow) as wrong:
        take(owner_id=midwife.pk)
    assert wrong.value.field == "owner"


def test_a_family_that_has_a_lead_keeps_it(take, world, colleague, signal, now, today):
    from sluitend.care.coordination.actions import open_case

    leading = {"lead_id": colleague.pk, "first_what": "Bezoek", "first_due_on": today}
    signal.family.involvements.create(professional=colleague, role="care_giver", starts_on=today)
    open_case(signal.family_id, by=world.actor(colleague), now=now, **leading)
    take()
    assert Case.objects.get(family=signal.family).lead == colleague
    assert Promise.objects.filter(what="Bellen").exists()


def test_the_sender_is_told_and_the_notice_names_no_family(take, midwife):
    take()
    notice = Notice.objects.get(to=midwife)
    assert "Cor Regie" in notice.message % notice.values
    assert "De Wit" not in notice.message % notice.values


def test_advice_stop_and_withdrawal_need_words(world, signal, coordinator, midwife, now):
    with pytest.raises(NotNow, match="antwoord"):
        advise(signal.pk, by=world.actor(coordinator), now=now, answer=" ")
    with pytest.raises(NotNow, match="reden"):
        stop(signal.pk, by=world.actor(coordinator), now=now, reason="")
    with pytest.raises(NotNow, match="reden"):
        withdraw(signal.pk, by=world.actor(midwife), now=now, reason="")


@pytest.mark.parametrize(
    ("verb", "words", "status"), [(advise, "answer", "advised"), (stop, "reason", "stopped")], ids=["advise", "stop"]
)
def test_an_answer_ends_the_waiting_once(world, signal, coordinator, now, verb, words, status):
    verb(signal.pk, by=world.actor(coordinator), now=now, **{words: "Bel samen met haar"})
    signal.refresh_from_db()
    assert (signal.status, signal.answer) == (status, "Bel samen met haar")
    with pytest.raises(NotNow, match="kan niet meer"):
        verb(signal.pk, by=world.actor(coordinator), now=now, **{words: "Nog eens"})


def test_only_the_sender_takes_it_back(world, signal, coordinator, midwife, now):
    with pytest.raises(NotAllowed):
        withdraw(signal.pk, by=world.actor(coordinator), now=now, reason="vergissing")
    withdraw(signal.pk, by=world.actor(midwife), now=now, reason="vergissing")
    signal.refresh_from_db()
    assert signal.status == "withdrawn"


def test_another_organisation_does_not_answer(world, signal, youth_nurse, now):
    with pytest.raises(NotAllowed, match="andere organisatie"):
        advise(signal.pk, by=world.actor(youth_nurse), now=now, answer="Ja")


def test_an_anonymous_consultation_is_advised_not_taken_up(world, midwife, coordinator, now, today):
    concern = Concern(municipality_id=world.town.pk, seen=Seen(unease="Twijfel"))
    pk = send_signal(by=world.actor(midwife), now=now, concern=concern)
    step = {"owner_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today}
    with pytest.raises(NotNow, match="anoniem"):
        take_up(pk, by=world.actor(coordinator), now=now, **step)
    advise(pk, by=world.actor(coordinator), now=now, answer="Vraag het haar samen")


def test_my_signals_say_who_answered_and_what(take, world, midwife, now):
    take()
    [row] = queries.my_signals(by=world.actor(midwife), now=now).rows
    assert (row.status, row.owner, row.team, row.own) == ("taken_up", "Cor Regie", "Team Waterstad", True)


def test_a_late_answer_widens_the_circle(world, signal, midwife, now):
    later = now + timedelta(days=7)
    [row] = queries.my_signals(by=world.actor(midwife), now=later).rows
    assert row.late
    assert [str(who) for who in row.knows] == [
        "het team dat antwoordt",
        "de vervanger",
        "de teamleider",
    ]


def test_another_midwife_does_not_see_my_signals(world, signal, now):
    other = world.professional("Anne Ander", world.practice, Role.MIDWIFE)
    assert queries.my_signals(by=world.actor(other), now=now).rows == ()


def test_my_signals_come_in_pages_by_key(world, signal, midwife, now, django_assert_max_num_queries):
    signals = [replace_pk(signal) for _ in range(30)]
    Signal.objects.bulk_create(signals)
    with django_assert_max_num_queries(4):
        first = queries.my_signals(by=world.actor(midwife), now=now)
    rest = queries.my_signals(by=world.actor(midwife), now=now, before=first.rows[-1].id)
    assert (len(first.rows), first.more, len(rest.rows), rest.more) == (25, True, 6, False)
    assert not {row.id for row in first.rows} & {row.id for row in rest.rows}


def replace_pk(signal):
    copy = Signal.objects.get(pk=signal.pk)
    copy.pk = None
    return copy


def test_the_receiver_sees_only_what_she_agreed_to_share(world, signal, coordinator, now):
    seen = queries.to_answer_one(signal.pk, by=world.actor(coordinator), now=now)
    assert (seen.grade, seen.factors, seen.unease, seen.withheld) == (Grade.C, (), "Zegt veel af", True)
    assert Entry.objects.filter(kind="look", family_id=signal.family_id, action="signalling.to_answer_one").exists()


def test_with_the_factors_shared_the_receiver_sees_what_is_seen(world, signal, coordinator, now):
    signal.ground.data_kinds = ["contact", "factors"]
    signal.ground.save()
    seen = queries.to_answer_one(signal.pk, by=world.actor(coordinator), now=now)
    assert len(seen.factors) == 1
    assert (seen.unease, seen.grade) == ("", None)


def test_the_list_of_signals_to_answer_is_of_the_own_team(world, signal, coordinator, youth_nurse, now):
    assert [row.id for row in queries.to_answer(by=world.actor(coordinator), now=now)] == [signal.pk]
    assert queries.to_answer(by=world.actor(youth_nurse), now=now) == ()


def test_who_signals_may_not_use_a_foreign_concern(signal, world, midwife, now):
    other = replace(Concern(municipality_id=10_000, seen=Seen(unease="x")), family_id=None)
    with pytest.raises(NotNow) as wrong:
        send_signal(by=world.actor(midwife), now=now, concern=other)
    assert wrong.value.field == "municipality"
