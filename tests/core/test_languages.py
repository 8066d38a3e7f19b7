"""The words of the parents' own pages: complete in every language, and easy to read in Dutch."""

import re
from pathlib import Path

import pyphen
import pytest
import yaml

import sluitend
from sluitend.core import consent_sentences
from sluitend.core.content import Language, Pathway, unlike
from sluitend.core.sharing import DataKind

FOLDER = Path(__file__).parents[2] / "content" / "languages"
LANGUAGES = {path.stem: Language.model_validate(yaml.safe_load(path.read_text())) for path in FOLDER.glob("*.yaml")}
DUTCH = LANGUAGES["nl"]
SYLLABLES = pyphen.Pyphen(lang="nl_NL", left=1, right=1)
SHOWN = re.compile(r'(?:translate |\b_\()"([^"]+)"')
"""Sentences in a template or a form."""
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


@pytest.mark.parametrize("path", sorted((FOLDER.parent / "pathways").glob("*.yaml")), ids=lambda path: path.stem)
def test_what_parents_read_of_a_pathway_is_there_in_every_language_and_plain_in_dutch(path):
    told = [step.for_parents for step in Pathway.model_validate(yaml.safe_load(path.read_text())).steps]
    shown = [words for words in told if words]
    assert len(shown) > 5
    assert all(set(words) == set(LANGUAGES) for words in shown)
    assert reading_ease([words["nl"] for words in shown]) >= B1
    assert max(len(words["nl"].split()) for words in shown) <= 15


def test_what_is_read_aloud_to_parents_when_consent_is_asked_is_plain_language():
    asked = consent_sentences.sentences("Kim", list(DataKind), "Kim helpt u")
    kinds = [words.message for words in consent_sentences.YOURS.values()]
    assert reading_ease([*(one.message for one in asked), *kinds]) >= B1


def test_the_page_on_which_parents_ask_to_be_called_is_plain_language():
    page = Path(sluitend.__file__).parent / "doors" / "workspace" / "ask_help"
    texts = [text for file in (*page.glob("*.py"), *page.rglob("*.html")) for text in SHOWN.findall(file.read_text())]
    assert len(texts) > 15
    assert reading_ease(texts) >= B1
    assert max(len(part.split()) for text in texts for part in sentences(text)) <= 15


def test_difficult_words_are_seen():
    hard = "De verantwoordelijke gegevensverwerkingsfunctionaris informeert betrokkenen schriftelijk over proportionaliteit."
    assert reading_ease([hard]) < B1
