"""What FEEL's own functions are worth (DMN 1.5, 10.3.4), as an expression and, after the arrow, a plainer one."""

from __future__ import annotations

import pytest

from sluitend.core.tables.builtins import BUILTINS
from tests.core.tables.feel import feel
from tests.core.tables.test_feel_values import lines, same

NUMBERS = r"""
decimal(1/3, 2) -> 0.33
decimal(2.5, 0) -> 2
decimal(3.5, 0) -> 4
decimal(1234, -2) -> 1200
decimal(1, 6177) -> null
decimal(1, -6112) -> null
decimal(1.5, 6176) -> 1.5
decimal(null, 1) -> null
floor(1.5) -> 1
floor(2.55, 1) -> 2.5
floor(2.5, null) -> null
ceiling(2.5, null) -> null
floor(n: 2.5) -> 2
floor(-1.5) -> -2
floor(-1.56, 1) -> -1.6
ceiling(1.5) -> 2
ceiling(-1.56, 1) -> -1.5
round up(5.5, 0) -> 6
round up(-5.5, 0) -> -6
round up(1.121, 2) -> 1.13
round down(5.5, 0) -> 5
round down(-5.5, 0) -> -5
round half up(5.5, 0) -> 6
round half up(-1.126, 2) -> -1.13
round half down(5.5, 0) -> 5
round half down(-5.5, 0) -> -5
abs(-10) -> 10
abs(@"-PT5H") -> @"PT5H"
abs(@"-P3M") -> @"P3M"
modulo(12, 5) -> 2
modulo(-12, 5) -> 3
modulo(12, -5) -> -3
modulo(-12, -5) -> -2
modulo(10.1, 4.5) -> 1.1
modulo(-10.1, 4.5) -> 3.4
modulo(1, 0) -> null
sqrt(16) -> 4
sqrt(-1) -> null
decimal(log(10), 8) -> 2.30258509
log(0) -> null
decimal(exp(5), 8) -> 148.4131591
odd(5) -> true
odd(2) -> false
odd(-1) -> true
even(2) -> true
even(1.5) -> false
floor("1") -> null
floor() -> null
floor(1, 2, 3) -> null
floor(n: 1.7) -> 1
floor(x: 1.7) -> null
"""
STRINGS = r"""
substring("foobar", 3) -> "obar"
substring("foobar", 3, 3) -> "oba"
substring("foobar", -2, 1) -> "a"
substring("\U01F40Eab", 2) -> "ab"
substring("foobar", 0) -> null
substring("foobar", 7) -> null
substring("foobar", 1, 0) -> null
substring(string: "foobar", start position: 3) -> "obar"
substring(start position: 3, string: "foobar") -> "obar"
string length("foo") -> 3
string length("") -> 0
upper case("aBc4") -> "ABC4"
lower case("aBc4") -> "abc4"
substring before("foobar", "bar") -> "foo"
substring before("foobar", "xyz") -> ""
substring before("foobar", "") -> ""
substring after("foobar", "ob") -> "ar"
substring after("foobar", "xyz") -> ""
substring after("foobar", "") -> "foobar"
contains("foobar", "of") -> false
contains("foobar", "") -> true
starts with("foobar", "fo") -> true
ends with("foobar", "r") -> true
string join(["a", "b", "c"], "_and_") -> "a_and_b_and_c"
string join(["a", "b", "c"]) -> "abc"
string join(["a", null, "c"], "X") -> "aXc"
string join([], "X") -> ""
string join(["a", "b"], ":", "pre", "suf") -> "prea:bsuf"
string join(["a", "b"], ":", "pre") -> null
string join([1], "X") -> null
split("John Doe", "\\s") -> ["John", "Doe"]
split("a;b;c;;", ";") -> ["a", "b", "c", "", ""]
split("a", "(") -> null
contains(null, "a") -> null
upper case(1) -> null
"""
PATTERNS = r"""
matches("foobar", "^fo*b") -> true
matches("foobar", "^fo*x") -> false
matches("abracadabra", "bra") -> true
matches("abracadabra", "^a.*a$") -> true
matches("abracadabra", "^bra") -> false
matches("FooBar", "foo", "i") -> true
matches("a\nb", "a.b") -> false
matches("a\nb", "a.b", "s") -> true
matches("x\nab", "^a") -> false
matches("x\nab", "^a", "m") -> true
matches("hello world", "hello\\ sworld", "x") -> true
matches("helloworld", "hello world", "x") -> true
matches("pot", "[o p]ot \n $", "x") -> true
matches("p ot", "p [ ] o t", "x") -> true
matches("po[t", "po \\ [ t", "x") -> true
matches("k", "\\p{ Ll }", "x") -> true
matches("k", "\\p{ Ll }") -> null
replace("p-o-t", "p | t", "x", "x") -> "x-o-x"
matches("a.b", "a.b", "q") -> true
matches("axb", "a.b", "q") -> false
matches("a", "a", "p") -> null
matches("a", "[") -> null
matches("a", "a{2") -> null
matches("a", "(?=a)") -> null
matches("aa", "(a)\\1") -> true
matches("a", "\\b") -> null
matches("1", "^\\d$") -> true
matches("٣", "^\\d$") -> true
matches("é", "^\\w$") -> true
matches("-", "\\w") -> false
matches("a b", "^\\S\\s\\S$") -> true
matches("x", "^[a-z-[aeiou]]$") -> true
matches("e", "^[a-z-[aeiou]]$") -> false
matches("q", "^[^a-p-[x-z]]$") -> true
matches("y", "^[^a-p-[x-z]]$") -> false
matches("É", "^\\p{Lu}$") -> true
matches("a", "^\\P{Lu}$") -> true
matches("a", "^\\p{IsBasicLatin}$") -> true
matches("é", "^\\p{IsBasicLatin}$") -> false
matches("a", "\\p{Nonsense}") -> null
matches("foo", "^(?:f|g)oo$") -> true
matches("_a", "^\\i\\c*$") -> true
matches("a]", "[\\]]") -> true
matches(null, "a") -> null
matches("a", null) -> null
replace("banana", "a", "o") -> "bonono"
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") -> "[1=ab][2=]cd"
replace("abracadabra", "bra", "*") -> "a*cada*"
replace("abracadabra", "a.*a", "*") -> "*"
replace("abracadabra", "a.*?a", "*") -> "*c*bra"
replace("abracadabra", "a", "") -> "brcdbr"
replace("abracadabra", "a(.)", "a$1$1") -> "abbraccaddabbra"
replace("abracadabra", ".*?", "$1") -> null
replace("AAAA", "A+", "b") -> "b"
replace("AAAA", "A+?", "b") -> "bbbb"
replace("darted", "^(.*?)d(.*)$", "$1c$2") -> "carted"
replace("a", "a", "\\$") -> "$"
replace("a", "a", "$") -> null
replace("a", "a", "\\") -> null
replace("ABC", "b", "x", "i") -> "AxC"
"""
LISTS = r"""
list contains([1, 2, 3], 2) -> true
list contains([1, null], null) -> true
list contains([1], "1") -> false
list contains(null, 1) -> null
count([1, 2, 3]) -> 3
count([]) -> 0
count(1) -> 1
count(null) -> null
min([1, 2, 3]) -> 1
min(1, 2, 3) -> 1
min("b", "a") -> "a"
min([]) -> null
min([1, "a"]) -> null
min([1, null]) -> null
max([@"2024-01-01", @"2025-01-01"]) -> @"2025-01-01"
max(1) -> 1
sum([1, 2, 3]) -> 6
sum(1) -> 1
sum([]) -> null
sum([@"P1D", @"P2D"]) -> @"P3D"
sum([1, null]) -> null
mean([1, 2, 3]) -> 2
mean([]) -> null
mean([@"P1D", @"P3D"]) -> @"P2D"
all([true, true]) -> true
all([false, null, true]) -> false
all([true, null]) -> null
all([]) -> true
all(0) -> null
any([false, null, true]) -> true
any([false, null]) -> null
any([]) -> false
all() -> null
any() -> null
mode() -> null
append(list: [1], item: 2) -> [1, 2]
sublist([4, 5, 6], 1, 2) -> [4, 5]
sublist([4, 5, 6], -2) -> [5, 6]
sublist([4, 5, 6], 0) -> null
sublist([4, 5, 6], 2, 3) -> null
append([1], 2, 3) -> [1, 2, 3]
append([1], [2]) -> [1, [2]]
append([], null) -> [null]
append(1, 2) -> [1, 2]
concatenate([1, 2], [3]) -> [1, 2, 3]
concatenate([1], null) -> null
concatenate([1], 2) -> [1, 2]
insert before([1, 3], 1, 2) -> [2, 1, 3]
insert before([1, 3], -1, 2) -> [1, 2, 3]
insert before([1, 3], 5, 2) -> null
remove([1, 2, 3], 2) -> [1, 3]
remove([1, 2, 3], -1) -> [1, 2]
remove([1], 2) -> null
reverse([1, 2, 3]) -> [3, 2, 1]
index of([1, 2, 3, 2], 2) -> [2, 4]
index of([1, null], null) -> [2]
index of([1], 5) -> []
union([1, 2], [2, 3]) -> [1, 2, 3]
distinct values([1, 2, 3, 2, 1]) -> [1, 2, 3]
distinct values([1, "1", null, null, {a: 1}, {a: 1}]) -> [1, "1", null, {a: 1}]
flatten([[1, 2], [[3]], 4]) -> [1, 2, 3, 4]
product([2, 3, 4]) -> 24
product(2, 3) -> 6
product([]) -> null
median(8, 2, 5, 3, 4) -> 4
median([6, 1, 2, 3]) -> 2.5
median([]) -> null
decimal(stddev(2, 4, 7, 5), 8) -> 2.08166600
stddev([47]) -> null
mode([6, 3, 9, 6, 6]) -> [6]
mode([6, 1, 9, 6, 1]) -> [1, 6]
mode([]) -> []
list replace([2, 4, 7, 8], 3, 6) -> [2, 4, 6, 8]
list replace([2, 4, 7, 8], -1, 6) -> [2, 4, 7, 6]
list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) -> [5, 5, 7, 8]
list replace([2], 3, 6) -> null
sort([3, 1, 2]) -> [1, 2, 3]
sort([], function(a, b) a < b) -> []
sort([1, "a"]) -> null
"""
CONTEXTS = r"""
get value({key1: "value1"}, "key1") -> "value1"
get value({key1: "value1"}, "unknown") -> null
get value({x: {y: {z: 5}}}, ["x", "y", "z"]) -> 5
get value({x: {y: 1}}, ["x", "q"]) -> null
get value(null, "a") -> null
get entries({key1: "value1"}) -> [{key: "key1", value: "value1"}]
get entries({}) -> []
context([{key: "a", value: 1}, {key: "b", value: 2}]) -> {a: 1, b: 2}
context([{key: "a", value: 1}, {key: "a", value: 2}]) -> null
context([{key: "a"}]) -> null
context({key: "a", value: 1}) -> {a: 1}
context put({x: 1}, "y", 2) -> {x: 1, y: 2}
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) -> {x: 1, y: {a: 2}}
context put({x: 1}, [], 2) -> null
context put({x: 1}, null, 2) -> null
context merge([{x: 1}, {y: 2}]) -> {x: 1, y: 2}
context merge([{x: 1}, {x: 2}]) -> {x: 2}
context merge([{x: 1}, 2]) -> null
"""
CONVERSION = r"""
number("1 000,0", " ", ",") -> 1000
number("1,000.5", ",", ".") -> 1000.5
number("1.5", null, ".") -> 1.5
number("1.5") -> 1.5
number("1,5", ",", ",") -> null
number("x", ",", ".") -> null
number("1;0", ";", ".") -> null
number("-1e3", null, null) -> -1000
number(2.50) -> 2.5
number([7]) -> 7
number(from: 7) -> 7
number(7, ",", ".") -> null
number(false) -> null
number(null) -> null
string(1.10) -> "1.1"
string(10000000000) -> "10000000000"
string(null) -> null
string("a") -> "a"
string(true) -> "true"
string(@"2024-02-29") -> "2024-02-29"
string(@"P1Y2M") -> "P1Y2M"
string(duration("PT36H")) -> "P1DT12H"
string(time("10:00:00.500+01:00")) -> "10:00:00.5+01:00"
string(date and time("2024-02-29T10:00:00@Europe/Amsterdam")) -> "2024-02-29T10:00:00@Europe/Amsterdam"
string([1, "a", {x: [null]}]) -> "[1, \"a\", {x: [null]}]"
string([1..3)) -> "[1..3)"
string({last name: 1, "a:b": {"": 2, "\"": [3]}}) -> "{last name: 1, \"a:b\": {\"\": 2, \"\\\"\": [3]}}"
range("[1..3]") -> [1..3]
range("(1..3)") -> (1..3)
range("]1..3[") -> (1..3)
range("[\"a\"..\"c\"]") -> ["a".."c"]
range("[@\"2024-01-01\"..date(\"2024-02-01\"))") -> [@"2024-01-01"..@"2024-02-01")
range("[1..]") -> null
range("[..]") -> null
range("(..)") -> null
range("[3..1]") -> null
range("[1..\"a\"]") -> null
range("[1+1..3]") -> null
range("[null..3]") -> null
range("[a..b]") -> null
range("1..3") -> null
range("[1..3") -> null
range("[1,3]") -> null
range("") -> null
range("[true..false]") -> null
range(null) -> null
range("[[1..2]..3]") -> null
range("[-1.5..-.5]") -> [-1.5..-0.5]
"""
INTERVALS = r"""
before(1, 10) -> true
before(10, 1) -> false
before(1, [1..10]) -> false
before(1, (1..10]) -> true
before([1..10), 10) -> true
before([1..10], [10..15]) -> false
before([1..10), [10..15]) -> true
after(12, [2..5]) -> true
after([11..20], 12) -> false
after((10..20], 10) -> true
meets([1..5], [5..10]) -> true
meets([1..5), [5..10]) -> false
met by([5..10], [1..5]) -> true
overlaps([1..5], [3..8]) -> true
overlaps([1..5], [5..8]) -> true
overlaps([1..5), [5..8]) -> false
overlaps([1..5], [6..8]) -> false
overlaps before([1..5], [3..8]) -> true
overlaps before([1..5], [1..8]) -> false
overlaps before([1..5], (1..5]) -> true
overlaps after([3..8], [1..5]) -> true
overlaps after((1..5], [1..5)) -> true
finishes(10, [1..10]) -> true
finishes(10, [1..10)) -> false
finishes([5..10], [1..10]) -> true
finished by([1..10], 10) -> true
finished by([1..10], [5..10]) -> true
includes([1..10], 5) -> true
includes([1..10], [4..6]) -> true
includes((1..10], 1) -> false
during(5, [1..10]) -> true
during([4..6], [1..10)) -> true
during((1..10), [1..10]) -> true
starts(1, [1..10]) -> true
starts([1..5], [1..10]) -> true
starts((1..5], [1..10]) -> false
started by([1..10], 1) -> true
started by([1..10], [1..5]) -> true
coincides(5, 5) -> true
coincides([1..5], [1..5]) -> true
coincides([1..5], [1..5)) -> false
before(1, "a") -> null
before([1..2], ["a".."b"]) -> null
[1..3].start -> 1
(1..3].start included -> false
[1..3).end included -> false
(< 5).end -> 5
(< 5).start -> null
(>= 5).start included -> true
(< 5) = (null..5) -> false
(< 5) = (< 5) -> true
range("(..5]") = (<= 5) -> true
(= 5) = [5..5] -> false
(!= 5) = (!= 5) -> true
[1..3] = [1..3] -> true
[1..3] = [1..3) -> false
[1..3] = [1..4] -> false
3 in (null..5] -> null
7 in (null..5] -> false
3 in range("(..5]") -> true
is(@"2012-12-25", @"23:00:50") -> false
is(@"23:00:50z", @"23:00:50") -> false
is(@"23:00:50z", @"23:00:50+00:00") -> true
is(1, 1.0) -> true
is(null, null) -> true
"""


def test_every_function_of_the_standard_is_there() -> None:
    assert len(BUILTINS) >= 90 - 6
    for name in ("date and time", "years and months duration", "list replace", "context merge", "overlaps before"):
        assert name in BUILTINS


@pytest.mark.parametrize(("expression", "plain"), lines(NUMBERS))
def test_a_function_of_numbers_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(STRINGS))
def test_a_function_of_strings_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(PATTERNS))
def test_a_pattern_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(LISTS))
def test_a_function_of_lists_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(CONTEXTS))
def test_a_function_of_contexts_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(CONVERSION))
def test_a_conversion_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


@pytest.mark.parametrize(("expression", "plain"), lines(INTERVALS))
def test_an_interval_question_is_worth(expression: str, plain: str) -> None:
    same(expression, plain)


def test_a_function_may_be_given_to_another_by_its_name() -> None:
    assert feel('{f: upper case, r: f("a")}.r') == "A"
