"""Asking a what-if on its page and reading the answer, without JavaScript."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from sluitend.care.agreements import actions as agreeing
from sluitend.care.decisions.actions import what_if as steps
from sluitend.care.decisions.models import Decision, WhatIf
from sluitend.care.people.models import Family
from sluitend.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(world):
    return world.professional("Ada Advies", world.social, Role.PROJECT_LEADER)


@pytest.fixture
def draft_id(world, adviser, now):
    return agreeing.start_draft(
        world.region.pk, by=world.actor(adviser), now=now, kind="table", content_id="prenatal_home_visit"
    )


def asked(today):
    since = today - timedelta(days=30)
    return {"once": str(uuid4())} | {
        f"{name}_{part}": getattr(on, part)
        for name, on in (("since", since), ("until", today))
        for part in ("day", "month", "year")
    }


def test_without_stored_facts_the_answer_says_so(sign_in, adviser, draft_id, today):
    client = sign_in(adviser)
    page = client.post(f"/afspraken/concept/{draft_id}/wat-als/", asked(today), follow=True)
    assert "Uit deze periode ligt hier niets vast." in page.content.decode()


@pytest.fixture
def long_run(sign_in, adviser, draft_id, today, now, world, monkeypatch):
    """The adviser's client, after asking something of which one step of two is taken."""
    monkeypatch.setattr(steps, "STEP", 1)
    for number in range(2):
        made = Family.objects.create(
            region=world.region, municipality=world.town, name=f"Gezin {number}", created_on=today
        )
        Decision.objects.create(family=made, made_at=now, facts={"pregnant": True}, facts_digest="x")
    client = sign_in(adviser)
    client.post(f"/afspraken/concept/{draft_id}/wat-als/", asked(today))
    return client


def test_a_long_run_is_taken_further_by_the_job_while_its_page_refreshes_itself(long_run, draft_id):
    page = long_run.get(f"/afspraken/concept/{draft_id}/wat-als/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'max="2"' in page
    assert "Reken dit door" not in page
    call_command("what_ifs", stdout=StringIO())
    page = long_run.get(f"/afspraken/concept/{draft_id}/wat-als/").content.decode()
    assert "Wat er anders zou zijn" in page
    assert "http-equiv" not in page


def test_a_run_whose_process_was_killed_says_so_and_goes_on_with_a_button(long_run, draft_id, now):
    WhatIf.objects.update(heard_at=now - timedelta(minutes=5))
    page = long_run.get(f"/afspraken/concept/{draft_id}/wat-als/").content.decode()
    assert "Dit staat stil" in page
    assert "http-equiv" not in page
    found = WhatIf.objects.get()
    for _ in range(2):
        page = long_run.post(f"/afspraken/concept/{draft_id}/wat-als/{found.pk}/verder/", follow=True).content.decode()
    assert "Wat er anders zou zijn" in page


def test_one_run_that_fails_stops_no_other(long_run, draft_id, today, monkeypatch):
    long_run.post(f"/afspraken/concept/{draft_id}/wat-als/", asked(today))
    broken, sound = WhatIf.objects.order_by("pk")
    WhatIf.objects.filter(pk=broken.pk).update(result={"nonsense": 1})
    out = StringIO()
    call_command("what_ifs", stdout=out)
    sound.refresh_from_db()
    broken.refresh_from_db()
    assert (sound.status, broken.status) == ("done", "running")
    assert "1 failed" in out.getvalue()


def test_looking_at_the_page_asks_nothing_and_takes_few_statements(
    sign_in, adviser, draft_id, django_assert_max_num_queries
):
    client = sign_in(adviser)
    client.get(f"/afspraken/concept/{draft_id}/wat-als/")
    with django_assert_max_num_queries(15):
        client.get(f"/afspraken/concept/{draft_id}/wat-als/")
    assert not WhatIf.objects.exists()


def test_who_may_not_change_agreements_sees_the_answer_and_no_form(sign_in, midwife, draft_id):
    page = sign_in(midwife).get(f"/afspraken/concept/{draft_id}/wat-als/").content.decode()
    assert "Dit is nog niet doorgerekend" in page
    assert "Reken dit door" not in page
