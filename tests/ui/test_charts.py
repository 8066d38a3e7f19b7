"""The timeline: everything is on it, in its place, in words too."""

from datetime import date, timedelta

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from sluitend.ui import charts, gallery
from sluitend.ui.charts import Gap, Happening, timeline

BORN = date(2026, 8, 24)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))
HAPPENINGS = st.lists(
    st.builds(Happening, on=DAYS, words=st.text(min_size=1, max_size=60), planned=st.booleans(), late=st.booleans()),
    max_size=30,
)


def draw(*happenings: Happening, gaps: tuple[Gap, ...] = ()) -> charts.Timeline:
    return timeline(BORN, BORN, happenings, gaps, born=True)


@given(HAPPENINGS)
def test_every_happening_is_drawn_within_the_drawing_and_listed_in_the_table(happenings: list[Happening]) -> None:
    drawn = draw(*happenings)
    assert len(drawn.marks) == len(drawn.rows) == len(happenings)
    assert all(charts.MARGIN <= mark.x <= charts.WIDTH - charts.MARGIN for mark in drawn.marks)
    assert all(0 < mark.y < drawn.height for mark in drawn.marks)


@given(HAPPENINGS)
def test_planned_is_above_the_line_and_done_below_it(happenings: list[Happening]) -> None:
    drawn = draw(*happenings)
    assert all((mark.y < drawn.axis_y) is (mark.state != "done") for mark in drawn.marks)


@given(HAPPENINGS)
def test_no_two_labels_lie_over_each_other(happenings: list[Happening]) -> None:
    placed: dict[int, list[tuple[float, float]]] = {}
    for mark in draw(*happenings).marks:
        left, right, _side = charts.extent(mark.x, mark.label)
        assert all(right < other_left or left > other_right for other_left, other_right in placed.get(mark.y, []))
        placed.setdefault(mark.y, []).append((left, right))


@given(DAYS, DAYS)
def test_a_later_day_is_never_left_of_an_earlier_one(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert charts.x_of(first, BORN) <= charts.x_of(last, BORN)


def test_the_line_runs_from_40_weeks_before_to_24_months_after() -> None:
    drawn = draw()
    assert drawn.ticks[0] == charts.Tick(charts.MARGIN, "−40 weken")
    assert drawn.ticks[-1] == charts.Tick(charts.WIDTH - charts.MARGIN, "24 maanden")
    assert drawn.pregnancy.x + drawn.pregnancy.width == drawn.childhood.x == charts.x_of(BORN, BORN)


def test_before_the_birth_the_line_speaks_of_the_due_date() -> None:
    assert "uitgerekend" in [tick.label for tick in timeline(BORN, BORN, []).ticks]
    assert "geboorte" in [tick.label for tick in draw().ticks]


def test_a_silence_is_drawn_as_a_gap_and_said_in_weeks() -> None:
    start = BORN - timedelta(weeks=20)
    drawn = draw(gaps=(Gap(start, start + timedelta(weeks=11)),))
    [gap] = drawn.gaps
    assert gap.width > 0
    assert drawn.rows == [(start, "11 weken stil", "geen contact")]


def test_a_day_that_falls_outside_the_line_keeps_its_own_date_in_the_table() -> None:
    long_ago = date(2020, 1, 1)
    drawn = draw(Happening(long_ago, "Verhuisd"))
    assert drawn.marks[0].x == charts.MARGIN
    assert drawn.rows[0][0] == long_ago


def test_today_is_left_out_when_it_is_not_on_the_line() -> None:
    assert timeline(BORN, date(2031, 1, 1), []).today is None


def test_the_drawing_is_named_described_and_repeated_as_a_table() -> None:
    drawn = gallery.life()
    page = render_to_string("ui/components/timeline.html", {"drawn": drawn})
    assert f'<title id="timeline-drawing-title">{drawn.title}</title>' in page
    assert drawn.description in page
    assert page.count('<th scope="row">') == len(drawn.rows) == 11
