"""What the program writes into a record in Dutch is read in the language of who reads; what people wrote stays as it is."""

import pytest
from django.utils.translation import override

from sluitend.core import record_sentences
from sluitend.core.kept_words import dutch
from sluitend.core.record_sentences import in_words
from sluitend.core.text import Text
from sluitend.ui.wording import say

SENTENCES = [one for one in vars(record_sentences).values() if isinstance(one, Text)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.message)
def test_a_sentence_of_the_program_reads_in_dutch_and_in_english(sentence):
    with override("nl"):
        assert say(in_words(sentence.message)) == sentence.message
    with override("en"):
        assert say(in_words(sentence.message)) not in {"", sentence.message}


@pytest.mark.parametrize(
    ("made", "english"),
    [
        (record_sentences.whether_help_works, "See whether the help works: oma kookt"),
        (record_sentences.look_again_at, "Look again: oma kookt"),
    ],
)
def test_a_sentence_that_ends_in_what_somebody_wrote_keeps_that(made, english):
    written = dutch(made("oma kookt"))
    with override("en"):
        assert say(in_words(written)) == english
    with override("nl"):
        assert say(in_words(written)) == written


def test_what_somebody_wrote_stays_as_it_is():
    with override("en"):
        assert say(in_words("Zij belt zelf.")) == "Zij belt zelf."
