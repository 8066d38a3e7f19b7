"""Corners of FEEL where engines differ: what the standard says, an expression and, after the arrow, a plainer one."""

from __future__ import annotations

import pytest

from sluitend.core import tables
from tests.core.tables.feel import TODAY, feel
from tests.core.tables.test_feel_values import lines, same
from tests.core.tables.test_models import decision, entry, fact, literal, read, value

NAMED_ARGUMENTS = r"""
sublist(start position: 2, list: [7, 8, 9], length: 1) -> [8]
list replace(newItem: 0, list: [7, 8], position: -1) -> [7, 0]
list replace(list: [7, 8], match: function(item, newItem) item > 7, newItem: 1) -> [7, 1]
context put(keys: ["p", "q"], value: 1, context: {p: {r: 2}}) -> {p: {r: 2, q: 1}}
get value(key: "p", m: {p: 4}) -> 4
time(hour: 7, minute: 5, second: 0, offset: null) -> time("07:05:00")
years and months duration(to: @"2025-05-01", from: @"2024-03-02") -> @"P1Y1M"
before(range: (3..9], point: 2) -> false
before(range: (3..9], point: 10) -> true
before(point: 3, range: (3..9]) -> true
string join(delimiter: "-", list: ["p", "q"]) -> "p-q"
replace(input: "pot", pattern: "P", replacement: "k", flags: "i") -> "kot"
floor(scale: 1, n: 2.57) -> 2.5
abs(number: -3) -> null
not(negand: false) -> true
append(list: [], item: null) -> [null]
is(value1: 3) -> false
is(value2: null) -> true
index of(list: [4, null, 4]) -> [2]
round up(scale: 1) -> null
append(list: [4]) -> null
context put(context: {p: 1}, key: ["p", "q"], value: 2) -> null
context put(context: {p: 1}, keys: "p", value: 2) -> {p: 2}
date and time(date: @"2024-05-05") -> null
"""
WRONG_CALLS = r"""
count() -> null
count([1], [2]) -> null
abs(n: 1, n: 2) -> null
is(3) -> null
(function(p, q) p)(p: 1) -> null
(function(p, q) p + q)(q: 1, p: 2) -> 3
(function(p: string) p)(4) -> null
(function(p: string) p = null)(4) -> null
(function(p: string) p = null)(null) -> true
(function(p: number) p)([4]) -> 4
(function(p: number) p)([[4]]) -> null
(function(p: list<number>) p[1])(4) -> 4
today(1) -> null
"text"(1) -> null
{p: 1}.p(1) -> null
"""
CONTEXTS = r"""
context put({}, ["p", "q"], 1) -> null
context put({p: 1}, ["p", "q"], 1) -> null
context put({p: {}}, ["p", "q"], 1) -> {p: {q: 1}}
context put({p: 1}, ["p"], null) -> {p: null}
context merge({p: 1}) -> {p: 1}
context merge([{p: {q: 1}}, {p: {r: 2}}]) -> {p: {r: 2}}
context([]) -> {}
context([{key: "p", value: null}]) -> {p: null}
get value({p: {q: {r: 3}}}, ["p", "q"]) -> {r: 3}
get value({p: 1}, []) -> null
get entries({"p+q": 1})[1].key -> "p+q"
{"": 1} -> {"":1}
{p-q: 4, r: p-q + 1}.r -> 5
{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r -> 120
{make: function(n) function(m) n * m, double: make(2), r: double(8)}.r -> 16
"""
MEMBERSHIP = r"""
4 in [[1..5], [8..9]] -> true
6 in [[1..5], [8..9]] -> false
4 in [[3, 4]] -> false
[3, 4] in [[3, 4], [5]] -> true
[3, 4] in ([[5]], [[3, 4]]) -> true
null in [1, null] -> true
null in (null, 1) -> true
4 in (< 3, > 3) -> true
4 in (!= 4) -> false
4 in [] -> false
4 in 4 -> true
"k" in ["a".."m"] -> true
[1..3] in ([1..3]) -> true
(4 in [1..3]) = false -> true
@"2024-05-05" in [@"2024-05-01"..@"2024-06-01") -> true
4 in (null..5) -> null
4 in [(!= 4), (= 5)] -> false
"""
MOMENTS = r"""
@"2024-05-05" - @"2024-05-04T12:00:00Z" -> @"PT12H"
@"2024-05-05" - @"2024-05-04T12:00:00" -> null
@"2024-05-05T12:00:00@Asia/Tokyo" - @"2024-05-05T12:00:00@Europe/Amsterdam" -> -@"PT7H"
@"2024-12-31" + @"PT48H" -> @"2025-01-02"
@"2024-03-31" - @"P1M" -> @"2024-02-29"
@"9999-12-31" + @"P1D" -> date(10000, 1, 1)
@"-0001-01-01" + @"P1Y" -> date(0, 1, 1)
@"P1D" - @"2024-01-01" -> null
@"P3Y" / @"P18M" -> 2
@"P1D" / @"P1M" -> null
3 / @"P1D" -> null
@"PT1S" * 0.5 -> duration("PT0.5S")
@"10:00:00+02:00" = @"08:00:00Z" -> true
@"10:00:00" = @"10:00:00Z" -> false
@"10:00:00.25" = @"10:00:00.75" -> true
@"10:00:00.25" < @"10:00:00.75" -> true
@"2024-05-05T10:00:01" = @"2024-05-05T10:00:00.75" -> false
@"2024-05-05" < @"2024-05-05T01:00:00" -> null
@"2024-05-05T10:00:00@Europe/Amsterdam".time offset -> @"PT2H"
@"2024-05-05T10:00:00@Europe/Amsterdam".timezone -> "Europe/Amsterdam"
string(@"-PT90061.5S") -> "-P1DT1H1M1.5S"
string(@"P0D") -> "PT0S"
duration("P1Y1D") -> null
date("2024-02-30") -> null
date and time(@"2024-05-05", time("10:00:00Z")) -> @"2024-05-05T10:00:00Z"
week of year(@"2020-12-31") -> 53
day of year(@"2024-12-31T23:59:59") -> 366
[@"2024-05-05", @"2023-05-05"].year -> [2024, 2023]
for d in @"2024-05-03"..@"2024-05-01" return d.day -> [3, 2, 1]
"""
PATTERNS = r"""
matches("m", "\\p{Lu}", "i") -> false
matches("m", "[\\p{Lu}]", "i") -> false
matches("M", "[\\p{Ll}m]", "i") -> true
matches("s", "[^S]", "i") -> false
matches("t", "[^S]", "i") -> true
matches("p", "[A-Z-[PQ]]", "i") -> false
matches("r", "[A-Z-[PQ]]", "i") -> true
matches("\u212A", "k", "i") -> true
matches("\u212A", "[a-z]", "i") -> true
matches("straat", "STRA{2}T", "i") -> true
matches("x", "(x)[\\1]") -> null
matches("x", "\\1") -> null
replace("2024-05-05", "(\\d+)-(\\d+)-(\\d+)", "$3/$2/$1") -> "05/05/2024"
replace("peer", "e", "$0$0") -> "peeeer"
replace("a b", "a[ ]b", "x", "x") -> "x"
"""
REFERENCES = r"""
matches("baoab", "(o)a\\1") -> false
matches("anna", "(.)(.)\\2\\1") -> true
matches("anno", "(.)(.)\\2\\1") -> false
matches("oO", "(o)\\1") -> false
matches("oO", "(o)\\1", "i") -> true
matches("tiktik", "^(.+)\\1$") -> true
matches("oo1", "(o)\\11") -> true
matches("o|o", "(o)\\|\\1") -> true
matches("oo", "(o)*\\1") -> null
matches("oo", "(o)|i\\1") -> null
matches("oo", "((o))\\2") -> null
matches("oo", "(o\\1)") -> null
matches("oo", "(o)\\2") -> null
replace("oo", "(o)\\1", "x") -> null
split("aoob", "(o)\\1") -> null
"""
OTHERS = r"""
0 ** 0 -> 1
(-2) ** 3 -> -8
-"a" -> null
- -@"P1Y" -> @"P1Y"
decimal(2.5, 6176) -> 2.5
round half up(-0.5, 0) -> -1
[4, 5, 6][-2] -> 5
[[4]][1][1] -> 4
[{p: 1}, {p: 2}][item.p = 2].p -> [2]
[1, 2, 3][item >= 2][1] -> 2
[{item: 1}, {item: 5}][item > 2] -> [{item: 5}]
(for n in 1..3 return function(m) n * m)[2](10) -> 20
for n in [1, 2], m in [n, n * 10] return m -> [1, 10, 2, 20]
for n in 2..0 return n -> [2, 1, 0]
for n in [2..0] return n -> null
for n in (0..2] return n -> [1, 2]
some n in [1, "a"] satisfies n = 1 -> true
every n in [] satisfies n -> true
if "true" then 1 else 2 -> 2
"\uD83D\uDC0E" = "\U01F40E" -> true
substring("p\U01F40Eq", 2, 1) -> "\U01F40E"
is(@"10:00:00@Europe/Amsterdam", @"10:00:00") -> false
is([1, "a"], [1.0, "a"]) -> true
some n in [2, 3] satisfies if n = 3 then true else "no" -> null
some n in [3, 2] satisfies if n = 3 then true else "no" -> true
every n in [2, 3] satisfies n -> null
every n in [null, 3] satisfies n > 2 -> null
[2, 3, 4][if item < 4 then true else "no"] -> null
[2, 3, null][item > 2] -> [3]
mode(3, 1, 3, 1) -> [1, 3]
sort(["b", "a"], function(p, q) p < q) -> ["a", "b"]
{p: null} instance of context<p: number> -> true
[1..3) instance of range<number> -> true
sum instance of function<list<number>> -> number -> true
"""


@pytest.mark.parametrize(("expression", "plain"), lines(NAMED_ARGUMENTS))
def test_arguments_may_be_named_in_any_order(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(WRONG_CALLS))
def test_a_call_that_does_not_fit_is_null(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(CONTEXTS))
def test_a_context_is_put_merged_and_read(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(MEMBERSHIP))
def test_in_looks_one_level_deep(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(MOMENTS))
def test_moments_add_and_compare(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(PATTERNS))
def test_a_flag_changes_only_what_it_should(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(REFERENCES))
def test_a_pattern_may_refer_back_to_a_group_that_takes_part_once(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(OTHERS))
def test_a_corner_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


def test_arguments_with_and_without_a_name_do_not_go_together() -> None:
    with pytest.raises(tables.TablesError, match="naam"):
        feel("floor(1, scale: 2)")


def test_a_relation_becomes_what_its_columns_declare() -> None:
    relation = '<relation><column name="n" typeRef="number"/><column name="t"/>'
    relation += f"<row>{literal('[4]')}{literal(chr(34) + 'x' + chr(34))}</row>"
    relation += f"<row>{literal(chr(34) + 'x' + chr(34))}{literal('1')}</row></relation>"
    assert value(read(decision("D", relation)), "D") == [{"n": 4, "t": "x"}, {"n": None, "t": 1}]


def test_a_boxed_loop_may_count_from_one_end_to_another() -> None:
    loop = f'<for iteratorVariable="k"><in>{literal("n..1")}</in><return>{literal("k + count(partial)")}</return></for>'
    assert value(read(fact("n", "number") + decision("D", loop, "i_n")), "D", n=3) == [3, 3, 3]


FUNCTION_TYPE = (
    '<itemDefinition name="tRule"><functionItem outputTypeRef="number"><parameters name="n" typeRef="number"/>'
    "</functionItem></itemDefinition>"
)


@pytest.mark.parametrize(
    ("given", "becomes"), [("function(n: number) n * 2", 8), ("5", None), ("function(p, q) p", None)]
)
def test_an_argument_that_must_be_a_function_is_one(given: str, becomes: object) -> None:
    knowledge = (
        '<businessKnowledgeModel id="b_k" name="apply"><encapsulatedLogic><formalParameter name="f" typeRef="tRule"/>'
        f"{literal('f(4)')}</encapsulatedLogic></businessKnowledgeModel>"
    )
    asked = read(FUNCTION_TYPE + knowledge + decision("D", literal(f"apply({given})"), "b_k"))
    assert value(asked, "D") == becomes


def imported(name: str) -> str:
    return f'<import name="{name}" namespace="urn:{name}" importType="{tables.__name__}.DMN"/>'


def test_facts_of_a_model_imported_twice_are_those_of_each_road() -> None:
    names = fact("who", "string") + decision("Hello", literal('"Hello " + who'), "i_who")
    left = imported("names") + decision("Left", literal('names.Hello + "!"'), "urn:names#d_Hello")
    right = imported("names") + decision("Right", literal('names.Hello + "?"'), "urn:names#d_Hello")
    both = imported("left") + imported("right")
    both += decision("D", literal("left.Left + right.Right"), "urn:left#d_Left", "urn:right#d_Right")
    asked = read(both, names=names, left=left, right=right)
    assert value(asked, "D", left={"names": {"who": "Ada"}}, right={"names": {"who": "Bo"}}) == "Hello Ada!Hello Bo?"


def test_a_context_entry_that_is_a_table_sees_the_earlier_entries() -> None:
    table = (
        '<decisionTable hitPolicy="FIRST"><input><inputExpression><text>n</text></inputExpression></input><output/>'
        '<rule><inputEntry><text>&gt; limit</text></inputEntry><outputEntry><text>"much"</text></outputEntry></rule>'
        '<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"little"</text></outputEntry></rule></decisionTable>'
    )
    boxed = f"<context>{entry('limit', literal('10'))}{entry('answer', table)}<contextEntry>{literal('answer')}</contextEntry></context>"
    asked = read(fact("n", "number") + decision("D", boxed, "i_n"))
    assert [value(asked, "D", n=n) for n in (11, 10)] == ["much", "little"]


def test_a_service_answers_null_to_a_call_that_does_not_fit() -> None:
    service = (
        '<decisionService id="d_S" name="S"><outputDecision href="#d_Half"/><inputData href="#i_n"/></decisionService>'
    )
    body = fact("n", "number") + decision("Half", literal("n / 2"), "i_n") + service
    calls = {"S(8)": 4, "S(n: 8)": 4, "S()": None, "S(m: 8)": None, "S(8, 9)": None, 'S("8")': None, "S([8])": 4}
    for text, expected in calls.items():
        need = decision("D", literal(text), "b_x").replace("#b_x", "#d_S")
        assert value(read(body + need), "D") == expected, text


def test_now_and_today_are_moments_of_the_question() -> None:
    assert feel("now() instance of date and time and today() instance of date") is True
    assert feel("today()") == TODAY
