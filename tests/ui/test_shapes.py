"""Rows that fill the gaps of a template: the same words as the template itself would write, and nothing of anybody is kept."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from sluitend.ui import shapes
from sluitend.ui.shapes import filled

ROW = "today/_late.html"
GAPS = {"url": "/gezin/1/", "name": "Familie Bos", "what": "Bellen", "due": "morgen", "owner": "Ans"}


def test_a_filled_row_is_what_its_template_writes():
    assert filled(ROW, GAPS, {}) == render_to_string(ROW, GAPS)


def test_what_somebody_typed_is_escaped_and_what_is_safe_stays():
    row = filled(ROW, {**GAPS, "name": "<b>&Co</b>", "due": mark_safe("<time>nu</time>")}, {})
    assert "&lt;b&gt;&amp;Co&lt;/b&gt;" in row
    assert "<time>nu</time>" in row
    assert isinstance(row, SafeString)


@pytest.mark.parametrize("name", ["%(name)s {0}", "\ue000owner\ue001", "{{ owner }}", "Bos\0Vos", "\0", ""])
def test_a_name_that_looks_like_a_gap_is_a_name(name):
    assert f">{name}</a>" in filled(ROW, {**GAPS, "name": name}, {})


def test_a_choice_and_a_language_each_have_their_own_words():
    gaps = dict.fromkeys(("url", "name", "stage", "municipality", "lead", "what", "owner", "due", "contact"), "x")
    gaps |= dict.fromkeys(("asked_of", "asked_what", "asked_due"), "x")
    plain = dict.fromkeys(("has_stage", "stands_in", "changed", "show_lead", "mine", "asked", "had_contact"), False)
    with override("nl"):
        changed = filled("today/_family.html", gaps, plain | {"changed": True})
        seen = {filled("today/_family.html", gaps, plain), changed}
    with override("en"):
        seen.add(filled("today/_family.html", gaps, plain))
    assert len(seen) == 3


def test_no_value_of_anybody_is_kept():
    shapes._shape.cache_clear()
    for number in range(5):
        filled(ROW, {**GAPS, "name": f"Familie {number}"}, {})
    assert shapes._shape.cache_info().currsize == 1
