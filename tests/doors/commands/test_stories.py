"""How stories in files become steps, moments and values; and what is said when a file is wrong."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.core.facts import Wish
from sluitend.doors.commands.stories.files import StoryError, digest, story
from sluitend.doors.commands.stories.moments import Clock
from sluitend.doors.commands.stories.values import Wrong, arguments

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def clock(on: date) -> Clock:
    return Clock(datetime(on.year, on.month, on.day, 12, tzinfo=AMSTERDAM))


@unhurried
@given(days, st.integers(-900, 300))
def test_no_step_falls_in_a_weekend_except_today(on, number):
    found = clock(on).date(f"{number:+d}d")
    assert found.weekday() < 5 or found == on
    assert abs((found - on).days - number) <= 2


@unhurried
@given(days, st.integers(-900, 300), st.integers(0, 50))
def test_what_stands_later_is_never_earlier(on, number, more):
    assert clock(on).date(f"{number}d") <= clock(on).date(f"{number}d+{more}d")


@unhurried
@given(days, st.integers(-30, 30))
def test_no_step_is_told_later_than_now(on, number):
    assert clock(on).moment(f"{number}d", minutes=600) <= clock(on).now


def test_weeks_years_and_days_add_up():
    monday = clock(date(2026, 11, 23))
    assert monday.date("-2w+1d") == date(2026, 11, 10)
    assert (monday.now.date() - monday.date("-1y")) == timedelta(days=367)  # a Sunday moves back to Friday


def test_a_step_may_be_at_night_and_is_in_office_hours_otherwise():
    monday = clock(date(2026, 11, 23))
    assert monday.moment("-4d@02:40", minutes=5) == datetime(2026, 11, 19, 2, 45, tzinfo=AMSTERDAM)
    assert monday.moment("-4d", minutes=5).hour == 9
    for wrong in ("-4d@half drie", "-4d@2:40", "@02:40"):
        with pytest.raises(ValueError, match=r"Invalid isoformat|verwacht iets als -12w"):
            monday.moment(wrong)


@pytest.mark.parametrize("words", ["", "gisteren", "-3", "w", "-3w!", "2026-11-22"])
def test_a_moment_that_is_not_one_says_what_was_expected(words):
    with pytest.raises(ValueError, match="verwacht iets als -12w"):
        clock(date(2026, 11, 23)).date(words)


class Names:
    def date(self, words):
        return date(2026, 1, 1)

    def moment(self, words):
        return datetime(2026, 1, 1, tzinfo=AMSTERDAM)

    def id_of(self, field, key):
        return {"mila": 7, "noor": 8}[key]


@dataclass(frozen=True)
class Facts:
    owner_id: int
    wish: Wish | None = None
    on: date | None = None
    kinds: tuple[str, ...] = ()


def act(*, by: object, now: datetime, facts: Facts, pathway_id: str = "", team_ids: tuple[int, ...] = ()) -> None:
    """An action with every sort of argument."""


def test_values_follow_the_types_of_the_action():
    made = arguments(
        act,
        {
            "facts": {"owner_id": "mila", "wish": "wants", "on": "-1w", "kinds": ["contact"]},
            "pathway_id": "friesland",
            "team_ids": ["mila", "noor"],
        },
        Names(),
    )
    assert made == {
        "facts": Facts(7, Wish.WANTS, date(2026, 1, 1), ("contact",)),
        "pathway_id": "friesland",
        "team_ids": (7, 8),
    }


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "facts: ontbreekt"),
        ({"facts": {"owner_id": "mila"}, "ownr": 1}, "ownr: dit veld bestaat niet"),
        ({"facts": {}}, "facts.owner_id: ontbreekt"),
        ({"facts": {"owner_id": "mila", "wishes": 1}}, "facts.wishes: dit veld bestaat niet"),
        ({"facts": "mila"}, "facts: verwacht velden met namen"),
    ],
)
def test_a_value_that_does_not_fit_names_its_field(sent, said):
    with pytest.raises(Wrong, match=said):
        arguments(act, sent, Names())


def written(tmp_path, content: str):
    path = tmp_path / "verhaal.yaml"
    path.write_text(content)
    return path


def test_a_step_says_when_who_and_what_and_words_stay_words(tmp_path):
    path = written(
        tmp_path,
        "title: {nl: a, en: b}\nends: open\nsteps:\n- -3w+1d mila app.verb as x: {about: y, agrees: yes, on: -1d}\n",
    )
    [step] = story(path).steps
    assert (step.when, step.who, step.verb, step.name, step.about) == ("-3w+1d", "mila", "app.verb", "x", "y")
    assert step.given == {"agrees": "yes", "on": "-1d"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: {nl: a}\nends: open\n", "verhaal.yaml: steps: ontbreekt"),
        ("ends: open\nsteps: [x]\n", "verhaal.yaml: title: ontbreekt"),
        ("title: {nl: a}\nends: open\nsteps:\n- gisteren belde zij\n", "verhaal.yaml: stap 1: verwacht"),
        ("title: {nl: a}\nends: open\nsteps:\n- -1w mila app.verb: kort\n", "verhaal.yaml: stap 1: verwacht"),
        ("title: {nl: a", "verhaal.yaml: bestand: dit is geen YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(tmp_path, content, said):
    with pytest.raises(StoryError, match=said):
        story(written(tmp_path, content))


def test_the_digest_follows_the_files_and_nothing_else(tmp_path):
    first = written(tmp_path, "a: 1\n")
    before = digest([tmp_path])
    (tmp_path / "leesmij.txt").write_text("anders")
    assert digest([tmp_path]) == before
    first.write_text("a: 2\n")
    assert digest([tmp_path]) != before
