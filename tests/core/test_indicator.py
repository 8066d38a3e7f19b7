"""Indicators: every shipped definition names what its programme has, and counts what it says."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from sluitend.core.content import ContentError, check
from sluitend.core.content.indicators import Counts, Indicator, not_in_programme
from sluitend.core.fidelity import Count, Delivered
from sluitend.core.indicator import counted
from sluitend.core.programme import Known
from tests.core.test_programme import shipped

FILES = sorted((Path(__file__).parents[2] / "content" / "indicators").glob("*.yaml"))
DAY = date(2026, 1, 1)


def read(file):
    found = check("indicator", yaml.safe_load(file.read_text()), file.name)
    assert isinstance(found, Indicator)
    return found


def indicator(**parts):
    words = {"nl": "Woorden", "en": "Words"}
    data = {"id": "one", "names": words, "question": words, "programme": "voorzorg", "above": words, "below": words}
    data |= {"standing": "starter", "sources": ["S9"], "owner": "Regio", "review_date": "2027-11-01"}
    return check("indicator", data | parts, "one.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_indicator_names_only_what_its_programme_has(file):
    one = read(file)
    assert not_in_programme(one, shipped(one.programme)) == ()
    assert counted(one, []).value is None


def test_every_shipped_programme_has_an_indicator_and_every_outcome_of_voorzorg_too():
    found = [read(file) for file in FILES]
    programmes = {path.stem for path in (Path(__file__).parents[2] / "content" / "programmes").glob("*.yaml")}
    assert {one.programme for one in found} == programmes
    measured = {one.measurement for one in found if one.programme == "voorzorg" and one.measurement}
    assert measured == {one.id for one in shipped("voorzorg").measurements}


def delivered(ended_as="", **values):
    pairs = {(name, "birth + 2 months"): value for name, value in values.items()}
    return Delivered(shipped("voorzorg"), Known(DAY, DAY), ended_as, values=pairs, family=1)


def test_an_outcome_counts_only_who_was_asked_then():
    one = indicator(counts="outcome", measurement="smokes", moment="birth + 2 months", answers=["yes"])
    found = counted(
        one, [delivered(smokes="yes"), delivered(smokes="no"), delivered(), delivered("in_error", smokes="yes")]
    )
    assert (found.count, found.value, found.is_small) == (Count(1, 2, 2), 50, True)


def test_a_number_is_averaged():
    one = indicator(counts="average", measurement="cigarettes_a_day", moment="birth + 2 months")
    found = counted(one, [delivered(cigarettes_a_day="4"), delivered(cigarettes_a_day="9")])
    assert (found.count, found.value) == (Count(13, 2, 2), 6)


def test_another_programme_is_not_counted():
    one = indicator(programme="bemoeizorg", counts="stopped")
    assert counted(one, [delivered("stopped_early")]).count == Count()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"counts": "outcome"}, "answers, measurement, moment"),
        ({"counts": "early"}, "week"),
        ({"counts": "stopped", "week": 3}, "vraagt precies"),
        ({"counts": "stopped", "found": {"nl": "Iets", "en": "Some"}}, "bron"),
    ],
)
def test_what_does_not_fit_together_is_named(parts, says):
    with pytest.raises(ContentError, match=says):
        indicator(**parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"counts": "contacts", "phase": "moon"},
        {"counts": "milestone", "milestone": "moon"},
        {"counts": "outcome", "measurement": "moon", "moment": "birth", "answers": ["yes"]},
        {"counts": "outcome", "measurement": "smokes", "moment": "birth + 9 months", "answers": ["yes"]},
        {"counts": "outcome", "measurement": "smokes", "moment": "enrolment", "answers": ["perhaps"]},
        {"counts": "average", "measurement": "smokes", "moment": "enrolment"},
    ],
)
def test_what_the_programme_does_not_have_is_named(parts):
    assert not_in_programme(indicator(**parts), shipped("voorzorg"))
    assert Counts(parts["counts"])
