"""A receiver without an account: one link, one referral, five tries."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Professional
from sluitend.care.referrals import actions, queries
from sluitend.care.referrals.actions.linking import DEMONSTRATION, VALID
from sluitend.care.referrals.models import OneTimeLink, Question, Referral
from sluitend.core.access import NotAllowed, NotNow


def new_link(road, referral=None):
    referral = referral or road.send()
    return actions.new_link(referral.pk, by=road.by(road.sender), now=road.now, for_name="Buurthulp, Ans")


def wrong(keys):
    return "000000" if keys.pin != "000000" else "111111"


def test_a_link_opens_its_one_referral_with_token_and_pin(road):
    keys = new_link(road)
    link = actions.enter(keys.token, f" {keys.pin} ", now=road.now)
    seen = queries.by_link(link.link_id, by=link.by, now=road.now)
    assert (seen.card.id, seen.shared.name) == (Referral.objects.get().pk, "Sam De Wit")
    assert (seen.links, seen.colleagues) == ((), ())


def test_neither_token_nor_pin_is_kept(road):
    keys = new_link(road)
    kept = OneTimeLink.objects.values().get()
    assert keys.token not in str(kept)
    assert keys.pin not in str(kept)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "", str.upper])
def test_a_token_that_we_did_not_sign_is_refused_without_asking_the_database(road, change, django_assert_num_queries):
    keys = new_link(road)
    with django_assert_num_queries(0), pytest.raises(NotAllowed):
        actions.guest(change(keys.token), now=road.now)


def test_a_signed_token_of_no_link_is_refused(road):
    with pytest.raises(NotAllowed):
        actions.guest(actions.Keys.fresh().token, now=road.now)


def test_after_five_wrong_pins_the_link_is_closed_also_for_the_right_one(road):
    keys = new_link(road)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(NotNow) as refusal:
            actions.enter(keys.token, wrong(keys), now=road.now)
        assert (refusal.value.field, refusal.value.reason.values) == ("pin", {"left": left})
    with pytest.raises(NotNow, match="te vaak"):
        actions.enter(keys.token, keys.pin, now=road.now)


def test_the_right_pin_gives_all_tries_back(road):
    keys = new_link(road)
    for _ in range(3):
        with pytest.raises(NotNow):
            actions.enter(keys.token, wrong(keys), now=road.now)
    actions.enter(keys.token, keys.pin, now=road.now)
    assert OneTimeLink.objects.get().tries == 0


def test_a_link_ends_after_two_weeks(road):
    keys = new_link(road)
    actions.enter(keys.token, keys.pin, now=road.now + VALID - timedelta(seconds=1))
    with pytest.raises(NotNow, match="verlopen"):
        actions.enter(keys.token, keys.pin, now=road.now + VALID)


def test_a_new_link_replaces_the_old_one(road):
    old = new_link(road)
    new = new_link(road, Referral.objects.get())
    with pytest.raises(NotNow, match="vervangen"):
        actions.enter(old.token, old.pin, now=road.now)
    assert actions.enter(new.token, new.pin, now=road.now)


def test_only_the_sender_makes_a_link_and_only_while_it_waits(road):
    waiting = road.send()
    make = {"now": road.now, "for_name": "Ans"}
    with pytest.raises(NotNow, match="afzender"):
        actions.new_link(waiting.pk, by=road.by(road.receiver), **make)
    with pytest.raises(NotNow) as nameless:
        actions.new_link(waiting.pk, by=road.by(road.sender), now=road.now, for_name=" ")
    assert nameless.value.field == "for_name"
    road.accept(waiting)
    with pytest.raises(NotNow, match="al beantwoord"):
        actions.new_link(waiting.pk, by=road.by(road.sender), **make)


def accept(road, keys, name="Ans de Buur"):
    link = actions.enter(keys.token, keys.pin, now=road.now)
    on = road.today + timedelta(days=3)
    actions.accept_by_link(link.link_id, by=link.by, now=road.now, name=name, first_contact_on=on)
    return Referral.objects.get()


def test_acceptance_by_link_makes_a_contact_and_the_sender_leads(road):
    referral = accept(road, new_link(road))
    assert (referral.owner.name, referral.owner.user_id, referral.owner.organisation_id) == (
        "Ans de Buur",
        None,
        referral.receiver_id,
    )
    assert Case.objects.get().lead_id == road.sender.pk
    assert set(Promise.objects.filter(status="open").values_list("owner_id", flat=True)) == {
        road.sender.pk,
        referral.owner_id,
    }


def test_somebody_whom_we_know_is_not_made_twice(road):
    assert accept(road, new_link(road), name="jip wijk").owner_id == road.receiver.pk
    assert Professional.objects.filter(name__iexact="jip wijk").count() == 1


def test_the_sender_notes_what_happens_next_for_a_receiver_without_account(road):
    referral = accept(road, new_link(road))
    started = road.after("start", referral, by=road.by(road.sender))
    assert (started.status, started.promise.owner_id) == ("in_progress", road.sender.pk)


def test_a_link_can_say_no_and_ask(road):
    keys = new_link(road)
    link = actions.enter(keys.token, keys.pin, now=road.now)
    actions.ask_by_link(link.link_id, by=link.by, now=road.now, question="Waar woont zij?")
    actions.reject_by_link(link.link_id, by=link.by, now=road.now, reason="Geen vrijwilligers")
    referral = Referral.objects.get()
    assert (Question.objects.get().asked_by_name, referral.status) == ("Buurthulp, Ans", "rejected")
    assert OneTimeLink.objects.get().used_at == road.now


def test_a_closed_link_answers_nothing(road):
    keys = new_link(road)
    link = actions.enter(keys.token, keys.pin, now=road.now)
    late = {"by": link.by, "now": road.now + VALID}
    for verb, facts in (
        ("accept_by_link", {"name": "Ans", "first_contact_on": road.today + VALID}),
        ("reject_by_link", {"reason": "Vol"}),
        ("ask_by_link", {"question": "Waar?"}),
    ):
        with pytest.raises(NotNow, match="verlopen"):
            getattr(actions, verb)(link.link_id, **late, **facts)
    assert Referral.objects.get().status == "requested"


def test_a_guest_may_nothing_else(road):
    keys = new_link(road)
    by = actions.enter(keys.token, keys.pin, now=road.now).by
    with pytest.raises(NotAllowed):
        queries.inbox(by=by, now=road.now)
    with pytest.raises(NotAllowed):
        queries.family_referrals(road.family.pk, by=by, now=road.now)


def test_the_link_of_the_demonstration_is_known_while_it_is_open_and_only_there(road):
    assert actions.demonstration_link(now=road.now) is None
    keys = DEMONSTRATION
    actions.make_link(road.send().pk, by=road.by(road.sender), now=road.now, for_name="Greet", keys=keys)
    assert actions.demonstration_link(now=road.now) == keys
    assert actions.demonstration_link(now=road.now + VALID) is None
