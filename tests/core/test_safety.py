"""The weighing with all its branches, for every shipped framework; the child check; what keeps a matter from being forgotten."""

from datetime import date
from itertools import product

import pytest

from sluitend.core.content import ContentError, Outcome, check
from sluitend.core.safety import (
    BEFORE_A_DECISION,
    Answer,
    ChildCheck,
    Decision,
    Kind,
    MatterFacts,
    Step,
    Told,
    child_check,
    due,
    follows,
    not_told_yet,
    skipped,
    weigh,
    wrongs,
)
from tests.content.reader import read

FRAMEWORKS = list(read("weighing").values())
QUESTIONS = ("suspicion", "danger", "can_help", "accepted", "worked")
Y, N, U = Answer.YES, Answer.NO, Answer.UNSURE


def expected(suspicion, danger, can_help, accepted, worked):
    """The branches as domain.md 8 has them, written once more, without content."""
    if suspicion is not Y:
        return Outcome.NO_FURTHER if suspicion is N else None
    if danger is Y:
        return Outcome.REPORT  # whatever is weighed with Veilig Thuis after it
    if danger is not N:
        return None
    if can_help is not Y:
        return Outcome.REPORT if can_help is N else None
    if accepted is not Y:
        return Outcome.REPORT if accepted is N else None
    return {Y: Outcome.CLOSE_WITH_FOLLOW_UP, N: Outcome.REPORT}.get(worked, Outcome.HELP)


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
def test_every_way_through_the_questions_leads_where_the_framework_says(framework):
    for answers in product((Y, N, U, None), repeat=5):
        given = {name: answer for name, answer in zip(QUESTIONS, answers, strict=True) if answer}
        found = weigh(framework, given)
        assert found.advice == expected(*answers), answers
        assert len(found.path) <= 5
        assert not (found.open and U in [answer for _, answer in found.path])


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
def test_no_against_a_disclosure_is_named(framework):
    answers = {"suspicion": Y, "danger": N}
    assert weigh(framework, answers, disclosure=True).against_disclosure.id == "danger"
    assert weigh(framework, answers).against_disclosure is None


def test_questions_are_numbered_per_profession():
    numbers = {tuple(question.number for question in one.questions) for one in FRAMEWORKS}
    assert len(numbers) == len(FRAMEWORKS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"next": "danger"}, "staat"),
        ({"next": None, "outcome": None}, "next, outcome"),
    ],
)
def test_a_framework_with_a_branch_that_leads_nowhere_or_back_is_refused(change, words):
    data = FRAMEWORKS[0].model_dump(mode="json")
    data["questions"][2]["if_yes"] |= change
    with pytest.raises(ContentError, match=words):
        check("weighing", data, f"weighing/{data['id']}.yaml")


def test_a_question_that_nothing_leads_to_is_refused():
    data = FRAMEWORKS[0].model_dump(mode="json")
    data["questions"][3]["if_yes"]["next"] = None
    with pytest.raises(ContentError, match="worked"):
        check("weighing", data, f"weighing/{data['id']}.yaml")


@pytest.mark.parametrize(
    ("serious", "children", "pregnant"), list(product((True, False), (True, False, None), (True, False, None)))
)
def test_the_child_check(serious, children, pregnant):
    found = child_check(serious=serious, children=children, pregnant=pregnant)
    if not serious:
        assert found is ChildCheck.NOT_NEEDED
    elif children or pregnant:
        assert found is ChildCheck.CHILD
    else:
        assert found is (ChildCheck.ASK if None in (children, pregnant) else ChildCheck.NO_CHILD)


def test_advice_that_nothing_gave_is_never_followed():
    assert not any(follows(decision, None) for decision in Decision)
    for outcome in Outcome:
        assert any(follows(decision, outcome) for decision in Decision)
    assert not follows(Decision.NO_FURTHER, Outcome.REPORT)


def test_what_was_skipped_is_named_in_the_usual_order():
    assert skipped([]) == BEFORE_A_DECISION
    assert skipped([Step.WEIGHING, Step.SIGNALS]) == (Step.CONSULTATION, Step.CONVERSATION)
    assert skipped(BEFORE_A_DECISION) == ()


def test_the_term_of_the_assessment_skips_weekends_and_dutch_holidays():
    term = FRAMEWORKS[0].terms.assessment
    assert due(term, date(2026, 11, 23)) == date(2026, 11, 30)
    assert due(term, date(2026, 12, 23)) == date(2026, 12, 31)  # Christmas on Friday and Saturday, a weekend
    assert due(FRAMEWORKS[0].terms.investigation, date(2026, 11, 30)) == date(2027, 2, 8)


OPEN = {"open": True, "holders": [1], "circle": frozenset({1, 2}), "promises": [(Kind.STEP, 1)]}
ENDED = {
    "open": False,
    "holders": [1],
    "circle": frozenset({1}),
    "promises": [],
    "ending": "no_suspicion",
    "ended_by": 1,
}


@pytest.mark.parametrize("good", [OPEN, ENDED, ENDED | {"promises": [(Kind.FOLLOW_UP, 1)]}])
def test_a_good_matter_has_nothing_wrong(good):
    assert wrongs(MatterFacts(**good)) == []


@pytest.mark.parametrize(
    "bad",
    [
        OPEN | {"holders": []},
        OPEN | {"holders": [1, 2]},
        OPEN | {"promises": []},
        OPEN | {"promises": [(Kind.STEP, 3)]},
        ENDED | {"ending": ""},
        ENDED | {"ended_by": None},
        ENDED | {"promises": [(Kind.ASSESSMENT, 1)]},
    ],
)
def test_what_is_wrong_with_a_matter_is_said(bad):
    assert len(wrongs(MatterFacts(**bad))) == 1


@pytest.mark.parametrize("spoken", [True, False])
@pytest.mark.parametrize("told_of_report", [True, False])
@pytest.mark.parametrize("plan", [True, False])
def test_a_parent_reads_only_what_was_told_before(spoken, told_of_report, plan):
    known = {"spoken": spoken, "told_of_report": told_of_report, "plan": plan}
    can = {what for what in Told if not_told_yet(what, **known) is None}
    assert can == {
        what
        for what, there in ((Told.CONVERSATION, True), (Told.REPORT, told_of_report), (Told.PLAN, plan))
        if there and spoken
    }
