"""Every move of the table, made by every party from every state; and random histories."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.queries import closing_facts
from sluitend.care.referrals.models import Referral, ReferralMove
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.promise import QUIET_WEEKS_AT_MOST, breaches
from sluitend.core.states import REFERRAL, Party

VERBS = {
    "accepted": "accept",
    "rejected": "reject",
    "cancelled": "cancel",
    "in_progress": "start",
    "on_hold": "hold",
    "completed": "complete",
    "failed": "fail",
    "entered_in_error": "mark_error",
}


def facts_of(verb, road):
    soon = road.today + timedelta(days=5)
    following = {"next_what": "Bellen", "next_due_on": soon}
    return {
        "accept": {"owner_id": road.receiver.pk, "first_contact_on": soon},
        "reject": {"reason": "Vol"},
        "cancel": {"reason": "Niet meer nodig", **following},
        "start": following,
        "hold": {"reason": "Weg", "review_on": soon},
        "complete": {"outcome": "help_given", **following},
        "fail": {"reason": "Niet bereikt"},
        "mark_error": {"reason": "Vergissing", **following},
    }[verb]


@pytest.mark.parametrize("status", sorted(REFERRAL.moves))
def test_from_each_state_exactly_the_moves_of_the_table_are_possible_by_their_party(road, status):
    referral = road.in_status(status)
    parties = {Party.SENDER: road.by(road.sender), Party.RECEIVER: road.by(road.receiver)}
    possible = {(move.to, party) for move in REFERRAL.allowed(status) for party in move.by}
    before = ReferralMove.objects.count()
    for to, verb in VERBS.items():
        for party, by in parties.items():
            if (to, party) not in possible:
                with pytest.raises((NotNow, NotAllowed)):
                    road.after(verb, referral, by=by, **facts_of(verb, road))
    referral.refresh_from_db()
    assert (referral.status, ReferralMove.objects.count()) == (status, before)


POSSIBLE = sorted(
    (status, move.to, party) for status in REFERRAL.moves for move in REFERRAL.allowed(status) for party in move.by
)


@pytest.mark.parametrize(("status", "to", "party"), POSSIBLE, ids=["-".join(row) for row in POSSIBLE])
def test_each_move_of_the_table_is_made_by_its_party(road, status, to, party):
    referral = road.in_status(status)
    by = road.by(road.sender if party is Party.SENDER else road.receiver)
    assert road.after(VERBS[to], referral, by=by, **facts_of(VERBS[to], road)).status == to
    assert ReferralMove.objects.order_by("-pk").values_list("before", "status").first() == (status, to)


STEPS = st.lists(st.tuples(st.sampled_from(sorted(VERBS.values())), st.booleans(), st.booleans()), max_size=8)


@given(steps=STEPS, urgent=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_history_breaks_sender_keeps_reason_outcome_or_next_step(road, steps, urgent):
    """Whatever is tried, with or without the facts that it needs: what was refused changed nothing, what remains is sound."""
    Referral.objects.filter(status__in=REFERRAL.open()).update(status="cancelled", reason="Vorige geschiedenis")
    referral = road.send(urgent=urgent)
    for verb, by_sender, complete in steps:
        by = road.by(road.sender if by_sender else road.receiver)
        facts = facts_of(verb, road)
        given_facts = facts if complete else dict.fromkeys(facts, "") | {k: None for k in facts if k.endswith("_on")}
        try:
            road.after(verb, referral, by=by, **given_facts)
        except (NotNow, NotAllowed):
            continue
        sound(road, Referral.objects.get(pk=referral.pk))


def sound(road, referral):
    for facts in closing_facts([road.family.pk], quiet_weeks=QUIET_WEEKS_AT_MOST):
        assert breaches(facts, road.today) == []
    waits = referral.status == "requested"
    assert waits == (referral.answered_at is None and referral.owner_id is None and referral.ended_at is None)
    turn = REFERRAL.turn[referral.status]
    holder = {Party.SENDER: road.sender.pk, Party.OWNER: referral.owner_id, Party.RECEIVER: road.sender.pk}.get(turn)
    if holder is not None:
        promise = Promise.objects.get(pk=referral.promise_id)
        assert (promise.status, promise.owner_id) == ("open", holder)
