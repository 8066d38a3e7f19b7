"""Random histories: whatever people do, in whatever order, no family ever breaks a closing rule."""

from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from sluitend.care.coordination.models import Case, Turn
from sluitend.care.programmes.models import Enrolment, GroupMember
from sluitend.care.safety import models as safety_models
from sluitend.care.safety.models import Matter, Report
from tests.care import programme_histories, safety_histories
from tests.care.histories import MOVES, Play

ALL_MOVES = (*MOVES, *programme_histories.MOVES, *safety_histories.MOVES)
# A long history has much that stands in the way of an ending; without more tries some would hold too few.
ENDINGS = (Play.close, Play.close, safety_histories.report, safety_histories.end_or_reopen)
LONG_MOVES = (*ALL_MOVES, *ENDINGS, *ENDINGS)
CHECKS = (Play.check, programme_histories.check, safety_histories.check)

STEPS = 10_000
"""Of one long history on each database (issue 2, "how it is judged")."""


class FromData:
    def __init__(self, data):
        self.data = data

    def pick(self, options):
        return self.data.draw(st.sampled_from(options))

    def number(self, low, high):
        return self.data.draw(st.integers(low, high))


class FromSeed:
    def __init__(self, seed):
        self.random = Random(seed)

    def pick(self, options):
        return self.random.choice(options)

    def number(self, low, high):
        return self.random.randint(low, high)


NUMBERS = Random()
"""Where the numbers of safety matters come from: they are picked at random in life, and here come again with the history."""


@pytest.fixture(autouse=True)
def numbers_come_again(monkeypatch):
    monkeypatch.setattr(safety_models, "secrets", SimpleNamespace(randbelow=NUMBERS.randrange))


def begun():
    NUMBERS.seed(STEPS)
    play = Play()
    safety_histories.prepare(play)
    return play


def go(play, move):
    move(play)
    for check in CHECKS:
        check(play)


class Histories(RuleBasedStateMachine):
    """One example is one history; it is undone at its end, so that the next begins with an empty region."""

    @initialize()
    def begin(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.play = begun()

    @rule(move=st.sampled_from(ALL_MOVES), data=st.data())
    def step(self, move, data):
        self.play.draw = FromData(data)
        go(self.play, move)

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_history_breaks_a_closing_rule():
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    limits = settings(
        max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=slow, derandomize=True
    )
    run_state_machine_as_test(Histories, settings=limits)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_ten_thousand_steps_find_no_breach(seed):
    play = begun()
    play.draw = FromSeed(seed)
    for _ in range(STEPS // 4):
        go(play, play.draw.pick(LONG_MOVES))
    assert play.made > STEPS // 4 // 4, "most moves were refused: the history says little"
    assert Case.objects.filter(status="open").count() > 3
    assert Turn.objects.filter(why="closed").count() > 3
    assert Enrolment.objects.filter(status="ended").count() > 3
    assert Enrolment.objects.exclude(status="ended").count() > 3
    assert GroupMember.objects.exclude(ends_on=None).count() > 3
    assert Matter.objects.filter(ended_on=None).count() > 3
    assert Matter.objects.exclude(ended_on=None).count() > 3
    assert Report.objects.filter(investigated_on__isnull=False).exists()
