"""The words of the parents' own pages: complete in every language, and easy to read in Dutch."""

import re
from pathlib import Path

import pyphen
import pytest
import yaml

from sluitend.core.content import Language, unlike

FOLDER = Path(__file__).parents[2] / "content" / "languages"
LANGUAGES = {path.stem: Language.model_validate(yaml.safe_load(path.read_text())) for path in FOLDER.glob("*.yaml")}
DUTCH = LANGUAGES["nl"]
SYLLABLES = pyphen.Pyphen(lang="nl_NL", left=1, right=1)
B1 = 60
"""Flesch-Douma: 60 and more is plain language for who reads at B1. Our own bound; the scale is Douma's (1960)."""


def sentences(text):
    plain = re.sub(r"%\(\w+\)s", "Kim", text)
    return [part for part in re.split(r"[.?!:]\s*", plain) if re.search(r"\w", part)]


def reading_ease(texts):
    """Flesch-Douma: 206.84 - 0.77 x syllables per hundred words - 0.93 x words per sentence."""
    parts = [part for text in texts for part in sentences(text)]
    words = [word for part in parts for word in re.findall(r"[\w']+", part)]
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(parts)


def test_there_are_five_languages_and_one_is_read_from_the_right():
    assert len(LANGUAGES) >= 5
    assert [code for code, language in LANGUAGES.items() if language.direction == "rtl"] == ["ar"]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_language_has_every_sentence_with_its_gaps(code):
    assert LANGUAGES[code].id == code
    assert unlike(DUTCH, LANGUAGES[code]) == ()


def test_a_missing_sentence_and_a_missing_gap_are_seen():
    words = dict(DUTCH.words)
    del words["site.yes"]
    words["help.hello"] = "Dag"
    other = DUTCH.model_copy(update={"words": words})
    assert unlike(DUTCH, other) == ("help.hello", "site.yes")


def test_what_parents_read_is_plain_language():
    assert reading_ease(DUTCH.words.values()) >= B1


@pytest.mark.parametrize("key", [key for key, text in DUTCH.words.items() if len(text.split()) > 12])
def test_a_longer_text_for_parents_is_plain_language_by_itself(key):
    text = DUTCH.words[key]
    assert max(len(part.split()) for part in sentences(text)) <= 15, text
    assert reading_ease([text]) >= B1, (text, reading_ease([text]))


def test_difficult_words_are_seen():
    hard = "De verantwoordelijke gegevensverwerkingsfunctionaris informeert betrokkenen schriftelijk over proportionaliteit."
    assert reading_ease([hard]) < B1
