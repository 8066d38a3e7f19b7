"""Two people at the same moment. Only PostgreSQL lets two transactions write at once; SQLite queues them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Promise
from sluitend.care.network.models import Offer
from sluitend.care.referrals import actions
from sluitend.care.referrals.models import OneTimeLink, Referral, ReferralMove
from sluitend.core.access import NotNow
from sluitend.core.roles import Role

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one transaction write at a time"),
]


def at_once(*works):
    """Run these at the same moment, each on a connection of its own; their results or refusals, in order."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        except NotNow as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def accepting(road, referral, who):
    by, on = road.by(who), road.today + timedelta(days=2)
    return lambda: actions.accept(referral.pk, by=by, now=road.now, owner_id=who.pk, first_contact_on=on)


@pytest.mark.parametrize("time", range(5))
def test_of_two_who_accept_at_once_one_does_and_the_other_hears_who(road, time):
    other = road.world.professional("Lot Land", road.world.youth_care, Role.YOUTH_NURSE)
    referral = road.send()
    results = at_once(*(accepting(road, referral, who) for who in (road.receiver, other)))
    [refusal] = [result for result in results if isinstance(result, NotNow)]
    referral.refresh_from_db()
    assert referral.owner.name in str(refusal.reason)
    assert (Case.objects.count(), ReferralMove.objects.filter(status="accepted").count()) == (1, 1)
    assert Promise.objects.filter(status="open").count() == 1


def test_two_referrals_of_one_family_accepted_at_once_open_one_file(road, coordinator):
    first = road.send()
    road.offer = Offer.objects.create(organisation=road.world.social, name="Hulp", for_whom="", stated_on=road.today)
    road.ground = road.consent(road.world.social, "contact")
    second = road.send()
    at_once(accepting(road, first, road.receiver), accepting(road, second, coordinator))
    assert set(Referral.objects.values_list("status", flat=True)) == {"accepted"}
    assert Case.objects.count() == 1
    assert Promise.objects.filter(status="open", kind="first_contact").count() == 2


def test_accepting_and_taking_back_at_once_do_not_both_happen(road):
    referral = road.send()
    sender = road.by(road.sender)
    results = at_once(
        accepting(road, referral, road.receiver),
        lambda: actions.cancel(
            referral.pk,
            by=sender,
            now=road.now,
            reason="Niet meer nodig",
            next_what="Bellen",
            next_due_on=road.today + timedelta(days=3),
        ),
    )
    moves = list(ReferralMove.objects.exclude(status="requested").values_list("before", "status"))
    assert sum(isinstance(result, NotNow) for result in results) + len(moves) == 2
    assert ("requested", "cancelled") not in moves or len(moves) == 1


def test_at_most_five_pins_are_looked_at_also_when_ten_come_at_once(road):
    keys = actions.new_link(road.send().pk, by=road.by(road.sender), now=road.now, for_name="Ans")
    wrong = "000000" if keys.pin != "000000" else "111111"
    results = at_once(*(lambda: actions.enter(keys.token, wrong, now=road.now) for _ in range(8)))
    looked = [result for result in results if result.field == "pin"]
    assert (len(looked), OneTimeLink.objects.get().tries) == (5, 5)
