"""Indicators: every shipped definition names what its programme has, and counts what it says."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.content import ContentError, check
from sluitend.core.content.indicators import Counts, Indicator, not_in_programme
from sluitend.core.fidelity import Count, Delivered
from sluitend.core.indicator import counted, shielded
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


NUMBERS = count(1)


def delivered(ended_as="", **values):
    """The enrolment of another family each time."""
    pairs = {(name, "birth + 2 months"): value for name, value in values.items()}
    return Delivered(shipped("voorzorg"), Known(DAY, DAY), ended_as, values=pairs, family=next(NUMBERS))


def test_an_outcome_counts_only_who_was_asked_then():
    one = indicator(counts="outcome", measurement="smokes", moment="birth + 2 months", answers=["yes"])
    found = counted(
        one, [delivered(smokes="yes"), delivered(smokes="no"), delivered(), delivered("in_error", smokes="yes")]
    )
    assert (found.count, found.value, found.is_small(10)) == (Count(1, 2, 2), 50, True)


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


SMOKING = read(Path(__file__).parents[2] / "content" / "indicators" / "voorzorg_smoking_in_pregnancy.yaml")
VOORZORG = shipped("voorzorg")
FAMILIES = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6
)


def smokers(groups):
    """Per group this many families of whom it was noted, and how many of these smoke."""
    moment, found, family, known = ("smokes", "pregnancy + 32 weeks"), {}, 0, Known(DAY, DAY)
    for name, (total, part) in groups.items():
        found[name] = []
        for number in range(total):
            family += 1
            value = "yes" if number < min(part, total) else "no"
            found[name].append(Delivered(VOORZORG, known, values={moment: value}, family=family))
    return found


@given(FAMILIES, st.integers(10, 25))
def test_nothing_about_few_is_shown_or_can_be_worked_out(groups, below):
    found = smokers(groups)
    result = shielded(SMOKING, found, below)
    shown = {name: part for name, part in result.parts.items() if part is not None}
    assert not any(part.is_small(below) for part in shown.values())
    hidden = [row for name, rows in found.items() if name not in shown for row in rows]
    if result.whole is not None:
        assert not result.whole.is_small(below)
        assert not counted(SMOKING, hidden).is_small(below), "the rest of the whole is a number about few"
        assert len(result.parts) - len(shown) != 1, "one part alone is the whole without the others"


def test_what_is_not_about_few_is_shown():
    result = shielded(SMOKING, smokers({"a": (30, 12), "b": (40, 20), "c": (0, 0)}), 10)
    assert (result.whole.count, result.parts["a"].value, result.parts["c"].value) == (Count(32, 70, 70), 40, None)


def test_who_was_not_asked_is_not_below_the_line():
    one = read(Path(__file__).parents[2] / "content" / "indicators" / "voorzorg_report_to_veilig_thuis.yaml")
    moment = ("report_to_veilig_thuis", "birth + 24 months")
    rows = [
        Delivered(VOORZORG, Known(DAY, DAY), values={moment: value}, family=number)
        for number, value in enumerate(["reported", "not_reported", "not_known", "not_reported"])
    ]
    assert counted(one, rows).count == Count(1, 3, 3)


def test_births_count_by_term_and_weight_of_what_is_known():
    born = date(2026, 6, 1)
    weeks = {40: 3400, 36: 2400, 37: None}
    rows = [
        Delivered(
            VOORZORG,
            Known(DAY, DAY, {"due_date": born + timedelta(days=280 - 7 * week), "birth": born}),
            weights=[grams] if grams else (),
            family=week,
        )
        for week, grams in weeks.items()
    ]
    rows.append(Delivered(VOORZORG, Known(DAY, DAY, {"due_date": born}), family=99))
    assert counted(indicator(counts="born_early", week=37), rows).count == Count(1, 3, 3)
    assert counted(indicator(counts="birth_weight"), rows).value == 2900
