"""What the program writes into a record in Dutch is read in the language of who reads; what people wrote stays as it is."""

import pytest
from django.utils.translation import override

from sluitend.core import record_sentences
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


def test_what_somebody_wrote_stays_as_it_is():
    with override("en"):
        assert say(in_words("Zij belt zelf.")) == "Zij belt zelf."
