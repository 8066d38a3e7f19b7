"""The demonstration region: loads whole through the actions, ends as its files say, and breaks no closing rule."""

import os
import socket
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings

from sluitend.care.action import day
from sluitend.care.agreements.models import Draft, Version
from sluitend.care.agreements.queries import checks_of
from sluitend.care.coordination.models import Case
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.queries import closing_facts
from sluitend.care.network.models import Municipality, Offer, Organisation, Professional, SubRegion, Team
from sluitend.care.network.queries import actor_for
from sluitend.care.parents.queries import invited, who_looked
from sluitend.care.people.models import Family
from sluitend.care.privacy.queries import unusual_looks
from sluitend.care.signalling.models import Signal
from sluitend.care.trail.models import Entry
from sluitend.core.promise import QUIET_WEEKS_AT_MOST, Ladder, Rung, breaches
from sluitend.core.trail import Kind
from sluitend.doors.commands.stories.files import Step, StoryError, stories
from sluitend.doors.commands.stories.player import Teller
from sluitend.doors.commands.stories.region import load
from tests.house.rules import ROOT

pytestmark = pytest.mark.slow

# A Wednesday; and a Sunday before opening hours, when every "today" is out of hours.
WEDNESDAY = datetime(2026, 11, 25, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
SUNDAY = datetime(2026, 11, 22, 3, tzinfo=ZoneInfo("Europe/Amsterdam"))
STORIES = [story.file for story in stories(settings.DEMO / "families")]


def load_all(now: datetime, demo=settings.DEMO):
    return load(now=now, demo=demo, content=settings.CONTENT, slug="gelderland-midden")


@pytest.fixture(scope="module")
def now() -> datetime:
    return WEDNESDAY


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, now):
    """The loaded region, by file name; thrown away after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {one.story.file: one for one in load_all(now)}
        transaction.set_rollback(True)


def test_a_coalition_deviates_in_one_table_and_a_draft_lies_open(told):
    own = Version.objects.filter(coalition__name="Kansrijke Start Doesburg", replaced_on=None)
    assert sorted(own.values_list("kind", flat=True)) == ["examples", "table"]
    assert Draft.objects.get(status="agreed").assents.count() == 2
    open_one = Draft.objects.get(status="draft")
    assert open_one.body != open_one.base.body
    assert checks_of(open_one.kind, open_one.content_id, open_one.body, open_one.examples) == ()


def test_there_are_enough_stories_and_each_tells_something_else(told):
    titles = [story.title["nl"] for story in stories(settings.DEMO / "families")]
    assert len(titles) >= 45
    assert len(set(titles)) == len(titles)
    assert all(story.title.get("en") for story in stories(settings.DEMO / "families"))


def test_a_parent_reads_who_looked_and_why(told, now):
    family_id = told["48-eigen-pagina.yaml"].teller.family_id
    looks = who_looked(family_id, by=invited(family_id), now=now)
    assert {(look.name, look.role) for look in looks} >= {("Fenna Oosterhuis", "lead"), ("Karima Ouali", "care_giver")}
    assert [look.on for look in looks] == sorted((look.on for look in looks), reverse=True)


def test_the_privacy_officer_finds_what_stands_out(told, now):
    officer = Professional.objects.get(name="Hilde Rozemond")
    found = unusual_looks(by=actor_for(officer, day(now)), now=now)
    assert {(row.kind, who) for row, who, _ in found} >= {
        (Kind.NIGHT, "Floris Ter Horst"),
        (Kind.RELATIVE, "Jip Wolters"),
    }


@pytest.mark.parametrize("file", STORIES)
def test_a_story_ends_as_its_file_says(told, file):
    one = told[file]
    case = Case.objects.filter(family_id=one.teller.family_id).order_by("-pk").first()
    state = "none" if case is None else case.ending or "open"
    assert state == one.story.ends


def test_no_family_breaks_a_closing_rule(told, now):
    families = list(Family.objects.values_list("pk", flat=True))
    facts = closing_facts(families, quiet_weeks=QUIET_WEEKS_AT_MOST)
    assert len(facts) > 40
    assert [breach for one in facts for breach in breaches(one, day(now))] == []


def test_every_open_file_shows_a_next_step_with_a_name_and_a_date(told):
    rows = Case.objects.filter(status="open").values_list("next_what", "next_owner", "next_due_on")
    assert rows
    assert all(all(row) for row in rows)


def test_there_is_work_that_is_late_today_and_later(told, now):
    due = Promise.objects.filter(status="open").values_list("due_on", flat=True)
    assert {(on > day(now)) - (on < day(now)) for on in due} == {-1, 0, 1}


def test_a_signal_waits_so_long_that_the_process_coordinator_knows(told, now):
    waiting = Signal.objects.filter(status="sent").values_list("answer_by", flat=True)
    assert any(Rung.PROCESS_COORDINATOR in Ladder().knows(answer_by, day(now)) for answer_by in waiting)


def test_the_region_is_the_real_one(told):
    assert Municipality.objects.count() == 15
    assert set(Municipality.objects.filter(sub_regions=None)) == set()
    assert SubRegion.objects.count() == 2
    assert Professional.objects.count() >= 60
    assert Organisation.objects.count() >= 25


def test_every_municipality_has_exactly_one_team_that_answers_signals(told):
    for place in Municipality.objects.all():
        assert Team.objects.filter(municipalities=place, answers_signals=True).count() == 1, place.name


def test_every_programme_of_the_content_is_offered_somewhere(told):
    programmes = {path.stem for path in (settings.CONTENT / "programmes").glob("*.yaml")}
    assert programmes <= set(Offer.objects.filter(active=True).values_list("code", flat=True))


def test_everything_was_done_by_somebody_through_an_action(told):
    changed = set(Entry.objects.exclude(family_id=None).values_list("family_id", flat=True))
    assert set(Family.objects.values_list("pk", flat=True)) <= changed


def test_every_invented_person_comes_in_with_one_click_and_sees_a_page(told):
    people = list(get_user_model().objects.filter(demonstration=True))
    assert len(people) >= 60
    with override_settings(DEMONSTRATION=True):
        for user in people:
            if not Professional.objects.filter(user=user, ends_on=None).exists():
                continue
            client = Client()
            assert client.post("/aanmelden/", {"person": user.pk}).url == "/"
            assert client.get("/", follow=True).status_code == 200, user.username


def test_who_left_the_job_is_not_on_the_list(told):
    with override_settings(DEMONSTRATION=True):
        page = Client().get("/aanmelden/").content.decode()
    assert "Chantal Lo-A-Njoe" in page
    assert "Dirk-Jan Palsma" not in page


@pytest.mark.django_db
def test_it_loads_on_a_sunday_before_opening_hours_too():
    assert len(load_all(SUNDAY)) >= 45


@pytest.mark.parametrize(
    ("line", "given", "said"),
    [
        ("-1w mila people.regster", {}, "de actie people.regster bestaat niet"),
        ("-1w mila people.register_family", {}, "municipality_id: ontbreekt"),
        ("-1w niemand followup.see", {}, "niemand staat niet in"),
        ("-30y mila followup.see", {}, "mila werkt dan niet"),
        (
            "-1w sanne people.register_family",
            {"municipality_id": "GM0221", "parent": {"given_name": "X"}},
            "mag niet: Uw rol",
        ),
        ("-1w mila people.register_family", {"municipality_id": "GM9999", "parent": {"given_name": "X"}}, "GM9999"),
        (
            "-1w mila people.register_family",
            {"municipality_id": "GM0221", "parent": {"given_name": ""}},
            "given_name: Vul",
        ),
    ],
)
def test_a_step_that_cannot_be_names_file_step_and_reason(told, line, given, said):
    region = next(iter(told.values())).teller.region
    when, who, verb = line.split()
    step = Step("fout.yaml", 4, when, who, verb, given=given)
    with transaction.atomic(), pytest.raises(StoryError, match=rf"fout.yaml: stap 4 \({line}\): .*{said}"):
        Teller(region).tell(step, region.clock.moment(when))


@pytest.mark.django_db
def test_a_wrong_step_leaves_nothing_loaded(tmp_path, now):
    (tmp_path / "network").symlink_to(settings.DEMO / "network")
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "fout.yaml").write_text(
        "title: {nl: x}\nends: none\nsteps:\n- -1w mila people.regster: {}\n"
    )
    with pytest.raises(StoryError):
        load_all(now, tmp_path)
    assert Organisation.objects.count() == 0


def test_the_command_is_refused_outside_the_demonstration(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="SLUITEND_DEMONSTRATION=1"):
        call_command("demo", no_serve=True)


def test_a_busy_port_is_said_before_anything_is_loaded(settings, monkeypatch):
    settings.DEMONSTRATION = True
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        monkeypatch.setenv("PORT", str(busy.getsockname()[1]))
        with pytest.raises(CommandError, match="is bezet"):
            call_command("demo")


def run(tmp_path, *options: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "SLUITEND_VAR": str(tmp_path),
        "DEBUG": "1",
        "SLUITEND_DEMONSTRATION": "1",
    }
    command = [sys.executable, "-W", "error", ROOT / "manage.py", "demo", "--no-serve", *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_command_makes_the_region_once_and_finds_it_back(tmp_path):
    first = run(tmp_path)
    assert "http://127.0.0.1:8000/" in first
    assert "stappen" in first
    assert "is er al" in run(tmp_path)
