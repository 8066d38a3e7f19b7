"""The inbox: two columns, three buttons, filters, pages."""

from datetime import timedelta

import pytest

from sluitend.care.referrals.models import Referral
from tests.care.referrals.test_queries import many


def cards(answer, column):
    return [card.id for card in getattr(answer.context["inbox"], column).rows]


def test_what_was_sent_stands_left_for_the_receiver_and_right_for_the_sender(sender, receiver, road):
    referral = road.send()
    assert cards(receiver.get("/postvak/"), "for_us") == [referral.pk]
    assert cards(sender.get("/postvak/"), "from_us") == [referral.pk]


def test_the_receiver_has_three_buttons_and_the_sender_has_not(sender, receiver, road):
    referral = road.send()
    for verb in ("aannemen", "vraag", "kan-niet"):
        address = f"/verwijzing/{referral.pk}/{verb}/"
        assert address in receiver.get("/postvak/").content.decode()
        assert address not in sender.get("/postvak/").content.decode()


def test_an_empty_inbox_says_so_in_both_columns(receiver, road):
    page = receiver.get("/postvak/").content.decode()
    assert "Hier wacht niets op ons." in page
    assert "U wacht hier op niemand." in page


def test_what_was_refused_is_back_on_the_right_with_a_way_on(sender, road):
    referral = road.in_status("rejected")
    page = sender.get("/postvak/").content.decode()
    assert f"/gezin/{road.family.pk}/verwijzen/?na={referral.pk}" in page


@pytest.mark.parametrize("show", ["open", "new", "accepted", "late", "unresolved", "done", "nonsense", ""])
def test_every_filter_has_a_page(receiver, road, show):
    road.send()
    assert receiver.get("/postvak/", {"toon": show}).status_code == 200


def test_each_column_has_its_own_next_page(receiver, road):
    sent = many(road, 25)
    first = receiver.get("/postvak/")
    second = receiver.get("/postvak/" + first.context["next_for_us"])
    assert cards(first, "for_us") + cards(second, "for_us") == [referral.pk for referral in sent]
    assert second.context["next_for_us"] == ""


def test_late_is_said_in_words(receiver, road):
    referral = road.send()
    Referral.objects.filter(pk=referral.pk).update(answer_by=road.today - timedelta(days=9))
    page = receiver.get("/postvak/").content.decode()
    assert "9 dagen te laat" in page
    assert "de vervanger" in page


def test_the_inbox_costs_few_statements_whatever_its_size(receiver, road, django_assert_max_num_queries):
    many(road, 40)
    with django_assert_max_num_queries(10):
        receiver.get("/postvak/")
