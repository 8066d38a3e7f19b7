"""The calendar on a phone: what it says, to whom, and until when."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sluitend.care.accounts.models import User
from sluitend.care.network.models import Professional
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import CalendarFeed
from sluitend.care.programmes.queries import Event
from sluitend.core.access import NotAllowed
from sluitend.doors.workspace.programmes.icalendar import LONGEST_LINE, folded, written

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_a_time_is_written_in_utc_on_both_sides_of_summer_time():
    before, after = (Event("k", date(2026, 3, day), time(10, 30), "S.W.") for day in (27, 30))
    said = written([before, after], name="Sluitend", now=NOW).decode()
    assert "DTSTART:20260327T093000Z" in said
    assert "DTSTART:20260330T083000Z" in said
    assert said.startswith("BEGIN:VCALENDAR\r\n")
    assert said.endswith("END:VCALENDAR\r\n")


def test_a_contact_without_a_time_is_a_day():
    said = written([Event("k", date(2026, 3, 27), None, "S.W.")], name="A; b, c", now=NOW).decode()
    assert "DTSTART;VALUE=DATE:20260327" in said
    assert "X-WR-CALNAME:A\\; b\\, c" in said


@pytest.mark.parametrize("line", ["x" * 75, "x" * 76, "é" * 200, "SUMMARY:" + "ë€" * 60])
def test_a_long_line_is_folded_between_letters(line):
    parts = folded(line).split("\r\n ")
    assert "".join(parts) == line
    assert all(len((" " * (number > 0) + part).encode()) <= LONGEST_LINE for number, part in enumerate(parts))


@pytest.fixture
def feed(at_work, enrolled, today):
    enrolled(first_due_on=today + timedelta(days=3))
    at_work.post(reverse("share-calendar"))
    page = at_work.get(reverse("programme-calendar")).text
    return page.split('calendar-address" href="')[1].split('"')[0].split("testserver")[1]


def test_the_phone_reads_initials_only_without_signing_in(feed, client, at_work):
    answer = client.get(feed)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "SUMMARY:S.D.W." in answer.text
    for secret in ("Sam", "Wit", "Lange Weg", "VoorZorg", "0655510001", "Waterstad"):
        assert secret not in answer.text


def test_a_new_address_and_stopping_close_the_old_one(feed, client, at_work):
    at_work.post(reverse("share-calendar"))
    assert client.get(feed).status_code == 404
    at_work.post(reverse("stop-calendar"))
    assert "calendar-address" not in at_work.get(reverse("programme-calendar")).text
    assert CalendarFeed.objects.get().nonce == ""


def test_who_left_the_job_has_no_calendar_and_nobody_guesses_one(feed, client, youth_nurse, today):
    assert client.get(feed.replace(feed[-8:-4], "aaaa")).status_code == 404
    Professional.objects.filter(pk=youth_nurse.pk).update(ends_on=today - timedelta(days=1))
    assert client.get(feed).status_code == 404


def test_a_closed_account_has_no_calendar(feed, client, youth_nurse):
    User.objects.filter(professionals=youth_nurse).update(is_active=False)
    assert client.get(feed).status_code == 404


def test_nobody_shares_the_calendar_of_somebody_else(world, youth_nurse, now):
    other = world.professional("Bo Wijk", world.youth_care, "team_lead")
    for verb in (actions.share_calendar, actions.stop_calendar):
        with pytest.raises(NotAllowed):
            verb(youth_nurse.pk, by=world.actor(other), now=now)


def test_the_calendar_page_shows_the_weeks_with_names(at_work, enrolled, today):
    enrolled(first_due_on=today + timedelta(days=10))
    page = at_work.get(reverse("programme-calendar")).text
    assert "Sam De Wit" in page
    assert "Week van" in page
