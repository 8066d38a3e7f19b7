"""Form fields: what they take, what they refuse and with which words, and that nothing typed is lost."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sluitend.ui import fields, widgets
from sluitend.ui.forms import Form
from sluitend.ui.gallery import WRONG, EveryField


def form_with(field: django_forms.Field, **data: Any) -> Form:
    kind = type("OneField", (Form,), {"it": field})
    return kind({"once": str(uuid4()), **data})


def error_of(field: django_forms.Field, **data: Any) -> str:
    form = form_with(field, **data)
    [error] = form.errors["it"]
    return str(error)


def value_of(field: django_forms.Field, **data: Any) -> Any:
    form = form_with(field, **data)
    assert form.is_valid(), form.errors
    return form.answers["it"]


def parts(day: object, month: object, year: object) -> dict[str, str]:
    return {"it_day": str(day), "it_month": str(month), "it_year": str(year)}


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_there_is_comes_through(day: date) -> None:
    assert value_of(fields.Date("Datum"), **parts(day.day, day.month, f"{day.year:04d}")) == day


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("30", "2", "2027"), "De datum 30-2-2027 bestaat niet."),
        (("29", "2", "2027"), "De datum 29-2-2027 bestaat niet."),
        (("0", "1", "2027"), "De datum 0-1-2027 bestaat niet."),
        (("1", "1", "0000"), "De datum 1-1-0000 bestaat niet."),
        (("1", "maart", "2027"), "Schrijf de datum in cijfers, bijvoorbeeld 27 3 2027."),
        (("1", "²", "2027"), "Schrijf de datum in cijfers, bijvoorbeeld 27 3 2027."),
        (("1", "3", "27"), "Schrijf het jaar met vier cijfers."),
        (("1", "", "2027"), "Vul de dag, de maand en het jaar in."),
        (("", "", ""), "Vul een datum in."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(typed: tuple[str, str, str], answer: str) -> None:
    assert error_of(fields.Date("Datum"), **parts(*typed)) == answer


@given(st.tuples(st.text(), st.text(), st.text()))
def test_whatever_is_typed_as_a_date_is_taken_or_refused_and_never_breaks(typed: tuple[str, str, str]) -> None:
    form = form_with(fields.Date("Datum"), **parts(*typed))
    assert form.is_valid() is (form.errors == {})


def test_a_day_of_ten_million_digits_is_refused_at_once() -> None:
    assert "bestaat niet" in error_of(fields.Date("Datum"), **parts("1" * 10_000_000, 1, 2027))


def test_a_date_outside_its_limits_names_the_limit() -> None:
    field = fields.Date("Datum", earliest=date(2026, 1, 1), latest=date(2027, 9, 1))
    assert error_of(field, **parts(31, 12, 2025)) == "Kies een datum vanaf 1 januari 2026."
    assert error_of(field, **parts(2, 9, 2027)) == "Kies een datum tot en met 1 september 2027."
    assert value_of(field, **parts(1, 9, 2027)) == date(2027, 9, 1)


def test_a_name_of_ten_megabytes_gets_a_sentence_and_does_not_come_back_whole() -> None:
    form = form_with(fields.Line("Naam", max_length=120), it="a" * 10_000_000)
    assert form.errors["it"] == ["Gebruik hoogstens 120 tekens. Dit zijn er 10000000."]
    assert len(str(form)) < widgets.ECHO_CHARACTERS + 5_000


def test_a_long_paste_is_not_cut_by_the_browser_and_comes_back_whole() -> None:
    pasted = "woord " * 1_000 + "einde"
    drawn = str(form_with(fields.LongText("Verhaal"), it=pasted))
    assert "maxlength" not in drawn
    assert pasted in drawn


@pytest.mark.parametrize(
    ("typed", "number"),
    [("06 1234 5678", "0612345678"), ("(026) 123-45-67", "0261234567"), ("+32 470 12 34 56", "+32470123456")],
)
def test_a_phone_number_is_taken_as_people_write_it(typed: str, number: str) -> None:
    assert value_of(fields.Phone("Telefoon"), it=typed) == number


@pytest.mark.parametrize("typed", ["06-1234", "112", "bel Noor", "06123456789", "+1"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert "tien cijfers" in error_of(fields.Phone("Telefoon"), it=typed)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("veel", "Schrijf een heel getal in cijfers."),
        ("9" * 5_000, "Schrijf een heel getal in cijfers."),
        ("-1", "Kies 0 of meer."),
        ("21", "Kies 20 of minder."),
    ],
)
def test_a_number_that_cannot_be_is_refused(typed: str, answer: str) -> None:
    assert error_of(fields.Number("Kinderen", min_value=0, max_value=20), it=typed) == answer


TOWNS = [("0202", "Arnhem"), ("0221", "Doesburg"), ("0275", "Rheden")]


def test_a_name_from_the_list_is_found_however_it_is_typed() -> None:
    assert value_of(fields.Search("Gemeente", TOWNS), it=" doesburg ") == "0221"
    assert value_of(fields.Search("Gemeente", TOWNS, required=False), it="") == ""


def test_a_name_that_is_not_in_the_list_is_refused_with_the_nearest() -> None:
    assert error_of(fields.Search("Gemeente", TOWNS), it="Doe") == "Dit staat niet in de lijst. Bedoelt u Doesburg?"
    assert "Kies een naam" in error_of(fields.Search("Gemeente", TOWNS), it="Utrecht")
    assert "Kies een naam" in error_of(fields.Search("Gemeente", TOWNS), it="0221")


def test_a_value_that_was_not_offered_is_refused() -> None:
    assert error_of(fields.Choice("Kies", TOWNS), it="9999") == "Kies een van de mogelijkheden."
    assert error_of(fields.Several("Kies", TOWNS), it=["9999"]) == "Kies uit de mogelijkheden."


def test_a_file_of_the_wrong_kind_or_size_is_refused() -> None:
    field = fields.Upload("Bestand", extensions=["csv", "xlsx"], max_bytes=2_000_000)

    def answer(name: str, content: bytes) -> str:
        form = type("OneField", (Form,), {"it": field})(
            {"once": str(uuid4())}, {"it": SimpleUploadedFile(name, content)}
        )
        return str(form.errors["it"][0])

    assert answer("lijst.exe", b"x") == "Dit soort bestand kan niet. Kies een bestand van de soort csv, xlsx."
    assert answer("lijst.csv", b"x" * 2_000_001) == "Dit bestand is te groot. Het mag hoogstens 2 MB zijn."
    assert answer("lijst.csv", b"") == "Dit bestand is leeg."


def test_script_in_what_was_typed_comes_back_as_text() -> None:
    drawn = str(form_with(fields.Line("Naam", max_length=3), it='"><script>alert(1)</script>'))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_hint_and_an_error_are_tied_to_their_control() -> None:
    drawn = str(form_with(fields.Line("Naam", hint="Voluit."), it=""))
    assert 'aria-describedby="id_it_helptext id_it_error"' in drawn
    assert 'id="id_it_helptext"' in drawn
    assert 'id="id_it_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_only_what_may_stay_empty_is_marked() -> None:
    assert "(niet verplicht)" not in str(form_with(fields.Line("Naam"), it="x"))
    assert "(niet verplicht)" in str(form_with(fields.Line("Naam", required=False), it="x"))


def test_everything_typed_is_still_there_beside_the_errors() -> None:
    drawn = str(EveryField(WRONG))
    for typed in ("06-1234", "naam", "30", "2027", "woord woord", "Arn", "veel"):
        assert typed in drawn


def test_every_error_is_in_the_summary_and_in_the_readers_language() -> None:
    with translation.override("en"):
        form = EveryField(WRONG)
        drawn = str(form)
    summary = drawn[: drawn.index("</div>")]
    assert summary.count("<li>") == len(form.errors) == 11
    assert "Due date: The date 30-2-2027 does not exist." in summary


def test_a_form_keeps_its_key_when_it_is_drawn_again_and_gets_one_when_it_lost_it() -> None:
    key = str(uuid4())
    assert key in str(form_with(fields.Line("Naam"), it="", once=key))
    lost = form_with(fields.Line("Naam"), it="x", once="kapot")
    assert "Deze pagina is niet volledig aangekomen." in str(lost)
    assert "kapot" not in str(lost)


def test_the_answers_leave_out_the_key() -> None:
    form = form_with(fields.Line("Naam"), it="Noor")
    assert form.is_valid()
    assert form.answers == {"it": "Noor"}
    assert str(form.once_key) == form.data["once"]


def state_of(form: Form) -> dict[str, Any]:
    """What a form may do to its fields, written down in copies: they stay as they were, whatever is done to the fields."""
    return {
        name: (
            field.required,
            str(field.label),
            dict(field.widget.attrs),
            dict(field.error_messages),
            list(field.validators),
            [*getattr(field, "choices", ())],
            [*getattr(field.widget, "choices", ())],
        )
        for name, field in form.fields.items()
    }


def test_what_one_form_does_to_its_fields_no_other_form_has() -> None:
    before, one, beside = state_of(EveryField()), EveryField(), EveryField()
    for field in one.fields.values():
        field.required, field.label = not field.required, "anders"
        field.widget.attrs["class"] = "anders"
        field.error_messages["required"] = "anders"
        field.validators.append(len)
        if hasattr(field, "choices"):
            field.choices = [("x", "anders")]
    assert all(state_of(one)[name] != was for name, was in before.items())
    assert state_of(beside) == state_of(EveryField()) == before
