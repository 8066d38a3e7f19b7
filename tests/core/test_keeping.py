"""Terms of requests and of keeping, and what stops erasing."""

from datetime import date, timedelta
from itertools import product

import pytest

from sluitend.core.keeping import File, RequestKind, answer_by, kept_until, may_erase, months_later

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("asked_on", "lengthened", "until"),
    [
        (date(2026, 11, 26), False, date(2026, 12, 26)),
        (date(2026, 1, 31), False, date(2026, 2, 28)),
        (date(2024, 1, 31), False, date(2024, 2, 29)),
        (date(2026, 11, 30), True, date(2027, 2, 28)),
        (date(2026, 12, 15), False, date(2027, 1, 15)),
    ],
)
def test_a_request_is_answered_within_a_month_and_with_a_reason_within_three(asked_on, lengthened, until):
    assert answer_by(asked_on, lengthened) == until


def test_years_are_counted_to_the_same_day_and_a_leap_day_ends_in_february():
    assert kept_until(date(2004, 2, 29), 19) == date(2023, 2, 28)
    assert kept_until(date(2006, 11, 26), 20) == TODAY
    assert months_later(TODAY, 0) == TODAY


@pytest.mark.parametrize(("open_case", "held", "granted"), list(product([False, True], repeat=3)))
@pytest.mark.parametrize("until", [None, TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_only_a_granted_request_or_a_term_that_passed_erases_and_never_with_a_hold_or_an_open_file(
    open_case, held, granted, until
):
    refusal = may_erase(File(open_case, held, granted, until), TODAY)
    passed = until is not None and until < TODAY
    assert (refusal is None) == (not open_case and not held and (granted or passed))
    assert refusal is None or str(refusal).endswith(".")


@pytest.mark.parametrize("kind", list(RequestKind))
def test_every_kind_of_request_has_a_name(kind):
    assert str(kind.label)
