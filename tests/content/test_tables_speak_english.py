"""Every shipped table, and those of the demonstration, can be read in both languages."""

import pytest

from sluitend.core import tables
from sluitend.core.content import check
from sluitend.core.decide import ASK, END_PATHWAY, LATER, NO_ANSWER, NOT_OFFERED, REPORTING_CODE
from sluitend.core.tables.editing import edited
from tests.content.reader import CONTENT, data, read

ROOT = CONTENT.parent
SHIPPED = sorted([*(CONTENT / "tables").glob("*.dmn"), *(ROOT / "demo" / "agreements").glob("*.dmn")])
KNOWN = {ASK, END_PATHWAY, LATER, NO_ANSWER, NOT_OFFERED, REPORTING_CODE}


@pytest.fixture(params=SHIPPED, ids=lambda path: path.stem)
def shipped(request):
    """The table as it is written, its rows, and its sheet."""
    model = tables.read(request.param.read_bytes())
    decision = edited(model.definitions)
    path = request.param.with_name(f"{request.param.stem}.examples.yaml")
    return decision, model.decisions[decision.name], check("table", data(path), f"{decision.name}.examples.yaml")


def test_question_headings_and_notes_have_their_english_and_nothing_else_does(shipped):
    decision, info, sheet = shipped
    headings = [one.label for one in (*decision.logic.inputs, *decision.logic.outputs)]
    notes = [note for rule in info.rules for note in rule.annotations if note]
    assert all(headings), "a column without a heading"
    assert set(sheet.english) == {info.question, *headings, *info.annotations, *notes}


def test_every_answer_says_why_in_both_languages(shipped):
    _, info, _ = shipped
    places = {column.expression: place for place, column in enumerate(info.outputs)}
    for rule in info.rules:
        dutch, english = (rule.outputs[places[name]] for name in ("reason_nl", "reason_en"))
        assert all(said.strip('" ') for said in (dutch, english)), rule.number
        assert dutch != english, rule.number


def test_every_proposal_has_a_name(shipped):
    """Of a programme, of the program itself, or of the sheet; and the sheet names nothing else."""
    _, info, sheet = shipped
    place = next(place for place, column in enumerate(info.outputs) if column.expression == "proposal")
    programmes = {code for programme in read("programme").values() for code in programme.proposals}
    codes = {rule.outputs[place].strip('"') for rule in info.rules}
    assert set(sheet.proposals) == codes - KNOWN - programmes
