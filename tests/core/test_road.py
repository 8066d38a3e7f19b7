"""Where a signal may go, given what she said."""

import itertools

import pytest

from sluitend.core.facts import ConsentAnswer, Wish
from sluitend.core.road import Road, road

EVERYTHING = list(itertools.product(ConsentAnswer, [None, *Wish], [False, True], [False, True]))


@pytest.mark.parametrize(("consent", "wish", "danger", "other_ground"), EVERYTHING)
def test_nothing_is_sent_without_her_consent_unless_there_is_danger_and_another_ground(
    consent, wish, danger, other_ground
):
    found = road(anonymous=False, consent=consent, wish=wish, danger=danger, other_ground=other_ground)
    if found is Road.SEND:
        agreed = consent is ConsentAnswer.YES and wish is not Wish.REFUSES
        assert agreed or (danger and other_ground)


@pytest.mark.parametrize(("consent", "wish", "danger", "other_ground"), EVERYTHING)
def test_a_refusal_without_danger_always_ends_the_road(consent, wish, danger, other_ground):
    found = road(anonymous=False, consent=consent, wish=wish, danger=danger, other_ground=other_ground)
    refused = consent is ConsentAnswer.NO or wish is Wish.REFUSES
    assert (found is Road.STOP) == (refused and not danger)


def test_a_refusal_with_danger_leads_to_the_reporting_code_and_sends_nothing():
    assert road(anonymous=False, consent=ConsentAnswer.NO, wish=None, danger=True) is Road.REPORTING_CODE


def test_not_asked_yet_is_not_a_yes():
    assert road(anonymous=False, consent=ConsentAnswer.UNKNOWN, wish=Wish.WANTS, danger=False) is Road.ASK_FIRST


@pytest.mark.parametrize(("consent", "wish", "danger", "other_ground"), EVERYTHING)
def test_advice_that_names_nobody_may_always_be_asked(consent, wish, danger, other_ground):
    assert road(anonymous=True, consent=consent, wish=wish, danger=danger, other_ground=other_ground) is Road.CONSULT
