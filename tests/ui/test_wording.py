"""Values in the words of the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.text import text
from sluitend.ui import wording

TODAY = date(2026, 11, 23)
DAYS = st.integers(min_value=-4000, max_value=4000)


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (-12, "12 dagen te laat", "12 days late"),
        (-1, "1 dag te laat", "1 day late"),
        (0, "vandaag", "today"),
        (1, "morgen", "tomorrow"),
        (5, "over 5 dagen", "in 5 days"),
        (28, "over 4 weken", "in 4 weeks"),
    ],
)
def test_the_time_until_a_date_is_said_in_both_languages(days: int, dutch: str, english: str) -> None:
    due = TODAY + timedelta(days=days)
    assert wording.time_until(due, TODAY) == dutch
    with translation.override("en"):
        assert wording.time_until(due, TODAY) == english


@given(DAYS)
def test_a_date_is_called_late_exactly_when_it_has_passed(days: int) -> None:
    due = TODAY + timedelta(days=days)
    assert (wording.clock_state(due, TODAY) == "late") is (due < TODAY)
    assert wording.time_until(due, TODAY).endswith("te laat") is (due < TODAY)


def test_the_time_since_contact_is_said_in_days_and_weeks() -> None:
    said = [wording.time_since(TODAY - timedelta(days=days), TODAY) for days in (0, 1, 2, 30)]
    assert said == ["vandaag", "gisteren", "2 dagen geleden", "4 weken geleden"]


def test_a_sentence_is_translated_with_its_gaps_filled_in_the_same_language() -> None:
    sentence = text("Overleg met het gezin op %(day)s", day=date(2026, 12, 3))
    assert wording.say(sentence) == "Overleg met het gezin op 3 december 2026"
    with translation.override("en"):
        assert wording.say(sentence) == "Meeting with the family on 3 December 2026"


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    with translation.override("en"):
        assert wording.say(text("%(weeks)s weken", weeks=text("Nieuw"))) == "New weeks"


def test_a_percent_sign_in_what_somebody_typed_stays() -> None:
    assert wording.say(text("%(weeks)s weken", weeks="100% %(name)s")) == "100% %(name)s weken"


def test_a_list_nothing_and_a_moment_are_said_as_people_write_them() -> None:
    assert wording.say(["brood", "melk", "boter"]) == "brood, melk en boter"
    assert wording.say([]) == wording.say(None) == ""
    assert wording.say(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == "1 juli 2026 12:00"
