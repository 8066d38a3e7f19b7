"""Files of other programs as rows of cells: what is read, and what is refused before it is read."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from sluitend.outside import spreadsheet
from sluitend.outside.spreadsheet import SpreadsheetError, ending, read, write

ROWS = [["Naam", "Geb.datum"], [], ["Ans Duin", datetime(1990, 9, 14)], ["Bo; van 't Hof", None]]


def book(*sheets):
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def refused(content, kind, sheet=""):
    with pytest.raises(SpreadsheetError) as error:
        read(content, kind, sheet)
    return str(error.value.reason)


def test_an_xlsx_gives_its_cells_as_they_were_typed():
    assert read(book(("lijst", ROWS)), "xlsx").rows == [
        ["Naam", "Geb.datum"],
        [],
        ["Ans Duin", datetime(1990, 9, 14)],
        ["Bo; van 't Hof"],
    ]


def test_a_sheet_is_chosen_by_name_and_else_the_first_that_holds_something():
    content = book(("leeg", []), ("lijst", [["a"]]), ("oud", [["b"]]))
    table = read(content, "xlsx")
    assert (table.sheet, table.sheets, table.rows) == ("lijst", ("leeg", "lijst", "oud"), [["a"]])
    assert read(content, "xlsx", "oud").rows == [["b"]]
    assert "Kies uit: leeg, lijst, oud" in refused(content, "xlsx", "nieuw")


def test_a_formula_is_never_run_and_its_words_are_not_lost():
    assert read(book(("x", [["a", '=HYPERLINK("http://127.0.0.1/x";"klik")', True]])), "xlsx").rows == [
        ["a", '=HYPERLINK("http://127.0.0.1/x";"klik")', "ja"]
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_encoding_and_delimiter(encoding, delimiter):
    text = delimiter.join(["Naam", "à terme", "Telefoon"]) + "\r\n" + delimiter.join(['"Zoë\nÖz"', "1-2-'27", "06"])
    assert read(text.encode(encoding), "csv").rows == [["Naam", "à terme", "Telefoon"], ["Zoë\nÖz", "1-2-'27", "06"]]


def test_a_letter_that_was_lost_stays_visible_as_lost():
    assert read(b"Naam;Hof\r\nLo\x81s;x", "csv").rows[1] == ["Lo\ufffds", "x"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_written_is_read_again(kind):
    rows = [["Naam", "Waarom"], ["'=1+1", "a; b"], ["Zoë\tÖz", None], ["x", "y"]]
    back = read(write(rows, kind), kind).rows
    assert back == [["Naam", "Waarom"], ["'=1+1", "a; b"], ["Zoë\tÖz"], ["x", "y"]]


def test_text_that_looks_like_a_formula_is_written_as_text():
    with zipfile.ZipFile(io.BytesIO(write([["=1+1"]], "xlsx"))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["lijst.xls", "lijst.xlsm", "lijst", "lijst.pdf", "csv.exe"])
def test_another_kind_of_file_is_refused_by_its_name(name):
    with pytest.raises(SpreadsheetError, match="Bewaar de lijst als"):
        ending(name)


def test_the_kind_of_a_file_is_the_end_of_its_name():
    assert (ending("Lijst 1.2.XLSX"), ending("a.csv")) == ("xlsx", "csv")


def test_what_is_too_large_is_refused():
    assert "5 MB" in refused(b"x" * (spreadsheet.LARGEST_BYTES + 1), "csv")
    assert "5000 rijen" in refused(b"a;b\n" * 5001, "csv")
    assert len(read(b"a;b\n" * 5000 + b";\n" * 900, "csv").rows) == 5000
    assert "60 kolommen" in refused(b";".join([b"a"] * 61), "csv")
    assert "60 kolommen" in refused(book(("x", [["a"] * 61])), "xlsx")


def test_a_sheet_with_its_last_row_far_down_is_refused_and_empty_rows_cost_nothing():
    made = Workbook()
    made.active["A1"] = "a"
    made.active["A6000"] = "b"
    out = io.BytesIO()
    made.save(out)
    assert "5000 rijen" in refused(out.getvalue(), "xlsx")


def test_a_zip_bomb_is_refused_unread():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(3):
            package.writestr(f"xl/{number}.xml", b"0" * 40_000_000)
    assert len(out.getvalue()) < 500_000
    assert "te groot bij het uitpakken" in refused(out.getvalue(), "xlsx")


def test_xml_that_defines_entities_is_refused():
    out = io.BytesIO(book(("x", [["a"]])))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "geen leesbaar xlsx" in refused(out.getvalue(), "xlsx")


@pytest.mark.parametrize("content", [b"PK\x03\x04 nonsense", b"plain words", b"\xd0\xcf\x11\xe0 an old xls"])
def test_what_is_no_xlsx_is_refused(content):
    assert "geen leesbaar xlsx" in refused(content, "xlsx")


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    assert "geen leesbaar xlsx" in refused(out.getvalue(), "xlsx")


@pytest.mark.parametrize(("content", "kind"), [(b"", "csv"), (b"\n;;\n", "csv"), (book(("x", [])), "xlsx")])
def test_an_empty_file_is_refused(content, kind):
    assert refused(content, kind) == "Dit bestand is leeg."
