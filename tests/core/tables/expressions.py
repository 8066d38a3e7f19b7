"""Random FEEL expressions of every kind, written so that doubles hold their numbers (tests/browser/test_second_opinion.py)."""

from __future__ import annotations

from hypothesis import strategies as st

Strategy = st.SearchStrategy[str]
Form = tuple[str | Strategy, ...]
"""A pattern with gaps, and what fills each: a kind of expression by its letter, or a strategy."""


def one(*choices: str) -> Strategy:
    return st.sampled_from(choices)


NUMBERS = one("0", "1", "2", "3", "-1", "0.5", "-2.25", "10", "7")
LOW, HIGH = one("-2", "0", "1"), one("1", "2.5", "7")
FILLED = one("[]", "[1, 2, 3]", "[3, 1, -1]", "[0.5]")
TEXTS = one('""', '"a"', '"ab"', '"B"', '"é"', '"a b"', '"b"')
TRUTHS = one("true", "false")
DATES = one('date("2024-02-29")', 'date("2023-12-31")', '@"2024-01-31"', '@"2025-06-15"')
TIMES = one('@"2024-02-29T10:20:30"', 'date and time("2023-12-31T23:59:59")', '@"2024-02-29T00:00:00Z"')
LENGTHS = one('duration("P1D")', '@"PT36H"', '@"-PT30M"', 'duration("P0D")', '@"PT1.5S"')
CONTEXTS = one("{}", "{a: 1}", "{a: 2, b: 4}", "{b: {c: 3}}")
FLAT = one("{}", "{a: 1}", "{a: 2, b: 4}")
LISTS = one("[]", "[1, 2, 3]", "[3, 1]", "[0.5]", "[null, 1]")
NOTHING = st.just("null")
SIGN, ORDER, SAME = one("+", "-", "*"), one("<", "<=", ">", ">=", "=", "!="), one("=", "!=")
CLOCK = one("+", "-")

SIMPLE: dict[str, Strategy] = {
    "n": st.one_of(NUMBERS, NOTHING),
    "t": st.one_of(TEXTS, NOTHING),
    "b": st.one_of(TRUTHS, NOTHING),
    "d": DATES,
    "l": LISTS,
    "o": LENGTHS,
}
"""Numbers, texts, truths, dates, lists and others, the first three now and then null."""
FORMS: dict[str, tuple[Form, ...]] = {
    "n": (
        ("({} {} {})", "n", SIGN, "n"),
        ("({} {} {} {} {})", NUMBERS, SIGN, NUMBERS, SIGN, NUMBERS),
        ("({} / {})", "n", one("2", "4", "0", "null")),
        ("(-{})", "n"),
        ("(if {} then {} else {})", "b", "n", "n"),
        ("string length({})", "t"),
        ("{}({}, {})", one("decimal", "round up", "round half up"), "n", one("0", "1")),
        ("{}({})", one("day of year", "week of year"), "d"),
        ("{}.{}", LENGTHS, one("days", "hours", "minutes")),
        ("({} - {}).days", "d", "d"),
        ("get value({}, {})", FLAT, one('"a"', '"b"')),
        ("number({})", one('"1.5"', '"x"', '"1,000.5", ",", "."', '"1 000", " ", "."')),
        ("count({})", "l"),
        ("{}({})", one("sum", "min", "max", "mean", "product"), "l"),
        ("stddev([{}, {}, {}])", NUMBERS, NUMBERS, NUMBERS),
        ("{}({})", one("floor", "ceiling", "abs"), "n"),
        ("modulo({}, {})", "n", one("2", "3", "-3")),
        ("{}[{}]", "l", one("1", "2", "-1", "9")),
        ("{}.{}", "d", one("year", "month", "day", "weekday")),
        ("{{a: {}, b: a + 1}}.b", "n"),
        ("(function(x, y) x - y)({}, {})", "n", "n"),
    ),
    "t": (
        ("({} + {})", "t", "t"),
        ("(if {} then {} else {})", "b", "t", "t"),
        ("{}({})", one("upper case", "lower case"), "t"),
        ("substring({}, {})", one('"abc"', '"Zo é"'), one("1", "2", "-1", "3, 1", "-3, 2")),
        ("{}({}, {})", one("substring before", "substring after"), "t", TEXTS),
        ("replace({}, {}, {})", "t", one('"a"', '"[a-c]"', '"b+"'), one('"x"', '"$0$0"', '""')),
        ("string({})", st.one_of(NUMBERS, TRUTHS, DATES, LENGTHS, TIMES)),
        ("{}({})", one("day of week", "month of year"), "d"),
        ("string join([{}, {}], {})", "t", "t", TEXTS),
    ),
    "b": (
        ("({} {} {})", "n", ORDER, "n"),
        ("({} {} {})", "t", ORDER, "t"),
        ("({} {} {})", "d", ORDER, "d"),
        ("({} {} {})", LENGTHS, ORDER, LENGTHS),
        ("({} {} {})", "n", SAME, "t"),
        ("({} {} {})", "b", SAME, "n"),
        ("({} {} {})", "b", one("and", "or"), "b"),
        ("not({})", "b"),
        ("({} between {} and {})", "n", LOW, HIGH),
        ("({} in {}{}..{}{})", "n", one("[", "("), LOW, HIGH, one("]", ")")),
        ("({} in ({}, {}))", "n", one("< 1", "> 2", "3"), NUMBERS),
        ("({} in ({}, {}))", "t", TEXTS, TEXTS),
        ("({} x in {} satisfies x > {})", one("some", "every"), FILLED, NUMBERS),
        ("{}({}, {})", one("contains", "starts with", "ends with"), "t", "t"),
        ("list contains({}, {})", "l", "n"),
        ("matches({}, {})", "t", one('"^a"', '"b$"', '"[a-z]+"')),
        ("({} instance of {})", "n", one("number", "string", "boolean", "date")),
        ("({} instance of {})", "d", one("number", "date")),
        ("({} = {})", CONTEXTS, CONTEXTS),
        ("{}({})", one("odd", "even"), one("1", "2", "-3", "0")),
        ("{}({}, {})", one("before", "after"), NUMBERS, NUMBERS),
        ("{}([{}..{}], [{}..{}])", one("before", "after", "meets", "overlaps", "includes"), LOW, HIGH, LOW, HIGH),
    ),
    "d": (("({} + {})", "d", one('duration("P1M")', 'duration("-P1Y2M")', '@"P13M"')),),
    "l": (
        ("[{}, {}]", "n", "n"),
        ("(for x in {} return x {} {})", "l", one("+", "*"), NUMBERS),
        ("(for x in {}..{} return x)", one("1", "3"), one("2", "1", "-1")),
        ("{}[item {} {}]", FILLED, ORDER, NUMBERS),
        ("{}({})", one("reverse", "distinct values", "flatten"), "l"),
        ("{}({}, {})", one("concatenate", "union"), "l", "l"),
        ("insert before([{}, 1], {}, {})", "n", one("1", "2"), "n"),
        ("remove([{}, 1, 2], {})", "n", one("1", "3")),
        ("list replace([{}, 1, 2], {}, 9)", "n", one("1", "3")),
        ("append({}, {})", "l", "n"),
        ("sublist([{}, 4, 5], {})", "n", one("1", "-1", "2, 2", "-3, 1")),
        ("sort({}, function(x, y) x < y)", "l"),
        ("index of({}, {})", "l", NUMBERS),
    ),
    "o": (
        ("({} {} {})", LENGTHS, CLOCK, LENGTHS),
        ("({} {} {})", TIMES, CLOCK, st.one_of(LENGTHS, one('@"P1M"'))),
        ("({} - {})", "d", "d"),
        ("context put({}, {}, {})", CONTEXTS, one('"a"', '"z"'), "n"),
        ('context put({{b: {{c: 3}}}}, ["b", "c"], {})', "n"),
        ("context merge([{}, {}])", CONTEXTS, CONTEXTS),
        ("get entries({})", CONTEXTS),
        ("split({}, {})", one('"a b a"', '"a-b"'), one('" "', '"-"', '"[a-b]"')),
    ),
}


def _filled(form: Form, below: dict[str, Strategy]) -> Strategy:
    pattern, *gaps = form
    filling = [below[gap] if isinstance(gap, str) else gap for gap in gaps]
    return st.tuples(*filling).map(lambda values: str(pattern).format(*values))


def grown(depth: int) -> dict[str, Strategy]:
    """Expressions of each kind, up to some depth."""
    if depth == 0:
        return SIMPLE
    below = grown(depth - 1)
    return {kind: st.one_of(below[kind], *(_filled(form, below) for form in forms)) for kind, forms in FORMS.items()}


EXPRESSIONS = st.one_of(*grown(2).values())
