"""What a region agreed beside its tables, before and after: each difference once, in plain words."""

from datetime import date
from pathlib import Path

import yaml

from sluitend.core.content import Region
from sluitend.core.difference import Contact, contacts, region_told
from sluitend.core.text import text

BODY = yaml.safe_load((Path(__file__).parents[3] / "content/regions/gelderland-midden.yaml").read_text())


def region(**more):
    return Region.model_validate(BODY | more)


def told(**more):
    return [
        (" › ".join(map(str, one.where)), *(side and str(side) for side in (one.before, one.after)))
        for one in region_told(region(), region(**more), {})
    ]


def test_the_same_agreement_tells_nothing():
    assert told() == []


def test_a_term_that_changed_is_told_in_days_and_weeks():
    terms = BODY["terms"] | {"signal_answer": BODY["terms"]["signal_answer"] | {"amount": 1}}
    assert told(terms=terms) == [("Antwoord op een signaal", "2 werkdagen", "1 werkdag")]


def test_who_hears_that_an_answer_is_late_is_told_rung_by_rung():
    rungs = [one for one in BODY["escalation"] if one["tell"] != "stand_in"]
    assert told(escalation=rungs) == [("wie het hoort als een antwoord te laat is › de vervanger", "1 werkdag", None)]


def test_keeping_longer_who_says_yes_and_the_order_of_tables_are_told():
    kept = [BODY["retention"][0] | {"years": 15}, *BODY["retention"][1:]]
    in_use = BODY["in_use"] | {"tables": [*BODY["in_use"]["tables"][1:], BODY["in_use"]["tables"][0]]}
    where = [one[0] for one in told(retention=kept, assent=["board"], in_use=in_use, review_date=date(2030, 1, 1))]
    assert where == [
        "hoe lang het bewaard wordt › Dossier van de hulp",
        "wie ja zegt",
        "de volgorde van de tabellen",
        "wanneer er opnieuw gekeken wordt",
    ]


def card(key, name="Fenna", phone="06 1"):
    return Contact(key, name, ((text("Waarvoor"), "Elke zwangere"), (text("Telefoon"), phone)))


def test_who_came_who_went_and_another_number_are_told_once_each():
    before, after = (
        [card(1), card(2, "Gijs"), card(3, "Roos")],
        [card(1, phone="06 2"), card(3, "Roos"), card(4, "Ada")],
    )
    assert [(one.where[0], one.before, one.after) for one in contacts(before, after)] == [
        ("Fenna", "06 1", "06 2"),
        ("Ada", None, "Elke zwangere · 06 1"),
        ("Gijs", "Elke zwangere · 06 1", None),
    ]
    assert contacts(before, before) == ()
