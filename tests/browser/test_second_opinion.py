"""Another FEEL engine, feelin (npm), is asked the same expressions; every difference has a reason (issue 3).

feelin runs in the tests' browser, from a file beside this one (tools/second_opinion.py). It calculates in doubles, so the
numbers here are such that doubles hold them, and what is left of a difference is compared with a tolerance.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from sluitend.core import tables
from sluitend.core.tables.boundary import Lexical, inward
from sluitend.core.tables.temporal import temporal_text
from tests.core.tables.expressions import EXPRESSIONS
from tests.core.tables.feel import ask

SCRIPT = next((Path(__file__).parent / "feelin").glob("*.min.js"))
ASK = """expressions => expressions.map(one => {
    const tell = value => {
        if (value === null || value === undefined) return null
        if (value.iso !== undefined) return {temporal: value.iso}
        if (Array.isArray(value)) return value.map(tell)
        if (typeof value === "number") return Number.isFinite(value) ? value : {odd: String(value)}
        if (typeof value === "object") {
            return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, tell(inside)]))
        }
        return value
    }
    try { return tell(feelin.evaluate(one).value) } catch (problem) { return {refused: String(problem.message)} }
})"""


@pytest.fixture(scope="module")
def feelin(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


# --- answers ---


def ours(expression: str) -> Any:
    try:
        return told(ask(expression).value)
    except tables.TablesError as refusal:
        return {"refused": str(refusal)}


def told(value: Any) -> Any:
    if isinstance(value, list):
        return [told(one) for one in value]
    if isinstance(value, dict):
        return {key: told(one) for key, one in value.items()}
    if isinstance(value, Lexical):
        return {"temporal": value.feel_text}
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return {"temporal": temporal_text(inward(value))}
    return float(value) if type(value).__name__ == "Decimal" else value


def alike(one: Any, two: Any) -> bool:
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(alike, one, two))
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(alike(one[key], two[key]) for key in one)
    numbers = [value for value in (one, two) if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) == 2:
        return math.isclose(*numbers, rel_tol=1e-9, abs_tol=1e-12)
    return type(one) is type(two) and bool(one == two)


def differences(expressions: list[str], theirs: list[Any]) -> list[tuple[str, Any, Any]]:
    pairs = ((expression, ours(expression), other) for expression, other in zip(expressions, theirs, strict=True))
    return [pair for pair in pairs if not alike(*pair[1:])]


# --- what is known: the expression, our answer, theirs, and why ours stands ---

KNOWN: list[tuple[str, Any, Any, str]] = [
    ("0.1 + 0.2 = 0.3", True, False, "doubles; FEEL calculates in decimals"),
    ("9007199254740993 - 9007199254740992", 1.0, 0.0, "doubles hold 53 bits; FEEL 34 digits"),
    ("[] = [1]", False, None, "lists of different lengths are not equal (DMN 1.5, 10.3.2.13)"),
    ("true > false", None, {"refused"}, "truths have no order, and an error is null"),
    ('1 < "a"', None, False, "values of different kinds have no order"),
    ("2 between null and 1", False, None, "between is two comparisons and an `and`: 2 <= 1 decides"),
    ("0 in [1..-1]", False, True, "an interval from high to low is empty; feelin turns it round"),
    ("some x in [null, 1] satisfies x > 2", None, False, "three-valued: the first item is unknown"),
    ("every x in [null, 1] satisfies x > 0", None, False, "three-valued: the first item is unknown"),
    ("[null, 1][item != 10]", [None, 1.0], [1.0], "null is different from 10"),
    ('substring("ab", 5)', None, "", "a place that the text does not have is an error"),
    ("sublist([], 1)", None, [], "a place that the list does not have is an error"),
    ('date("-0044-03-15").year', -44.0, {"refused"}, "years before our era"),
    ('duration("P1D") * 2', {"temporal": "P2D"}, None, "a number of times a duration"),
]


@pytest.mark.parametrize(("expression", "answer", "other", "why"), KNOWN, ids=[one[0] for one in KNOWN])
def test_a_difference_that_is_known_is_as_it_was(
    feelin: Page, expression: str, answer: Any, other: Any, why: str
) -> None:
    [theirs] = feelin.evaluate(ASK, [expression])
    assert alike(ours(expression), answer), why
    assert not alike(theirs, answer)
    assert theirs.keys() == other if isinstance(other, set) else alike(theirs, other)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(expressions=st.lists(EXPRESSIONS, min_size=1, max_size=25))
def test_feelin_agrees_or_the_difference_is_known(feelin: Page, expressions: list[str]) -> None:
    assert differences(expressions, feelin.evaluate(ASK, expressions)) == []
