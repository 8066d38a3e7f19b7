"""A cell in the words of people."""

import pytest

from sluitend.core.tables.cell_words import in_words


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-", "maakt niet uit"),
        ("", "maakt niet uit"),
        ("<= 28", "28 of minder"),
        (">=16", "16 of meer"),
        ("< 26", "minder dan 26"),
        ("[16..28]", "16 tot en met 28"),
        ("[16..28)", "16 tot 28"),
        ("(16..28]", "meer dan 16, tot en met 28"),
        ("(16..28)", "meer dan 16 en minder dan 28"),
        ("true", "ja"),
        ("null", "niet bekend"),
        ('"wants"', "wants"),
        ('"C","D", null', "C of D of niet bekend"),
        ('not("D")', "niet D"),
        ("if x then 1 else 2", "if x then 1 else 2"),
        ("not(x > 3)", "not(x > 3)"),
    ],
)
def test_a_cell_is_said_or_left_as_it_was_written(cell, said):
    assert str(in_words(cell)) == said
