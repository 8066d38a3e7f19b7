"""What is written is DMN 1.3 and says the same as what was read (issue 3, part 1 and part 4)."""

from __future__ import annotations

import dataclasses
import pathlib

import pytest

from sluitend.core import tables
from tests.core.tables.test_kit import SHARED
from tests.core.tables.test_models import KNOWLEDGE, SERVICE, TYPES, decision, fact, file, literal, read, value

FOLDER = None if SHARED is None else SHARED / "data" / "dmn-tck" / "compliance-level-2"
FILES = [] if FOLDER is None else sorted(FOLDER.glob("*/*.dmn"))
VERSION_13 = b"https://www.omg.org/spec/DMN/20191111/MODEL/"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_kit_is_the_same_after_writing_and_reading(path: pathlib.Path) -> None:
    model = tables.read(path.read_bytes())
    written = tables.write(model)
    again = tables.read(written)
    assert VERSION_13 in written
    assert b"20230324" not in written
    assert again.decisions == model.decisions
    assert [one.name for one in again.definitions.elements] == [one.name for one in model.definitions.elements]
    assert tables.write(again) == written


def test_a_drawing_and_extensions_go_along() -> None:
    drawing = (
        '<d:DMNDI xmlns:d="https://www.omg.org/spec/DMN/20230324/DMNDI/" '
        'xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"><d:DMNDiagram id="g"><d:DMNShape id="s" '
        'dmnElementRef="d_D"><dc:Bounds x="1" y="2" width="3" height="4"/></d:DMNShape></d:DMNDiagram></d:DMNDI>'
    )
    extension = '<extensionElements><x:note xmlns:x="urn:x">keep me</x:note></extensionElements>'
    note = '<textAnnotation id="t"><text>a note</text></textAnnotation>'
    body = decision("D", extension + literal("1")) + note + drawing
    written = tables.write(read(body)).decode()
    assert "keep me" in written
    assert "a note" in written
    assert 'x="1"' in written
    assert "https://www.omg.org/spec/DMN/20191111/DMNDI/" in written
    assert "http://www.omg.org/spec/DMN/20180521/DC/" in written


def test_attributes_of_other_tools_go_along() -> None:
    xml = file(decision("D", literal("1")), "1.3", "urn:m").replace('id="d_D"', 'id="d_D" t:colour="red"')
    xml = xml.replace("<definitions ", '<definitions xmlns:t="urn:tool" ')
    assert 't:colour="red"' in tables.write(tables.read(xml.encode())).decode()


def test_everything_of_the_logic_is_written() -> None:
    context = f'<context><contextEntry><variable name="x"/>{literal("1")}</contextEntry></context>'
    body = (
        TYPES
        + fact("n", "tAge")
        + decision("Low", context)
        + decision("Mid", literal("n"), "i_n", "b_add")
        + decision("Top", f"<list>{literal('1')}</list>", "d_Mid")
        + KNOWLEDGE
        + SERVICE
    )
    model = read(body)
    again = tables.read(tables.write(model))
    same = dataclasses.replace(again.definitions, prefixes=model.definitions.prefixes)
    assert same == model.definitions


def test_the_boxed_forms_of_1_4_are_written_as_text() -> None:
    logic = (
        f"<conditional><if>{literal('n > 1')}</if><then>{literal('1')}</then><else>{literal('2')}</else></conditional>"
    )
    again = tables.read(tables.write(read(fact("n") + decision("D", logic, "i_n"))))
    assert again.decisions["D"].text == "if (n > 1) then (1) else (2)"
    assert value(again, "D", n=5) == 1


def test_texts_with_signs_of_xml_survive() -> None:
    text = '"<&>" + "\'" + "\\"" // ]]>'
    again = tables.read(tables.write(read(decision("D", literal(text).replace("]]>", "]]&gt;")))))
    assert value(again, "D") == "<&>'\""


SHIPPED = sorted((pathlib.Path(__file__).parents[3] / "content" / "tables").glob("*.dmn"))
BESIDE = pathlib.Path(__file__).parent / "dmn_js"
"""A model with everything dmn-js draws and keeps; as its library (dmn-moddle 12.2.1) saved it; and as it saved what we wrote."""


@pytest.mark.parametrize("path", [*SHIPPED, *sorted(BESIDE.glob("*.dmn"))], ids=lambda path: path.stem)
def test_nothing_is_lost_on_the_way_through(path: pathlib.Path) -> None:
    model = tables.read(path.read_bytes())
    written = tables.write(model)
    again = tables.read(written)
    assert again.definitions == model.definitions
    assert tables.write(again) == written


def test_what_dmn_js_saved_is_what_it_was_given() -> None:
    given = tables.read((BESIDE / "home_visit.dmn").read_bytes())
    assert tables.read((BESIDE / "home_visit.saved.dmn").read_bytes()).definitions == given.definitions
    assert tables.read((BESIDE / "home_visit.ours.saved.dmn").read_bytes()).definitions == given.definitions


@pytest.mark.parametrize(
    "kept",
    [
        'biodi:annotationsWidth="400"', 'camunda:inputVariable="grade"', "<own:note>since 2024</own:note>", "Ask the midwife",
        "<knowledgeSource", "<association", 'y="280"', 'label="Grade"', "First row", "Law, &lt;article 2&gt;", 'name="Since"',
        'outputLabel="Visits"', 'expressionLanguage="feel"', 'exporterVersion="17.10.2"', "What a region agreed.",
    ],
)  # fmt: skip
def test_a_file_of_dmn_js_keeps(kept: str) -> None:
    written = tables.write(tables.read((BESIDE / "home_visit.saved.dmn").read_bytes())).decode()
    assert kept in written
    assert "ns0:" not in written


def test_a_namespace_that_the_root_does_not_name_is_named_where_it_is_used() -> None:
    extension = '<extensionElements><x:a xmlns:x="urn:x"><y:b xmlns:y="urn:y" y:c="1"/></x:a></extensionElements>'
    model = read(decision("D", extension + literal("1")))
    assert tables.read(tables.write(model)).definitions == model.definitions
