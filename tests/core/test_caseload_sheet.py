"""A caseload from a spreadsheet: what is read, what is listed for a person, and that no row is lost."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.caseload_sheet import REASON_HEADER, Column, parse, to_correct
from sluitend.core.caseload_sheet.cells import CellError, day_in, phone_in
from sluitend.core.caseload_sheet.names import alike, coordinators_in, name_in, same_coordinator

TODAY = date(2026, 11, 22)
PLACES = {"dorp": "GM9901", "drp": "GM9901", "stad": "GM9902"}
HEADERS = [
    "Naam moeder",
    "Geb.datum",
    "à terme / geboren",
    "Gemeente",
    "Telefoon",
    "Zorgen",
    "Regiehouder",
    "Laatste contact",
    "Volgende stap",
    "Wanneer",
    "Toestemming?",
    "Kleur",
]
GOOD = ["Ans Duin", "14-9-1990", "19-2-2027", "Dorp", "06-12345678", "", "P. de Wit", "", "", "", "ja", ""]
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "caseload-example.csv"


def row(**cells):
    """A good row with some cells changed, by the first word of the header."""
    changed = list(GOOD)
    for word, value in cells.items():
        changed[next(i for i, header in enumerate(HEADERS) if header.lower().startswith(word))] = value
    return changed


def read(*rows, **more):
    return parse([["Lijst zwangeren 2026"], [], HEADERS, *rows], today=TODAY, municipalities=PLACES, **more)


def line(**cells):
    sheet = read(row(**cells))
    assert not sheet.refused, [str(problem.reason) for problem in sheet.problems]
    return sheet.lines[0]


def reasons(**cells):
    sheet = read(row(**cells))
    assert sheet.refused == (4,)
    assert sheet.lines == ()
    return [(problem.column, problem.value, str(problem.reason)) for problem in sheet.problems if problem.refuses]


def test_a_plain_row_is_taken_over():
    found = line()
    assert (found.given_name, found.family_name, found.municipality) == ("Ans", "Duin", "GM9901")
    assert (found.born, found.due_date, found.child_born) == (date(1990, 9, 14), date(2027, 2, 19), None)
    assert (found.phone, found.consent, found.coordinator, found.row) == ("+31612345678", "yes", "P. de Wit", 4)


@pytest.mark.parametrize(
    ("cell", "day", "remark"),
    [
        ("13-10-2026 geboren", date(2026, 10, 13), "geboren"),
        ("25-1-'25 (geb.)", date(2025, 1, 25), "geb"),
        ("2025-12-06", date(2025, 12, 6), ""),
        ("14 aug 2007", date(2007, 8, 14), ""),
        ("11 mrt 2009", date(2009, 3, 11), ""),
        ("28 sept 2026", date(2026, 9, 28), ""),
        ("24/10/26", date(2026, 10, 24), ""),
        ("46258 (geb.)", date(2026, 8, 24), "geb"),
        (36963, date(2001, 3, 13), ""),
        (46216.0, date(2026, 7, 13), ""),
        (datetime(2026, 1, 2, 3, 4), date(2026, 1, 2), ""),
        (date(2026, 1, 2), date(2026, 1, 2), ""),
        ("2026-01-02 00:00:00", date(2026, 1, 2), ""),
    ],
)
def test_dates_are_read_as_people_write_them(cell, day, remark):
    found = day_in(cell, TODAY)
    assert (found.day, found.remark) == (day, remark)


@pytest.mark.parametrize("cell", [None, "", "  ", "?", "-", "n.v.t."])
def test_an_unknown_date_is_no_date(cell):
    assert day_in(cell, TODAY) is None


def test_two_digit_years_of_birthdays_lie_in_the_past():
    assert day_in("14-9-'90", TODAY, in_the_past=True).day == date(1990, 9, 14)
    assert day_in("23-1-'09", TODAY, in_the_past=True).day == date(2009, 1, 23)
    assert day_in("19-2-'27", TODAY).day == date(2027, 2, 19)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("wk 32", "geen datum"), ("na de zomer", "geen datum"), ("31-02-2001", "bestaat niet"), (12, "geen datum")],
)
def test_what_is_no_date_is_refused_with_what_was_expected(cell, reason):
    with pytest.raises(CellError, match=reason):
        day_in(cell, TODAY)


@given(st.dates(date(1960, 1, 1), date(2063, 12, 31)))
def test_every_way_of_writing_a_day_gives_that_day(day):
    serial = (day - date(1899, 12, 30)).days
    dutch = f"{day.day}-{day.month}-{day.year}"
    for cell in (day, day.isoformat(), dutch, dutch.replace("-", "/"), serial, float(serial), str(serial)):
        assert day_in(cell, TODAY).day == day


@pytest.mark.parametrize(
    ("cell", "number", "never", "remark"),
    [
        ("06 21535642 (alleen overdag)", "+31621535642", False, "alleen overdag"),
        ("+31 6 51403729", "+31651403729", False, ""),
        ("0031 (0)6 51403729", "+31651403729", False, ""),
        ("0313-412345", "+31313412345", False, ""),
        (612345678, "+31612345678", False, ""),
        (612345678.0, "+31612345678", False, ""),
        ("niet bellen!!", "", True, ""),
        ("06-12345678 niet bellen, alleen appen", "+31612345678", True, "alleen appen"),
        (None, "", False, ""),
    ],
)
def test_phones_are_read_with_the_rules_beside_them(cell, number, never, remark):
    phone = phone_in(cell)
    assert (phone.number, phone.never, phone.remark) == (number, never, remark)


@pytest.mark.parametrize("cell", ["06-1234567", "0612345678 en 0687654321", "bij haar moeder"])
def test_a_phone_that_cannot_be_dialled_is_refused(cell):
    with pytest.raises(CellError):
        phone_in(cell)


def test_a_phone_rule_reaches_the_line():
    found = line(telefoon="06 12345678 (alleen overdag)")
    assert (found.phone, found.safe_contact, found.never_phone) == ("+31612345678", "alleen overdag", False)
    assert line(telefoon="niet bellen!!").never_phone


@pytest.mark.parametrize(
    ("cell", "answer", "notes"),
    [
        ("ja", "yes", ()),
        ("J", "yes", ()),
        ("mondeling", "yes", ("Toestemming?: mondeling",)),
        ("nee", "no", ()),
        ("?", "unknown", ()),
        ("", "unknown", ()),
    ],
)
def test_consent_is_yes_no_or_not_asked(cell, answer, notes):
    found = line(toestemming=cell)
    assert (found.consent, found.notes) == (answer, notes)


def test_one_column_holds_due_dates_and_births():
    assert line(à="13-10-2026 geboren").child_born == date(2026, 10, 13)
    assert line(à="30-07-2025").child_born == date(2025, 7, 30)
    assert line(à="19-2-'27").due_date == date(2027, 2, 19)
    assert "gelezen als geboortedatum" in str(read(row(à="30-07-2025")).problems[0].reason)


def test_due_date_and_birth_may_stand_in_columns_of_their_own():
    headers = ["Voornaam", "Achternaam", "Gemeente", "Uitgerekend", "Geboortedatum kind"]
    rows = [headers, ["An", "Bos", "Dorp", "1-2-2027", ""], ["Bea", "Bos", "Dorp", "", "1-2-2026"]]
    lines = parse(rows, today=TODAY, municipalities=PLACES).lines
    assert [(one.name, one.due_date, one.child_born) for one in lines] == [
        ("An Bos", date(2027, 2, 1), None),
        ("Bea Bos", None, date(2026, 2, 1)),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"naam": ""}, "Naam moeder", "ontbreekt"),
        ({"naam": '=HYPERLINK("http://127.0.0.1/x";"klik")'}, "Naam moeder", "geen naam"),
        ({"naam": "x" * 101}, "Naam moeder", "geen naam"),
        ({"naam": "Ans Y?lmaz"}, "Naam moeder", "letter verloren"),
        ({"geb": "wk 32"}, "Geb.datum", "geen datum"),
        ({"geb": "1-1-2024"}, "Geb.datum", "2 jaar"),
        ({"à": "12-09-2062"}, "à terme / geboren", "40 weken vooruit"),
        ({"à": "20-11-2026"}, "à terme / geboren", "uitgerekende datum of de geboorte"),
        ({"à": "1-1-2015 geboren"}, "à terme / geboren", "ouder dan"),
        ({"gemeente": "Elders (D)"}, "Gemeente", "hoort niet bij de regio"),
        ({"gemeente": "?"}, "Gemeente", "de gemeente ontbreekt"),
        ({"telefoon": "06-123"}, "Telefoon", "tien cijfers"),
        ({"toestemming": "later"}, "Toestemming?", "verwacht ja, nee"),
        ({"laatste": "1-1-2027"}, "Laatste contact", "toekomst"),
        ({"laatste": "31-2-2026"}, "Laatste contact", "bestaat niet"),
        ({"wanneer": "1-1-2036"}, "Wanneer", "te ver weg"),
        ({"zorgen": "lang " * 500}, "Zorgen", "te lang"),
    ],
)
def test_a_cell_that_cannot_be_taken_refuses_its_row_and_says_why(cells, column, reason):
    (found,) = reasons(**cells)
    assert found[0] == column
    assert reason in found[2]
    assert len(found[1]) <= 200


def test_vague_words_are_kept_as_a_note_and_listed():
    sheet = read(row(wanneer="na de zomer", laatste="wk 34"))
    (found,) = sheet.lines
    assert set(found.notes) == {"Wanneer: na de zomer", "Laatste contact: wk 34"}
    assert (found.next_on, found.last_contact) == (None, None)
    assert [problem.refuses for problem in sheet.problems] == [False, False]


def test_nothing_is_dropped_from_columns_that_mean_nothing_to_us():
    assert line(kleur="geel", naam="Ans Duin\n(zie ook map 2)").notes == ("zie ook map 2", "Kleur: geel")


@pytest.mark.parametrize("written", ["Dorp", "dorp ", "DRP", " Dorp"])
def test_a_municipality_is_known_by_name_and_abbreviation(written):
    assert line(gemeente=written).municipality == "GM9901"


def test_coordinators_are_one_person_in_many_spellings():
    spellings = [
        "M. van Dalen (CJG)",
        "van Dalen",
        "M.v.Dalen",
        "A. Kroon JGZ",
        "K. Smeets - wijkteam",
        "nog te bepalen",
    ]
    assert coordinators_in([*spellings, None, "?"]) == ("M. van Dalen", "K. Smeets", "A. Kroon")
    assert same_coordinator("van Dalen", "Marieke van Dalen")
    assert not same_coordinator("J. van Dalen", "M. van Dalen")


def test_a_coordinator_is_matched_to_the_people_who_work_here():
    known = ("Marieke van Dalen", "Jan van Dalen", "Aisha Kroon")
    sheet = read(row(regiehouder="M.v.Dalen"), coordinators=known)
    assert sheet.lines[0].coordinator == "Marieke van Dalen"
    unclear = read(row(regiehouder="van Dalen"), row(naam="Bo Duin", regiehouder="Zwart"), coordinators=known)
    assert [(one.coordinator, one.notes) for one in unclear.lines] == [
        ("", ("Regiehouder: van Dalen",)),
        ("", ("Regiehouder: Zwart",)),
    ]
    assert "meer dan één" in str(unclear.problems[0].reason)
    assert read(row(regiehouder="nog te bepalen"), coordinators=known).problems == ()


@pytest.mark.parametrize("name", ["ANS DUIN", "Áns Dùin", "Ans van Duin", "Ans D?in"])
def test_a_family_that_stands_twice_is_refused_the_second_time(name):
    sheet = read(row(), row(naam=name))
    assert (len(sheet.lines), sheet.refused) == (1, (5,))
    assert "ook in rij 4" in str(sheet.problems[-1].reason)


@pytest.mark.parametrize("other", [{"geb": "15-9-1990"}, {"naam": "Duin"}, {"naam": "Bo Duin"}])
def test_another_name_or_birthday_is_another_family(other):
    assert len(read(row(), row(**other)).lines) == 2


def test_lost_letters_are_forgiven_when_names_are_compared():
    assert alike("Femke Y?lmaz", "Femke Yılmaz")
    assert alike("Femke Y\ufffdlmaz", "Femke Yilmaz")
    assert not alike("Femke Y?lmaz", "Femke Kaya")
    assert alike("Y?l", "") is False
    assert name_in("Hülya Ã–zdemir").family == "Özdemir"


def test_totals_and_empty_rows_are_no_families():
    sheet = read(row(), [], ["totaal", "64", ""], [None, "", " "])
    assert (len(sheet.lines), sheet.skipped) == (1, (5, 6, 7))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "geen kopregel"),
        ([["a", "b"], ["c", "d"]], "geen kopregel"),
        ([["Gemeente", "Telefoon", "Regiehouder"], ["Dorp", "", ""]], "kolom met de naam"),
        ([["Naam", "Telefoon", "Regiehouder"], ["An Bos", "", ""]], "kolom met de gemeente"),
    ],
)
def test_a_file_without_the_needed_columns_is_refused_whole(rows, reason):
    sheet = parse(rows, today=TODAY, municipalities=PLACES)
    assert sheet.lines == ()
    assert reason in str(sheet.problems[0].reason)


def test_a_mapping_is_remembered_by_header_and_goes_before_guessing():
    remembered = read(row()).to_remember
    assert remembered["wanneer"] is Column.NEXT_ON
    moved = [list(reversed(HEADERS)), list(reversed(row(kleur="Zusters & co")))]
    mine = remembered | {"kleur": Column.PRACTICE}
    (found,) = parse(moved, today=TODAY, municipalities=PLACES, remembered=mine).lines
    assert (found.name, found.practice, found.notes) == ("Ans Duin", "Zusters & co", ())


def test_a_column_may_be_called_after_a_programme():
    rows = [["Naam", "Gemeente", "Telefoon", "Sterk Begin"], ["An Bos", "Dorp", "", "aangemeld"]]
    named = parse(rows, today=TODAY, municipalities=PLACES, programmes=["Sterk begin"])
    assert named.lines[0].programme == "aangemeld"
    assert parse(rows, today=TODAY, municipalities=PLACES).lines[0].notes == ("Sterk Begin: aangemeld",)


def test_refused_rows_go_out_with_their_reasons_and_come_in_again_when_corrected():
    rows = [["titel"], [], HEADERS, row(), row(naam="=1+1", gemeente="Elders")]
    out = to_correct(rows, parse(rows, today=TODAY, municipalities=PLACES))
    assert out[0] == [*HEADERS, REASON_HEADER]
    assert out[1][0] == "'=1+1"
    assert "Naam moeder: dit is geen naam" in out[1][-1]
    out[1][0], out[1][3] = "Bo Duin", "Stad"
    (found,) = parse(out, today=TODAY, municipalities=PLACES).lines
    assert (found.name, found.municipality, found.notes) == ("Bo Duin", "GM9902", ())


cells = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(-10, 70000),
    st.floats(allow_nan=True),
    st.dates(),
    st.sampled_from(
        ["Dorp", "Ans Duin", "wk 3", "1-1-2026", "14 aug 2007", "06-12345678", "ja", "niet bellen", "99-99-99"]
    ),
)


@given(st.lists(st.lists(cells, max_size=14), max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_taken_refused_or_skipped_once(rows):
    sheet = read(*rows)
    taken = [one.row for one in sheet.lines]
    assert sorted([*taken, *sheet.refused, *sheet.skipped]) == list(range(4, 4 + len(rows)))
    assert {problem.row for problem in sheet.problems if problem.refuses} == set(sheet.refused)
    assert len(to_correct([["x"], [], HEADERS, *rows], sheet)) == len(sheet.refused) + 1


@pytest.mark.skipif(not SHARED.exists(), reason="the example caseload is not beside this checkout")
def test_the_example_caseload_comes_through_and_its_traps_are_listed():
    with SHARED.open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    places = dict.fromkeys(("arnhem", "doesburg", "dsb", "duiven", "rheden", "westervoort", "zevenaar"), "GM0000")
    sheet = parse(rows, today=TODAY, municipalities=places)
    assert (len(sheet.lines), len(sheet.refused), len(sheet.skipped)) == (49, 15, 1)
    assert {one.coordinator for one in sheet.lines} == {"", "M. van Dalen", "K. Smeets", "A. Kroon"}
    assert all(one.due_date is None or one.due_date > TODAY - timedelta(weeks=5) for one in sheet.lines)
