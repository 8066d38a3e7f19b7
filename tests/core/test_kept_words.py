"""What the program writes into a record is kept as it is made, and said in the language of whoever reads."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.content import Words
from sluitend.core.kept_words import dutch, kept, spoken
from sluitend.core.text import Text, text

NAMES = Words(nl="Bemoeizorg", en="Assertive outreach")
PLAIN = st.text(min_size=1, max_size=30).filter(str.strip)


def test_a_sentence_keeps_its_gaps_in_both_languages_through_the_database():
    words = text("Contact %(programme)s", programme=NAMES)
    assert dutch(words) == "Contact Bemoeizorg"
    back = spoken("Contact Bemoeizorg", json.loads(json.dumps(kept(words))))
    assert isinstance(back, Text)
    assert back.values["programme"] == NAMES


def test_words_of_the_content_stay_words_of_the_content():
    assert spoken("x", json.loads(json.dumps(kept(NAMES)))) == NAMES


@given(PLAIN)
def test_what_a_person_wrote_and_what_is_older_stays_as_it_was_written(written):
    assert kept(written) == {}
    assert spoken(written, {}) == dutch(written) == written


@given(PLAIN)
def test_a_gap_that_is_no_words_is_put_in_as_it_stands(filled):
    words = text("Tot %(when)s", when=filled)
    back = spoken("", json.loads(json.dumps(kept(words))))
    assert dutch(words) == dutch(back) == f"Tot {filled}"
