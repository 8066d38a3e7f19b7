"""Whole models: requirements, knowledge models, services, boxed expressions, item definitions, imports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sluitend.core import tables
from tests.core.tables.feel import TODAY

DMN = {
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


def read(body: str, version: str = "1.5", **imports: str) -> tables.Model:
    files = {name: file(text, version, f"urn:{name}").encode() for name, text in imports.items()}
    return tables.read(file(body, version, "urn:main").encode(), files)


def file(body: str, version: str, namespace: str) -> str:
    return f'<definitions xmlns="{DMN[version]}" xmlns:feel="x" name="m" namespace="{namespace}">{body}</definitions>'


def literal(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<literalExpression><text>{text}</text></literalExpression>"


def fact(name: str, type_ref: str = "") -> str:
    return f'<inputData id="i_{name}" name="{name}"><variable name="{name}" typeRef="{type_ref}"/></inputData>'


def decision(name: str, logic: str, *needs: str, type_ref: str = "") -> str:
    tags = {"i": ("information", "Input"), "d": ("information", "Decision"), "b": ("knowledge", "Knowledge")}
    links = ""
    for need in needs:
        kind, target = tags[need.rpartition("#")[2][0]]
        href = need if "#" in need else f"#{need}"
        links += f'<{kind}Requirement><required{target} href="{href}"/></{kind}Requirement>'
    variable = f'<variable name="{name}" typeRef="{type_ref}"/>'
    return f'<decision id="d_{name}" name="{name}">{variable}{links}{logic}</decision>'


def value(model: tables.Model, name: str, **facts: Any) -> Any:
    return model.decide(name, facts, today=TODAY).value


@pytest.mark.parametrize("version", list(DMN))
def test_every_version_is_read(version: str) -> None:
    assert value(read(decision("D", literal("1 + 1")), version), "D") == 2


def test_a_decision_uses_the_decisions_it_requires() -> None:
    model = read(
        fact("n", "number")
        + decision("Double", literal("n * 2"), "i_n", type_ref="number")
        + decision("Top", literal("Double + 1"), "d_Double")
    )
    assert value(model, "Top", n=4) == 9


def test_a_value_given_for_a_required_decision_wins() -> None:
    model = read(
        fact("n") + decision("Double", literal("n * 2"), "i_n") + decision("Top", literal("Double + 1"), "d_Double")
    )
    assert value(model, "Top", n=4, Double=100) == 101


def test_a_name_that_is_not_required_is_not_known() -> None:
    model = read(fact("n") + decision("D", literal("n")))
    outcome = model.decide("D", {"n": 1}, today=TODAY)
    assert outcome.value is None
    assert "n" in str(outcome.reasons[0].cause)
    assert [finding.kind for finding in tables.check(model)] == ["unknown-name"]


def test_a_missing_fact_is_named_as_the_reason() -> None:
    model = read(fact("n", "number") + decision("D", literal("n + 1"), "i_n"))
    outcome = model.decide("D", {}, today=TODAY)
    assert outcome.value is None
    assert str(outcome.reasons[0].cause) == "«n» is niet ingevuld."


KNOWLEDGE = (
    '<businessKnowledgeModel id="b_add" name="add"><variable name="add"/><encapsulatedLogic>'
    '<formalParameter name="a" typeRef="number"/><formalParameter name="b" typeRef="number"/>'
    f"{literal('if b <= 0 then a else add(a + 1, b - 1)')}</encapsulatedLogic></businessKnowledgeModel>"
)


def test_a_knowledge_model_is_called_and_may_call_itself() -> None:
    model = read(KNOWLEDGE + decision("D", literal("add(2, 3) + add(b: 1, a: 1)"), "b_add"))
    assert value(model, "D") == 7
    assert model.call("add", {"a": 1, "b": 2}, today=TODAY).value == 3


def test_an_invocation_passes_its_arguments_by_name() -> None:
    binding = "".join(
        f'<binding><parameter name="{name}"/>{literal(text)}</binding>' for name, text in (("b", "1"), ("a", "n"))
    )
    model = read(
        fact("n") + KNOWLEDGE + decision("D", f"<invocation>{literal('add')}{binding}</invocation>", "b_add", "i_n")
    )
    assert value(model, "D", n=5) == 6


SERVICE = (
    '<decisionService id="d_S" name="S"><variable name="S"/><outputDecision href="#d_Top"/>'
    '<encapsulatedDecision href="#d_Mid"/><inputDecision href="#d_Low"/><inputData href="#i_n"/></decisionService>'
)


def test_a_decision_service_answers_from_its_own_inputs_alone() -> None:
    model = read(
        fact("n", "number")
        + decision("Low", literal("99"))
        + decision("Mid", literal("Low + n"), "d_Low", "i_n")
        + decision("Top", literal("Mid * 10"), "d_Mid")
        + SERVICE
        + decision("Caller", literal("S(1, 2)"), "b_x").replace("#b_x", "#d_S")
    )
    assert model.call("S", {"n": 1, "Low": 2}, today=TODAY).value == 30
    assert value(model, "Caller") == 30
    assert value(model, "Top", n=1) == 1000


def test_a_service_of_two_decisions_gives_a_context() -> None:
    model = read(
        decision("A", literal("1"))
        + decision("B", literal("2"))
        + '<decisionService name="S" id="s"><outputDecision href="#d_A"/>'
        + '<outputDecision href="#d_B"/></decisionService>'
    )
    assert model.call("S", {}, today=TODAY).value == {"A": 1, "B": 2}


def entry(name: str, inside: str, type_ref: str = "") -> str:
    return f'<contextEntry><variable name="{name}" typeRef="{type_ref}"/>{inside}</contextEntry>'


def test_a_boxed_context_sees_its_earlier_entries() -> None:
    inside = entry("a b", literal("2")) + entry("c", literal("a b * 3"))
    assert value(read(decision("D", f"<context>{inside}</context>")), "D") == {"a b": 2, "c": 6}


def test_a_boxed_context_with_a_result_gives_the_result() -> None:
    inside = entry("a", literal("2")) + f"<contextEntry>{literal('a + 1')}</contextEntry>"
    assert value(read(decision("D", f"<context>{inside}</context>")), "D") == 3


def test_a_boxed_entry_becomes_its_declared_type() -> None:
    inside = entry("a", literal("[2]"), "number") + entry("b", literal('"x"'), "number")
    assert value(read(decision("D", f"<context>{inside}</context>")), "D") == {"a": 2, "b": None}


@pytest.mark.parametrize("function", ["function(a, b) a + b", "function(a: number, b: number) a + b"])
def test_a_boxed_entry_that_is_a_function_may_declare_what_it_gives(function: str) -> None:
    inside = entry("plus", literal(function), "number") + f"<contextEntry>{literal('plus(1, 2)')}</contextEntry>"
    assert value(read(decision("D", f"<context>{inside}</context>")), "D") == 3


def test_a_boxed_function_list_and_relation() -> None:
    function = f'<functionDefinition><formalParameter name="x"/>{literal("x + 1")}</functionDefinition>'
    context = entry("f", function) + f"<contextEntry>{literal('f(1)')}</contextEntry>"
    assert value(read(decision("D", f"<context>{context}</context>")), "D") == 2
    assert value(read(decision("D", f"<list>{literal('1')}{literal('2')}</list>")), "D") == [1, 2]
    relation = '<relation><column name="a"/><column name="b"/>'
    relation += f"<row>{literal('1')}{literal('2')}</row><row>{literal('3')}{literal('4')}</row></relation>"
    assert value(read(decision("D", relation)), "D") == [{"a": 1, "b": 2}, {"a": 3, "b": 4}]


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        (
            f"<conditional><if>{literal('n > 1')}</if><then>{literal('1')}</then>"
            f"<else>{literal('2')}</else></conditional>",
            1,
        ),
        (f"<filter><in>{literal('[1, 2, 3]')}</in><match>{literal('item >= n')}</match></filter>", [2, 3]),
        (f"<filter><in>{literal('[{a: 1}, {a: 5}]')}</in><match>{literal('a > n')}</match></filter>", [{"a": 5}]),
        (f'<for iteratorVariable="x"><in>{literal("1..3")}</in><return>{literal("x * n")}</return></for>', [2, 4, 6]),
        (f'<for iteratorVariable="x"><in>{literal("[1, 2]")}</in><return>{literal("x * n")}</return></for>', [2, 4]),
        (
            f'<some iteratorVariable="x"><in>{literal("[1, 2]")}</in><satisfies>{literal("x = n")}</satisfies></some>',
            True,
        ),
        (
            f'<every iteratorVariable="x"><in>{literal("[1, 2]")}</in>'
            f"<satisfies>{literal('x = n')}</satisfies></every>",
            False,
        ),
    ],
)
def test_the_boxed_forms_of_version_1_4(logic: str, expected: Any) -> None:
    model = read(fact("n") + decision("D", logic, "i_n"))
    assert value(model, "D", n=2) == expected


@pytest.mark.parametrize(
    ("condition", "chosen"), [("true", "yes"), ("false", "no"), ("null", "no"), ("n > 1", "yes"), ("n", None)]
)
def test_a_boxed_condition_is_true_false_or_unknown(condition: str, chosen: str | None) -> None:
    boxed = f"<conditional><if>{literal(condition)}</if><then>{literal(chr(34) + 'yes' + chr(34))}</then>"
    boxed += f"<else>{literal(chr(34) + 'no' + chr(34))}</else></conditional>"
    outcome = read(fact("n") + decision("D", boxed, "i_n")).decide("D", {"n": 2}, today=TODAY)
    assert outcome.value == chosen
    assert [str(reason.cause) for reason in outcome.reasons] == (
        [] if chosen else ["«if» heeft ja of nee nodig, niet getal."]
    )


TYPES = """
<itemDefinition name="tGrade"><typeRef>string</typeRef>
  <allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
<itemDefinition name="tAge"><typeRef>number</typeRef>
  <allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
<itemDefinition name="tPerson">
  <itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
  <itemComponent name="age"><typeRef>tAge</typeRef></itemComponent>
</itemDefinition>
<itemDefinition name="tPeople" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>
"""


@pytest.mark.parametrize(
    ("type_ref", "given", "becomes"),
    [
        ("number", 1, 1),
        ("feel:number", 1, 1),
        ("number", "1", None),
        ("number", [1], 1),
        ("number", [1, 2], None),
        ("string", 1, None),
        ("tGrade", "low", "low"),
        ("tGrade", "middle", None),
        ("tAge", 120, 120),
        ("tAge", 121, None),
        ("tPerson", {"full name": "A", "age": 3}, {"full name": "A", "age": 3}),
        ("tPerson", {"full name": "A", "age": [3]}, {"full name": "A", "age": 3}),
        ("tPerson", {"full name": "A"}, {"full name": "A", "age": None}),
        ("tPerson", {"full name": 1, "age": 3}, None),
        ("tPeople", {"full name": "A", "age": 3}, [{"full name": "A", "age": 3}]),
        ("tPeople", [], []),
        ("tPeople", [{"full name": "A", "age": 300}], None),
        ("Any", "x", "x"),
    ],
)
def test_a_fact_becomes_its_declared_type(type_ref: str, given: Any, becomes: Any) -> None:
    model = read(TYPES + fact("x", type_ref) + decision("D", literal("x"), "i_x"))
    outcome = model.decide("D", {"x": given}, today=TODAY)
    assert outcome.value == becomes
    assert bool(outcome.reasons) is (becomes is None)


def test_the_parts_of_a_fact_are_known_by_their_names() -> None:
    model = read(TYPES + fact("p", "tPeople") + decision("D", literal("p[age > 3].full name"), "i_p"))
    assert value(model, "D", p=[{"full name": "A", "age": 3}, {"full name": "B", "age": 4}]) == ["B"]


def test_an_answer_becomes_its_declared_type() -> None:
    assert value(read(decision("D", literal("[1]"), type_ref="number")), "D") == 1
    assert value(read(decision("D", literal('"x"'), type_ref="number")), "D") is None
    when = value(read(decision("D", literal('date("2024-01-01")'), type_ref="dateTime")), "D")
    assert when.isoformat() == "2024-01-01T00:00:00+00:00"


def typed(text: str, type_ref: str) -> str:
    return literal(text).replace("<literalExpression>", f'<literalExpression typeRef="{type_ref}">')


@pytest.mark.parametrize(
    ("text", "type_ref", "becomes"),
    [
        ("[1]", "number", 1),
        ("[[1]]", "number", None),
        ('"x"', "number", None),
        ("1 + 1", "tNumbers", [2]),
        ("null", "tNumbers", None),
        ("1", "tNowhere", 1),
    ],
)
def test_an_expression_becomes_the_type_it_declares_itself(text: str, type_ref: str, becomes: Any) -> None:
    numbers = '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
    knowledge = (
        '<businessKnowledgeModel id="b_give" name="give"><encapsulatedLogic>'
        f"{typed(text, type_ref)}</encapsulatedLogic></businessKnowledgeModel>"
    )
    boxed = f"<list>{typed(text, type_ref)}</list>"
    model = read(
        numbers
        + knowledge
        + decision("Alone", typed(text, type_ref))
        + decision("Called", literal("give()"), "b_give")
        + decision("Boxed", boxed)
    )
    assert [value(model, name) for name in ("Alone", "Called", "Boxed")] == [becomes, becomes, [becomes]]


def test_an_invocation_becomes_the_type_it_declares_itself() -> None:
    binding = f'<binding><parameter name="{{}}"/>{literal("1")}</binding>'
    invocation = f'<invocation typeRef="string">{literal("add")}{binding.format("a")}{binding.format("b")}</invocation>'
    assert value(read(KNOWLEDGE + decision("D", invocation, "b_add")), "D") is None


def test_a_function_is_not_called_with_what_does_not_fit() -> None:
    knowledge = (
        '<businessKnowledgeModel id="b_empty" name="empty"><encapsulatedLogic>'
        f'<formalParameter name="n" typeRef="number"/>{literal("n = null")}</encapsulatedLogic></businessKnowledgeModel>'
    )
    asked = read(
        knowledge
        + decision("Wrong", literal('empty("x")'), "b_empty")
        + decision("Null", literal("empty(null)"), "b_empty")
    )
    outcome = asked.decide("Wrong", {}, today=TODAY)
    assert outcome.value is None
    assert "getal" in str(outcome.reasons[0].cause)
    assert value(asked, "Null") is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300 instance of tAge", True),
        ('"x" instance of tAge', False),
        ('"middle" instance of tGrade', True),
        ('[{full name: "A", age: 300}] instance of tPeople', True),
        ('[{full name: "A"}] instance of tPeople', False),
    ],
)
def test_instance_of_asks_for_the_type_and_not_for_its_limits(text: str, expected: bool) -> None:
    assert value(read(TYPES + decision("D", literal(text))), "D") is expected


IMPORT = '<import name="base" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'


def test_an_imported_model_lends_its_decisions_functions_and_types() -> None:
    base = (
        TYPES
        + fact("n", "number")
        + decision("Twice it", literal("n * 2"), "i_n").replace("d_Twice it", "d_t")
        + KNOWLEDGE
    )
    main = IMPORT + decision("D", literal("base.Twice it + base.add(1, 1)"), "urn:base#d_t", "urn:base#b_add")
    model = read(main, base=base)
    assert value(model, "D", n=4) == 10
    assert value(model, "D", base={"n": 5}) == 12
    assert value(model, "base.Twice it", n=4) == 8
    typed = read(IMPORT + fact("p", "base.tPerson") + decision("D", literal("p.full name"), "i_p"), base=base)
    assert value(typed, "D", p={"full name": "A", "age": 1}) == "A"


def test_a_missing_import_is_named() -> None:
    with pytest.raises(tables.TablesError, match="base"):
        read(IMPORT)


def test_a_reference_to_nothing_is_named() -> None:
    with pytest.raises(tables.TablesError, match="#i_nothing"):
        read(decision("D", literal("1"), "i_nothing"))


def test_a_function_in_another_language_is_refused_with_a_reason() -> None:
    function = f'<functionDefinition kind="Java"><formalParameter name="x"/>{literal("1")}</functionDefinition>'
    context = entry("f", function) + f"<contextEntry>{literal('f(1)')}</contextEntry>"
    outcome = read(decision("D", f"<context>{context}</context>")).decide("D", {}, today=TODAY)
    assert outcome.value is None
    assert "andere taal" in str(outcome.reasons[0].cause)


def test_a_broken_text_is_read_shown_and_refused_when_asked() -> None:
    model = read(fact("n") + decision("Good", literal("1")) + decision("Bad", literal("1 +"), "i_n"))
    assert value(model, "Good") == 1
    with pytest.raises(tables.TablesError) as refusal:
        value(model, "Bad")
    assert (refusal.value.decision, refusal.value.position) == ("Bad", 3)
    assert refusal.value.expected
    assert [(one.kind, one.decision) for one in tables.check(model)] == [("syntax", "Bad")]


def test_numbers_have_34_digits() -> None:
    assert value(read(decision("D", literal("1 / 3"))), "D") == Decimal("0." + "3" * 34)


def test_a_question_to_what_is_not_there_is_refused() -> None:
    model = read(decision("D", literal("1")))
    with pytest.raises(tables.TablesError, match="Nope"):
        value(model, "Nope")
    with pytest.raises(tables.TablesError, match="D"):
        model.call("D", {}, today=TODAY)


def test_a_service_keeps_what_imports_lend_apart_by_their_names() -> None:
    lent = fact("n", "number") + decision("Sum", literal("n + 100"), "i_n")
    service = (
        '<decisionService id="d_S" name="S"><outputDecision href="urn:base#d_Sum"/><outputDecision href="#d_Sum"/>'
        '<inputData href="urn:base#i_n"/><inputData href="#i_n"/></decisionService>'
    )
    main = IMPORT + fact("n", "number") + decision("Sum", literal("n + 1"), "i_n") + service
    model = read(main, base=lent)
    both = {"base.Sum": 105, "Sum": 8}
    assert model.call("S", {"base.n": 5, "n": 7}, today=TODAY).value == both
    assert model.call("S", {"base": {"n": 5}, "n": 7}, today=TODAY).value == both
    assert model.call("S", {"n": 7}, today=TODAY).value == {"base.Sum": 107, "Sum": 8}


def test_a_decision_given_to_a_service_does_not_stand_for_one_of_an_import() -> None:
    lent = fact("n", "number") + decision("Sum", literal("n + 100"), "i_n")
    service = (
        '<decisionService id="b_S" name="S"><outputDecision href="urn:base#d_Sum"/><outputDecision href="#d_Top"/>'
        '<inputDecision href="#d_Sum"/><inputData href="urn:base#i_n"/></decisionService>'
    )
    own = decision("Sum", literal("1")) + decision("Top", literal("Sum * 2"), "d_Sum")
    ask = decision("Ask", literal("S(5, 20)"), "b_S")
    assert value(read(IMPORT + own + service + ask, base=lent), "Ask") == {"base.Sum": 105, "Top": 40}


def nameless(*files: str) -> str:
    return "".join(f'<import name="" namespace="urn:{name}" importType="{DMN["1.5"]}"/>' for name in files)


@pytest.mark.parametrize("where", ["", "urn:far"])
def test_what_is_imported_without_a_name_counts_as_the_files_own(where: str) -> None:
    kind = '<itemDefinition name="tWeeks"><typeRef>number</typeRef></itemDefinition>'
    far = kind + fact("age") + decision("Grown", literal("age + 1"), "i_age")
    main = nameless("near") + decision("Weeks", literal("Grown * 7"), f"{where}#d_Grown", type_ref="tWeeks")
    main += decision("Plain", literal("age"), f"{where}#i_age", type_ref="tWeeks")
    model = read(main, near=nameless("far"), far=far)
    assert (value(model, "Weeks", age=2), value(model, "Plain", age=2)) == (21, 2)
    assert value(model, "Plain", age="two") is None
    assert value(model, "Grown", age=2) == 3


def test_of_imports_without_a_name_the_first_goes_and_the_files_own_name_before_them() -> None:
    lent = {name: decision("Who", literal(f'"{name}"')) for name in ("one", "two")}
    ask = decision("Ask", literal("Who"), "d_Who")
    assert value(read(nameless("one", "two") + ask, **lent), "Ask") == "one"
    assert value(read(nameless("two", "one") + ask, **lent), "Ask") == "two"
    own = read(nameless("one", "two") + ask + decision("Who", literal('"own"')), **lent)
    assert (value(own, "Ask"), value(own, "Who")) == ("own", "own")


def test_a_type_of_the_file_goes_before_one_imported_without_a_name() -> None:
    kinds = {
        ref: f'<itemDefinition name="tKind"><typeRef>{ref}</typeRef></itemDefinition>' for ref in ("string", "number")
    }
    main = nameless("far") + kinds["number"] + decision("D", literal("5"), type_ref="tKind")
    assert value(read(main, far=kinds["string"]), "D") == 5
