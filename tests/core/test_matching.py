"""Recognising the same person on keys that show nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.matching import Keys, Verdict, explain, folded, keys, phone_digits

SECRET = b"k" * 32
BORN = date(1999, 3, 4)


def person(given_name="Iris", family_name="Haile", born=BORN, phone="06-51856109", secret=SECRET):
    return keys(given_name=given_name, family_name=family_name, born=born, phone=phone, secret=secret)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Hülya de Vries", "hulya vries"),
        ("SELAM ÖZDEMIR", "selam ozdemir"),
        ("Anouk van 't Hof", "anouk hof"),
        ("Bo Smit-de Jong", "bo smit jong"),
        ("Łucja Yılmaz", "lucja yilmaz"),
        ("de Van", "de van"),
        ("", ""),
    ],
)
def test_names_are_folded(written, expected):
    assert folded(written) == expected


@pytest.mark.parametrize("phone", ["06-51856109", "+31 6 51856109", "0031651856109", "06 51856109 (alleen overdag)"])
def test_one_phone_number_in_many_ways_is_one_number(phone):
    assert phone_digits(phone) == "651856109"


@pytest.mark.parametrize(
    "other",
    [
        person(given_name="IRIS", family_name="Hailè"),
        person(given_name="Haile", family_name="Iris"),
        person(family_name="van Haile"),
    ],
)
def test_accents_case_particles_and_swapped_names_are_the_same_person(other):
    match = explain(person(), other)
    assert (match.score, match.verdict) == (100, Verdict.SAME)
    assert [str(reason) for reason in match.reasons] == [
        "naam en geboortedatum zijn gelijk",
        "het telefoonnummer is gelijk",
    ]


def test_twins_share_a_name_a_day_and_a_phone_and_are_two_people():
    match = explain(person(), person(given_name="Anna"))
    assert match.verdict is Verdict.POSSIBLE
    assert "tweeling" in str(match.reasons[0])


def test_another_phone_is_still_the_same_person():
    assert explain(person(), person(phone="")).verdict is Verdict.SAME


def test_nothing_known_matches_nothing():
    nobody = keys(given_name="", family_name="", born=None, phone="", secret=SECRET)
    assert nobody == Keys()
    assert explain(nobody, nobody).verdict is Verdict.OTHER


def test_without_a_birth_date_a_name_alone_matches_nobody():
    assert explain(person(born=None, phone=""), person(born=None, phone="")).verdict is Verdict.OTHER


def test_the_keys_of_another_region_do_not_match_and_show_nothing():
    other = person(secret=b"z" * 32)
    assert explain(person(), other).score == 0
    assert "haile" not in repr(other).casefold()


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        person(secret=b"short")


names = st.text(st.characters(categories=("Ll", "Lu", "Lo", "Mn", "Zs", "Pd")), max_size=20)
people = st.builds(
    person,
    names,
    names,
    st.one_of(st.none(), st.dates(date(1980, 1, 1), date(1982, 1, 1))),
    st.sampled_from(["", "0612345678", "0687654321"]),
)


@given(people, people)
def test_matching_is_symmetric_and_bounded(a, b):
    assert explain(a, b) == explain(b, a)
    assert 0 <= explain(a, b).score <= 100
    assert bool(explain(a, b).score) == bool(explain(a, b).reasons)


@given(names, names)
def test_order_and_case_of_names_do_not_matter(one, two):
    assert person(one, two).name_birth == person(two, one).name_birth
    assert folded(folded(one)) == folded(one)


@given(st.sampled_from("aeiou"), st.sampled_from("\u0300\u0301\u0302\u0308"))
def test_an_accent_on_any_letter_does_not_matter(letter, accent):
    assert person(family_name=f"h{letter}{accent}l") == person(family_name=f"h{letter}l")
