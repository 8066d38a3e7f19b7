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


# --- expressions ---

NUMBERS = st.sampled_from(["0", "1", "2", "3", "-1", "0.5", "-2.25", "10", "7"])
LOW, HIGH = st.sampled_from(["-2", "0", "1"]), st.sampled_from(["1", "2.5", "7"])
FILLED = st.sampled_from(["[]", "[1, 2, 3]", "[3, 1, -1]", "[0.5]"])
TEXTS = st.sampled_from(['""', '"a"', '"ab"', '"B"', '"é"', '"a b"', '"b"'])
TRUTHS = st.sampled_from(["true", "false"])
DATES = st.sampled_from(['date("2024-02-29")', 'date("2023-12-31")', '@"2024-01-31"', '@"2025-06-15"'])
TIMES = st.sampled_from(['@"2024-02-29T10:20:30"', 'date and time("2023-12-31T23:59:59")', '@"2024-02-29T00:00:00Z"'])
LENGTHS = st.sampled_from(['duration("P1D")', '@"PT36H"', '@"-PT30M"', 'duration("P0D")', '@"PT1.5S"'])
CONTEXTS = st.sampled_from(["{}", "{a: 1}", "{a: 2, b: 4}", "{b: {c: 3}}"])
NOTHING = st.just("null")
Strategy = st.SearchStrategy[str]


def made(form: str, *parts: Strategy) -> Strategy:
    return st.tuples(*parts).map(lambda values: form.format(*values))


def any_of(*choices: Strategy) -> Strategy:
    return st.one_of(*choices)


def grown(depth: int) -> dict[str, Strategy]:
    """Expressions of each kind, up to some depth; now and then one of another kind, or null, where a kind is expected."""
    if depth == 0:
        lists = st.sampled_from(["[]", "[1, 2, 3]", "[3, 1]", "[0.5]", "[null, 1]"])
        return {
            "n": any_of(NUMBERS, NOTHING),
            "t": any_of(TEXTS, NOTHING),
            "b": any_of(TRUTHS, NOTHING),
            "d": DATES,
            "l": lists,
        }
    below = grown(depth - 1)
    n, t, b, d, many = (below[kind] for kind in "ntbdl")
    sign = st.sampled_from(["+", "-", "*"])
    than = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
    same = st.sampled_from(["=", "!="])
    numbers = any_of(
        n,
        made("({} {} {})", n, sign, n),
        made("{} {} {} {} {}", NUMBERS, sign, NUMBERS, sign, NUMBERS).map("({})".format),
        made("({} / {})", n, st.sampled_from(["2", "4", "0", "null"])),
        made("(-{})", n),
        made("(if {} then {} else {})", b, n, n),
        made("string length({})", t),
        made("{}({}, {})", st.sampled_from(["decimal", "round up", "round half up"]), n, st.sampled_from(["0", "1"])),
        made("{}({})", st.sampled_from(["day of year", "week of year"]), d),
        made("{}.{}", any_of(LENGTHS, made("({} - {})", d, d)), st.sampled_from(["days", "hours", "minutes"])),
        made("get value({}, {})", st.sampled_from(["{}", "{a: 1}", "{a: 2, b: 4}"]), st.sampled_from(['"a"', '"b"'])),
        made("number({})", st.sampled_from(['"1.5"', '"x"', '"1,000.5", ",", "."', '"1 000", " ", "."'])),
        made("count({})", many),
        made("{}({})", st.sampled_from(["sum", "min", "max", "mean", "product"]), many),
        made("{}([{}, {}, {}])", st.sampled_from(["stddev"]), NUMBERS, NUMBERS, NUMBERS),
        made("{}({})", st.sampled_from(["floor", "ceiling", "abs"]), n),
        made("modulo({}, {})", n, st.sampled_from(["2", "3", "-3"])),
        made("{}[{}]", many, st.sampled_from(["1", "2", "-1", "9"])),
        made("{}.{}", d, st.sampled_from(["year", "month", "day", "weekday"])),
        made("{{a: {}, b: a + 1}}.b", n),
        made("(function(x, y) x - y)({}, {})", n, n),
    )
    texts = any_of(
        t,
        made("({} + {})", t, t),
        made("(if {} then {} else {})", b, t, t),
        made("{}({})", st.sampled_from(["upper case", "lower case"]), t),
        made(
            "substring({}, {})",
            st.sampled_from(['"abc"', '"Zo é"']),
            st.sampled_from(["1", "2", "-1", "3, 1", "-3, 2"]),
        ),
        made("{}({}, {})", st.sampled_from(["substring before", "substring after"]), t, TEXTS),
        made(
            "replace({}, {}, {})",
            t,
            st.sampled_from(['"a"', '"[a-c]"', '"b+"']),
            st.sampled_from(['"x"', '"$0$0"', '""']),
        ),
        made("string({})", any_of(NUMBERS, TRUTHS, DATES, LENGTHS, TIMES)),
        made("{}({})", st.sampled_from(["day of week", "month of year"]), d),
        made("string join([{}, {}], {})", t, t, TEXTS),
    )
    truths = any_of(
        b,
        made("({} {} {})", n, than, n),
        made("({} {} {})", t, than, t),
        made("({} {} {})", d, than, d),
        made("({} {} {})", any_of(n, t, b), same, any_of(n, t, b)),
        made("({} {} {})", b, st.sampled_from(["and", "or"]), b),
        made("not({})", b),
        made("({0} {1} {2})", LENGTHS, than, LENGTHS),
        made("{}({}, {})", st.sampled_from(["before", "after"]), NUMBERS, NUMBERS),
        made(
            "{}([{}..{}], [{}..{}])",
            st.sampled_from(["before", "after", "meets", "met by", "overlaps", "includes"]),
            LOW,
            HIGH,
            LOW,
            HIGH,
        ),
        made("({} = {})", CONTEXTS, CONTEXTS),
        made("({} between {} and {})", n, LOW, HIGH),
        made("({} in {}{}..{}{})", n, st.sampled_from("[("), LOW, HIGH, st.sampled_from("])")),
        made("({} in ({}, {}))", n, st.sampled_from(["< 1", "> 2", "3"]), NUMBERS),
        made("({} in ({}, {}))", t, TEXTS, TEXTS),
        made("({} x in {} satisfies x > {})", st.sampled_from(["some", "every"]), FILLED, NUMBERS),
        made("{}({}, {})", st.sampled_from(["contains", "starts with", "ends with"]), t, t),
        made("list contains({}, {})", many, n),
        made("matches({}, {})", t, st.sampled_from(['"^a"', '"b$"', '"[a-z]+"'])),
        made("({} instance of {})", any_of(n, t, b, d), st.sampled_from(["number", "string", "boolean", "date"])),
        many.map("({0} = {0})".format),
        made("{}({})", st.sampled_from(["odd", "even"]), st.sampled_from(["1", "2", "-3", "0"])),
    )
    dates = any_of(d, made("({} + {})", d, st.sampled_from(['duration("P1M")', 'duration("-P1Y2M")', '@"P13M"'])))
    lists = any_of(
        many,
        made("[{}, {}]", n, n),
        made("(for x in {} return x {} {})", many, st.sampled_from(["+", "*"]), NUMBERS),
        made("(for x in {}..{} return x)", st.sampled_from(["1", "3"]), st.sampled_from(["2", "1", "-1"])),
        made("{}[item {} {}]", FILLED, than, NUMBERS),
        made("{}({})", st.sampled_from(["reverse", "distinct values", "flatten"]), many),
        made("{}({}, {})", st.sampled_from(["concatenate", "union"]), many, many),
        made("insert before([{}, 1], {}, {})", n, st.sampled_from(["1", "2"]), n),
        made("{}([{}, 1, 2], {})", st.sampled_from(["remove", "list replace"]), n, st.sampled_from(["1", "3"])).map(
            lambda asked: asked if asked.startswith("remove") else asked[:-1] + ", 9)"
        ),
        made("split({}, {})", st.sampled_from(['"a b a"', '"a-b"']), st.sampled_from(['" "', '"-"', '"[a-b]"'])),
        made("append({}, {})", many, n),
        made("sublist([{}, 4, 5], {})", n, st.sampled_from(["1", "-1", "2, 2", "-3, 1"])),
        made("sort({}, function(x, y) x < y)", many),
        made("index of({}, {})", many, NUMBERS),
    )
    others = any_of(
        made("({} {} {})", LENGTHS, st.sampled_from("+-"), LENGTHS),
        made("({} {} {})", TIMES, st.sampled_from("+-"), any_of(LENGTHS, st.just('@"P1M"'))),
        made("({} - {})", d, d),
        made("context put({}, {}, {})", CONTEXTS, st.sampled_from(['"a"', '"z"']), n),
        made('context put({{b: {{c: 3}}}}, ["b", "c"], {})', n),
        made("context merge([{}, {}])", CONTEXTS, CONTEXTS),
        made("get entries({})", CONTEXTS),
    )
    return {"n": numbers, "t": texts, "b": truths, "d": dates, "l": lists, "o": others}


EXPRESSIONS = st.one_of(*grown(2).values())


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
