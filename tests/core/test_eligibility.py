"""What the tables of a programme come to: one that offers is enough, unknown is asked about, and no is never read from silence."""

import pytest

from sluitend.core.content import FactorKind
from sluitend.core.decide import Proposal
from sluitend.core.eligibility import Says, Stage, asks, says, tables_at, with_seen
from tests.content.reader import read

VOORZORG = read("programme")["voorzorg"]
FACTORS = tuple(read("factor").values())
FITS, ASK, NOT = (
    Proposal("offer_voorzorg_intake", "voorzorg_stage_1"),
    Proposal("ask", "voorzorg_stage_1", missing=("age", "speaks_some_dutch")),
    Proposal("not_offered", "voorzorg_late_start"),
)


def test_each_stage_asks_its_own_tables():
    assert tables_at(VOORZORG, Stage.OFFER) == ("voorzorg_stage_1", "voorzorg_late_start")
    assert tables_at(VOORZORG, Stage.VISIT) == ("voorzorg_stage_2",)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([NOT, FITS], Says.FITS),
        ([ASK, NOT], Says.NOT_KNOWN),
        ([NOT], Says.NOT_FITTING),
        ([], Says.NO_TABLE),
        ([Proposal("no_answer", "voorzorg_stage_1"), NOT], Says.NOT_KNOWN),
        ([Proposal("offer_something_else", "voorzorg_stage_1")], Says.NOT_FITTING),
    ],
)
def test_one_table_that_offers_is_enough_and_unknown_is_not_no(answers, expected):
    said, ordered = says(VOORZORG, answers)
    assert said is expected
    assert sorted(one.code for one in ordered) == sorted(one.code for one in answers)
    assert said.asks_reason == (expected in {Says.NOT_KNOWN, Says.NOT_FITTING})


def test_only_what_somebody_can_ask_is_asked():
    assert [fact.name for fact in asks([ASK, NOT])] == ["speaks_some_dutch"]


def test_what_was_gone_through_and_not_seen_is_not_there_and_the_rest_stays_unknown():
    known = {"has_no_social_support": None, "has_money_problems": None, "has_violence_at_home": None}
    seen = with_seen(known, FACTORS, ["no_social_support"], ())
    assert (seen["has_no_social_support"], seen["has_money_problems"]) == (True, None)
    through = with_seen(known, FACTORS, [], (FactorKind.RISK,))
    assert (through["has_money_problems"], through["has_violence_at_home"]) == (False, None)
