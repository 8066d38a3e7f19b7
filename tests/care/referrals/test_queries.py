"""What the parties see: two columns with clocks, one referral, and what somebody waits for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluitend.care.followup.models import Promise
from sluitend.care.referrals import actions, queries
from sluitend.care.referrals.models import Referral
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed


def inbox(road, who, **facts):
    return queries.inbox(by=road.by(who), now=facts.pop("now", road.now), **facts)


def ids(rows):
    return [row.id for row in rows]


def many(road, number, status="requested"):
    """Referrals as they would be after a long time, with answer-by dates a day apart."""
    first = road.in_status(status)
    Referral.objects.filter(pk=first.pk).update(promise=None, involvement=None)
    copies = []
    for days in range(1, number):
        copy = Referral.objects.get(pk=first.pk)
        copy.pk, copy.answer_by, copy.involvement = None, first.answer_by + timedelta(days=days), None
        copies.append(copy)
    return [first, *Referral.objects.bulk_create(copies)]


def test_a_referral_is_for_us_at_the_receiver_and_from_us_at_the_sender(road):
    sent = road.send()
    receiver, sender = inbox(road, road.receiver), inbox(road, road.sender)
    assert (ids(receiver.for_us.rows), ids(receiver.from_us.rows)) == ([sent.pk], [])
    assert (ids(sender.for_us.rows), ids(sender.from_us.rows)) == ([], [sent.pk])


def test_the_receiver_may_answer_and_the_sender_may_take_back(road):
    road.send()
    [ours] = inbox(road, road.receiver).for_us.rows
    [theirs] = inbox(road, road.sender).from_us.rows
    assert (ours.moves, ours.ours) == (("accept", "reject"), True)
    assert (theirs.moves, theirs.ours) == (("cancel", "mark_error"), False)


def test_late_is_computed_and_the_circle_of_who_knows_widens(road):
    sent = road.send()
    seen = {}
    for days in (-1, 0, 1, 5, 30):
        now = road.now + timedelta(days=(sent.answer_by - road.today).days + days)
        [row] = inbox(road, road.receiver, now=now).for_us.rows
        seen[days] = (row.late, len(row.knows))
    assert [late for late, _ in seen.values()] == [False, False, True, True, True]
    knows = [number for _, number in seen.values()]
    assert (knows[:2], knows[-1]) == ([0, 1], 4)
    assert knows == sorted(knows)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("requested", {"open", "new"}),
        ("accepted", {"open", "accepted"}),
        ("in_progress", {"open", "accepted"}),
        ("on_hold", {"open", "accepted"}),
        ("rejected", {"unresolved", "done"}),
        ("failed", {"unresolved", "done"}),
        ("cancelled", {"done"}),
        ("completed", {"done"}),
    ],
)
def test_each_filter_shows_what_it_says(road, status, shown):
    referral = road.in_status(status)
    found = {show for show in queries.FILTERS if referral.pk in ids(inbox(road, road.receiver, show=show).for_us.rows)}
    assert found == shown


def test_an_unanswered_referral_past_its_date_is_late_and_no_longer_new(road):
    road.send()
    later = road.now + timedelta(days=9)
    shown = {show for show in queries.FILTERS if inbox(road, road.sender, show=show, now=later).from_us.rows}
    assert shown == {"open", "late"}


def test_what_came_back_is_on_top_until_the_sender_has_decided(road):
    refused = road.in_status("rejected")
    [row] = inbox(road, road.sender).returned
    assert (row.id, row.ours, row.clock_on) == (refused.pk, True, refused.promise.due_on)
    Promise.objects.filter(pk=refused.promise_id).update(status="kept", done_on=road.today)
    assert inbox(road, road.sender).returned == ()
    assert inbox(road, road.sender, show="unresolved").from_us.rows == ()


def test_pages_follow_each_other_without_a_gap_or_a_double(road):
    sent = many(road, 45)
    found, after = [], ""
    for _ in range(3):
        page = inbox(road, road.receiver, for_us_after=after).for_us
        found += ids(page.rows)
        after = page.after
    assert (found, after) == ([referral.pk for referral in sent], "")


@pytest.mark.parametrize("key", ["", "x", "2026-11-25", "2026-11-25.x", "2026-13-45.3", ".", "2026-11-25." + "9" * 99])
def test_a_damaged_key_shows_a_page_all_the_same(road, key):
    road.send()
    assert isinstance(inbox(road, road.receiver, for_us_after=key).for_us.rows, tuple)


def test_the_inbox_costs_the_same_whatever_its_size(road):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            inbox(road, road.receiver)
        return len(seen)

    by_one = [road.send(), statements()][1]
    Referral.objects.update(status="cancelled", reason="Eerder")
    many(road, 30)
    assert statements() == by_one <= 7


def test_another_organisation_sees_nothing_of_it(road, coordinator):
    sent = road.send()
    assert inbox(road, coordinator).rows == ()
    with pytest.raises(NotAllowed):
        queries.referral(sent.pk, by=road.by(coordinator), now=road.now)


def test_the_lead_sees_the_referral_of_the_family(road, coordinator):
    road.open_file(coordinator)
    seen = queries.referral(road.send().pk, by=road.by(coordinator), now=road.now)
    assert (seen.card.moves, seen.sees_family, seen.may_follow) == ((), True, False)


def test_a_look_at_the_inbox_is_in_the_trail_with_its_families(road):
    road.send()
    inbox(road, road.receiver)
    look = Entry.objects.get(kind="look", action="referrals.inbox")
    assert look.details == {"families": [road.family.pk]}


def test_the_receiver_sees_contact_data_and_how_to_reach_her_safely(road):
    mother = road.world.mother(road.family)
    mother.phone, mother.never_phone, mother.safe_contact = "0611111111", True, "Via haar moeder"
    mother.street, mother.address_hidden = "Dorpsstraat 1", True
    mother.save()
    shared = queries.referral(road.send().pk, by=road.by(road.receiver), now=road.now).shared
    assert (shared.phone, shared.address, shared.safe_words) == ("", "", "Via haar moeder")
    assert [str(mark) for mark in shared.safe] == ["Nooit bellen"]


def test_the_due_date_goes_along_only_when_it_was_named(road):
    look = lambda sent: queries.referral(sent.pk, by=road.by(road.receiver), now=road.now).shared  # noqa: E731
    without = look(road.send())
    Referral.objects.update(status="cancelled", reason="Eerder")
    road.ground = road.consent(road.world.youth_care, "contact", "medical")
    with_it = look(road.send(data_kinds=["medical"]))
    assert (without.due_date, with_it.due_date) == (None, road.family.pregnancies.get().due_date)


def test_one_referral_costs_at_most_ten_statements(road, django_assert_max_num_queries):
    referral = road.in_status("completed")
    actions.warm_handover(
        referral.pk, by=road.by(road.sender), now=road.now, on=road.today, where="Thuis", who="Sam, Mila"
    )
    by = road.by(road.receiver)
    with django_assert_max_num_queries(10):
        queries.referral(referral.pk, by=by, now=road.now)


def test_history_is_told_from_the_newest_to_the_first(road):
    seen = queries.referral(road.in_status("in_progress").pk, by=road.by(road.sender), now=road.now)
    assert [str(step.label) for step in seen.history] == ["Begonnen", "Aangenomen", "Gevraagd"]


def test_what_i_asked_of_others_is_what_is_unanswered_for_these_families(road):
    road.in_status("rejected")
    waiting = road.send()
    by, families = road.by(road.sender), [road.family.pk]
    found = queries.asked_of_others(families, by=by, now=road.now)
    assert found == {road.family.pk: queries.Asked(waiting.receiver.name, waiting.what, waiting.answer_by)}
    assert queries.asked_of_others([], by=by, now=road.now) == {}
    assert queries.asked_of_others(families, by=road.by(road.receiver), now=road.now) == {}


def test_the_family_page_has_open_referrals_first(road):
    done = road.in_status("cancelled")
    waiting = road.send()
    found = queries.family_referrals(road.family.pk, by=road.by(road.sender), now=road.now)
    assert ids(found) == [waiting.pk, done.pk]


def test_the_choices_for_sending_are_of_this_place_and_this_ground(road):
    choices = queries.send_choices(road.family.pk, by=road.by(road.sender), now=road.now)
    assert ([offer.id for offer in choices.offers], ids(choices.grounds)) == ([road.offer.pk], [road.ground.pk])
    road.ground.withdrawn_on = road.today
    road.ground.save()
    assert queries.send_choices(road.family.pk, by=road.by(road.sender), now=road.now).grounds == ()
