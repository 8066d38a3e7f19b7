"""A draft against what is in force, over stored facts: steps, counts, who may see which names, and what is too small to show."""

from datetime import timedelta

import pytest

from sluitend.care.agreements import actions as agreeing
from sluitend.care.agreements.models import Draft
from sluitend.care.decisions import actions, queries
from sluitend.care.decisions.actions import what_if as steps
from sluitend.care.decisions.models import Decision, WhatIf
from sluitend.care.people.models import Family, Involvement
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role
from sluitend.core.what_if import Tally
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"
PERIOD = {"since": TODAY - timedelta(days=30), "until": TODAY}


@pytest.fixture
def adviser(world):
    return world.actor(world.professional("Ada Advies", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def draft(world, adviser):
    """Every proposal of a home visit has become "later"."""
    pk = agreeing.start_draft(world.region.pk, by=adviser, now=NOW, kind="table", content_id=TABLE)
    found = Draft.objects.get(pk=pk)
    body = (
        found.body.replace("<outputEntry", "<outputEntry")
        .replace('<text>"offer_prenatal_home_visit"</text>', '<text>"later"</text>')
        .replace('"offer_prenatal_home_visit",', '"later",')
    )
    agreeing.save(pk, by=adviser, now=NOW, number=found.number, body=body, examples=found.examples)
    return Draft.objects.get(pk=pk)


def facts():
    """Facts for which the table in force proposes a home visit: those of its own example."""
    import yaml

    from tests.care.conftest import shipped_files

    sheet = next(one for one in shipped_files() if one.kind == "examples" and one.content_id == TABLE)
    examples = yaml.safe_load(sheet.body)["examples"]
    return next(one["facts"] for one in examples if one["expect"]["proposal"] == "offer_prenatal_home_visit")


def family(world, name="Gezin", times=1, **given):
    made = Family.objects.create(region=world.region, municipality=world.town, name=name, created_on=TODAY)
    for _ in range(times):
        Decision.objects.create(family=made, made_at=NOW, facts=facts() | given, facts_digest="x")
    return made


def run(draft, by, **asked):
    return WhatIf.objects.get(pk=actions.start_what_if(draft.pk, by=by, now=NOW, **(PERIOD | asked)))


def test_a_family_counts_once_however_often_its_facts_were_recorded(world, adviser, draft):
    family(world, times=3)
    found = run(draft, adviser)
    assert found.status == "done"
    tally = Tally.of(found.result)
    assert (tally.cases, tally.families, tally.moved_cases) == (3, 1, 3)
    assert tally.total("offer_prenatal_home_visit") == [1, 0, 0, 1]


def test_the_steps_together_count_the_same_as_one(world, adviser, draft, monkeypatch):
    for number in range(7):
        family(world, f"Gezin {number}", times=number % 3 + 1)
    whole = run(draft, adviser)
    monkeypatch.setattr(steps, "STEP", 2)
    found = run(draft, adviser)
    assert found.status == "running"
    assert found.done < found.total
    for _ in range(20):
        actions.go_on(found.pk, by=adviser, now=NOW)
    found.refresh_from_db()
    assert (found.status, found.done) == ("done", found.total)
    assert found.result == whole.result


def test_a_fact_that_fits_in_no_column_is_counted_too_and_the_run_says_so(world, adviser):
    pk = agreeing.start_draft(world.region.pk, by=adviser, now=NOW, kind="table", content_id="voorzorg_stage_1")
    family(world, age=20)
    family(world, "Gezin 2", age=10**15)
    found = run(Draft.objects.get(pk=pk), adviser)
    assert (found.way, found.result["cases"], found.result["in_python"]) == ("sql", 2, 2)
    (page,) = queries.what_ifs(pk, by=adviser, now=NOW)
    assert page.in_python == 2


def test_facts_outside_the_period_and_of_another_municipality_stay_out(world, adviser, draft):
    made = family(world)
    Decision.objects.create(family=made, made_at=NOW - timedelta(days=60), facts=facts(), facts_digest="x")
    other = world.region.municipality_set.exclude(pk=world.town.pk).get()
    assert run(draft, adviser).total == 1
    assert run(draft, adviser, municipality_id=other.pk).total == 0


def test_a_draft_that_changes_meanwhile_stops_the_run(world, adviser, draft, monkeypatch):
    monkeypatch.setattr(steps, "STEP", 1)
    family(world)
    family(world, "Gezin 2")
    found = run(draft, adviser)
    agreeing.save(draft.pk, by=adviser, now=NOW, number=draft.number, body=draft.body + "\n", examples=draft.examples)
    actions.go_on(found.pk, by=adviser, now=NOW)
    found.refresh_from_db()
    assert found.status == "stopped"


def test_a_draft_that_cannot_run_is_refused_with_what_is_wrong(world, adviser, draft):
    agreeing.save(draft.pk, by=adviser, now=NOW, number=draft.number, body="<x/>", examples=draft.examples)
    with pytest.raises(NotNow):
        run(draft, adviser)


def test_small_counts_are_hidden_and_larger_ones_shown(world, adviser, draft):
    for number in range(3):
        family(world, f"Gezin {number}")
    run(draft, adviser)
    (page,) = queries.what_ifs(draft.pk, by=adviser, now=NOW)
    assert page.families is None
    assert all(row.old in (None, 0) and row.new in (None, 0) for row in page.counted)
    for number in range(12):
        family(world, f"Meer {number}")
    run(draft, adviser)
    (page,) = queries.what_ifs(draft.pk, by=adviser, now=NOW)
    assert next((row.old, row.new, row.dropped) for row in page.counted) == (15, 0, 15)


def test_names_are_for_who_works_with_the_family_alone(world, adviser, midwife, draft):
    mine, other = family(world, "Gezin Mijn"), family(world, "Gezin Ander")
    Involvement.objects.create(family=mine, professional=midwife, role="care_giver", starts_on=TODAY)
    found = run(draft, adviser)
    shown = queries.moved_families(found.pk, by=world.actor(midwife), now=NOW)
    assert [(row.family_id, row.included) for row in shown] == [(mine.pk, False)]
    with pytest.raises(NotAllowed):
        queries.moved_families(found.pk, by=adviser, now=NOW)
    assert other.pk in {family_id for family_id, _, _ in Tally.of(found.result).changes}
