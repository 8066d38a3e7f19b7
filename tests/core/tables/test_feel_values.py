"""What expressions are worth: literals, arithmetic, logic, comparison, lists, contexts, types (DMN 1.3, chapter 10).

Each line is an expression and, after the arrow, a plainer one of the same value; `null` where FEEL has no value.
"""

from __future__ import annotations

import pytest

from tests.core.tables.feel import ask, feel


def lines(text: str) -> list[tuple[str, str]]:
    pairs = (line.rpartition(" -> ") for line in text.strip().splitlines() if " -> " in line)
    return [(left.strip(), right.strip()) for left, _, right in pairs]


def same(expression: str, plain: str) -> None:
    found, wanted = feel(expression), feel(plain)
    assert found == wanted
    assert type(found) is type(wanted)


LITERALS = r"""
.872 -> 0.872
-.872 -> 0 - 0.872
1.5e3 -> 1500
string length("a\nb") -> 3
"\u0041\t\"\\" -> "A	" + "\"" + "\\"
"\U01F40E" -> "🐎"
string length("🐎ab") -> 3
[1, 2, 3,4] -> [1,2,3,4]
[] -> []
{} -> {}
{a: 1, "b c": 2} -> {a: 1, b c: 2}
{a: 1, b: a + 1}.b -> 2
{a: 1, a: 2} -> null
{f: 1, g: {h: f + 1}}.g.h -> 2
@"2024-02-29" -> date("2024-02-29")
@"10:00:00" -> time("10:00:00")
@"P1D" -> duration("P1D")
/* a comment */ 1 // and another -> 1
"""
ARITHMETIC = r"""
1 + 2 * 3 - 4 / 2 -> 5
(1 + 2) * 3 -> 9
2 ** 3 ** 2 -> 64
-3 ** 2 -> 9
2 ** -1 -> 0.5
10 - -5 -> 15
--5 -> 5
0.1 + 0.2 -> 0.3
1 / 3 -> 0.3333333333333333333333333333333333
1 / 0 -> null
0 / 0 -> null
10 ** 7000 -> null
(-8) ** 0.5 -> null
"a" + "b" -> "ab"
"a" + 1 -> null
1 + null -> null
null + "a" -> null
true + 1 -> null
[1] + [2] -> null
"a" - "b" -> null
"a" * 2 -> null
-"a" -> null
-null -> null
-duration("P1D") -> duration("-P1D")
9007199254740993 + 0 -> 9007199254740993
"""
LOGIC = r"""
true and true -> true
true and null -> null
null and true -> null
false and null -> false
null and false -> false
null and null -> null
true and 1 -> null
1 and false -> false
true or null -> true
null or true -> true
false or null -> null
null or null -> null
"a" or true -> true
"a" or false -> null
not(true) -> false
not(null) -> null
not(1) -> null
true and false or true -> true
if true then 1 else 2 -> 1
if false then 1 else 2 -> 2
if null then 1 else 2 -> 2
if 1 then 1 else 2 -> 2
if 1 = 1 then if 1 = 2 then "a" else "b" else "c" -> "b"
"""
COMPARISON = r"""
1 = 1.0 -> true
1 = "1" -> null
1 != "1" -> null
null = null -> true
null != null -> false
1 = null -> false
1 != null -> true
"a" = "a" -> true
"a" < "b" -> true
"B" < "a" -> true
1 < "a" -> null
null < 1 -> null
true < false -> null
[1, 2] = [1, 2] -> true
[1, 2] = [2, 1] -> false
[1] = [1, 2] -> false
{a: 1, b: 2} = {b: 2, a: 1} -> true
{a: 1} = {a: 2} -> false
[1, 2] < [3] -> null
date("2024-01-01") < date("2024-01-02") -> true
date("2024-01-01") = "2024-01-01" -> null
date("2024-01-01") = date and time("2024-01-01T00:00:00") -> null
time("10:00:00Z") = time("11:00:00+01:00") -> true
time("10:00:00") < time("10:00:00Z") -> null
date and time("2024-07-01T12:00:00@Europe/Amsterdam") = date and time("2024-07-01T10:00:00Z") -> true
duration("P1D") = duration("PT24H") -> true
duration("P1Y") = duration("P12M") -> true
duration("P1Y") = duration("P365D") -> null
duration("P1Y") < duration("P13M") -> true
5 between 1 and 10 -> true
5 between 5 and 5 -> true
5 between 6 and 10 -> false
null between 1 and 10 -> null
5 between null and 3 -> false
"b" between "a" and "c" -> true
1 in [1..3] -> true
1 in (1..3] -> false
3 in [1..3) -> false
3 in ]1..3] -> true
2 in [1..3[ -> true
5 in (> 3) -> true
5 in > 3 -> true
5 in (> 3, < 2) -> true
5 in (1, 2) -> false
5 in (1, 5) -> true
5 in [1, 5] -> true
5 in ([1..2], [4..6]) -> true
"a" in ("b", "a") -> true
null in (null) -> true
1 in "a" -> null
date("2024-01-15") in [date("2024-01-01")..date("2024-02-01")] -> true
"""
LISTS = r"""
[10, 20, 30][1] -> 10
[10, 20, 30][-1] -> 30
[10, 20, 30][0] -> null
[10, 20, 30][4] -> null
[10, 20, 30][-4] -> null
100[1] -> 100
100[2] -> null
[10, 20, 30][item > 10] -> [20, 30]
[10, 20, 30][true] -> [10, 20, 30]
[10, 20, 30][false] -> []
[10, null, 30][item > 10] -> [30]
[][1] -> null
[][item > 1] -> []
null[1] -> null
[{a: 1}, {a: 2}][a > 1] -> [{a: 2}]
[{a: 1}, {b: 2}].a -> [1, null]
[{a: 1}, {a: 2}].a -> [1, 2]
[{a b: 1}, {a b: 2}][a b = 2].a b -> [2]
[{x: 1, y: 2}, {x: null, y: 3}][x = null].y -> [3]
[[1, 2], [3]][1] -> [1, 2]
{a: {b: {c: 3}}}.a.b.c -> 3
{a: 1}.b -> null
null.a -> null
(1).a -> null
for x in [1, 2] return x + 1 -> [2, 3]
for x in 1..3 return x -> [1, 2, 3]
for x in 3..1 return x -> [3, 2, 1]
for x in [1..3] return x -> [1, 2, 3]
for x in [] return x -> []
for x in null return x -> null
for x in 5 return x -> [5]
for x in 1..2, y in [10, 20] return x + y -> [11, 21, 12, 22]
for x in [[1, 2], [3]], y in x return y -> [1, 2, 3]
for x in 1..5 return if x < 3 then 1 else sum(partial) -> [1, 1, 2, 4, 8]
for x in 1.5..3 return x -> null
for x in @"2024-02-28"..@"2024-03-01" return x.day -> [28, 29, 1]
for long name in [1, 2] return long name * 2 -> [2, 4]
some x in [1, 2] satisfies x > 1 -> true
some x in [1, 2] satisfies x > 2 -> false
some x in [] satisfies x > 2 -> false
some x in [1, null] satisfies x > 2 -> null
some x in [1, 2], y in [2, 3] satisfies x = y -> true
every x in [1, 2] satisfies x > 0 -> true
every x in [] satisfies x > 0 -> true
every x in [1, null] satisfies x > 0 -> null
every x in [-1, null] satisfies x > 0 -> false
every x in null satisfies x > 0 -> null
"""
FUNCTIONS = r"""
(function(a, b) a - b)(5, 3) -> 2
(function(a, b) a - b)(b: 5, a: 3) -> -2
(function(a: number) a)("x") -> null
(function(a: number) a)([1]) -> 1
(function(a: list<number>) a)(1) -> [1]
(function(a) a)() -> null
(function(a) a)(1, 2) -> null
(function() 7)() -> 7
{add: function(a) function(b) a + b, r: add(1)(2)}.r -> 3
{fib: function(n) if n <= 1 then n else fib(n - 1) + fib(n - 2), r: fib(10)}.r -> 55
{f: function(x) x + 1, r: for i in 1..3 return f(i)}.r -> [2, 3, 4]
sort([3, 1, 2], function(x, y) x > y) -> [3, 2, 1]
sort(["b", "a"], function(x, y) x < y) -> ["a", "b"]
(1)(2) -> null
no_such_function(1) -> null
function(a) external {java: {class: "x", method signature: "y"}} = null -> null
"""
TYPES = r"""
1 instance of number -> true
"a" instance of number -> false
null instance of number -> false
null instance of Any -> false
1 instance of Any -> true
[1, 2] instance of list<number> -> true
[1, "a"] instance of list<number> -> false
[] instance of list<number> -> true
1 instance of list<number> -> false
{a: 1} instance of context<a: number> -> true
{a: 1, b: 2} instance of context<a: number> -> true
{b: 2} instance of context<a: number> -> false
[1..2] instance of range<number> -> true
["a".."b"] instance of range<number> -> false
(function(a: number) a) instance of function<number> -> Any -> true
date("2024-01-01") instance of date -> true
date and time("2024-01-01T00:00:00") instance of date and time -> true
date and time("2024-01-01T00:00:00") instance of date -> false
duration("P1D") instance of days and time duration -> true
duration("P1Y") instance of years and months duration -> true
duration("P1Y") instance of days and time duration -> false
1 instance of no_such_type -> null
"""


@pytest.mark.parametrize(("expression", "plain"), lines(LITERALS))
def test_a_literal_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(ARITHMETIC))
def test_arithmetic_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(LOGIC))
def test_logic_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(COMPARISON))
def test_a_comparison_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(LISTS))
def test_a_list_or_context_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(FUNCTIONS))
def test_a_function_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(TYPES))
def test_a_type_question_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


def test_names_may_hold_spaces_signs_and_keywords() -> None:
    facts = {"Monthly Salary": 10, "a-b": 2, "Approved/Declined": "A", "date and time of birth": 1, "for you": 3}
    from tests.core.tables.feel import TODAY, model

    def value(text: str) -> object:
        return model(text, *facts).decide("D", facts, today=TODAY).value

    assert value("12 * Monthly Salary") == 120
    assert value("Monthly   Salary+1") == 11
    assert value("a-b + 1") == 3
    assert value('Approved/Declined = "A"') is True
    assert value("date and time of birth + for you") == 4


@pytest.mark.parametrize("text", ["1 + null", "1 < true", "[1][2]", "unknown", 'date("x")', "1 / 0", "{}.a"])
def test_a_null_says_where_it_arose(text: str) -> None:
    outcome = ask(text)
    assert outcome.value is None
    assert outcome.reasons[0].decision == "D"
    assert outcome.reasons[0].position is not None
    assert str(outcome.reasons[0].cause)


@pytest.mark.parametrize(
    ("given", "counts"),
    [("sum", (1, 2, 3, 4)), ("substring", (2, 3)), ("abs", (1,)), ("(function(a, b) a + b)", (2,))],
)
def test_a_function_belongs_to_every_type_with_as_many_arguments_as_it_takes(
    given: str, counts: tuple[int, ...]
) -> None:
    for count in range(1, 5):
        wanted = ", ".join(["Any"] * count)
        assert ask(f"{given} instance of function<{wanted}> -> Any").value is (count in counts)
